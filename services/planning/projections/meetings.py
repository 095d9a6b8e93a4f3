"""`conference` and `conference_item`: the meetings of a ward, and which cases are on their agendas."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from events.bus.column_types import Int
from events.bus.projection import Index, Projection
from events.contract.meeting import (
    AgendaPurpose,
    Conclusion,
    ConferenceAttended,
    ConferenceConvened,
    ConferenceItemConcluded,
    ConferenceItemListed,
    ConferenceItemWithdrawn,
)
from events.log.recorded import Recorded


@dataclass(frozen=True, slots=True, kw_only=True)
class ConferenceRow:
    """One meeting; `items` are those on the agenda, `waiting` those not yet concluded."""

    conference_id: UUID
    area_id: Int
    area: str
    meets_on: date
    begins_at: str
    hosted: bool
    held_on: date | None = None
    municipality_present: bool | None = None
    items: Int = 0
    waiting: Int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ConferenceItemRow:
    """One case on one agenda; rows taken off vanish. `meets_on` stands in the meeting's row."""

    conference_id: UUID
    item_no: Int
    area_id: Int
    area: str
    about: UUID
    purpose: AgendaPurpose
    plan_no: Int
    listed_on: date
    conclusion: Conclusion | None = None
    concluded_on: date | None = None


def evolve_conference(row: ConferenceRow | None, recorded: Recorded) -> ConferenceRow | None:
    """The meeting after one of its facts."""
    match recorded.fact:
        case ConferenceConvened() as convened:
            before = row or ConferenceRow(
                conference_id=recorded.stream,
                area_id=recorded.area_id,
                area=recorded.context.area,
                meets_on=convened.meets_on,
                begins_at=convened.begins_at,
                hosted=convened.hosted,
            )
            return replace(
                before,
                meets_on=convened.meets_on,
                begins_at=convened.begins_at,
                hosted=convened.hosted,
            )
        case ConferenceAttended(held_on=day, municipality_present=present) if row:
            return replace(row, held_on=day, municipality_present=present)
        case ConferenceItemListed() if row:
            return replace(row, items=row.items + 1, waiting=row.waiting + 1)
        case ConferenceItemWithdrawn() if row:
            return replace(row, items=row.items - 1, waiting=row.waiting - 1)
        case ConferenceItemConcluded() if row:
            return replace(row, waiting=row.waiting - 1)
    return row


def evolve_item(row: ConferenceItemRow | None, recorded: Recorded) -> ConferenceItemRow | None:
    """The item after one of its facts."""
    match recorded.fact:
        case ConferenceItemListed() as listed:
            return ConferenceItemRow(
                conference_id=recorded.stream,
                item_no=listed.item_no,
                area_id=recorded.area_id,
                area=recorded.context.area,
                about=listed.case,
                purpose=listed.purpose,
                plan_no=listed.plan_no,
                listed_on=listed.listed_on,
            )
        case ConferenceItemWithdrawn():
            return None
        case ConferenceItemConcluded(conclusion=conclusion, concluded_on=day) if row:
            return replace(row, conclusion=conclusion, concluded_on=day)
    return row


CONFERENCE = Projection(
    "conference",
    1,
    ConferenceRow,
    evolve_conference,
    one_row_per=lambda recorded: recorded.stream,
    keys=("conference_id",),
    reads=frozenset(
        {
            ConferenceConvened,
            ConferenceAttended,
            ConferenceItemListed,
            ConferenceItemWithdrawn,
            ConferenceItemConcluded,
        }
    ),
    indexes=(Index(("area", "meets_on")),),
)

CONFERENCE_ITEM = Projection(
    "conference_item",
    1,
    ConferenceItemRow,
    evolve_item,
    one_row_per=lambda recorded: (recorded.stream, getattr(recorded.fact, "item_no", 0)),
    keys=("conference_id", "item_no"),
    reads=frozenset({ConferenceItemListed, ConferenceItemWithdrawn, ConferenceItemConcluded}),
    indexes=(Index(("about",)),),
)
