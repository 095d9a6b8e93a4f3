"""代決 that wait for 後閲: the list, and the act of the holder of the post."""

from dataclasses import replace
from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from events.contract import wareki
from events.contract.approving import DecidedByDeputy
from events.host.answers import Missing
from events.host.capacity import viewer
from events.host.form import Form
from events.host.forms import Sent
from events.host.http import AtDesk, Requires, Sheet
from services.planning.decisions import SeeDeputyDecision, see_deputy_decision
from services.planning.projections import lookup
from services.planning.projections.deputised import unseen
from services.planning.screens.case_file import CaseFile, case_file

router = APIRouter()
DECIDE = [Requires("decision.decide", scope="case")]


@router.get("/deputised", dependencies=[Requires("case.read")], summary="後閲待ちの一覧")
def index(desk: AtDesk) -> Response:
    """Open until the holder of the post has seen them."""
    rows = unseen(desk.runtime.tables, sorted(desk.staff.wards_for("case.read")))
    known = lookup.known_cases(desk.runtime.tables, {row.case_id for row in rows})
    return desk.page("deputised.html", rows=rows, known=known)


@router.get("/cases/{case}/seen", dependencies=DECIDE, summary="後閲")
def blank(case: UUID, desk: AtDesk) -> Response:
    """What was decided, by whom, on what ground."""
    file = case_file(desk, case)
    taken = _open(file)
    sheet = file.sheet("seen")
    typed = {"seen_on": wareki.short(file.today), "approved": taken.approved}
    return _draw(file, sheet if sheet.form.typed else replace(sheet, form=Form(typed)))


@router.post("/cases/{case}/seen", dependencies=DECIDE, summary="後閲を記録する")
def see(case: UUID, desk: AtDesk, sent: Sent) -> Response:
    """By whoever holds the post now."""
    file = case_file(desk, case)
    return file.submit(
        sent,
        "seen",
        into=SeeDeputyDecision,
        decision=see_deputy_decision,
        draw=lambda sheet: _draw(file, sheet),
        given=viewer(desk),
    )


def _open(file: CaseFile) -> DecidedByDeputy:
    taken = file.state.unseen if file.state else ()
    if not taken:
        raise Missing
    return taken[0]


def _draw(file: CaseFile, sheet: Sheet) -> Response:
    return file.page("seen.html", sheet=sheet, taken=_open(file))
