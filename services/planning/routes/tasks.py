"""役割分担: the board of a case, agency by agency, and the list of what is open in the wards."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from events.contract import Event, wareki
from events.contract.codes import MeasureActor
from events.contract.tasks import Effect, TaskEnd
from events.host.answers import Missing
from events.host.filters import choices
from events.host.forms import Sent, SentForm, submit
from events.host.http import AtDesk, Requires, Sheet
from services.planning.decisions import AgreeTasks, EndTask, agree_tasks, end_task
from services.planning.projections.case_tasks import CASE_TASK
from services.planning.screens import rows
from services.planning.screens.case_file import CaseFile, Draw, case_file
from services.planning.screens.task_board import TaskFile, board, open_lines, task_file
from services.planning.states.tasks import Task, evolve

router = APIRouter()
RECORD = [Requires("service.record", scope="case")]
READ = [Requires("case.read", scope="case")]
TASKS = "tasks"
Decide = Callable[[Any, Any], Sequence[Event]]


@router.get("/tasks", dependencies=[Requires("case.read")], summary="役割分担の一覧")
def index(desk: AtDesk) -> Response:
    """What is open in the wards, the earliest day first, across all meetings."""
    return desk.page("open_tasks.html", lines=open_lines(desk))


@router.get("/cases/{case}/tasks", dependencies=READ, summary="役割分担の表")
def show(case: UUID, desk: AtDesk, noted: str = "") -> Response:
    """Who does what until when, agency by agency, and what it brought."""
    file = case_file(desk, case)
    flash = "記録しました。" if noted else ""
    return file.page("tasks.html", groups=board(task_file(file)), flash=flash)


@router.get("/cases/{case}/tasks/new", dependencies=RECORD, summary="役割分担を決める")
def blank(case: UUID, desk: AtDesk) -> Response:
    """Rows of who does what."""
    tasks = task_file(case_file(desk, case))
    return _draw_new(tasks.case)(tasks.sheet("tasks", {"agreed_on": wareki.short(desk.today)}))


@router.post("/cases/{case}/tasks/new", dependencies=RECORD, summary="役割分担を記録する")
def agree(case: UUID, desk: AtDesk, sent: Sent) -> Response:
    """Several at once, outside a meeting."""
    tasks = task_file(case_file(desk, case))
    draw = _draw_new(tasks.case)
    sheet = tasks.sheet("tasks")
    if sent.form.value(rows.MORE) == TASKS:
        return draw(
            sheet.sent(
                sent.form,
                command_id=sent.command_id,
                expected=sent.expected,
                draft_id=sent.draft_id,
            )
        )
    return submit(
        desk,
        sent,
        sheet,
        into=AgreeTasks,
        act=lambda command: _stated(tasks, agree_tasks, command, sent),
        draw=draw,
        given={"today": desk.today, "person": tasks.case.known.person, "conference": None},
        stream=tasks.stream,
    )


@router.get("/cases/{case}/tasks/{number}", dependencies=RECORD, summary="役割分担の結果")
def end_page(case: UUID, number: int, desk: AtDesk) -> Response:
    """Done or dropped, and what it brought."""
    tasks = task_file(case_file(desk, case))
    sheet = tasks.sheet("task-end", {"ended_on": wareki.short(desk.today), "end": "done"})
    return _draw_end(tasks, number)(sheet)


@router.post("/cases/{case}/tasks/{number}", dependencies=RECORD, summary="結果を記録する")
def end(case: UUID, number: int, desk: AtDesk, sent: Sent) -> Response:
    """Also of a case that is closed by now."""
    tasks = task_file(case_file(desk, case))
    return submit(
        desk,
        sent,
        tasks.sheet("task-end"),
        into=EndTask,
        act=lambda command: _stated(tasks, end_task, command, sent),
        draw=_draw_end(tasks, number),
        given={"today": desk.today, "task_no": number},
        stream=tasks.stream,
    )


def _stated(tasks: TaskFile, decision: Decide, command: object, sent: SentForm) -> str:
    file = tasks.case
    receipt = file.desk.carry_out(
        evolve,
        decision,
        command,
        stream=tasks.stream,
        case=file.case,
        area=file.known.area,
        command_id=sent.command_id,
        expected=sent.expected,
    )
    file.desk.wait_for(CASE_TASK.name, "planning", receipt.position)
    return f"{file.at('tasks')}?noted=yes"


def _draw_new(file: CaseFile) -> Draw:
    def drawn(sheet: Sheet) -> Response:
        return file.page(
            "tasks_new.html",
            sheet=sheet,
            actors=choices(MeasureActor),
            task_rows=rows.count(sheet.form, TASKS, 2),
            grown=sheet.form.value(rows.MORE),
        )

    return drawn


def _draw_end(tasks: TaskFile, number: int) -> Draw:
    task = _task(tasks, number)

    def drawn(sheet: Sheet) -> Response:
        return tasks.case.page(
            "task_end.html", sheet=sheet, task=task, ends=choices(TaskEnd), effects=choices(Effect)
        )

    return drawn


def _task(tasks: TaskFile, number: int) -> Task:
    found = tasks.state.task(number)
    if found is None:
        raise Missing
    return found
