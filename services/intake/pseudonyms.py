"""The pseudonyms of a new case: the person's, and the visitor's where another person came."""

from typing import Final
from uuid import UUID, uuid5

PAYEES: Final = 17
"""One more than the grants a case can have."""
MEMBERS: Final = 21
"""One more than the household members planning records beside the person."""


def person_of(case: UUID) -> UUID:
    """The same for every submission of one form, so that a repeated reception is the same reception."""
    return uuid5(case, "person")


def visitor_of(case: UUID) -> UUID:
    """Their values are sealed under a key of their own."""
    return uuid5(case, "visitor")


def informant_of(concern: UUID) -> UUID:
    """Who told of somebody: another person than the one told of."""
    return uuid5(concern, "informant")


def others_of(case: UUID) -> tuple[UUID, ...]:
    """Everybody else whose values may be sealed in a case: the visitor, payees of grants, household members."""
    payees = (uuid5(case, f"payee/{grant_no}") for grant_no in range(1, PAYEES))
    members = (uuid5(case, f"member/{member_no}") for member_no in range(1, MEMBERS))
    return (visitor_of(case), *payees, *members)


def destruction_of(case: UUID) -> UUID:
    """The stream of holds, proposals and decisions about the keys of a case."""
    return uuid5(case, "destruction")
