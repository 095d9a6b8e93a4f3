"""The decisions of benefits: a command above its function, one idea per file."""
