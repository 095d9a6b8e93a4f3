"""Tasks for people: the board of one case by agency, and the open ones of the wards as a list."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.contract import Event, opened, wareki
from events.contract.deciding import fold
from events.contract.tasks import TaskAgreed, TaskEnded
from events.host.desk import Desk
from services.planning.programmes.tasks.state import Task, Tasks, evolve
from services.planning.projections import lookup, meeting_lookup
from services.planning.screens.programme_file import Programme, ProgrammeFile


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The tasks of one agency."""

    who: str
    tasks: tuple[Task, ...]

    @property
    def open(self) -> int:
        """How many are not ended."""
        return sum(task.ended is None for task in self.tasks)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenLine:
    """One open task of the list; `days` until the due day, negative when past."""

    case: UUID
    number: str
    task_no: int
    who: str
    action: str
    due_on: date | None
    days: int
    conference: UUID | None
    agreed_on: date


def words(fact: Event) -> str:
    """A task, or its end, in a line."""
    match fact:
        case TaskAgreed():
            due = f"、{wareki.short(fact.due_on)}まで" if fact.due_on else ""
            return f"{_who(fact)}:{opened(fact.action, '')}{due}"
        case TaskEnded():
            note = opened(fact.note, "")
            return "。".join(part for part in (fact.end.ja, fact.effect.ja, note) if part)
    return ""


TASKS: Programme[Tasks] = Programme(
    name="tasks", ja="役割分担", page="tasks", evolve=evolve, words=words
)


def board(records: ProgrammeFile[Tasks]) -> Sequence[Group]:
    """Agency by agency; open tasks first, by due day."""
    groups: dict[str, list[Task]] = {}
    for task in (records.state or Tasks()).every:
        groups.setdefault(_who(task.agreed), []).append(task)
    return [Group(who=who, tasks=tuple(sorted(of, key=_order))) for who, of in groups.items()]


def open_lines(desk: Desk) -> list[OpenLine]:
    """The open tasks of the person's wards; the words only where they may be read."""
    rows = meeting_lookup.open_tasks(desk.runtime.tables, desk.staff.wards_for("case.read"))
    known = lookup.known_cases(desk.runtime.tables, {row.case_id for row in rows})
    streams = {row.stream: row.area for row in rows}
    agreed = {
        (stream, number): task.agreed
        for stream, area in streams.items()
        for number, task in _tasks(desk, stream, area)
    }
    return [
        OpenLine(
            case=row.case_id,
            number=known[row.case_id].number if row.case_id in known else "",
            task_no=row.task_no,
            who=_who(agreed[row.stream, row.task_no]),
            action=opened(agreed[row.stream, row.task_no].action, ""),
            due_on=row.due_on,
            days=(row.due_on - desk.today).days if row.due_on else 0,
            conference=row.conference_id,
            agreed_on=row.agreed_on,
        )
        for row in rows
    ]


def _tasks(desk: Desk, stream: UUID, area: str) -> list[tuple[int, Task]]:
    state = fold(evolve, (one.fact for one in desk.history(stream, area))) or Tasks()
    return list(enumerate(state.every, 1))


def _who(agreed: TaskAgreed) -> str:
    """The agency where it was named, else the kind of it."""
    agency = opened(agreed.agency, "")
    return f"{agreed.actor.ja}：{agency}" if agency else agreed.actor.ja


def _order(task: Task) -> tuple[bool, date]:
    return task.ended is not None, task.agreed.due_on or date.max
