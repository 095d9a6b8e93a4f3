"""`contacts_made`: contacts recorded per worker and month, for the load of each."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from events.bus.column_types import Int
from events.bus.projection import Projection
from events.contract.intake import ContactRecorded
from events.log.recorded import Recorded


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactsMade:
    """`month` = its first day, by the day of the contact; `minutes` their sum where it was told."""

    worker: UUID
    month: date
    area: str
    contacts: Int = 0
    minutes: Int = 0


def evolve(row: ContactsMade | None, recorded: Recorded) -> ContactsMade | None:
    """The row after one contact, also one in vain."""
    match recorded.fact:
        case ContactRecorded() as contact:
            before = row or ContactsMade(
                worker=recorded.context.actor,
                month=contact.contacted_on.replace(day=1),
                area=recorded.context.area,
            )
            minutes = before.minutes + (contact.minutes or 0)
            return replace(before, contacts=before.contacts + 1, minutes=minutes)
    return row


def _key(recorded: Recorded) -> tuple[UUID, date, str] | None:
    match recorded.fact:
        case ContactRecorded(contacted_on=day):
            return recorded.context.actor, day.replace(day=1), recorded.context.area
    return None


CONTACTS_MADE = Projection(
    "contacts_made",
    1,
    ContactsMade,
    evolve,
    one_row_per=_key,
    keys=("worker", "month", "area"),
    reads=frozenset({ContactRecorded}),
)
