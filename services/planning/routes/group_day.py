"""合同の活動の出欠: a whole slot of several persons in one form."""

from uuid import uuid4

from fastapi import APIRouter
from starlette.responses import Response

from events.contract import wareki
from events.contract.work_codes import Activity, Attendance
from events.host.answers import Forbidden
from events.host.filters import choices
from events.host.form import Form
from events.host.forms import Sent, submit
from events.host.http import AtDesk, Desk, Requires, Sheet
from services.planning.screens import group_day
from services.planning.screens.group_day import GroupDay, Invited

router = APIRouter()
RECORD = [Requires("service.record")]
FORM = "group-day"


@router.get("/employment/day", dependencies=RECORD, summary="合同の活動の出欠")
def show(desk: AtDesk, on: str = "", noted: int = 0) -> Response:
    """Everybody who uses the programme that day, none of them answered for."""
    day = group_day.day_of(on, desk.today)
    sheet = desk.sheet(FORM, area=_area(desk), case=None)
    if not sheet.saved_at:
        typed = {"held_on": wareki.short(day), "occasion": str(uuid4()), "minutes": "120"}
        sheet = sheet.again(200, None, form=Form(typed))
        return _draw(desk, sheet, group_day.invited(desk, day), noted)
    return _draw(desk, sheet, group_day.drawn(desk, sheet.form), noted)


@router.post("/employment/day", dependencies=RECORD, summary="合同の活動の出欠を記録する")
def record(desk: AtDesk, sent: Sent) -> Response:
    """Each answer becomes an entry of that person's own record."""

    def act(command: GroupDay) -> str:
        made = group_day.record(desk, sent, command)
        return f"{desk.root}/employment/day?noted={made}"

    return submit(
        desk,
        group_day.answered(sent),
        desk.sheet(FORM, area=_area(desk), case=None),
        into=GroupDay,
        act=act,
        draw=lambda sheet: _draw(desk, sheet, group_day.drawn(desk, sent.form)),
    )


def _area(desk: Desk) -> str:
    """The ward under which a begun form is kept."""
    wards = desk.staff.wards_for("service.record")
    if not wards:
        raise Forbidden
    return min(wards)


def _draw(desk: Desk, sheet: Sheet, invited: list[Invited], noted: int = 0) -> Response:
    return desk.page(
        "group_day.html",
        sheet=sheet,
        invited=invited,
        activities=choices(Activity),
        attendances=choices(Attendance),
        flash=f"{noted}人の出欠を記録しました。" if noted else "",
    )
