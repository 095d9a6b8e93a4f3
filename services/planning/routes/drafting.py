"""プラン(案): the editor with rows that grow, and the person's agreement."""

from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from events.contract import opened, wareki
from events.contract.codes import AgreementManner, Independence, MeasureActor
from events.contract.planning import PlanDrafted
from events.contract.readiness import ReadinessJudged
from events.host.case_stream import Typed
from events.host.filters import choices
from events.host.forms import Sent
from events.host.http import AtDesk, Requires, Sheet
from events.host.recipient import outside
from services.planning.decisions import AgreePlan, DraftPlan, agree_plan, draft_plan
from services.planning.programmes.benefit_checks.checklist import NOTHING_YET as NO_CHECKS
from services.planning.programmes.benefit_checks.checklist import Checklist
from services.planning.screens import plan_links, resource_choice, rows
from services.planning.screens.authority import known
from services.planning.screens.benefit_checks import BENEFIT_CHECKS
from services.planning.screens.case_file import CaseFile, case_file
from services.planning.screens.issues import chain
from services.planning.screens.programme_file import programme_file
from services.planning.screens.readiness import READINESS

router = APIRouter(prefix="/cases/{case}")
OBJECTIVES, MEASURES = "objectives", "measures"


@router.get("/plan", dependencies=[Requires("plan.draft", scope="case")], summary="プラン(案)")
def plan(case: UUID, desk: AtDesk) -> Response:
    """The draft that stands, or a new one."""
    file = case_file(desk, case)
    return _draw_plan(file, file.sheet("plan", _as_drafted(file)))


@router.post(
    "/plan", dependencies=[Requires("plan.draft", scope="case")], summary="プラン(案)を記録する"
)
def draft(case: UUID, desk: AtDesk, sent: Sent) -> Response:
    """The draft; a button of the rows only draws the page again with one row more."""
    file = case_file(desk, case)
    if sent.form.value(rows.MORE) in (OBJECTIVES, MEASURES):
        return _draw_plan(file, _as_sent(file, sent))
    return file.submit(
        sent,
        "plan",
        into=DraftPlan,
        decision=draft_plan,
        draw=lambda sheet: _draw_plan(file, sheet),
        given=known(file)
        | {
            "links": plan_links.links(sent.form),
            "picks": resource_choice.picks(sent.form),
            "resources": resource_choice.known(file, resource_choice.picked_of(file.plan)),
            "kinds": plan_links.kinds(sent.form),
            "issues_at_work": frozenset(issue.number for issue in plan_links.issues_at_work(file)),
        },
    )


@router.get(
    "/agreement", dependencies=[Requires("plan.agree", scope="case")], summary="プランへの同意"
)
def agreement(case: UUID, desk: AtDesk) -> Response:
    """The plan, and how the person agreed to it."""
    file = case_file(desk, case)
    typed = {"agreed_on": wareki.short(file.today), "manner": AgreementManner.SIGNATURE.value}
    return _draw_agreement(file, file.sheet("agreement", typed))


@router.post(
    "/agreement",
    dependencies=[Requires("plan.agree", scope="case")],
    summary="本人の同意を記録する",
)
def agree(case: UUID, desk: AtDesk, sent: Sent) -> Response:
    """Agreement to the draft that stands."""
    file = case_file(desk, case)
    return file.submit(
        sent,
        "agreement",
        into=AgreePlan,
        decision=agree_plan,
        draw=lambda sheet: _draw_agreement(file, sheet),
    )


def _as_sent(file: CaseFile, sent: Sent) -> Sheet:
    return file.sheet("plan").sent(
        sent.form, command_id=sent.command_id, expected=sent.expected, draft_id=sent.draft_id
    )


def _draw_plan(file: CaseFile, sheet: Sheet) -> Response:
    return file.page(
        "plan.html",
        sheet=sheet,
        services=[(s.value, s.ja, _note(file, s.value)) for s in file.offered],
        independence=choices(Independence),
        actors=choices(MeasureActor),
        objective_rows=rows.count(sheet.form, OBJECTIVES, 2),
        measure_rows=rows.count(sheet.form, MEASURES, 3),
        grown=sheet.form.value(rows.MORE),
        open_issues=chain(plan_links.issues_at_work(file)),
        resources=resource_choice.offered(file, resource_choice.picked_of(file.plan)),
        linked=plan_links.offered(plan_links.issues_at_work(file)),
        to_apply=_checks(file).to_apply,
        checked=len(_checks(file).standing),
        readiness=_readiness(file),
    )


def _checks(file: CaseFile) -> Checklist:
    return programme_file(file.desk, file.case, BENEFIT_CHECKS).state or NO_CHECKS


def _readiness(file: CaseFile) -> ReadinessJudged | None:
    made = programme_file(file.desk, file.case, READINESS).state
    return made.on(file.today) if made else None


def _note(file: CaseFile, service: str) -> str:
    needed = {needing.value for needing in file.needs_decision}
    shut = {one.value for one in outside(file.category, file.offered, file.today)}
    notes = ["支援決定が必要"] if service in needed else []
    return "・".join([*notes, *(["生活保護の方は利用できない"] if service in shut else [])])


def _draw_agreement(file: CaseFile, sheet: Sheet) -> Response:
    return file.page(
        "agreement.html", sheet=sheet, plan=file.drafted_plan, manners=choices(AgreementManner)
    )


def _as_drafted(file: CaseFile) -> Typed:
    """The standing draft; for a new number the content of the former plan, without its days."""
    plans = file.state.plans if file.state else ()
    standing = plans[-1].draft if plans else None
    if standing is not None:
        beside = {**plan_links.as_typed(plans[-1]), **resource_choice.as_typed(plans[-1])}
        return _content(standing) | _days(standing) | beside
    former = plans[-2].draft if len(plans) > 1 else None
    typed = _content(former) if former else {}
    return typed | {"drafted_on": wareki.short(file.today)}


def _content(draft: PlanDrafted) -> dict[str, str | list[str]]:
    typed: dict[str, str | list[str]] = {
        "long_term_objective": opened(draft.long_term_objective, ""),
        "services": [service.value for service in draft.services],
        "seeks_employment": "yes" if opened(draft.seeks_employment, otherwise=False) else "",
    }
    objectives, measures = opened(draft.objectives, ()), opened(draft.measures, ())
    for row, objective in enumerate(objectives):
        typed[f"objectives-{row}-text"] = objective.text
        typed[f"objectives-{row}-independence"] = [kind.value for kind in objective.independence]
    for row, measure in enumerate(measures):
        typed[f"measures-{row}-actor"] = measure.actor.value
        typed[f"measures-{row}-action"] = measure.action
        typed[f"measures-{row}-due_on"] = wareki.short(measure.due_on) if measure.due_on else ""
    return typed


def _days(draft: PlanDrafted) -> dict[str, str]:
    watched = draft.monitoring_on
    return {
        "drafted_on": wareki.short(draft.drafted_on),
        "begins_on": wareki.short(draft.begins_on),
        "evaluation_due_on": wareki.short(draft.evaluation_due_on),
        "monitoring_on": wareki.short(watched) if watched else "",
    }
