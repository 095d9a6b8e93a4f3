"""A secret address is left out of a grant's facts: where the home stands, and who lets it."""

from dataclasses import replace
from typing import Final

from events.contract import Group, NotPermitted, Open
from events.contract.benefits import ApplicationCorrected, ApplicationSubmitted, Payee
from events.contract.benefits_dwelling import DwellingNotified
from events.log.recorded import Recorded

CLOSED: Final = NotPermitted(Group.ADDRESS.code)


def masked(recorded: Recorded) -> Recorded:
    """The same fact without the home and the payee, which is the landlord."""
    match recorded.fact:
        case ApplicationSubmitted() as fact:
            return replace(recorded, fact=replace(fact, dwelling=CLOSED, payee=CLOSED))
        case ApplicationCorrected() as fact:
            return replace(recorded, fact=replace(fact, payee=CLOSED))
        case DwellingNotified() as fact:
            return replace(recorded, fact=replace(fact, address=CLOSED, payee=CLOSED))
    return recorded


def without_account(recorded: Recorded) -> Recorded:
    """The same fact with the payee's name alone: the account is for those who decide and pay (F36)."""
    fact = recorded.fact
    if isinstance(
        fact, ApplicationSubmitted | ApplicationCorrected | DwellingNotified
    ) and isinstance(fact.payee, Open):
        named = Payee(name=fact.payee.value.name, bank="", branch="", account="")
        return replace(recorded, fact=replace(fact, payee=Open(fact.payee.subject, named)))
    return recorded
