"""The switchboard: which programmes of the Act run where and when, and what needs a decision."""

from fastapi import APIRouter
from starlette.responses import Response

from events.host.http import AtDesk, Requires
from services.reporting.routes.asking import AskedView
from services.reporting.screens.programmes import lines

router = APIRouter()


@router.get("/programmes", dependencies=[Requires("report.read")], summary="事業の一覧")
def show(desk: AtDesk, view: AskedView) -> Response:
    """One fiscal year of the municipality."""
    municipality = desk.runtime.municipality
    return desk.page("programmes.html", view=view, lines=lines(municipality, view.period.year))
