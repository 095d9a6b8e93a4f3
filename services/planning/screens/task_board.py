"""Tasks for people: the board of one case by agency, and the open ones of the wards as a list."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from events.contract import opened
from events.contract.codes import MeasureActor
from events.contract.deciding import fold
from events.host.desk import Desk
from events.host.form import Form
from events.host.sheet import Sheet
from services.planning.projections import lookup, meeting_lookup
from services.planning.screens.case_file import CaseFile, Typed
from services.planning.states.tasks import Task, Tasks, evolve, tasks_of


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskFile:
    """The stream of a case's tasks; `version` counts its facts."""

    case: CaseFile
    stream: UUID
    version: int
    state: Tasks

    def sheet(self, form: str, typed: Typed | None = None) -> Sheet:
        """A fresh form about the tasks, or its draft."""
        case = self.case
        sheet = case.desk.sheet(form, area=case.known.area, case=case.case, expected=self.version)
        return sheet if sheet.saved_at or not typed else replace(sheet, form=Form(typed))


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


def task_file(file: CaseFile) -> TaskFile:
    """The tasks of a case, none where there is no stream yet."""
    stream = tasks_of(file.case)
    recorded = file.desk.history(stream, file.known.area)
    state = fold(evolve, (one.fact for one in recorded)) or Tasks()
    return TaskFile(case=file, stream=stream, version=len(recorded), state=state)


def board(tasks: TaskFile) -> Sequence[Group]:
    """Agency by agency; open tasks first, by due day."""
    groups: dict[str, list[Task]] = {}
    for task in tasks.state.every:
        groups.setdefault(_who(task), []).append(task)
    return [Group(who=who, tasks=tuple(sorted(of, key=_order))) for who, of in groups.items()]


def open_lines(desk: Desk) -> list[OpenLine]:
    """The open tasks of the person's wards; the words only where they may be read."""
    rows = meeting_lookup.open_tasks(desk.runtime.tables, desk.staff.wards_for("case.read"))
    known = lookup.known_cases(desk.runtime.tables, {row.case_id for row in rows})
    streams = {row.stream: row.area for row in rows}
    words = {
        (stream, number): task
        for stream, area in streams.items()
        for number, task in _words(desk, stream, area)
    }
    return [
        OpenLine(
            case=row.case_id,
            number=known[row.case_id].number if row.case_id in known else "",
            task_no=row.task_no,
            who=_who(words[row.stream, row.task_no]),
            action=opened(words[row.stream, row.task_no].agreed.action, ""),
            due_on=row.due_on,
            days=(row.due_on - desk.today).days if row.due_on else 0,
            conference=row.conference_id,
            agreed_on=row.agreed_on,
        )
        for row in rows
    ]


def _words(desk: Desk, stream: UUID, area: str) -> list[tuple[int, Task]]:
    state = fold(evolve, (one.fact for one in desk.history(stream, area))) or Tasks()
    return list(enumerate(state.every, 1))


def _who(task: Task) -> str:
    """The agency where it was named, else the kind of it."""
    agency = opened(task.agreed.agency, "")
    actor: MeasureActor = task.agreed.actor
    return f"{actor.ja}:{agency}" if agency else actor.ja


def _order(task: Task) -> tuple[bool, date]:
    return task.ended is not None, task.agreed.due_on or date.max
