"""Facts of アセスメント, プラン, 支援調整会議, 支援決定, 支援の提供, 評価, 終結 (steps 5–13)."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.contract.answer import Answer
from events.contract.assessment_codes import (
    Arrears,
    DisabilityCertificate,
    Education,
    HealthInsurance,
    Marital,
    PensionStanding,
    ReceivedBenefit,
    SinceLeavingWork,
    Taxation,
)
from events.contract.codes import (
    FORM_2,
    FORM_3,
    FORM_5,
    FORM_EVALUATION,
    AgreementManner,
    Attainment,
    ClosureReason,
    ConferencePurpose,
    DecisionForm,
    Dwelling,
    Employment,
    EvaluationOutcome,
    HealthState,
    Independence,
    Issue,
    MeasureActor,
    ObservedChange,
    PublicAssistance,
    RenewalReason,
    Service,
    Work,
)
from events.contract.group import Clear, Health, Money, Narrative, Stat
from events.contract.kind import Event, event

PROCESS = "自立相談支援の手順(国の標準的な流れ)"
CONFERENCE = "WAM NET 疑義照会(支援調整会議)"
APPROVAL = "各市 決裁・専決規程"


@dataclass(frozen=True, slots=True, kw_only=True)
class Objective:
    """短期目標, in the person's own words."""

    text: str
    independence: tuple[Independence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """実施内容: who does what, by when."""

    actor: MeasureActor
    action: str
    due_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attended:
    """出席者 of a conference."""

    organisation: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectiveResult:
    """目標の達成状況, one per objective."""

    objective: str
    attainment: Attainment


@event(
    "planning.assessment-recorded",
    ja="アセスメント記録",
    basis=FORM_2,
    occurred="assessed_on",
    version=2,
)
class AssessmentRecorded(Event):
    """One sitting; partial records are normal. Version 1 (assessment_v1.py) lacked what stands below `strengths`."""

    assessed_on: Clear[date]
    person: Clear[UUID]
    assessment_no: Clear[int]
    issues: Stat[tuple[Issue, ...]]
    work: Stat[Answer[Work]]
    dwelling: Stat[Answer[Dwelling]]
    public_assistance: Stat[Answer[PublicAssistance]]
    household_size: Stat[Answer[int]]
    health: Health[Answer[HealthState]]
    monthly_income_yen: Money[Answer[int]]
    savings_yen: Money[Answer[int]]
    debts_yen: Money[Answer[int]]
    background: Narrative[str]
    strengths: Narrative[str]
    marital: Stat[Answer[Marital]]
    children_count: Stat[Answer[int]]
    education: Stat[Answer[Education]]
    since_leaving_work: Stat[Answer[SinceLeavingWork]]
    health_insurance: Stat[Answer[HealthInsurance]]
    pension: Stat[Answer[PensionStanding]]
    taxation: Stat[Answer[Taxation]]
    benefits: Stat[Answer[tuple[ReceivedBenefit, ...]]]
    arrears: Stat[Answer[tuple[Arrears, ...]]]
    certificates: Health[Answer[tuple[DisabilityCertificate, ...]]]
    treatment: Health[Answer[str]]
    own_income_yen: Money[Answer[int]]
    rent_yen: Money[Answer[int]]
    work_history: Narrative[Answer[str]]
    relations: Narrative[Answer[str]]
    wishes: Narrative[Answer[str]]


@event(
    "planning.assessment-completed", ja="アセスメント完了", basis=FORM_2, occurred="completed_on"
)
class AssessmentCompleted(Event):
    """The whole is grasped: at least one issue, or the reason why there is none."""

    completed_on: Clear[date]
    person: Clear[UUID]
    assessment_no: Clear[int]
    issues: Stat[tuple[Issue, ...]]
    direction: Narrative[str]


@event("planning.plan-drafted", ja="プラン(案)策定", basis=FORM_5, occurred="drafted_on")
class PlanDrafted(Event):
    """A draft, made with the person. A later draft of the same `plan_no` takes its place (`draft_no`)."""

    drafted_on: Clear[date]
    person: Clear[UUID]
    plan_no: Clear[int]
    draft_no: Clear[int]
    services: Clear[tuple[Service, ...]]
    begins_on: Clear[date]
    evaluation_due_on: Clear[date]
    monitoring_on: Clear[date | None]
    seeks_employment: Stat[bool]
    long_term_objective: Narrative[str]
    objectives: Narrative[tuple[Objective, ...]]
    measures: Narrative[tuple[Measure, ...]]


@event("planning.plan-agreed", ja="プランへの同意", basis=FORM_5, occurred="agreed_on")
class PlanAgreed(Event):
    """The person agreed to the draft that stands."""

    agreed_on: Clear[date]
    person: Clear[UUID]
    plan_no: Clear[int]
    manner: Clear[AgreementManner]


@event("planning.support-conference-held", ja="支援調整会議", basis=CONFERENCE, occurred="held_on")
class SupportConferenceHeld(Event):
    """The three checks, the role table, missing resources. Municipal staff attend in principle."""

    held_on: Clear[date]
    person: Clear[UUID]
    plan_no: Clear[int]
    purpose: Clear[ConferencePurpose]
    municipality_present: Clear[bool]
    fits_situation: Clear[bool]
    content_works: Clear[bool]
    raises_will: Clear[bool]
    attended: Narrative[tuple[Attended, ...]]
    absence_reason: Narrative[str]
    roles: Narrative[str]
    missing_resources: Narrative[str]
    minutes: Narrative[str]


@event("planning.plan-endorsed", ja="プランの了承", basis=CONFERENCE, occurred="endorsed_on")
class PlanEndorsed(Event):
    """The conference approved the plan as a body."""

    endorsed_on: Clear[date]
    person: Clear[UUID]
    plan_no: Clear[int]


@event("planning.plan-returned", ja="プランの差戻し", basis=CONFERENCE, occurred="returned_on")
class PlanReturned(Event):
    """Back to the draft; as often as needed, each round dated."""

    returned_on: Clear[date]
    person: Clear[UUID]
    plan_no: Clear[int]
    reason: Narrative[str]


@event("planning.decision-drafted", ja="起案", basis=APPROVAL, occurred="drafted_on")
class DecisionDrafted(Event):
    """A clerk proposes 支援決定 or 確認 of a plan to the post that decides."""

    drafted_on: Clear[date]
    person: Clear[UUID]
    plan_no: Clear[int]
    form: Clear[DecisionForm]
    drafter: Clear[UUID]
    services: Clear[tuple[Service, ...]]
    opinion: Narrative[str]


@event(
    "planning.support-decided",
    ja="支援決定",
    basis="法に基づく支援決定・各市要綱",
    occurred="decided_on",
)
class SupportDecided(Event):
    """One service of the plan that needs a decision. The decider is never the drafter.

    `approved` is the leaf hash (hex) of the 起案 that was approved.
    """

    decided_on: Clear[date]
    person: Clear[UUID]
    plan_no: Clear[int]
    service: Clear[Service]
    number: Clear[str]
    begins_on: Clear[date]
    ends_on: Clear[date]
    post: Clear[str]
    decider: Clear[UUID]
    drafter: Clear[UUID]
    approved: Clear[str]
    conditions: Narrative[str]


@event(
    "planning.support-refused",
    ja="支援不決定",
    basis="行政手続法8条・各市要綱",
    occurred="refused_on",
)
class SupportRefused(Event):
    """A decision against the person, who may contest it: reasons, citation, number."""

    refused_on: Clear[date]
    person: Clear[UUID]
    plan_no: Clear[int]
    number: Clear[str]
    citation: Clear[str]
    post: Clear[str]
    decider: Clear[UUID]
    drafter: Clear[UUID]
    approved: Clear[str]
    reasons: Narrative[str]


@event("planning.plan-confirmed", ja="確認", basis=PROCESS, occurred="confirmed_on")
class PlanConfirmed(Event):
    """A plan without any service that needs a decision was confirmed by the municipality."""

    confirmed_on: Clear[date]
    person: Clear[UUID]
    plan_no: Clear[int]
    number: Clear[str]
    post: Clear[str]
    decider: Clear[UUID]
    drafter: Clear[UUID]
    approved: Clear[str]


@event(
    "planning.plan-decided",
    ja="プラン決定",
    basis="支援状況調査 プラン作成件数",
    occurred="decided_on",
)
class PlanDecided(Event):
    """Once per plan number, in the command of the last 支援決定 needed or of the 確認: what counts a plan.

    `seeks_employment` makes it a 就労支援対象者. An amendment never states it again.
    """

    decided_on: Clear[date]
    drafted_on: Clear[date]
    person: Clear[UUID]
    plan_no: Clear[int]
    form: Clear[DecisionForm]
    services: Clear[tuple[Service, ...]]
    begins_on: Clear[date]
    ends_on: Clear[date]
    seeks_employment: Stat[bool]


@event("planning.service-started", ja="支援の提供開始", basis=PROCESS, occurred="started_on")
class ServiceStarted(Event):
    """`retroactive_approval`: begun before the conference, to be approved there (事後了承)."""

    started_on: Clear[date]
    person: Clear[UUID]
    plan_no: Clear[int]
    service: Clear[Service]
    retroactive_approval: Clear[bool]


@event("planning.service-ended", ja="支援の提供終了", basis=PROCESS, occurred="ended_on")
class ServiceEnded(Event):
    """The service is over; the reason is told in words."""

    ended_on: Clear[date]
    person: Clear[UUID]
    plan_no: Clear[int]
    service: Clear[Service]
    reason: Narrative[str]


@event("planning.monitoring-recorded", ja="モニタリング", basis=FORM_3, occurred="monitored_on")
class MonitoringRecorded(Event):
    """Is the plan followed, does it still fit?"""

    monitored_on: Clear[date]
    person: Clear[UUID]
    plan_no: Clear[int]
    plan_fits: Clear[bool]
    next_on: Clear[date | None]
    note: Narrative[str]


@event("planning.plan-amended", ja="プラン変更", basis=PROCESS, occurred="amended_on")
class PlanAmended(Event):
    """Same period, same assessment; does not count as a plan."""

    amended_on: Clear[date]
    person: Clear[UUID]
    plan_no: Clear[int]
    reason: Narrative[str]


@event("planning.job-started", ja="就労", basis="支援状況調査 就労者数", occurred="started_on")
class JobStarted(Event):
    """Somebody started work. `holds_employment_plan` is judged on that day and stored for good."""

    started_on: Clear[date]
    person: Clear[UUID]
    plan_no: Clear[int]
    holds_employment_plan: Clear[bool]
    employment: Stat[Employment]


@event(
    "planning.income-increased", ja="増収", basis="支援状況調査 増収者数", occurred="increased_on"
)
class IncomeIncreased(Event):
    """Income from work rose. One event counts once: as a job start or as this, never both (暫定)."""

    increased_on: Clear[date]
    person: Clear[UUID]
    plan_no: Clear[int]
    holds_employment_plan: Clear[bool]


@event("planning.plan-evaluated", ja="プラン評価", basis=FORM_EVALUATION, occurred="evaluated_on")
class PlanEvaluated(Event):
    """Attainment, changes seen, what remains, and what follows."""

    evaluated_on: Clear[date]
    person: Clear[UUID]
    plan_no: Clear[int]
    outcome: Clear[EvaluationOutcome]
    one_sided: Clear[bool]
    changes: Stat[tuple[ObservedChange, ...]]
    results: Narrative[tuple[ObjectiveResult, ...]]
    remaining: Narrative[str]


@event("planning.plan-renewed", ja="再プラン", basis=PROCESS, occurred="renewed_on")
class PlanRenewed(Event):
    """Opens plan number `plan_no`; only after an evaluation and a new assessment."""

    renewed_on: Clear[date]
    person: Clear[UUID]
    plan_no: Clear[int]
    previous_plan_no: Clear[int]
    reason: Clear[RenewalReason]


@event("planning.support-suspended", ja="中断", basis=PROCESS, occurred="suspended_on")
class SupportSuspended(Event):
    """Contact or need paused, with a day to look again."""

    suspended_on: Clear[date]
    person: Clear[UUID]
    review_on: Clear[date]
    reason: Narrative[str]


@event("planning.support-resumed", ja="再開", basis=PROCESS, occurred="resumed_on")
class SupportResumed(Event):
    """Support goes on."""

    resumed_on: Clear[date]
    person: Clear[UUID]


@event("planning.case-closed", ja="終結", basis=PROCESS, occurred="closed_on")
class CaseClosed(Event):
    """The end of a case. Lost contact carries the number of attempts that were made."""

    closed_on: Clear[date]
    person: Clear[UUID]
    reason: Clear[ClosureReason]
    contact_attempts: Clear[int]
    note: Narrative[str]


@event("planning.follow-up-recorded", ja="フォローアップ", basis=PROCESS, occurred="followed_up_on")
class FollowUpRecorded(Event):
    """After closure; does not reopen the case."""

    followed_up_on: Clear[date]
    person: Clear[UUID]
    note: Narrative[str]
