"""支給中止 and 支給終了."""

from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from events.contract import wareki
from events.contract.codes import StopReason
from events.host.answers import Missing
from events.host.filters import choices
from events.host.forms import Sent
from events.host.http import AtDesk, Requires, Sheet
from services.benefits.decisions import EndGrant, StopGrant, end_grant, stop_grant
from services.benefits.grant import month_before
from services.benefits.screens.grant_file import GrantFile, grant_file
from services.benefits.screens.wording import month_label

router = APIRouter(prefix="/cases/{case}/grants/{number}")
STOP = [Requires("benefit.decide", scope="case")]
END = [Requires("benefit.draft", scope="case")]


@router.get("/stop", dependencies=STOP, summary="支給中止")
def stop_page(case: UUID, number: int, desk: AtDesk) -> Response:
    """Why, and which month is the last one paid."""
    file = grant_file(desk, case, number)
    return _draw_stop(file, file.sheet("stop", {"stopped_on": wareki.short(file.today)}))


@router.post("/stop", dependencies=STOP, summary="支給を中止する")
def stop(case: UUID, number: int, desk: AtDesk, sent: Sent) -> Response:
    """The months up to the last one stay payable."""
    file = grant_file(desk, case, number)
    return file.submit(
        sent,
        "stop",
        into=StopGrant,
        decision=stop_grant,
        draw=lambda sheet: _draw_stop(file, sheet),
    )


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


def _draw_stop(file: GrantFile, sheet: Sheet) -> Response:
    """The last month paid may be any before the last decided one, or the one before the first: none at all."""
    grant = file.grant
    if grant.decided is None:
        raise Missing
    before = month_before(grant.decided.first_month)
    months = [(before, "支給しない")]
    months += [(month, f"{month_label(month)}まで") for month in grant.payable[:-1]]
    return file.page(
        "stop.html", sheet=sheet, grant=grant, months=months, reasons=choices(StopReason)
    )


def _draw_end(file: GrantFile, sheet: Sheet) -> Response:
    if file.grant.decided is None:
        raise Missing
    return file.page("end.html", sheet=sheet, grant=file.grant)
