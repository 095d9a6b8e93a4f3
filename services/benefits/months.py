"""The person's own stream: which month is taken by which grant, grants of other cities, answers to findings.

One person is paid once a month, city-wide.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID, uuid5

from events.contract.benefits import MonthClaimed
from events.contract.benefits_person import (
    FindingAnswered,
    FindingKind,
    GrantElsewhereCounted,
    GrantElsewhereRecorded,
    GrantElsewhereVoided,
    MonthReleased,
    ReleaseReason,
)
from events.contract.deciding import Refused
from events.contract.kind import Event
from services.benefits.grant import PROGRAMME


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """A grant of another municipality. `counted`: whether an officer lets its months count (default no)."""

    entry: GrantElsewhereRecorded
    decided: GrantElsewhereCounted | None = None
    voided: GrantElsewhereVoided | None = None

    @property
    def counted(self) -> bool:
        """Whether its months count toward those of a grant."""
        return self.decided is not None and self.decided.counted


@dataclass(frozen=True, slots=True)
class Months:
    """Month (`YYYY-MM`) → the grant that took it; entries by number; answers by finding and subject."""

    taken: Mapping[str, UUID] = field(default_factory=dict)
    elsewhere: Mapping[int, Elsewhere] = field(default_factory=dict)
    answers: Mapping[tuple[FindingKind, str], FindingAnswered] = field(default_factory=dict)

    @property
    def paid_elsewhere(self) -> tuple[Elsewhere, ...]:
        """The entries that stand, in order of their last month."""
        stand = (one for one in self.elsewhere.values() if one.voided is None)
        return tuple(sorted(stand, key=lambda one: one.entry.last_month))


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimMonth:
    """Take one month for a grant (its stream)."""

    today: date
    person: UUID
    month: str
    grant: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseMonth:
    """Give one month back: its order was cancelled, or the transfer came back and is not issued again."""

    today: date
    person: UUID
    month: str
    grant: UUID
    reason: ReleaseReason


def evolve(state: Months | None, fact: Event) -> Months:
    """The state after `fact`."""
    held = state or Months()
    match fact:
        case MonthClaimed():
            return replace(held, taken={**held.taken, fact.month: fact.grant})
        case MonthReleased():
            left = {month: grant for month, grant in held.taken.items() if month != fact.month}
            return replace(held, taken=left)
        case GrantElsewhereRecorded():
            return _with(held, fact.entry_no, Elsewhere(entry=fact))
        case GrantElsewhereCounted(entry_no=number):
            return _with(held, number, replace(held.elsewhere[number], decided=fact))
        case GrantElsewhereVoided(entry_no=number):
            return _with(held, number, replace(held.elsewhere[number], voided=fact))
        case FindingAnswered():
            key = fact.finding, fact.subject
            return replace(held, answers={**held.answers, key: fact})
    raise ValueError(f"{type(fact).__name__} is no fact of a person's months")


def claim_month(state: Months | None, command: ClaimMonth) -> list[Event]:
    """The month for this grant, or nothing new where it has it already."""
    holder = state.taken.get(command.month) if state else None
    if holder == command.grant:
        return []
    if holder is not None:
        raise Refused(
            "month-taken",
            "この方のこの月は、別の支給決定ですでに支払いの対象になっています。一人一月一回です。",
            field="month",
        )
    return [
        MonthClaimed(
            claimed_on=command.today,
            person=command.person,
            month=command.month,
            grant=command.grant,
        )
    ]


def release_month(state: Months | None, command: ReleaseMonth) -> list[Event]:
    """The month is free again; nothing new where nobody has it. Only its own grant gives it back."""
    holder = state.taken.get(command.month) if state else None
    if holder is None:
        return []
    if holder != command.grant:
        raise Refused("month-of-another", "この月は別の支給決定が使っています。", field="month")
    return [
        MonthReleased(
            released_on=command.today,
            person=command.person,
            month=command.month,
            grant=command.grant,
            reason=command.reason,
        )
    ]


def stream_of(person: UUID) -> UUID:
    """The guard stream of a person."""
    return uuid5(person, PROGRAMME)


def _with(state: Months, number: int, entry: Elsewhere) -> Months:
    return replace(state, elsewhere={**state.elsewhere, number: entry})
