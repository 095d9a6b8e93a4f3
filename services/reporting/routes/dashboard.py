"""The dashboard: drawn once with the page, then again whenever records arrive."""

from collections.abc import AsyncIterator, Hashable
from typing import Any

from fastapi import APIRouter
from fastapi.sse import EventSourceResponse, ServerSentEvent
from starlette.responses import Response

from events.host import list_file
from events.host.auth import Staff
from events.host.desk import position
from events.host.exporting import EXPORT
from events.host.http import AtDesk, Desk, Requires
from services.reporting.projections.kpi_fact import KPI_FACT
from services.reporting.routes.asking import INDICATORS, AskedView, asked_view, counted_at
from services.reporting.screens import tables
from services.reporting.screens.dashboard import dashboard
from services.reporting.screens.view import View

router = APIRouter()
READ = [Requires("report.read")]


@router.get("/", dependencies=READ, summary="集計")
def show(desk: AtDesk, view: AskedView) -> Response:
    """Four headlines, the year by month, services, outcomes, wards."""
    at = position(desk.runtime, KPI_FACT.name)
    return desk.page("dashboard.html", **_drawn(desk, view, at))


@router.get(
    "/live/kpi", response_class=EventSourceResponse, dependencies=READ, summary="集計の更新"
)
async def live(desk: AtDesk, view: AskedView) -> AsyncIterator[ServerSentEvent]:
    """The same numbers again, at most once a second, in the scope the person has by then."""

    def draw(at: int, staff: Staff) -> str:
        now = _now(desk, staff)
        area = view.chosen.code if view.chosen else ""
        month = str(view.period.month or "")
        seen = asked_view(now, str(view.period.fiscal_year), month, area)
        return now.fragment("_dashboard.html", **_drawn(now, seen, at))

    def same(staff: Staff) -> Hashable:
        """People with the same roles in the same wards who look at the same see the same."""
        chosen = view.chosen.code if view.chosen else ""
        return frozenset(staff.roles), view.period, chosen

    async for event in desk.live(KPI_FACT.name, draw, shared=same):
        yield event


@router.get("/figures.{kind}", dependencies=[EXPORT], summary="集計の書き出し")
def export(kind: str, desk: AtDesk, view: AskedView) -> Response:
    """Every indicator, the whole and ward by ward, as CSV or Excel; sums only, so no fact of its own."""
    form = list_file.form_of(kind)
    at = counted_at(desk, view)
    return list_file.answer(tables.of_wards(desk.runtime.tables, view, INDICATORS, at), form)


def _drawn(desk: Desk, view: View, at: int) -> dict[str, Any]:
    board = dashboard(desk.runtime.tables, view, INDICATORS)
    return {"board": board, "view": view, "position": at, "drawn_at": desk.now}


def _now(desk: Desk, staff: Staff) -> Desk:
    """The desk as the clock and the person's rights stand now: a stream may outlive both."""
    runtime = desk.runtime
    return Desk(runtime, staff, desk.permission, now=runtime.clock(), request=desk.request)
