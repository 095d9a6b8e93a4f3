"""代決 that wait for 後閲: the list, and the act of the holder of the post at a grant or a 転居費用補助."""

from collections.abc import Sequence
from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from events.contract.seeing import SeeDeputyDecision, Taken
from events.host.answers import Missing
from events.host.capacity import viewer
from events.host.forms import Sent
from events.host.http import AtDesk, Requires, Sheet
from services.benefits.decisions.deputising import see_grant_decision
from services.benefits.decisions.standing_in import see_money_decision
from services.benefits.projections import lookup
from services.benefits.projections.deputised import unseen
from services.benefits.screens.grant_file import GrantFile, grant_file
from services.benefits.screens.moving_file import MovingFile, moving_file
from services.benefits.screens.seeing import chosen, fresh

router = APIRouter()
DECIDE = [Requires("benefit.decide", scope="case")]


@router.get("/deputised", dependencies=[Requires("case.read")], summary="給付の後閲待ちの一覧")
def index(desk: AtDesk) -> Response:
    """Open until the holder of the post has seen them."""
    rows = unseen(desk.runtime.tables, sorted(desk.staff.wards_for("case.read")))
    known = {row.case_id: lookup.known_case(desk.runtime.tables, row.case_id) for row in rows}
    return desk.page("deputised_grants.html", rows=rows, known=known)


@router.get("/cases/{case}/grants/{number}/seen", dependencies=DECIDE, summary="給付の後閲")
def blank(case: UUID, number: int, desk: AtDesk) -> Response:
    """What was decided, by whom, on what ground; the oldest first."""
    file = grant_file(desk, case, number)
    return _draw(file, file.sheet("seen", fresh(desk, file.grant.unseen)), file.grant.unseen)


@router.post(
    "/cases/{case}/grants/{number}/seen", dependencies=DECIDE, summary="給付の後閲を記録する"
)
def see(case: UUID, number: int, desk: AtDesk, sent: Sent) -> Response:
    """By whoever holds the post now."""
    file = grant_file(desk, case, number)
    return file.submit(
        sent,
        "seen",
        into=SeeDeputyDecision,
        decision=see_grant_decision,
        draw=lambda sheet: _draw(file, sheet, file.grant.unseen),
        given=viewer(desk),
    )


@router.get("/cases/{case}/moving/{number}/seen", dependencies=DECIDE, summary="転居費用補助の後閲")
def blank_moving(case: UUID, number: int, desk: AtDesk) -> Response:
    """What was decided, by whom, on what ground."""
    file = moving_file(desk, case, number)
    waiting = file.moving.deputies.unseen
    return _draw(file, file.sheet("seen", fresh(desk, waiting)), waiting)


@router.post(
    "/cases/{case}/moving/{number}/seen",
    dependencies=DECIDE,
    summary="転居費用補助の後閲を記録する",
)
def see_moving(case: UUID, number: int, desk: AtDesk, sent: Sent) -> Response:
    """By whoever holds the post now."""
    file = moving_file(desk, case, number)
    return file.submit(
        sent,
        "seen",
        into=SeeDeputyDecision,
        decision=see_money_decision,
        draw=lambda sheet: _draw(file, sheet, file.moving.deputies.unseen),
        given=viewer(desk),
    )


def _draw(file: GrantFile | MovingFile, sheet: Sheet, waiting: Sequence[Taken]) -> Response:
    taken = chosen(waiting, sheet)
    if taken is None:
        raise Missing
    moves = isinstance(file, MovingFile)
    name = "転居費用補助" if moves else "住居確保給付金"
    return file.page("seen.html", sheet=sheet, taken=taken, what=f"{name} 第{file.number}回")
