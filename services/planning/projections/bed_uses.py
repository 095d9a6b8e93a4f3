"""`bed_use`: which bed was used by which case on which nights; one row per use of a bed."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from events.bus.column_types import Int
from events.bus.projection import Index, Projection
from events.contract.shelter_rooms import BedFreed, BedTaken
from events.log.recorded import Recorded


@dataclass(frozen=True, slots=True, kw_only=True)
class BedUse:
    """From the night of `taken_on` to the morning of `freed_on` (None = still)."""

    use: UUID
    case_id: UUID
    area: str
    stay_no: Int
    room: UUID
    bed: Int
    taken_on: date
    freed_on: date | None = None


def evolve(row: BedUse | None, recorded: Recorded) -> BedUse | None:
    """The row after one fact; none for a use that never was. Both facts are of one case, so they come in order."""
    match recorded.fact:
        case BedTaken() as taken:
            return BedUse(
                use=taken.use,
                case_id=recorded.case,
                area=recorded.context.area,
                stay_no=taken.stay_no,
                room=taken.room,
                bed=taken.bed,
                taken_on=taken.taken_on,
            )
        case BedFreed(freed_on=day) if row:
            return replace(row, freed_on=day) if day > row.taken_on else None
    return row


def _use(recorded: Recorded) -> UUID | None:
    match recorded.fact:
        case BedTaken(use=use) | BedFreed(use=use):
            return use
    return None


BED_USE = Projection(
    "bed_use",
    1,
    BedUse,
    evolve,
    one_row_per=_use,
    keys=("use",),
    reads=frozenset({BedTaken, BedFreed}),
    indexes=(Index(("taken_on",)),),
)
