"""準備の段階: judged with the person, with its reason."""

from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from events.contract import wareki
from events.contract.assessment_codes import ReadinessStage
from events.host.filters import choices
from events.host.forms import Sent
from events.host.http import AtDesk, Requires, Sheet
from services.planning.programmes.readiness.judged import Readiness
from services.planning.programmes.readiness.judging import JudgeReadiness, judge_readiness
from services.planning.screens.programme_file import ProgrammeFile, programme_file
from services.planning.screens.readiness import READINESS

router = APIRouter(prefix="/cases/{case}/readiness")
NOTED = {"yes": "記録しました。"}


@router.get("", dependencies=[Requires("case.read", scope="case")], summary="準備の段階")
def show(case: UUID, desk: AtDesk, noted: str = "") -> Response:
    """The stage that stands, why plans aim at work or not, and every judgement."""
    own = programme_file(desk, case, READINESS)
    plans = own.file.state.plans if own.file.state else ()
    return own.page(
        "readiness.html",
        standing=own.state.on(desk.today) if own.state else None,
        stages=tuple(ReadinessStage),
        reasoned=[plan.reasoned_now for plan in plans if plan.reasoned_now],
        entries=own.entries(),
        flash=NOTED.get(noted, ""),
        may_record=own.may_record and not own.file.over,
    )


@router.get(
    "/new",
    dependencies=[Requires("assessment.record", scope="case")],
    summary="準備の段階を見立てる",
)
def new(case: UUID, desk: AtDesk) -> Response:
    """What comes next for this person."""
    own = programme_file(desk, case, READINESS)
    return _draw(own, own.sheet("new", {"judged_on": wareki.short(desk.today)}))


@router.post(
    "/new",
    dependencies=[Requires("assessment.record", scope="case")],
    summary="準備の段階を記録する",
)
def judge(case: UUID, desk: AtDesk, sent: Sent) -> Response:
    """A stage with its reason."""
    own = programme_file(desk, case, READINESS)
    return own.submit(
        sent,
        "new",
        into=JudgeReadiness,
        decision=judge_readiness,
        draw=lambda sheet: _draw(own, sheet),
    )


def _draw(own: ProgrammeFile[Readiness], sheet: Sheet) -> Response:
    return own.page("readiness_new.html", sheet=sheet, stages=choices(ReadinessStage))
