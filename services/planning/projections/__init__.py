"""One module per table that planning fills for its own pages."""
