"""What `yorisoi verify` counts and computes again: the log's derived tables, its entries, every table."""
