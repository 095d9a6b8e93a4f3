"""What the case page shows of the circumstances: the chain of issues, readiness, benefits to apply for, household."""

from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from events.host.http import AtDesk, Requires
from services.planning.programmes.benefit_checks.checklist import NOTHING_YET as NO_CHECKS
from services.planning.programmes.issues.analysis import NOTHING_YET as NO_ISSUES
from services.planning.screens.benefit_checks import BENEFIT_CHECKS
from services.planning.screens.case_file import case_file
from services.planning.screens.household import HOUSEHOLD, shown
from services.planning.screens.issues import ISSUES, chain, strengths_by_holder
from services.planning.screens.programme_file import programme_file
from services.planning.screens.readiness import READINESS
from services.planning.screens.sheet_items import completeness

router = APIRouter(prefix="/cases/{case}")


@router.get(
    "/circumstances",
    dependencies=[Requires("case.read", scope="case")],
    summary="ケース画面の暮らしと課題の欄",
)
def panel(case: UUID, desk: AtDesk) -> Response:
    """The fragment that the case page loads: four streams are read, and only here (decision 0009)."""
    file = case_file(desk, case)
    last = file.state.assessment if file.state else None
    issues = programme_file(desk, case, ISSUES).state or NO_ISSUES
    checks = programme_file(desk, case, BENEFIT_CHECKS).state or NO_CHECKS
    readiness = programme_file(desk, case, READINESS).state
    return file.page(
        "circumstances.html",
        chains=chain(issues.at_work),
        settled=len(issues.settled),
        strengths=strengths_by_holder(issues.standing),
        members=shown(programme_file(desk, case, HOUSEHOLD).state, desk.today),
        to_apply=checks.to_apply,
        checked=len(checks.standing),
        readiness=readiness.on(desk.today) if readiness else None,
        told=completeness(last) if last else None,
        sittings=last.assessment_no if last else 0,
    )
