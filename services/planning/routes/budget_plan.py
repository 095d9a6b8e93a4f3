"""家計再生プラン: written with the person, and on paper."""

from dataclasses import replace
from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from events.contract import opened, wareki
from events.contract.codes import Issue
from events.contract.household_budget import BudgetPlanMade, BudgetStep
from events.host.answers import Missing
from events.host.filters import choices
from events.host.forms import Sent
from events.host.http import AtDesk, Requires, Sheet
from services.planning.programmes.household_budget.mending import MakeBudgetPlan, make_budget_plan
from services.planning.screens import rows
from services.planning.screens.budget import File, budget_file, budget_of, summary
from services.planning.screens.budget_sheet import month_ja

router = APIRouter(prefix="/cases/{case}/budget")
READ = [Requires("case.read", scope="case")]
RECORD = [Requires("service.record", scope="case")]
OBJECTIVES, STEPS = "objectives", "steps"


@router.get("/plan", dependencies=READ, summary="家計再生プラン")
def show(case: UUID, desk: AtDesk, noted: str = "") -> Response:
    """The plan that stands, as one would sign it."""
    own = budget_file(desk, case)
    plans = budget_of(own).of(BudgetPlanMade)
    if not plans:
        raise Missing
    return own.page(
        "budget_plan.html",
        flash="記録しました。" if noted else "",
        plan=plans[-1],
        summary=summary(budget_of(own), desk.today),
        version=len(plans),
        month_ja=month_ja,
    )


@router.get("/plan/edit", dependencies=RECORD, summary="家計再生プランを書く")
def edit(case: UUID, desk: AtDesk) -> Response:
    """The plan that stands, or a new one."""
    own = budget_file(desk, case)
    plans = budget_of(own).of(BudgetPlanMade)
    typed = {"made_on": wareki.short(desk.today)} | (
        _as_typed(plans[-1]) if plans else _causes(own)
    )
    return _draw(own, own.sheet("plan", typed))


@router.post("/plan/edit", dependencies=RECORD, summary="家計再生プランを記録する")
def record(case: UUID, desk: AtDesk, sent: Sent) -> Response:
    """The plan; a button of the rows only draws the page again with one row more."""
    own = budget_file(desk, case)
    if sent.form.value(rows.MORE) in (OBJECTIVES, STEPS):
        sheet = own.sheet("plan").sent(
            sent.form, command_id=sent.command_id, expected=sent.expected, draft_id=sent.draft_id
        )
        return _draw(own, sheet)
    plan = own.file.plan
    return own.submit(
        replace(sent, form=rows.without(sent.form, STEPS, "action")),
        "plan",
        into=MakeBudgetPlan,
        decision=make_budget_plan,
        draw=lambda sheet: _draw(own, sheet),
        given={"plan_no": plan.plan_no if plan else 0},
        back="plan",
    )


def _draw(own: File, sheet: Sheet) -> Response:
    return own.page(
        "budget_plan_form.html",
        sheet=sheet,
        issues=choices(Issue.on(own.file.today)),
        summary=summary(budget_of(own), own.file.today),
        objective_rows=rows.count(sheet.form, OBJECTIVES, 2),
        step_rows=rows.count(sheet.form, STEPS, 2),
        grown=sheet.form.value(rows.MORE),
    )


def _causes(own: File) -> dict[str, str | list[str]]:
    """The issues of the assessment, as the causes to think about."""
    done = own.file.state.completed if own.file.state else None
    issues = opened(done.issues, ()) if done else ()
    return {"causes": [issue.value for issue in issues]}


def _as_typed(plan: BudgetPlanMade) -> dict[str, str | list[str]]:
    typed: dict[str, str | list[str]] = {
        "wish": opened(plan.wish, ""),
        "causes": [issue.value for issue in opened(plan.causes, ())],
        "target_yen": f"{opened(plan.target_yen, 0):,}",
        "review_on": wareki.short(plan.review_on),
    }
    objectives: tuple[str, ...] = opened(plan.objectives, ())
    for n, text in enumerate(objectives):
        typed[f"objectives-{n}-text"] = text
    steps: tuple[BudgetStep, ...] = opened(plan.steps, ())
    for n, step in enumerate(steps):
        typed[f"steps-{n}-action"] = step.action
        typed[f"steps-{n}-actor"] = step.actor
        typed[f"steps-{n}-due_on"] = wareki.short(step.due_on) if step.due_on else ""
    return typed
