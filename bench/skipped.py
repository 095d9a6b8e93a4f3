"""A program that cannot measure here says why, and the others go on."""


class Skipped(Exception):
    """The text says why, for the operator."""
