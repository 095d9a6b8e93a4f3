"""代決 of grants that wait for 後閲: the list, and the act of the holder of the post."""

from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from events.contract import wareki
from events.host.answers import Missing
from events.host.forms import Sent
from events.host.http import AtDesk, Requires, Sheet
from services.benefits.decisions.deputising import SeeGrantDecision, see_grant_decision
from services.benefits.projections import lookup
from services.benefits.projections.deputised import unseen
from services.benefits.screens.grant_file import GrantFile, grant_file

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
    """What was decided, by whom, on what ground."""
    file = grant_file(desk, case, number)
    return _draw(file, file.sheet("seen", {"seen_on": wareki.short(file.today)}))


@router.post(
    "/cases/{case}/grants/{number}/seen", dependencies=DECIDE, summary="給付の後閲を記録する"
)
def see(case: UUID, number: int, desk: AtDesk, sent: Sent) -> Response:
    """By whoever holds the post now."""
    file = grant_file(desk, case, number)
    held = desk.runtime.municipality.posts.held(desk.staff.login, file.today)
    return file.submit(
        sent,
        "seen",
        into=SeeGrantDecision,
        decision=see_grant_decision,
        draw=lambda sheet: _draw(file, sheet),
        given={"viewer": desk.staff.person, "held": held},
    )


def may_see(file: GrantFile) -> bool:
    """Whether this person holds the post that a deputy stood in for, and has not seen it yet."""
    taken = file.grant.deputised
    if taken is None or file.grant.seen is not None or not file.may("benefit.decide"):
        return False
    return taken.holder_post in file.desk.runtime.municipality.posts.held(
        file.desk.staff.login, file.today
    )


def _draw(file: GrantFile, sheet: Sheet) -> Response:
    if file.grant.deputised is None or file.grant.seen is not None:
        raise Missing
    return file.page("seen_grant.html", sheet=sheet, taken=file.grant.deputised)
