"""`work_place`: the register of employers, one row per place (a place is its own case)."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from events.bus.column_types import Int
from events.bus.projection import Projection
from events.contract.work_codes import PracticeForm, TrainingForm, WorkKind
from events.contract.work_place import (
    WorkPlaceCertificateEnded,
    WorkPlaceCertified,
    WorkPlaceChanged,
    WorkPlaceClosed,
    WorkPlaceRegistered,
)
from events.log.recorded import Recorded


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkPlaceRow:
    """`number` is empty where no certificate stands; `valid_until` None = without end."""

    case_id: UUID
    area: str
    title: str
    work: tuple[WorkKind, ...]
    practice: tuple[PracticeForm, ...]
    number: str = ""
    valid_from: date | None = None
    valid_until: date | None = None
    capacity: Int = 0
    forms: tuple[TrainingForm, ...] = ()
    closed_on: date | None = None


def evolve(row: WorkPlaceRow | None, recorded: Recorded) -> WorkPlaceRow | None:
    """The row after one fact of its place."""
    match recorded.fact:
        case WorkPlaceRegistered(title=title, work=work, practice=practice):
            return WorkPlaceRow(
                case_id=recorded.case,
                area=recorded.context.area,
                title=title,
                work=work,
                practice=practice,
            )
        case WorkPlaceChanged(title=title, work=work, practice=practice) if row:
            return replace(row, title=title, work=work, practice=practice)
        case WorkPlaceCertified() as held if row:
            return replace(
                row,
                number=held.number,
                valid_from=held.valid_from,
                valid_until=held.valid_until,
                capacity=held.capacity,
                forms=held.forms,
            )
        case WorkPlaceCertificateEnded() if row:
            return replace(row, number="", valid_from=None, valid_until=None, capacity=0, forms=())
        case WorkPlaceClosed(closed_on=day) if row:
            return replace(row, closed_on=day)
    return row


WORK_PLACE = Projection(
    "work_place",
    1,
    WorkPlaceRow,
    evolve,
    one_row_per="case",
    reads=frozenset(
        {
            WorkPlaceRegistered,
            WorkPlaceChanged,
            WorkPlaceCertified,
            WorkPlaceCertificateEnded,
            WorkPlaceClosed,
        }
    ),
)
