"""様式: the standard forms of planning on A4, filled or blank."""

from typing import Final
from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from events.host.answers import Missing
from events.host.http import AtDesk, Requires
from events.host.paper_form import PaperForm
from services.planning.plan import Plan
from services.planning.screens.case_file import CaseFile, case_file
from services.planning.sheets.assessment import assessment
from services.planning.sheets.evaluation import evaluation
from services.planning.sheets.plan import plan_sheet

router = APIRouter()
READ: Final = [Requires("case.read", scope="case")]
BLANKS: Final = {"assessment": assessment, "plan": plan_sheet, "evaluation": evaluation}


@router.get("/forms/{name}", dependencies=[Requires("case.read")], summary="様式の白紙の一枚")
def blank(name: str, desk: AtDesk) -> Response:
    """One form without a record."""
    if name not in BLANKS:
        raise Missing
    return desk.page("a4.html", paper=BLANKS[name](), whose=None, back="/intake/forms")


@router.get("/cases/{case}/sheets/assessment", dependencies=READ, summary="アセスメントシート")
def assessment_page(case: UUID, desk: AtDesk) -> Response:
    """The latest sitting; Missing before there is one."""
    file = case_file(desk, case)
    if file.state is None or file.state.assessment is None:
        raise Missing
    return _drawn(file, assessment(file))


@router.get("/cases/{case}/sheets/plan/{plan_no}", dependencies=READ, summary="プランの様式")
def plan_page(case: UUID, plan_no: int, desk: AtDesk) -> Response:
    """プラン兼事業等利用申込書."""
    file = case_file(desk, case)
    return _drawn(file, plan_sheet(file, _plan(file, plan_no)))


@router.get("/cases/{case}/sheets/evaluation/{plan_no}", dependencies=READ, summary="評価の様式")
def evaluation_page(case: UUID, plan_no: int, desk: AtDesk) -> Response:
    """プラン評価シート; blank but for its plan before the evaluation, to be written on."""
    file = case_file(desk, case)
    return _drawn(file, evaluation(file, _plan(file, plan_no)))


def _plan(file: CaseFile, plan_no: int) -> Plan:
    plans = file.state.plans if file.state else ()
    found = next((plan for plan in plans if plan.plan_no == plan_no and plan.draft), None)
    if found is None:
        raise Missing
    return found


def _drawn(file: CaseFile, paper: PaperForm) -> Response:
    whose = file.case if file.may("identity.read") else None
    return file.page("a4.html", paper=paper, whose=whose, back=file.at())
