"""What ships for testing an installation's own programmes: fixtures and synthetic people."""
