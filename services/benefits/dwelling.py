"""How far somebody without a home has come on the way to a dwelling."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from events.contract.benefits import ApplicationSubmitted
from events.contract.benefits_dwelling import (
    DwellingLackingStated,
    DwellingNotified,
    EligibilityConfirmed,
    LeaseShown,
    MoveInReported,
)
from events.contract.kind import Event

DWELLING: Final = (
    DwellingLackingStated,
    EligibilityConfirmed,
    DwellingNotified,
    LeaseShown,
    MoveInReported,
)


@dataclass(frozen=True, slots=True)
class Dwelling:
    """The newest of each step; None before it."""

    confirmed: EligibilityConfirmed | None = None
    notified: DwellingNotified | None = None
    lease: LeaseShown | None = None
    moved_in: MoveInReported | None = None

    def valid_on(self, day: date) -> bool:
        """Whether the paper holds on that day."""
        return self.confirmed is not None and day <= self.confirmed.valid_until


def sought(state: Dwelling | None, fact: Event) -> Dwelling:
    """The state after `fact`, one of `DWELLING`."""
    now = state or Dwelling()
    match fact:
        case EligibilityConfirmed():
            return replace(now, confirmed=fact)
        case DwellingNotified():
            return replace(now, notified=fact, lease=None)
        case LeaseShown():
            return replace(now, lease=fact)
        case MoveInReported():
            return replace(now, moved_in=fact)
    return now


def housed(application: ApplicationSubmitted, fact: Event) -> ApplicationSubmitted:
    """The application as it stands with what became known of the dwelling."""
    match fact:
        case DwellingNotified():
            return replace(application, payee=fact.payee, dwelling=fact.address)
        case LeaseShown():
            return replace(application, household=fact.household)
    return application
