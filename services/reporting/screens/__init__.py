"""What the pages of reporting show, prepared from its tables."""
