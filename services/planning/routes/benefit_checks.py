"""公的給付の確認: the list of one case, and what waits for an application in all of them."""

from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from events.contract import wareki
from events.contract.assessment_codes import BenefitResult
from events.host.filters import choices
from events.host.forms import Sent
from events.host.http import AtDesk, Requires, Sheet
from services.planning.programmes.benefit_checks.checking import CheckBenefits, check_benefits
from services.planning.programmes.benefit_checks.checklist import NOTHING_YET, Checklist
from services.planning.projections import applications
from services.planning.screens import benefit_checks as screen
from services.planning.screens.programme_file import ProgrammeFile, programme_file

router = APIRouter()
AT = "/cases/{case}/benefits"
NOTED = {"yes": "記録しました。"}
MOST = 200
"""Lines of the due list; the nearest days first."""


@router.get(AT, dependencies=[Requires("case.read", scope="case")], summary="公的給付の確認")
def show(case: UUID, desk: AtDesk, noted: str = "") -> Response:
    """What was checked, what waits for an application."""
    own = programme_file(desk, case, screen.BENEFIT_CHECKS)
    known = own.state or NOTHING_YET
    return own.page(
        "benefit_checks.html",
        standing=known.standing,
        to_apply=known.to_apply,
        entries=own.entries(),
        flash=NOTED.get(noted, ""),
        may_record=own.may_record and not own.file.over,
    )


@router.get(
    AT + "/check",
    dependencies=[Requires("assessment.record", scope="case")],
    summary="公的給付を確かめる",
)
def check_page(case: UUID, desk: AtDesk) -> Response:
    """The whole list with the last word on each."""
    own = programme_file(desk, case, screen.BENEFIT_CHECKS)
    benefits = screen.offered(own.state, desk.today)
    typed = {"checked_on": wareki.short(desk.today)} | screen.as_typed(own.state, benefits)
    return _draw(own, own.sheet("check", typed))


@router.post(
    AT + "/check",
    dependencies=[Requires("assessment.record", scope="case")],
    summary="公的給付の確認を記録する",
)
def check(case: UUID, desk: AtDesk, sent: Sent) -> Response:
    """Only what is new is stated."""
    own = programme_file(desk, case, screen.BENEFIT_CHECKS)
    return own.submit(
        sent,
        "check",
        into=CheckBenefits,
        decision=check_benefits,
        draw=lambda sheet: _draw(own, sheet),
    )


@router.get("/applications", dependencies=[Requires("case.read")], summary="これから申請する給付")
def due(desk: AtDesk) -> Response:
    """Benefits that wait for an application in the wards of this person, the nearest day first."""
    wards = desk.staff.wards_for("case.read")
    return desk.page(
        "applications.html", lines=applications.waiting(desk.runtime.tables, wards, MOST)
    )


def _draw(own: ProgrammeFile[Checklist], sheet: Sheet) -> Response:
    return own.page(
        "benefit_check.html",
        sheet=sheet,
        benefits=screen.offered(own.state, own.file.today),
        results=choices(BenefitResult),
    )
