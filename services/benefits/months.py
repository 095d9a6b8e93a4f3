"""The person's own stream: which month is taken by which grant. One person is paid once a month, city-wide."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID, uuid5

from events.contract.benefits import MonthClaimed
from events.contract.deciding import Refused
from events.contract.kind import Event
from services.benefits.grant import PROGRAMME


@dataclass(frozen=True, slots=True)
class Months:
    """Month (`YYYY-MM`) → the grant that took it."""

    taken: Mapping[str, UUID] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimMonth:
    """Take one month for a grant (its stream)."""

    today: date
    person: UUID
    month: str
    grant: UUID


def evolve(state: Months | None, fact: Event) -> Months:
    """The state after `fact`."""
    match fact:
        case MonthClaimed():
            return replace(
                state or Months(), taken={**(state.taken if state else {}), fact.month: fact.grant}
            )
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


def stream_of(person: UUID) -> UUID:
    """The guard stream of a person."""
    return uuid5(person, PROGRAMME)
