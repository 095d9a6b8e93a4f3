"""Why no database could be had; every message names the way out."""


class DatabaseRefused(Exception):
    """The database cannot be started here as things are."""


class AlreadySupervised(DatabaseRefused):
    """Another process supervises the database of this data directory."""
