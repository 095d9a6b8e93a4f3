"""Letters of the municipality, drawn from what was recorded: one file per occasion."""
