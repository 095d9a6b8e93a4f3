"""Reporting reads everything and decides one thing: that a period is closed."""
