"""`work_slot`: one row per standing slot of 就労準備支援 that a person was asked to, for counts and lists."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.bus.column_types import Int
from events.bus.projection import Index, Projection
from events.contract.work_codes import Activity, Attendance
from events.contract.work_entry import WorkEntryWithdrawn
from events.contract.work_preparation import ActivityAttended
from events.log.recorded import Recorded
from services.planning.programmes.stream import stream_of
from services.planning.programmes.work_preparation import NAME


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkSlot:
    """`occasion` is the same for all who were asked together."""

    case_id: UUID
    entry_no: Int
    area: str
    held_on: date
    activity: Activity
    attendance: Attendance
    minutes: Int
    occasion: UUID | None


def evolve(_: WorkSlot | None, recorded: Recorded) -> WorkSlot | None:
    """The row of a slot; none once it is taken back."""
    fact = recorded.fact
    if not isinstance(fact, ActivityAttended):
        return None
    return WorkSlot(
        case_id=recorded.case,
        entry_no=fact.entry_no,
        area=recorded.context.area,
        held_on=fact.held_on,
        activity=fact.activity,
        attendance=fact.attendance,
        minutes=fact.minutes,
        occasion=fact.occasion,
    )


def _key(recorded: Recorded) -> tuple[UUID, int] | None:
    fact = recorded.fact
    if isinstance(fact, ActivityAttended):
        return recorded.case, fact.entry_no
    ours = recorded.stream == stream_of(recorded.case, NAME)
    return (recorded.case, fact.of_no) if ours and isinstance(fact, WorkEntryWithdrawn) else None


WORK_SLOT = Projection(
    "work_slot",
    1,
    WorkSlot,
    evolve,
    one_row_per=_key,
    keys=("case_id", "entry_no"),
    reads=frozenset({ActivityAttended, WorkEntryWithdrawn}),
    indexes=(Index(("area", "held_on")),),
)
