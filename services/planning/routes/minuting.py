"""The minutes of a meeting, entered live: who came, then item by item; each becomes records of its case."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from events.contract import Refused, opened, wareki
from events.contract.codes import MeasureActor
from events.host.answers import Missing
from events.host.case_stream import Draw
from events.host.filters import choices
from events.host.forms import Sent, SentForm, submit
from events.host.http import AtDesk, Requires, Sheet
from services.planning.decisions import (
    RecordAttendance,
    record_attendance,
)
from services.planning.decisions.minuting import OF_PURPOSE
from services.planning.screens import rows
from services.planning.screens.meeting_file import Agendum, MeetingFile, Typed, meeting_file
from services.planning.screens.meeting_page import shown_at
from services.planning.screens.minutes import Minutes, stated
from services.planning.states import meeting as one_meeting

router = APIRouter(prefix="/conferences/{meeting}")
OF = [Requires("conference.hold", scope="meeting")]
ATTENDED, TASKS = "attended", "tasks"


@router.get("/attendance", dependencies=OF, summary="会議の出席")
def attendance_page(meeting: UUID, desk: AtDesk) -> Response:
    """Those invited, to be corrected by who came."""
    file = meeting_file(desk, meeting)
    return _draw_attendance(file)(file.sheet("attendance", _expected(file)))


@router.post("/attendance", dependencies=OF, summary="会議の出席を記録する")
def attendance(meeting: UUID, desk: AtDesk, sent: Sent) -> Response:
    """Once for all items of the meeting."""
    file = meeting_file(desk, meeting)
    sheet = file.sheet("attendance")
    draw = _draw_attendance(file)
    if sent.form.value(rows.MORE) == ATTENDED:
        return draw(_as_typed(sheet, sent))

    def act(command: RecordAttendance) -> str:
        receipt = desk.carry_out(
            one_meeting.evolve,
            record_attendance,
            command,
            stream=meeting,
            case=meeting,
            area=file.area,
            command_id=sent.command_id,
            expected=sent.expected,
        )
        return shown_at(desk, meeting, receipt.position)

    return submit(
        desk,
        sent,
        sheet,
        into=RecordAttendance,
        act=act,
        draw=draw,
        given={"today": desk.today, "conference": meeting},
        stream=meeting,
    )


@router.get("/items/{number}", dependencies=OF, summary="議題の記録")
def item_page(meeting: UUID, number: int, desk: AtDesk) -> Response:
    """The plan in large type, and everything that is to be written of it."""
    file, agendum = _agendum(meeting, number, desk)
    (only, *others) = OF_PURPOSE[agendum.item.purpose]
    typed = {} if others else {"conclusion": only.value}
    return _draw_item(file, agendum)(agendum.file.sheet("minutes", typed))


@router.post("/items/{number}", dependencies=OF, summary="議題の結論を記録する")
def conclude(meeting: UUID, number: int, desk: AtDesk, sent: Sent) -> Response:
    """One command: the conclusion, the minutes of the case, and who does what."""
    file, agendum = _agendum(meeting, number, desk)
    sheet = agendum.file.sheet("minutes")
    draw = _draw_item(file, agendum)
    if sent.form.value(rows.MORE) == TASKS:
        return draw(_as_typed(sheet, sent))

    def act(minutes: Minutes) -> str:
        if file.state.attended is None:
            raise Refused("not-attended", "先に会議の出席を記録してください。")
        receipt = stated(file, agendum, minutes, sent)
        following = next((i for i in file.state.items if i.waits and i.item_no != number), None)
        page = f"/items/{following.item_no}" if following else ""
        return shown_at(desk, meeting, receipt.position, page)

    return submit(desk, sent, sheet, into=Minutes, act=act, draw=draw, stream=agendum.file.case)


def _agendum(meeting: UUID, number: int, desk: AtDesk) -> tuple[MeetingFile, Agendum]:
    file = meeting_file(desk, meeting)
    item = file.state.item(number)
    if item is None or item.withdrawn is not None:
        raise Missing
    return file, file.agendum(item)


def _as_typed(sheet: Sheet, sent: SentForm) -> Sheet:
    return sheet.sent(
        sent.form, command_id=sent.command_id, expected=sent.expected, draft_id=sent.draft_id
    )


def _draw_attendance(file: MeetingFile) -> Draw:
    def drawn(sheet: Sheet) -> Response:
        return file.page(
            "attendance.html",
            sheet=sheet,
            attended_rows=rows.count(sheet.form, ATTENDED, 3),
            grown=sheet.form.value(rows.MORE),
        )

    return drawn


def _draw_item(file: MeetingFile, agendum: Agendum) -> Callable[[Sheet], Response]:
    def drawn(sheet: Sheet) -> Response:
        context: dict[str, Any] = {
            "meeting": file,
            "agendum": agendum,
            "plan": agendum.plan,
            "conclusions": choices(OF_PURPOSE[agendum.item.purpose]),
            "actors": choices(MeasureActor),
            "task_rows": rows.count(sheet.form, TASKS, 3),
            "grown": sheet.form.value(rows.MORE),
        }
        return agendum.file.page("minutes.html", sheet=sheet, **context)

    return drawn


def _expected(file: MeetingFile) -> Typed:
    """Whoever was invited, or the attendance as it stands."""
    state = file.state
    guests = opened(state.attended.attended if state.attended else state.convened.invited, ())
    typed: Typed = {"held_on": wareki.short(min(state.convened.meets_on, file.desk.today))}
    present = state.attended.municipality_present if state.attended else True
    if present:
        typed["municipality_present"] = "yes"
    if state.attended:
        typed["held_on"] = wareki.short(state.attended.held_on)
        typed["absence_reason"] = opened(state.attended.absence_reason, "")
    for row, guest in enumerate(guests):
        typed[f"{ATTENDED}-{row}-organisation"] = guest.organisation
        typed[f"{ATTENDED}-{row}-name"] = guest.name
    return typed
