"""照合: every figure counted a second time from the logs, and what differs."""

from fastapi import APIRouter
from starlette.responses import Response

from events.host.http import AtDesk, Requires
from services.reporting.replaying import sentence
from services.reporting.routes.asking import INDICATORS

router = APIRouter()


@router.get("/checking", dependencies=[Requires("report.read")], summary="集計の照合")
def show(desk: AtDesk, run: str = "") -> Response:
    """What the check does; with `run`, its result."""
    found = None
    if run:
        differ = desk.request.app.state.checks.check()
        found = [sentence(one, INDICATORS, desk.runtime.areas) for one in differ]
    return desk.page("checking.html", found=found, number=len(INDICATORS))
