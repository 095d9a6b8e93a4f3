"""プラン(案)策定 and the person's agreement (T10, T11 of programme.md §5.2)."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from events.contract.codes import AgreementManner, Independence, Service
from events.contract.deciding import Refused
from events.contract.kind import Event
from events.contract.plan_links import (
    EmploymentAimReasoned,
    MeasureIndependence,
    ObjectiveIssues,
    PlanLinked,
)
from events.contract.planning import Measure, Objective, PlanAgreed, PlanDrafted
from events.contract.resource_picks import MeasureResource, PlanResourcesPicked
from events.contract.sealed import Open
from services.planning.case import Case
from services.planning.decisions.guards import begun, happened, not_suspended, standing
from services.planning.plan import Plan, Stage

REDRAFTED = frozenset({Stage.OPENED, Stage.DRAFT, Stage.AGREED})
"""Where a new draft of the same number takes the former one's place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftPlan:
    """`applied_on` and `person` as known from intake; `evaluation_due_on` is the plan's end.

    `links`, `kinds` and `picks` count objectives and measures from 1; `issues_at_work` are the numbers one may
    link, `resources` the entries of the directory one may pick.
    """

    today: date
    person: UUID
    applied_on: date | None
    drafted_on: date
    begins_on: date
    evaluation_due_on: date
    services: tuple[Service, ...] = ()
    monitoring_on: date | None = None
    seeks_employment: bool = False
    long_term_objective: str = ""
    objectives: tuple[Objective, ...] = ()
    measures: tuple[Measure, ...] = ()
    links: tuple[ObjectiveIssues, ...] = ()
    kinds: tuple[MeasureIndependence, ...] = ()
    issues_at_work: frozenset[int] = frozenset()
    employment_reason: str = ""
    picks: tuple[MeasureResource, ...] = ()
    resources: frozenset[UUID] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreePlan:
    """The person agreed to the draft that stands."""

    today: date
    agreed_on: date
    manner: AgreementManner


def draft_plan(state: Case | None, command: DraftPlan) -> list[Event]:
    """The first draft of the next number, or a later draft of the number under work."""
    if command.applied_on is None:
        raise Refused(
            "not-applied",
            "利用申込がありません。プランは、本人の利用申込を受け付けてから作成します。",
        )
    case = begun(state)
    plan = case.plan
    last = plan.draft if plan else None
    made = _draft(case.person, plan, command)
    repeated = bool(
        plan and last and plan.stage in REDRAFTED and replace(made, draft_no=last.draft_no) == last
    )
    if repeated and last:
        made = last
    beside = _beside(plan, made, command)
    if repeated and not beside:
        return []
    not_suspended(case)
    _may_be_drafted(plan)
    _assessed(case, command)
    _dates(command)
    _services(command)
    _linked_to_what_is_there(command)
    _picked_from_the_directory(command)
    return beside if repeated else [made, *beside]


def agree_plan(state: Case | None, command: AgreePlan) -> list[Event]:
    """Agreement to the draft that stands."""
    plan = standing(state)
    draft = plan.draft
    assert draft is not None  # noqa: S101 - `standing` has seen it
    made = PlanAgreed(
        agreed_on=command.agreed_on,
        person=draft.person,
        plan_no=plan.plan_no,
        manner=command.manner,
    )
    if made == plan.agreed:
        return []
    if plan.stage not in (Stage.DRAFT, Stage.AGREED):
        raise Refused("no-draft", "同意を待っているプラン(案)がありません。")
    happened(
        command.agreed_on,
        today=command.today,
        field="agreed_on",
        not_before=draft.drafted_on,
        step="プラン(案)策定",
    )
    return [made]


def _draft(person: UUID, plan: Plan | None, command: DraftPlan) -> PlanDrafted:
    last = plan.draft if plan else None
    return PlanDrafted(
        drafted_on=command.drafted_on,
        person=person,
        plan_no=plan.plan_no if plan else 1,
        draft_no=last.draft_no + 1 if last else 1,
        services=command.services,
        begins_on=command.begins_on,
        evaluation_due_on=command.evaluation_due_on,
        monitoring_on=command.monitoring_on,
        seeks_employment=Open(person, command.seeks_employment),
        long_term_objective=Open(person, command.long_term_objective),
        objectives=Open(person, command.objectives),
        measures=Open(person, command.measures),
    )


