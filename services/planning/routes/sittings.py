"""The sittings of an assessment: one as the national sheet, two side by side."""

from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from events.contract.planning import AssessmentRecorded
from events.host.answers import Missing
from events.host.http import AtDesk, Requires
from services.planning.programmes.issues.analysis import NOTHING_YET
from services.planning.screens.case_file import CaseFile, case_file
from services.planning.screens.household import HOUSEHOLD, shown
from services.planning.screens.issues import ISSUES, chain
from services.planning.screens.programme_file import programme_file
from services.planning.screens.sheet_items import completeness, sheet, side_by_side

router = APIRouter(prefix="/cases/{case}/assessments")
READ = [Requires("case.read", scope="case")]


@router.get("", dependencies=READ, summary="アセスメントを比べる")
def compare(case: UUID, desk: AtDesk, before: int = 0, after: int = 0) -> Response:
    """Two sittings side by side: the last two, or those that are named."""
    file = case_file(desk, case)
    sittings = _sittings(file)
    if not sittings:
        raise Missing
    last = len(sittings)
    right = after if 1 <= after <= last else last
    left = before if 1 <= before <= last else max(right - 1, 1)
    old, new = sittings[left - 1], sittings[right - 1]
    return file.page(
        "sittings.html",
        sittings=sittings,
        before=old,
        after=new,
        blocks=side_by_side(old, new),
    )


@router.get("/{number}", dependencies=READ, summary="アセスメントシート")
def show(case: UUID, number: int, desk: AtDesk) -> Response:
    """帳票【2】 of one sitting for paper (A4), with the household and the issues as of that day."""
    file = case_file(desk, case)
    sittings = _sittings(file)
    if not 1 <= number <= len(sittings):
        raise Missing
    sitting = sittings[number - 1]
    household = programme_file(desk, case, HOUSEHOLD)
    issues = programme_file(desk, case, ISSUES).state or NOTHING_YET
    day = sitting.assessed_on
    return file.page(
        "sitting.html",
        sitting=sitting,
        blocks=sheet(sitting),
        told=completeness(sitting),
        members=shown(household.state, day),
        chains=chain([one for one in issues.issues if one.raised.raised_on <= day]),
    )


def _sittings(file: CaseFile) -> list[AssessmentRecorded]:
    """In their order: sitting number n stands at place n − 1."""
    return [r.fact for r in file.recorded if isinstance(r.fact, AssessmentRecorded)]
