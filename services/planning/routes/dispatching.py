"""通知書の発送: the page beside a notice where its dispatch is recorded."""

from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from events.contract import opened, wareki
from events.contract.dispatching import DispatchManner
from events.host.answers import Missing
from events.host.case_stream import Typed
from events.host.filters import choices
from events.host.forms import Sent
from events.host.http import AtDesk, Requires, Sheet
from services.planning.decisions.dispatching import DispatchNotice, dispatch_notice
from services.planning.screens.case_file import CaseFile, case_file
from services.planning.screens.notice import Notice, notice_of

router = APIRouter(prefix="/cases/{case}")
SEND = [Requires("decision.draft", scope="case")]


@router.get("/notices/{version}/dispatch", dependencies=SEND, summary="通知書の発送の画面")
def blank(case: UUID, version: int, desk: AtDesk) -> Response:
    """As last stated, so that the day of arrival can be added."""
    file = case_file(desk, case)
    found = _notice(file, version)
    return _draw(file, found, file.sheet("dispatch", _typed(file, version)))


@router.post("/notices/{version}/dispatch", dependencies=SEND, summary="通知書の発送を記録する")
def dispatch(case: UUID, version: int, desk: AtDesk, sent: Sent) -> Response:
    """NoticeDispatched."""
    file = case_file(desk, case)
    found = _notice(file, version)
    return file.submit(
        sent,
        "dispatch",
        into=DispatchNotice,
        decision=dispatch_notice,
        draw=lambda sheet: _draw(file, found, sheet),
        given={"notice": version, "number": found.number, "decided_on": found.decided_on},
    )


def _notice(file: CaseFile, version: int) -> Notice:
    found = notice_of(file, version)
    if found is None:
        raise Missing
    return found


def _typed(file: CaseFile, version: int) -> Typed:
    made = [one for one in (file.state.dispatched if file.state else ()) if one.notice == version]
    if not made:
        return {"dispatched_on": wareki.short(file.today)}
    last = made[-1]
    return {
        "dispatched_on": wareki.short(last.dispatched_on),
        "manner": last.manner.value,
        "tracking": opened(last.tracking, ""),
        "delivered_on": wareki.short(last.delivered_on) if last.delivered_on else "",
    }


def _draw(file: CaseFile, notice: Notice, sheet: Sheet) -> Response:
    return file.page("dispatch.html", sheet=sheet, notice=notice, manners=choices(DispatchManner))