def _beside(plan: Plan | None, draft: PlanDrafted, command: DraftPlan) -> list[Event]:
    """What is stated with the draft: links and kinds, and why work is aimed at or not; only what is new."""
    person = draft.person
    aims = {kind for objective in command.objectives for kind in objective.independence}
    linked = PlanLinked(
        linked_on=command.drafted_on,
        person=person,
        plan_no=draft.plan_no,
        draft_no=draft.draft_no,
        issues=command.links,
        aims=Open(person, tuple(kind for kind in Independence if kind in aims)),
        measures=Open(person, command.kinds),
    )
    reasoned = EmploymentAimReasoned(
        reasoned_on=command.drafted_on,
        person=person,
        plan_no=draft.plan_no,
        draft_no=draft.draft_no,
        seeks_employment=Open(person, command.seeks_employment),
        reason=Open(person, command.employment_reason),
    )
    picked = PlanResourcesPicked(
        picked_on=command.drafted_on,
        person=person,
        plan_no=draft.plan_no,
        draft_no=draft.draft_no,
        measures=command.picks,
    )
    same = plan if plan and plan.draft == draft else None
    before = (same.linked_now, same.reasoned_now) if same else (None, None)
    picked_before = same.picked_now if same else None
    found: list[Event] = []
    if linked != before[0] and (before[0] or command.links or aims or command.kinds):
        found.append(linked)
    if reasoned != before[1] and (before[1] or command.employment_reason.strip()):
        found.append(reasoned)
    if picked != picked_before and (picked_before or command.picks):
        found.append(picked)
    return found


def _linked_to_what_is_there(command: DraftPlan) -> None:
    """Objectives and measures of this very draft, issues that somebody still works on."""
    for link in command.links:
        if not 1 <= link.objective <= len(command.objectives):
            raise Refused("no-such-objective", "結び付ける目標がありません。", field="objectives")
        if not command.issues_at_work.issuperset(link.issues):
            raise Refused(
                "issue-settled",
                "結び付けた課題は、いま取り組む課題にありません。画面を開き直して選んでください。",
                field="objectives",
            )
    for kind in command.kinds:
        if not 1 <= kind.measure <= len(command.measures):
            raise Refused("no-such-measure", "印を付ける実施内容がありません。", field="measures")


def _picked_from_the_directory(command: DraftPlan) -> None:
    for pick in command.picks:
        if not 1 <= pick.measure <= len(command.measures):
            raise Refused("no-such-measure", "資源を選ぶ実施内容がありません。", field="measures")
        if pick.resource not in command.resources:
            raise Refused(
                "no-such-resource", "台帳から資源を選び直してください。", field="measures"
            )


def _may_be_drafted(plan: Plan | None) -> None:
    if plan is None or plan.stage in REDRAFTED:
        return
    if plan.stage is Stage.IN_CONFERENCE:
        raise Refused(
            "in-conference",
            "支援調整会議で了承されたプランです。書き直すには、会議の差戻しを先に記録してください。",
        )
    raise Refused(
        "plan-running",
        "進行中のプランがあります。内容の手直しは「プラン変更」、新しいプランは評価のあとの「再プラン」です。",
    )


def _assessed(case: Case, command: DraftPlan) -> None:
    completed, applied_on = case.completed, command.applied_on
    if completed is None or (applied_on is not None and completed.completed_on < applied_on):
        raise Refused(
            "not-assessed",
            "利用申込の日以後のアセスメント完了がありません。先にアセスメントを完了してください。",
        )
    happened(
        command.drafted_on,
        today=command.today,
        field="drafted_on",
        not_before=completed.completed_on,
        step="アセスメント完了",
    )


def _dates(command: DraftPlan) -> None:
    if command.evaluation_due_on < command.begins_on:
        raise Refused(
            "period-reversed",
            "プランの終わり(次回評価時期)が始まりより前です。",
            field="evaluation_due_on",
        )
    watched = command.monitoring_on
    if watched is not None and not command.begins_on <= watched <= command.evaluation_due_on:
        raise Refused(
            "outside-period",
            "モニタリング時期は、プランの期間の中の日付にしてください。",
            field="monitoring_on",
        )


def _services(command: DraftPlan) -> None:
    if len(set(command.services)) != len(command.services):
        raise Refused("service-twice", "同じ支援サービスが2回入っています。", field="services")
    for service in command.services:
        if not service.valid_on(command.begins_on) and not service.valid_on(command.drafted_on):
            raise Refused(
                "code-not-in-force",
                f"「{service.ja}」はその時期には使えない区分です。",
                field="services",
            )
