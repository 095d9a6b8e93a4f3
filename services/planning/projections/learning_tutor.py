"""`learning_tutor`: the register of tutors without names, one row per tutor (a tutor is its own case)."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from events.bus.column_types import Int
from events.bus.projection import Projection
from events.contract import opened
from events.contract.learning_codes import TutorCheck, TutorKind
from events.contract.learning_tutor import (
    TutorChanged,
    TutorChecked,
    TutorPaused,
    TutorRegistered,
    TutorResumed,
    TutorWasPupil,
)
from events.log.recorded import Recorded


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckHeld:
    """The newest of its kind; `until` None = without end."""

    check: TutorCheck
    until: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TutorRow:
    """`number` is for people, of the place in the log."""

    case_id: UUID
    area: str
    number: str
    registered_on: date
    kind: TutorKind | None
    most: Int
    checks: tuple[CheckHeld, ...] = ()
    paused_on: date | None = None
    was_pupil: bool = False
    pupil_on: date | None = None


def evolve(row: TutorRow | None, recorded: Recorded) -> TutorRow | None:
    """The row after one fact of its tutor."""
    match recorded.fact:
        case TutorRegistered() as entry:
            return TutorRow(
                case_id=recorded.case,
                area=recorded.context.area,
                number=f"講師{recorded.position:05d}",
                registered_on=entry.registered_on,
                kind=opened(entry.kind, None),
                most=entry.most,
            )
        case TutorChanged() as entry if row:
            return replace(row, kind=opened(entry.kind, None), most=entry.most)
        case TutorChecked(check=check, valid_until=until) if row:
            kept = tuple(one for one in row.checks if one.check is not check)
            return replace(row, checks=(*kept, CheckHeld(check=check, until=until)))
        case TutorPaused() | TutorResumed() as held if row:
            day = held.paused_on if isinstance(held, TutorPaused) else None
            return replace(row, paused_on=day)
        case TutorWasPupil(became_on=day) if row:
            return replace(row, was_pupil=True, pupil_on=day)
    return row


LEARNING_TUTOR = Projection(
    "learning_tutor",
    1,
    TutorRow,
    evolve,
    one_row_per="case",
    reads=frozenset(
        {TutorRegistered, TutorChanged, TutorChecked, TutorPaused, TutorResumed, TutorWasPupil}
    ),
)
