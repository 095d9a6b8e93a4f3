"""The pseudonyms of a new case: the person's, and the visitor's where another person came."""

from uuid import UUID, uuid5


def person_of(case: UUID) -> UUID:
    """The same for every submission of one form, so that a repeated reception is the same reception."""
    return uuid5(case, "person")


def visitor_of(case: UUID) -> UUID:
    """Their values are sealed under a key of their own."""
    return uuid5(case, "visitor")
