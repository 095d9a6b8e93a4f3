"""担当と件数: who has how much to do, and what nobody is in charge of."""

from datetime import date, timedelta
from typing import Final

from fastapi import APIRouter
from starlette.responses import Response

from events.host.answers import Forbidden
from events.host.asked_of_address import month_asked
from events.host.exporting import EXPORT
from events.host.http import AtDesk, Requires
from events.host.list_file import answer, form_of
from services.planning.projections import lookup, supervising
from services.planning.screens.working_hours import as_hours, table_of, working_hours
from services.planning.screens.workload import unassigned, worker_lines

router = APIRouter(prefix="/workload")
SHOWN: Final = 30


@router.get("", dependencies=[Requires("case.supervise")], summary="担当と件数")
def show(desk: AtDesk, month: str = "") -> Response:
    """One line per worker, a picture, how a month was spent, and the cases still to be given to somebody."""
    areas = sorted(desk.staff.wards_for("case.supervise"))
    lines, chosen = worker_lines(desk, areas), _month(month, desk.today)
    waiting = supervising.unassigned(desk.runtime.tables, areas, SHOWN)
    return desk.page(
        "workload.html",
        lines=lines,
        average=max(1, round(sum(line.load.cases for line in lines) / max(len(lines), 1))),
        without=unassigned(desk, areas),
        waiting=waiting,
        known=lookup.known_cases(desk.runtime.tables, waiting),
        names=desk.names(waiting),
        hours=working_hours(desk, areas, chosen),
        as_hours=as_hours,
        earlier=(chosen - timedelta(days=1)).replace(day=1),
        later=None if chosen >= desk.today.replace(day=1) else _next(chosen),
    )


@router.get("/hours.{kind}", dependencies=[EXPORT], summary="活動別の時間の書き出し")
def export(kind: str, desk: AtDesk, month: str = "") -> Response:
    """The same sums as a file; no row is about a case, so no fact is stated."""
    areas = sorted(desk.staff.wards_for("case.supervise") & desk.staff.wards_for(desk.permission))
    if not areas:
        raise Forbidden
    return answer(table_of(working_hours(desk, areas, _month(month, desk.today))), form_of(kind))


def _month(text: str, today: date) -> date:
    """The month of `YYYY-MM`; the present one where it cannot be read, or has not come."""
    this = today.replace(day=1)
    return min(month_asked(text) or this, this)


def _next(month: date) -> date:
    return (month + timedelta(days=32)).replace(day=1)
