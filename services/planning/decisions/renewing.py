"""再プラン: opens the next plan number, after an evaluation and a new assessment (T21)."""

from dataclasses import dataclass
from datetime import date

from events.contract.codes import RenewalReason
from events.contract.deciding import Refused
from events.contract.kind import Event
from events.contract.planning import PlanRenewed
from services.planning.case import Case
from services.planning.decisions.guards import begun, happened, not_suspended, standing
from services.planning.plan import Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class RenewPlan:
    """Only for these reasons; everything else is an amendment."""

    today: date
    renewed_on: date
    reason: RenewalReason


def renew_plan(state: Case | None, command: RenewPlan) -> list[Event]:
    """Number n + 1."""
    case = begun(state)
    opened = case.plan
    renewed = opened.renewed if opened and opened.draft is None else None
    if renewed is not None:
        if (renewed.renewed_on, renewed.reason) == (command.renewed_on, command.reason):
            return []
        raise Refused("already-renewed", "再プランの準備はすでに始まっています。")
    plan = standing(state)
    if plan.stage is not Stage.EVALUATED or plan.evaluated is None:
        raise Refused(
            "not-evaluated",
            "プランの評価がまだありません。再プランは評価のあとに行います。",
        )
    not_suspended(case)
    if case.completed is None or case.completed.assessment_no <= plan.rests_on:
        raise Refused(
            "not-assessed",
            "再プランには新しいアセスメントの完了が必要です。改めてアセスメントを行ってください。",
        )
    happened(
        command.renewed_on,
        today=command.today,
        field="renewed_on",
        not_before=max(plan.evaluated.evaluated_on, case.completed.completed_on),
        step="プラン評価とアセスメント完了",
    )
    return [
        PlanRenewed(
            renewed_on=command.renewed_on,
            person=case.person,
            plan_no=plan.plan_no + 1,
            previous_plan_no=plan.plan_no,
            reason=command.reason,
        )
    ]
