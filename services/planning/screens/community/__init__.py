"""Pages of the work beside the cases: each register is data, drawn by one set of templates."""
