"""支給終了."""

from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from events.contract import wareki
from events.host.answers import Missing
from events.host.forms import Sent
from events.host.http import AtDesk, Requires, Sheet
from services.benefits.decisions import EndGrant, end_grant
from services.benefits.screens.grant_file import GrantFile, grant_file

router = APIRouter(prefix="/cases/{case}/grants/{number}")
END = [Requires("benefit.draft", scope="case")]


@router.get("/end", dependencies=END, summary="支給終了")
def end_page(case: UUID, number: int, desk: AtDesk) -> Response:
    """When every month was paid."""
    file = grant_file(desk, case, number)
    return _draw_end(file, file.sheet("end", {"ended_on": wareki.short(file.today)}))


@router.post("/end", dependencies=END, summary="支給を終了する")
def end(case: UUID, number: int, desk: AtDesk, sent: Sent) -> Response:
    """The end of a grant."""
    file = grant_file(desk, case, number)
    return file.submit(
        sent,
        "end",
        into=EndGrant,
        decision=end_grant,
        draw=lambda sheet: _draw_end(file, sheet),
    )


def _draw_end(file: GrantFile, sheet: Sheet) -> Response:
    if file.grant.decided is None:
        raise Missing
    return file.page("end.html", sheet=sheet, grant=file.grant)
