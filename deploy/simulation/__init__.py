"""A published row becomes believable case histories, stated through the ordinary decisions (statistics.md §12)."""
