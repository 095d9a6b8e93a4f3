"""What the pages of planning show, prepared from histories and tables."""
