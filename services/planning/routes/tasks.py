"""役割分担: the board of a case, agency by agency, and the list of what is open in the wards."""

from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from events.contract import wareki
from events.contract.codes import MeasureActor
from events.contract.tasks import Effect, TaskEnd
from events.host.answers import Missing
from events.host.case_stream import Draw
from events.host.filters import choices
from events.host.forms import Sent
from events.host.http import AtDesk, Requires, Sheet
from services.planning.programmes.tasks.decisions import (
    AgreeTasks,
    EndTask,
    agree_tasks,
    end_task,
)
from services.planning.programmes.tasks.state import Tasks
from services.planning.screens import rows
from services.planning.screens.programme_file import ProgrammeFile, programme_file
from services.planning.screens.task_board import TASKS, board, open_lines

router = APIRouter()
RECORD = [Requires("service.record", scope="case")]
READ = [Requires("case.read", scope="case")]
ROWS = "tasks"


@router.get("/tasks", dependencies=[Requires("case.read")], summary="役割分担の一覧")
def index(desk: AtDesk) -> Response:
    """What is open in the wards, the earliest day first, across all meetings."""
    return desk.page("open_tasks.html", lines=open_lines(desk))


@router.get("/cases/{case}/tasks", dependencies=READ, summary="役割分担の表")
def show(case: UUID, desk: AtDesk, noted: str = "") -> Response:
    """Who does what until when, agency by agency, and what it brought."""
    records = programme_file(desk, case, TASKS)
    return records.page(
        "tasks.html", groups=board(records), flash="記録しました。" if noted else ""
    )


@router.get("/cases/{case}/tasks/new", dependencies=RECORD, summary="役割分担を決める")
def blank(case: UUID, desk: AtDesk) -> Response:
    """Rows of who does what."""
    records = programme_file(desk, case, TASKS)
    return _draw_new(records)(records.sheet("new", {"agreed_on": wareki.short(desk.today)}))


@router.post("/cases/{case}/tasks/new", dependencies=RECORD, summary="役割分担を記録する")
def agree(case: UUID, desk: AtDesk, sent: Sent) -> Response:
    """Several at once, outside a meeting."""
    records = programme_file(desk, case, TASKS)
    draw = _draw_new(records)
    if sent.form.value(rows.MORE) == ROWS:
        grown = records.sheet("new").sent(
            sent.form, command_id=sent.command_id, expected=sent.expected, draft_id=sent.draft_id
        )
        return draw(grown)
    return records.submit(
        sent, "new", into=AgreeTasks, decision=agree_tasks, draw=draw, given={"conference": None}
    )


@router.get("/cases/{case}/tasks/{number}", dependencies=RECORD, summary="役割分担の結果")
def end_page(case: UUID, number: int, desk: AtDesk) -> Response:
    """Done or dropped, and what it brought."""
    records = programme_file(desk, case, TASKS)
    typed = {"ended_on": wareki.short(desk.today), "end": TaskEnd.DONE.value}
    return _draw_end(records, number)(records.sheet("end", typed))


@router.post("/cases/{case}/tasks/{number}", dependencies=RECORD, summary="結果を記録する")
def end(case: UUID, number: int, desk: AtDesk, sent: Sent) -> Response:
    """Also of a case that is closed by now."""
    records = programme_file(desk, case, TASKS)
    return records.submit(
        sent,
        "end",
        into=EndTask,
        decision=end_task,
        draw=_draw_end(records, number),
        given={"task_no": number},
    )


def _draw_new(records: ProgrammeFile[Tasks]) -> Draw:
    def drawn(sheet: Sheet) -> Response:
        return records.page(
            "tasks_new.html",
            sheet=sheet,
            actors=choices(MeasureActor),
            task_rows=rows.count(sheet.form, ROWS, 2),
            grown=sheet.form.value(rows.MORE),
        )

    return drawn


def _draw_end(records: ProgrammeFile[Tasks], number: int) -> Draw:
    task = (records.state or Tasks()).task(number)
    if task is None:
        raise Missing

    def drawn(sheet: Sheet) -> Response:
        return records.page(
            "task_end.html", sheet=sheet, task=task, ends=choices(TaskEnd), effects=choices(Effect)
        )

    return drawn
