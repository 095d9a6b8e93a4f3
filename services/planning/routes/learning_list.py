"""The list of the learning coordinator, the year of every site, and the files."""

from fastapi import APIRouter
from starlette.responses import Response

from events.contract import wareki
from events.contract.exporting import ExportedList, FieldGroup, PlansExported
from events.host.calendar import fiscal_year, fiscal_year_days
from events.host.exporting import EXPORT, exported
from events.host.http import AtDesk, Requires
from events.host.list_file import form_of
from services.planning.projections import learning_lookup
from services.planning.screens import learning_list, learning_sites

router = APIRouter(prefix="/learning")


@router.get("", dependencies=[Requires("case.read")], summary="学習支援の一覧")
def show(desk: AtDesk) -> Response:
    """Children supported now, the next day of every site, outcomes, the year with its former pupils."""
    areas, year = desk.staff.wards_for("case.read"), fiscal_year(desk.today)
    return desk.page(
        "learning_list.html",
        lines=learning_list.lines(desk, areas),
        ahead=learning_list.ahead(desk),
        outcomes=learning_list.outcomes(desk, areas),
        year=wareki.fiscal_year(year),
        sites=learning_sites.year(desk, year),
        may_record=desk.staff.may("service.record"),
    )


@router.get("/children.{kind}", dependencies=[EXPORT], summary="学習支援の一覧の書き出し")
def export(kind: str, desk: AtDesk) -> Response:
    """The same lines: CSV or Excel."""
    form = form_of(kind)
    found = learning_list.lines(desk, desk.staff.wards_for(desk.permission))
    return exported(
        desk,
        learning_list.children_table(found),
        form,
        fact=PlansExported,
        listed=ExportedList.LEARNING,
        groups={FieldGroup.CLEAR, FieldGroup.STAT},
    )


@router.get("/attendance.{kind}", dependencies=[EXPORT], summary="学習支援の出欠の書き出し")
def export_attendance(kind: str, desk: AtDesk) -> Response:
    """Every answer of the fiscal year."""
    form = form_of(kind)
    first, last = fiscal_year_days(fiscal_year(desk.today))
    areas = desk.staff.wards_for(desk.permission)
    answers = learning_lookup.answers(desk.runtime.tables, areas, first, last)
    return exported(
        desk,
        learning_list.attendance_table(desk, answers),
        form,
        fact=PlansExported,
        listed=ExportedList.LEARNING_ATTENDANCE,
        groups={FieldGroup.CLEAR},
    )
