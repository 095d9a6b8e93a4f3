"""`after_care`: who is looked in on and when next; one row per case, its latest enrolment."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from events.bus.projection import Index, Projection
from events.contract.after_care import (
    AfterCareBegan,
    AfterCareEnded,
    LookedIn,
    LookInOutcome,
    LookInVoided,
)
from events.log.recorded import Recorded


@dataclass(frozen=True, slots=True, kw_only=True)
class AfterCareRow:
    """`last_on`: when the person was met last. `missed`: the numbers of the looks that were in vain."""

    case_id: UUID
    area: str
    began_on: date
    until_on: date
    next_on: date | None
    last_on: date | None = None
    missed: tuple[int, ...] = ()
    ended_on: date | None = None


def evolve(row: AfterCareRow | None, recorded: Recorded) -> AfterCareRow | None:
    """The row after one fact."""
    match recorded.fact:
        case AfterCareBegan() as began:
            return AfterCareRow(
                case_id=recorded.case,
                area=recorded.context.area,
                began_on=began.began_on,
                until_on=began.until_on,
                next_on=began.next_on,
            )
        case LookedIn() as looked if row:
            met = looked.outcome is LookInOutcome.MET
            return replace(
                row,
                next_on=looked.next_on,
                last_on=looked.looked_in_on if met else row.last_on,
                missed=row.missed if met else (*row.missed, looked.entry_no),
            )
        case LookInVoided(next_on=day, entry_no=number) if row:
            missed = tuple(each for each in row.missed if each != number)
            return replace(row, next_on=day, missed=missed)
        case AfterCareEnded(ended_on=day) if row:
            return replace(row, ended_on=day, next_on=None)
    return row


AFTER_CARE = Projection(
    "after_care",
    1,
    AfterCareRow,
    evolve,
    one_row_per="case",
    reads=frozenset({AfterCareBegan, LookedIn, LookInVoided, AfterCareEnded}),
    indexes=(Index(("area", "next_on"), where="ended_on is null"),),
)
