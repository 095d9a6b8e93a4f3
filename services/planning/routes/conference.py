"""支援調整会議: the plan in large type, who came, the three checks, roles, approval or return; and the evaluation."""

from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from events.contract import wareki
from events.contract.codes import ConferencePurpose
from events.contract.planning import PlanDrafted
from events.host.case_stream import Draw
from events.host.forms import Sent
from events.host.http import AtDesk, Requires, Sheet
from services.planning.decisions import HoldSupportConference, hold_support_conference
from services.planning.screens import rows
from services.planning.screens.case_file import CaseFile, case_file
from services.planning.screens.differences import Difference, differences

router = APIRouter(prefix="/cases/{case}")
MAY = [Requires("conference.hold", scope="case")]
ATTENDED = "attended"


@router.get("/conference", dependencies=MAY, summary="支援調整会議")
def conference(case: UUID, desk: AtDesk) -> Response:
    """The plan before the conference."""
    file = case_file(desk, case)
    return _draw(file, ConferencePurpose.PLAN)(file.sheet("conference", _empty(file)))


@router.post("/conference", dependencies=MAY, summary="会議の結果を記録する")
def hold(case: UUID, desk: AtDesk, sent: Sent) -> Response:
    """Minutes with approval or return."""
    return _recorded(case_file(desk, case), sent, "conference", ConferencePurpose.PLAN)


@router.get("/evaluation-conference", dependencies=MAY, summary="評価の支援調整会議")
def evaluation(case: UUID, desk: AtDesk) -> Response:
    """The plan that ends, before the conference."""
    file = case_file(desk, case)
    sheet = file.sheet("evaluation-conference", _empty(file))
    return _draw(file, ConferencePurpose.EVALUATION)(sheet)


@router.post("/evaluation-conference", dependencies=MAY, summary="評価の会議を記録する")
def evaluate(case: UUID, desk: AtDesk, sent: Sent) -> Response:
    """Minutes of the evaluation at the end of a plan."""
    file = case_file(desk, case)
    return _recorded(file, sent, "evaluation-conference", ConferencePurpose.EVALUATION)


def _recorded(file: CaseFile, sent: Sent, form: str, purpose: ConferencePurpose) -> Response:
    draw = _draw(file, purpose)
    if sent.form.value(rows.MORE) == ATTENDED:
        sheet = file.sheet(form).sent(
            sent.form, command_id=sent.command_id, expected=sent.expected, draft_id=sent.draft_id
        )
        return draw(sheet)
    return file.submit(
        sent,
        form,
        into=HoldSupportConference,
        decision=hold_support_conference,
        draw=draw,
        given={"purpose": purpose},
    )


def _draw(file: CaseFile, purpose: ConferencePurpose) -> Draw:
    def drawn(sheet: Sheet) -> Response:
        return file.page(
            "conference.html",
            sheet=sheet,
            plan=file.drafted_plan,
            evaluates=purpose is ConferencePurpose.EVALUATION,
            attended_rows=rows.count(sheet.form, ATTENDED, 3),
            changed=_since_last_round(file),
            grown=sheet.form.value(rows.MORE),
        )

    return drawn


def _empty(file: CaseFile) -> dict[str, str]:
    return {"held_on": wareki.short(file.today), "municipality_present": "yes"}


def _since_last_round(file: CaseFile) -> list[Difference]:
    """What the standing draft changes of the one before it, where there was one."""
    number = file.drafted_plan.plan_no
    drafts = [
        record.fact
        for record in file.recorded
        if isinstance(record.fact, PlanDrafted) and record.fact.plan_no == number
    ]
    return differences(drafts[-2], drafts[-1]) if len(drafts) > 1 else []
