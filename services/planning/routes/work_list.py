"""The list of 就労支援員 and the slots of 就労準備支援, on the page and as files."""

from datetime import date

from fastapi import APIRouter
from starlette.responses import Response

from events.contract.exporting import ExportedList, FieldGroup, PlansExported
from events.host.exporting import EXPORT, exported
from events.host.http import AtDesk, Requires
from events.host.list_file import form_of
from services.planning.projections import work_lookup
from services.planning.screens import work_list

router = APIRouter()


@router.get("/employment", dependencies=[Requires("case.read")], summary="就労支援の一覧")
def show(desk: AtDesk) -> Response:
    """What is under way toward work, the nearest day first."""
    found = work_list.lines(desk, desk.staff.wards_for("case.read"))
    return desk.page(
        "work_list.html",
        lines=found,
        weeks=work_list.WEEKS,
        soon=work_list.SOON_DAYS,
        may_record=desk.staff.may("service.record"),
    )


@router.get("/employment/support.{kind}", dependencies=[EXPORT], summary="就労支援の一覧の書き出し")
def export(kind: str, desk: AtDesk) -> Response:
    """The same lines: CSV or Excel."""
    form = form_of(kind)
    found = work_list.lines(desk, desk.staff.wards_for(desk.permission))
    return exported(
        desk,
        work_list.support_table(found),
        form,
        fact=PlansExported,
        listed=ExportedList.WORK_SUPPORT,
        groups={FieldGroup.CLEAR, FieldGroup.STAT},
    )


@router.get("/employment/attendance.{kind}", dependencies=[EXPORT], summary="出欠の書き出し")
def export_attendance(kind: str, desk: AtDesk) -> Response:
    """Every slot since the first day of the fiscal year."""
    form = form_of(kind)
    areas = desk.staff.wards_for(desk.permission)
    year = desk.today.year - (desk.today.month < 4)
    slots = work_lookup.slots(desk.runtime.tables, areas, date(year, 4, 1))
    return exported(
        desk,
        work_list.attendance_table(desk, slots),
        form,
        fact=PlansExported,
        listed=ExportedList.ATTENDANCE,
        groups={FieldGroup.CLEAR},
    )
