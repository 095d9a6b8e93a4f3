"""プラン評価: attainment, changes seen, what remains, what follows (T20)."""

from dataclasses import dataclass
from datetime import date

from events.contract.codes import EvaluationOutcome, ObservedChange
from events.contract.deciding import Refused
from events.contract.kind import Event
from events.contract.planning import ObjectiveResult, PlanEvaluated
from events.contract.sealed import Open, opened
from services.planning.case import Case
from services.planning.decisions.guards import happened, standing
from services.planning.plan import Plan, Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluatePlan:
    """`one_sided`: the person could not take part. One result per objective, unless one-sided."""

    today: date
    evaluated_on: date
    outcome: EvaluationOutcome
    one_sided: bool = False
    changes: tuple[ObservedChange, ...] = ()
    results: tuple[ObjectiveResult, ...] = ()
    remaining: str = ""


def evaluate_plan(state: Case | None, command: EvaluatePlan) -> list[Event]:
    """The evaluation of the plan under way, also while support is paused."""
    plan = standing(state)
    assert plan.draft is not None  # noqa: S101 - `standing` has seen it
    person = plan.draft.person
    made = PlanEvaluated(
        evaluated_on=command.evaluated_on,
        person=person,
        plan_no=plan.plan_no,
        outcome=command.outcome,
        one_sided=command.one_sided,
        changes=Open(person, command.changes),
        results=Open(person, command.results),
        remaining=Open(person, command.remaining),
    )
    if plan.stage is Stage.EVALUATED:
        if made == plan.evaluated:
            return []
        raise Refused("already-evaluated", "このプランは評価済みです。")
    if plan.decided is None:
        raise Refused("not-decided", "決定されていないプランは、まだ評価できません。")
    happened(
        command.evaluated_on,
        today=command.today,
        field="evaluated_on",
        not_before=plan.decided.decided_on,
        step="プラン決定",
    )
    _attainment(plan, command)
    return [made]


def _attainment(plan: Plan, command: EvaluatePlan) -> None:
    objectives = opened(plan.draft.objectives, ()) if plan.draft else ()
    if not command.one_sided and len(command.results) < len(objectives):
        raise Refused(
            "results-missing",
            "すべての目標に達成状況を付けてください。",
            field="results",
        )
