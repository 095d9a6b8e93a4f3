"""The tables of what comes before a case."""
