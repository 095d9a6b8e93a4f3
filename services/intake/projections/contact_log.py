"""`contact_log`: the contacts of each case by month and way, to be counted; no names, no words."""

from dataclasses import dataclass, replace
from uuid import UUID

from events.bus.column_types import Int
from events.bus.projection import Index, Projection
from events.contract.contacting import ContactChannel, ContactDetailed, channel_of
from events.contract.intake import ContactRecorded
from events.log.recorded import Recorded


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """One contact. `month`: 2026-11."""

    month: str
    channel: ContactChannel
    minutes: int
    reached: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseContacts:
    """`kept`: number of the contact in its case → what is counted of it."""

    case_id: UUID
    area_id: Int
    kept: dict[int, Counted]


def evolve(row: CaseContacts | None, recorded: Recorded) -> CaseContacts | None:
    """The row after one fact; what is told more closely counts in place of the form's coarser word."""
    before = row or CaseContacts(case_id=recorded.case, area_id=recorded.area_id, kept={})
    match recorded.fact:
        case ContactRecorded() as contact:
            counted = Counted(
                month=f"{contact.contacted_on:%Y-%m}",
                channel=channel_of(contact.method),
                minutes=contact.minutes,
                reached=contact.reached,
            )
            return replace(before, kept={**before.kept, len(before.kept) + 1: counted})
        case ContactDetailed(contact_no=number, channel=channel) if number in before.kept:
            closer = replace(before.kept[number], channel=channel)
            return replace(before, kept={**before.kept, number: closer})
    return row


CONTACT_LOG = Projection(
    "contact_log",
    1,
    CaseContacts,
    evolve,
    one_row_per="case",
    reads=frozenset({ContactRecorded, ContactDetailed}),
    indexes=(Index(("area_id",)),),
)
