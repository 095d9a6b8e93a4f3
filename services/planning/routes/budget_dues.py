"""What is due in the household budgets of all cases, on the page and as a file."""

from datetime import timedelta

from fastapi import APIRouter
from starlette.responses import Response

from events.contract.exporting import ExportedList, FieldGroup, PlansExported
from events.host.exporting import EXPORT, exported
from events.host.http import AtDesk, Requires
from events.host.list_file import form_of
from services.planning.projections import lookup
from services.planning.screens import budget_dues

router = APIRouter(prefix="/budget")
AHEAD = timedelta(days=60)
"""How far the page looks; the file has everything."""
MOST = 2_000
"""Cases of a page or file at most."""


@router.get("", dependencies=[Requires("case.read")], summary="家計の期日の一覧")
def show(desk: AtDesk) -> Response:
    """Every case of one's wards by the day on which something must happen."""
    areas = desk.staff.wards_for("case.read")
    until = desk.today + AHEAD
    items = lookup.budgets_due(desk.runtime.tables, areas, until=until, limit=MOST)
    return desk.page(
        "budget_dues.html",
        lines=budget_dues.lines(items, desk.today, desk.runtime.areas, until),
        until=until,
    )


@router.get("/dues.{kind}", dependencies=[EXPORT], summary="家計の期日の書き出し")
def export(kind: str, desk: AtDesk) -> Response:
    """All that is due, without an end: CSV or Excel."""
    form = form_of(kind)
    areas = desk.staff.wards_for(desk.permission)
    items = lookup.budgets_due(desk.runtime.tables, areas, limit=MOST)
    listed = budget_dues.lines(items, desk.today, desk.runtime.areas)
    return exported(
        desk,
        budget_dues.table(listed),
        form,
        fact=PlansExported,
        listed=ExportedList.BUDGET_DUES,
        groups={FieldGroup.CLEAR},
    )
