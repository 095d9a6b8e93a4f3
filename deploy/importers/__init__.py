"""Spreadsheets of former systems → commands of the ordinary decisions, never straight into the log."""
