"""The grants of a case: list, panel for intake's case page, and one grant with its path, months and record."""

from typing import Any
from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from events.host.capacity import to_see
from events.host.http import AtDesk, Requires
from services.benefits.projections import claims_asked
from services.benefits.routes.recheck_letter import differing
from services.benefits.screens.actions import actions, waiting_for
from services.benefits.screens.grant_file import GrantFile, grant_file
from services.benefits.screens.grant_papers import papers_of_grant, timeline_records
from services.benefits.screens.kept import others
from services.benefits.screens.later_actions import later_actions
from services.benefits.screens.months import month_rows
from services.benefits.screens.moving_file import movings_of
from services.benefits.screens.path import path
from services.benefits.screens.supplement_file import missing, supplements
from services.benefits.screens.timeline import timeline

router = APIRouter(prefix="/cases/{case}")
READ = [Requires("case.read", scope="case")]
NOTED = {"yes": "記録しました。", "later": "記録しました。一覧には、まもなく反映されます。"}


@router.get("", dependencies=READ, summary="ケースの給付")
def show(case: UUID, desk: AtDesk) -> Response:
    """The grants of a case, and the ways to quote and to apply."""
    file = grant_file(desk, case)
    return file.page(
        "case.html", may_apply=file.may("benefit.receive"), movings=movings_of(desk, case)
    )


@router.get("/panel", dependencies=READ, summary="ケース画面の住居確保給付金欄")
def panel(case: UUID, desk: AtDesk) -> Response:
    """The fragment that intake's case page loads."""
    file = grant_file(desk, case)
    return file.page("panel.html", may_apply=file.may("benefit.receive"))


@router.get("/grants/{number}", dependencies=READ, summary="住居確保給付金の支給")
def show_grant(case: UUID, number: int, desk: AtDesk, noted: str = "") -> Response:
    """Where it stands, who did what, every amount with its basis, the months."""
    file = grant_file(desk, case, number)
    return file.page("grant.html", flash=NOTED.get(noted, ""), **_of(file))


def _of(file: GrantFile) -> dict[str, Any]:
    grant, former = file.grant, supplements(file) if file.grant.corrections else []
    return {
        "grant": grant,
        "waits": waiting_for(file),
        "actions": actions(file),
        "path": path(file),
        "months": month_rows(file),
        "later_actions": later_actions(file),
        "entries": timeline(file.desk, timeline_records(file, papers_of_grant(file))),
        "payee_open": file.may("payee.read"),
        "others": others(file),
        "claims": claims_asked.claims_of(file.desk.runtime.tables, file.case, file.number),
        "supplements": former,
        "lacks": bool(missing(file, former)) and file.may("benefit.draft"),
        "differs": bool(grant.paid) and file.may("benefit.review") and bool(differing(file)),
        "may_see": file.may("benefit.decide") and bool(to_see(file.desk, grant.unseen)),
        "overdue": bool(grant.asked and not grant.complete and file.today > grant.asked.due_on),
    }
