"""The same decisions for programs: a JSON body per command, its id in `Idempotency-Key`."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, TypeVar
from uuid import UUID

from fastapi import APIRouter, Response
from fastapi.exceptions import RequestValidationError
from pydantic import TypeAdapter, ValidationError

from events.contract import Event
from events.host.forms import SentAsJson
from events.host.http import AtDesk, Receipt, Requires
from events.host.plain import refuse_strange
from events.host.posts import Matter
from services.planning import decisions as d
from services.planning.case import Case
from services.planning.screens.authority import known, standing_leaf
from services.planning.screens.case_file import CaseFile, case_file
from services.planning.screens.plan_links import issues_at_work

router = APIRouter(prefix="/api/cases/{case}")
C = TypeVar("C")
Body = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Statement:
    """One command for programs: path below the case, permission, command class, decision."""

    path: str
    permission: str
    command: type[Any]
    decide: Callable[[Case | None, Any], Sequence[Event]]
    summary: str


STATEMENTS = (
    Statement("assessments", "assessment.record", d.RecordAssessment, d.record_assessment, "アセスメント記録"),
    Statement("completion", "assessment.record", d.CompleteAssessment, d.complete_assessment, "アセスメント完了"),
    Statement("plan", "plan.draft", d.DraftPlan, d.draft_plan, "プラン(案)策定"),
    Statement("agreement", "plan.agree", d.AgreePlan, d.agree_plan, "プランへの同意"),
    Statement("conferences", "conference.hold", d.HoldSupportConference, d.hold_support_conference, "支援調整会議"),
    Statement("proposal", "decision.draft", d.DraftDecision, d.draft_decision, "起案"),
    Statement("reviews", "decision.review", d.ReviewDecision, d.review_decision, "起案の審査"),
    Statement("support-decision", "decision.decide", d.DecideSupport, d.decide_support, "支援決定"),
    Statement("refusal", "decision.decide", d.RefuseSupport, d.refuse_support, "支援不決定"),
    Statement("confirmation", "plan.confirm", d.ConfirmPlan, d.confirm_plan, "確認"),
    Statement("service-starts", "service.record", d.StartService, d.start_service, "支援の提供開始"),
    Statement("service-ends", "service.record", d.EndService, d.end_service, "支援の提供終了"),
    Statement("monitorings", "service.record", d.RecordMonitoring, d.record_monitoring, "モニタリング"),
    Statement("amendments", "plan.draft", d.AmendPlan, d.amend_plan, "プラン変更"),
    Statement("job-starts", "service.record", d.RecordJobStarted, d.record_job_started, "就労"),
    Statement("income-rises", "service.record", d.RecordIncomeIncrease, d.record_income_increase, "増収"),
    Statement("evaluation", "plan.evaluate", d.EvaluatePlan, d.evaluate_plan, "プラン評価"),
    Statement("renewal", "plan.draft", d.RenewPlan, d.renew_plan, "再プラン"),
    Statement("suspension", "service.record", d.SuspendSupport, d.suspend_support, "中断"),
    Statement("resumption", "service.record", d.ResumeSupport, d.resume_support, "再開"),
    Statement("job-retentions", "service.record", d.CheckJobRetention, d.check_job_retention, "就職後のフォローアップ"),
    Statement("closure", "case.close", d.CloseCase, d.close_case, "終結"),
    Statement("follow-ups", "service.record", d.RecordFollowUp, d.record_follow_up, "フォローアップ"),
)  # fmt: skip


MATTERS = {"refusal": Matter.SUPPORT_REFUSAL}
"""What is decided where the standing 起案 alone does not tell."""


@router.get("", dependencies=[Requires("case.read", scope="case")], summary="支援計画の状態")
def state(case: UUID, desk: AtDesk, answer: Response) -> Body:
    """Codes and days; the version is the `ETag` that `If-Match` takes, `standing` what a decision approves."""
    file = case_file(desk, case)
    answer.headers["ETag"] = f'"{len(file.recorded)}"'
    plan = file.plan
    decided = plan.decided if plan else None
    closed = file.state.closed if file.state else None
    return {
        "case": case,
        "number": file.known.number,
        "area": file.known.area,
        "version": len(file.recorded),
        "applied_on": file.known.applied_on,
        "plan_no": plan.plan_no if plan else 0,
        "stage": plan.stage.name.lower() if plan else None,
        "services": plan.services if plan else (),
        "running": [started.service for started in plan.running] if plan else [],
        "decided_on": decided.decided_on if decided else None,
        "ends_on": decided.ends_on if decided else None,
        "standing": standing_leaf(file),
        "closed_on": closed.closed_on if closed else None,
    }


def _route(statement: Statement) -> None:
    def carry_out(case: UUID, desk: AtDesk, sent: SentAsJson, body: Body) -> Receipt:
        file = case_file(desk, case)
        command = stated(statement.command, body, _given(statement, file))
        return file.carry_out(
            statement.decide, command, command_id=sent.command_id, expected=sent.expected
        )

    router.post(
        f"/{statement.path}",
        dependencies=[Requires(statement.permission, scope="case")],
        summary=statement.summary,
        name=statement.command.__name__,
    )(carry_out)


def _given(statement: Statement, file: CaseFile) -> Body:
    """What the service knows itself; a draft also which issues it may be linked to."""
    given = known(file, MATTERS.get(statement.path))
    if statement.command is not d.DraftPlan:
        return given
    at_work = frozenset(issue.number for issue in issues_at_work(file))
    return given | {"issues_at_work": at_work}


for _statement in STATEMENTS:
    _route(_statement)


def stated(into: type[C], body: Mapping[str, Any], given: Mapping[str, Any]) -> C:
    """The command a body states; what the service itself knows (`given`) is never taken from it."""
    own = {field.name for field in fields(into)}  # type: ignore[arg-type]
    refuse_strange(body)
    values = {**body, **{name: value for name, value in given.items() if name in own}}
    try:
        return TypeAdapter(into).validate_python(values)
    except ValidationError as wrong:
        errors = [{**error, "loc": ("body", *error["loc"])} for error in wrong.errors()]
        raise RequestValidationError(errors) from None
