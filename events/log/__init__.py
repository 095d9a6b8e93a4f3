"""Where facts live: one append-only log per service behind our own PostgreSQL recorder."""
