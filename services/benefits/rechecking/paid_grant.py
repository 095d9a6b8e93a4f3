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
    GrantDecided,
    Household,
    PaymentMade,
)
from events.contract.benefits_life import (
    AmountChanged,
    ExtensionApplied,
    GrantExtended,
    GrantResumed,
    LaterDrafted,
)
from events.contract.benefits_recheck import HouseholdFound, PaymentCorrected
from events.contract.codes import GrantKind, HardshipCause
from events.contract.kind import Event, kind_of
from events.contract.sealed import Open, Sealed
from services.benefits.grant import Grant, months_from
from services.benefits.programmes.housing_security.stage import EXTENSIONS, Stage

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """One decision on months: what it recorded. `household` are the figures it was given.

    `keyed_on`: the day by which its standard amounts are chosen (arrival of the application, of the extension).
    """

    number: str
    keyed_on: date
    stage: Stage
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
    payments = grant.paid  # a transfer that came back is no payment
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
        rulings=_rulings(facts, applied),
        found=tuple(
            (fact.from_month, _read(fact.household))
            for fact in facts
            if isinstance(fact, HouseholdFound)
        ),
        payments=_standing(payments, facts),
        last_month=grant.stopped.last_month if grant.stopped else None,
    )


def _rulings(facts: Sequence[Event], applied: ApplicationSubmitted) -> tuple[Ruling, ...]:
    """Every decision that gave months their yen, in the order they were made."""
    made: list[Ruling] = []
    for fact in facts:
        if isinstance(fact, GrantDecided):
            made.append(_first(fact, applied))
        elif isinstance(fact, GrantExtended | GrantResumed | AmountChanged):
            made.append(_later(fact, _asked_on(facts, fact), made))
    return tuple(made)


def _first(decided: GrantDecided, applied: ApplicationSubmitted) -> Ruling:
    return Ruling(
        number=decided.number,
        keyed_on=applied.arrived_on,
        stage=Stage.FIRST,
        months=months_from(decided.first_month, decided.months),
        monthly_yen=_read(decided.monthly_yen),
        basis=_read(decided.basis),
        findings=_read(decided.findings),
        household=_read(applied.household),
    )


def _later(
    fact: GrantExtended | GrantResumed | AmountChanged, keyed_on: date, before: Sequence[Ruling]
) -> Ruling:
    """An extension asks its own figures; a change counts from its month on, for every month decided."""
    figures = _read(fact.figures)
    if figures.basis is None or figures.household is None:
        raise Unreadable
    if isinstance(fact, AmountChanged):
        known = dict.fromkeys(month for ruling in before for month in ruling.months)
        months = tuple(month for month in known if month >= fact.first_month)
    else:
        months = months_from(fact.first_month, fact.months)
    return Ruling(
        number=fact.number,
        keyed_on=keyed_on,
        stage=EXTENSIONS[min(fact.extension_no, len(EXTENSIONS)) - 1]
        if isinstance(fact, GrantExtended)
        else Stage.CONTINUATION_AFTER_MOVE,
        months=months,
        monthly_yen=figures.monthly_yen,
        basis=figures.basis,
        findings=figures.findings,
        household=figures.household,
    )


def _asked_on(facts: Sequence[Event], fact: Event) -> date:
    """The day an extension arrived; the day of the draft for what was not applied for."""
    before = facts[: facts.index(fact)]
    if isinstance(fact, GrantExtended):
        applied = [one.arrived_on for one in before if isinstance(one, ExtensionApplied)]
        if applied:
            return applied[-1]
    drafted = [one.drafted_on for one in before if isinstance(one, LaterDrafted)]
    if drafted:
        return drafted[-1]
    day: date = getattr(fact, kind_of(fact).occurred)
    return day


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
