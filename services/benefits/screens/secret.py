"""A secret address is left out of a grant's facts: where the home stands, and who lets it."""

from dataclasses import replace
from typing import Final

from events.contract import Group, NotPermitted
from events.contract.benefits import ApplicationCorrected, ApplicationSubmitted
from events.log.recorded import Recorded

CLOSED: Final = NotPermitted(Group.ADDRESS.code)


def masked(recorded: Recorded) -> Recorded:
    """The same fact without the home and the payee, which is the landlord."""
    match recorded.fact:
        case ApplicationSubmitted() as fact:
            return replace(recorded, fact=replace(fact, dwelling=CLOSED, payee=CLOSED))
        case ApplicationCorrected() as fact:
            return replace(recorded, fact=replace(fact, payee=CLOSED))
    return recorded
