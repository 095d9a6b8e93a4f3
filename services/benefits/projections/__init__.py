"""The tables that benefits fills."""
