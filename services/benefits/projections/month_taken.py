"""`month_taken`: which grant has which month of which person, as the persons' own streams say."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.bus.projection import Index, Projection
from events.contract.benefits import MonthClaimed
from events.contract.benefits_person import MonthReleased
from events.log.recorded import Recorded


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthTaken:
    """`month` is `YYYY-MM`."""

    person: UUID
    month: str
    grant: UUID
    claimed_on: date


def evolve(row: MonthTaken | None, recorded: Recorded) -> MonthTaken | None:
    """The row after a claim; none after a release."""
    match recorded.fact:
        case MonthClaimed() as claimed:
            return MonthTaken(
                person=claimed.person,
                month=claimed.month,
                grant=claimed.grant,
                claimed_on=claimed.claimed_on,
            )
        case MonthReleased():
            return None
    return row


def _key(recorded: Recorded) -> tuple[UUID, str] | None:
    match recorded.fact:
        case MonthClaimed(person=person, month=month) | MonthReleased(person=person, month=month):
            return person, month
    return None


MONTH_TAKEN = Projection(
    "month_taken",
    1,
    MonthTaken,
    evolve,
    one_row_per=_key,
    keys=("person", "month"),
    reads=frozenset({MonthClaimed, MonthReleased}),
    indexes=(Index(("month", "grant")),),
)
