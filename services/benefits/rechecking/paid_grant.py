"""What a recheck needs of one grant: the figures known at each time, what was ruled, and what was paid."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar
from uuid import UUID

from events.contract.benefits import (
    ApplicationSubmitted,
    Basis,
    Found,
    Household,
    PaymentMade,
)
from events.contract.benefits_recheck import HouseholdFound, PaymentCorrected
from events.contract.codes import GrantKind, HardshipCause
from events.contract.kind import Event
from events.contract.sealed import Open, Sealed
from services.benefits.grant import Grant, months_from

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """One decision on months: what it recorded. `household` are the figures it was given."""

    number: str
    months: tuple[str, ...]
    monthly_yen: int
    basis: Basis
    findings: tuple[Found, ...]
    household: Household


@dataclass(frozen=True, slots=True, kw_only=True)
class Paid:
    """One month as it stands: what was paid, or what a correction says was due. `place` counts from 1."""

    month: str
    place: int
    paid_on: date
    paid_yen: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PaidGrant:
    """`first_applied_on` decides how many months a grant may have."""

    stream: UUID
    case: UUID
    area: str
    person: UUID
    grant_no: int
    first_applied_on: date
    cause: HardshipCause
    cause_on: date
    rulings: tuple[Ruling, ...]
    found: tuple[tuple[str, Household], ...]
    payments: tuple[Paid, ...]
    last_month: str | None

    def ruling(self, month: str) -> Ruling | None:
        """The last decision on that month."""
        return next((r for r in reversed(self.rulings) if month in r.months), None)

    def household(self, ruling: Ruling, month: str) -> Household:
        """What is known now: the last thing found out for that month, else what the decision was given."""
        known = [household for since, household in self.found if since <= month]
        return known[-1] if known else ruling.household


class Unreadable(Exception):
    """A key of this grant is gone, or its reader may not open it: nothing can be judged again."""


def paid_grant(
    stream: UUID, case: UUID, area: str, grant: Grant, facts: Sequence[Event]
) -> PaidGrant | None:
    """None where no rent was paid. Raises Unreadable."""
    applied = grant.application
    payments = [fact for fact in facts if isinstance(fact, PaymentMade)]
    if not payments or applied.kind is not GrantKind.RENT:
        return None
    return PaidGrant(
        stream=stream,
        case=case,
        area=area,
        person=applied.person,
        grant_no=applied.grant_no,
        first_applied_on=applied.arrived_on,
        cause=_read(applied.cause),
        cause_on=_read(applied.cause_on),
        rulings=_rulings(grant, applied),
        found=tuple(
            (fact.from_month, _read(fact.household))
            for fact in facts
            if isinstance(fact, HouseholdFound)
        ),
        payments=_standing(payments, facts),
        last_month=grant.stopped.last_month if grant.stopped else None,
    )


def _rulings(grant: Grant, applied: ApplicationSubmitted) -> tuple[Ruling, ...]:
    decided = grant.decided
    if decided is None:
        return ()
    return (
        Ruling(
            number=decided.number,
            months=months_from(decided.first_month, decided.months),
            monthly_yen=_read(decided.monthly_yen),
            basis=_read(decided.basis),
            findings=_read(decided.findings),
            household=_read(applied.household),
        ),
    )


def _standing(payments: Sequence[PaymentMade], facts: Sequence[Event]) -> tuple[Paid, ...]:
    corrected = {
        fact.month: _read(fact.new_yen) for fact in facts if isinstance(fact, PaymentCorrected)
    }
    return tuple(
        Paid(
            month=made.month,
            place=place,
            paid_on=made.paid_on,
            paid_yen=corrected.get(made.month, _read(made.amount_yen)),
        )
        for place, made in enumerate(sorted(payments, key=lambda made: made.month), 1)
    )


def _read(sealed: Sealed[T]) -> T:
    if not isinstance(sealed, Open):
        raise Unreadable
    return sealed.value
