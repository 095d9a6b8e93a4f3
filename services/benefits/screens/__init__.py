"""What the pages of benefits show, prepared from histories and tables."""
