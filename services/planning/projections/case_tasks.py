"""`case_task`: who has taken on what until when, one row per task; days and codes, the words stay sealed."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from events.bus.column_types import Int
from events.bus.projection import Index, Projection
from events.contract.codes import MeasureActor
from events.contract.tasks import Effect, TaskAgreed, TaskEnd, TaskEnded
from events.log.recorded import Recorded


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskRow:
    """`conference_id`: the meeting that agreed it. Open while `ended_on` is None."""

    stream: UUID
    task_no: Int
    case_id: UUID
    area_id: Int
    area: str
    actor: MeasureActor
    agreed_on: date
    due_on: date | None
    conference_id: UUID | None
    ended_on: date | None = None
    end: TaskEnd | None = None
    effect: Effect | None = None


def evolve(row: TaskRow | None, recorded: Recorded) -> TaskRow | None:
    """The task after one of its facts."""
    match recorded.fact:
        case TaskAgreed() as agreed:
            return TaskRow(
                stream=recorded.stream,
                task_no=agreed.task_no,
                case_id=recorded.case,
                area_id=recorded.area_id,
                area=recorded.context.area,
                actor=agreed.actor,
                agreed_on=agreed.agreed_on,
                due_on=agreed.due_on,
                conference_id=agreed.conference,
            )
        case TaskEnded() as ended if row:
            return replace(row, ended_on=ended.ended_on, end=ended.end, effect=ended.effect)
    return row


CASE_TASK = Projection(
    "case_task",
    1,
    TaskRow,
    evolve,
    one_row_per=lambda recorded: (recorded.stream, getattr(recorded.fact, "task_no", 0)),
    keys=("stream", "task_no"),
    reads=frozenset({TaskAgreed, TaskEnded}),
    indexes=(Index(("area", "due_on"), where="ended_on is null"), Index(("case_id",))),
)
