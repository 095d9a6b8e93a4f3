"""The case as planning knows it: page, print of a plan, and the panel for intake's case page."""

from typing import Any
from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from events.host.answers import Missing
from events.host.http import AtDesk, Requires
from services.planning.projections import meeting_lookup
from services.planning.projections.council_talks import talks_of
from services.planning.projections.known_eligibility import eligibilities
from services.planning.screens.actions import actions, waiting_for
from services.planning.screens.case_file import CaseFile, case_file
from services.planning.screens.kept import others
from services.planning.screens.notice import notices
from services.planning.screens.programmes import PROGRAMMES
from services.planning.screens.progress import due, steps
from services.planning.screens.providing import provided
from services.planning.screens.timeline import timeline

router = APIRouter(prefix="/cases/{case}")
READ = [Requires("case.read", scope="case")]
NOTED = {"yes": "記録しました。", "later": "記録しました。一覧には、まもなく反映されます。"}


@router.get("", dependencies=READ, summary="ケースの支援計画")
def show(case: UUID, desk: AtDesk, noted: str = "") -> Response:
    """Present state, the plan, what to do next, what has been recorded."""
    file = case_file(desk, case)
    return file.page("case.html", flash=NOTED.get(noted, ""), others=others(file), **_of(file))


@router.get("/panel", dependencies=READ, summary="ケース画面の支援計画欄")
def panel(case: UUID, desk: AtDesk) -> Response:
    """The fragment that intake's case page loads."""
    file = case_file(desk, case)
    return file.page("panel.html", **_of(file))


@router.get("/plans/{plan_no}", dependencies=READ, summary="プランの様式")
def plan_form(case: UUID, plan_no: int, desk: AtDesk) -> Response:
    """プラン兼事業等利用申込書, for paper (A4)."""
    file = case_file(desk, case)
    plans = file.state.plans if file.state else ()
    found = next((plan for plan in plans if plan.plan_no == plan_no and plan.draft), None)
    if found is None:
        raise Missing
    return file.page("plan_form.html", plan=found)


def _of(file: CaseFile) -> dict[str, Any]:
    return {
        "waits": waiting_for(file),
        "actions": actions(file),
        "due": due(file.state),
        "steps": steps(file),
        "entries": timeline(file.desk, file.recorded),
        "providing": provided(file),
        "ward": _ward(file),
        "notices": notices(file),
        "sent_notices": {one.notice: one for one in (file.state.dispatched if file.state else ())},
        "may_dispatch": file.may("decision.draft"),
        "may_see": _may_see(file),
        "listings": meeting_lookup.listings(file.desk.runtime.tables, file.case),
        "open_tasks": meeting_lookup.open_tasks_of(file.desk.runtime.tables, file.case),
        "programmes": PROGRAMMES,
        "eligibilities": eligibilities(file.desk.runtime.tables, file.case),
        "talks": talks_of(file.desk.runtime.tables, file.case),
        "may_council": file.may("council.record"),
    }


def _ward(file: CaseFile) -> str:
    areas = file.desk.runtime.areas
    return areas.short_name(areas.at(file.known.area, file.today))


def _may_see(file: CaseFile) -> bool:
    """Whether this person holds a post that a deputy stood in for, and has not seen it yet."""
    taken = file.state.unseen if file.state else ()
    posts = file.desk.runtime.municipality.posts
    held = posts.held(file.desk.staff.login, file.today) if taken else frozenset[str]()
    return file.may("decision.decide") and any(one.holder_post in held for one in taken)
