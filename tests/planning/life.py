"""One fictitious case, step by step, as the scenarios of planning need it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from events.contract import Event, Open, Refused, fold
from events.contract.approving import DeputyGround
from events.contract.codes import (
    AgreementManner,
    Attainment,
    ClosureReason,
    ConferencePurpose,
    Employment,
    EvaluationOutcome,
    Independence,
    Issue,
    MeasureActor,
    ObservedChange,
    RenewalReason,
    Service,
)
from events.contract.plan_links import MeasureIndependence
from events.contract.planning import Attended, Measure, Objective, ObjectiveResult
from events.contract.watching import JobRetention
from services.planning import decisions as d
from services.planning.case import Case, evolve

PERSON = UUID("00000000-0000-4000-8000-000000000001")
CLERK = UUID("00000000-0000-4000-8000-0000000000c1")
DIRECTOR = UUID("00000000-0000-4000-8000-0000000000d1")
TODAY = date(2026, 12, 31)
APPLIED = date(2026, 5, 7)
ASSESSED = date(2026, 5, 8)
DRAFTED = date(2026, 5, 12)
AGREED = date(2026, 5, 14)
CONFERENCE = date(2026, 5, 20)
PROPOSED = date(2026, 5, 21)
DECIDED = date(2026, 5, 25)
BEGINS = date(2026, 6, 1)
ENDS = date(2026, 8, 31)
EVALUATED = date(2026, 8, 25)
CLOSED = date(2026, 9, 1)
NEEDS = frozenset({Service.HOUSING_SECURITY, Service.WORK_PREPARATION})
SEAL = "ab" * 32

Step = tuple[Callable[[Case | None, Any], list[Event]], Any]

OBJECTIVE = Objective(text="家賃を払い続ける", independence=(Independence.ECONOMIC,))

RECORD = d.RecordAssessment(
    today=TODAY, person=PERSON, assessed_on=ASSESSED, issues=(Issue.ECONOMIC_HARDSHIP,)
)
COMPLETE = d.CompleteAssessment(
    today=TODAY, completed_on=ASSESSED, issues=(Issue.ECONOMIC_HARDSHIP,), direction="家計と仕事"
)
DRAFT = d.DraftPlan(
    today=TODAY,
    person=PERSON,
    applied_on=APPLIED,
    drafted_on=DRAFTED,
    begins_on=BEGINS,
    evaluation_due_on=ENDS,
    services=(Service.HOUSING_SECURITY, Service.OFFICE_EMPLOYMENT_SUPPORT),
    monitoring_on=date(2026, 7, 1),
    seeks_employment=True,
    long_term_objective="安定した暮らし",
    objectives=(OBJECTIVE,),
    measures=(Measure(actor=MeasureActor.PERSON, action="求人を探す", due_on=None),),
    kinds=(MeasureIndependence(measure=1, independence=(Independence.ECONOMIC,)),),
    employment_reason="本人が働きたいと話している",
)
AGREE = d.AgreePlan(today=TODAY, agreed_on=AGREED, manner=AgreementManner.SIGNATURE)
HOLD = d.HoldSupportConference(
    today=TODAY,
    held_on=CONFERENCE,
    fits_situation=True,
    content_works=True,
    raises_will=True,
    attended=(Attended(organisation="保健福祉課", name="係長"),),
    roles="家計は社協、仕事は支援員、月末まで",
)
RETURN = replace(HOLD, endorses=False, return_reason="目標を具体的に")
PROPOSE = d.DraftDecision(
    today=TODAY, drafted_on=PROPOSED, drafter=CLERK, needs_decision=NEEDS, opinion="適当"
)
REVIEW = d.ReviewDecision(
    today=TODAY,
    reviewed_on=PROPOSED,
    reviewer=DIRECTOR,
    post="保健福祉課長",
    approved=SEAL,
    standing=SEAL,
    passes=True,
)
GRANTING = d.Granting(
    service=Service.HOUSING_SECURITY, number="西福第12号", begins_on=BEGINS, ends_on=ENDS
)
DECIDE = d.DecideSupport(
    today=TODAY,
    decided_on=DECIDED,
    decider=DIRECTOR,
    post="保健福祉課長",
    entitled=True,
    approved=SEAL,
    standing=SEAL,
    needs_decision=NEEDS,
    grantings=(GRANTING,),
)
DEPUTISE = replace(
    DECIDE,
    post="保健福祉課長代理",
    deputy_for="保健福祉課長",
    deputy_ground=DeputyGround.ABSENT,
)
SEE = d.SeeDeputyDecision(
    today=TODAY, seen_on=BEGINS, viewer=CLERK, approved=SEAL, held=frozenset({"保健福祉課長"})
)
REFUSE = d.RefuseSupport(
    today=TODAY,
    refused_on=DECIDED,
    decider=DIRECTOR,
    post="保健福祉課長",
    entitled=True,
    approved=SEAL,
    standing=SEAL,
    number="西福第13号",
    citation="要綱5条",
    reasons="要件を満たさない",
)
CONFIRM = d.ConfirmPlan(
    today=TODAY,
    confirmed_on=DECIDED,
    decider=DIRECTOR,
    post="保健福祉課長",
    entitled=True,
    approved=SEAL,
    standing=SEAL,
    needs_decision=frozenset(),
    number="西福第14号",
)
START = d.StartService(
    today=TODAY, started_on=BEGINS, service=Service.HOUSING_SECURITY, needs_decision=NEEDS
)
END = d.EndService(
    today=TODAY, ended_on=date(2026, 8, 20), service=Service.HOUSING_SECURITY, reason="期間満了"
)
MONITOR = d.RecordMonitoring(
    today=TODAY,
    monitored_on=date(2026, 7, 1),
    plan_fits=True,
    next_on=date(2026, 8, 1),
    note="順調",
)
AMEND = d.AmendPlan(today=TODAY, amended_on=date(2026, 7, 5), reason="面談を週1回に")
JOB = d.RecordJobStarted(
    today=TODAY,
    person=PERSON,
    started_on=date(2026, 7, 15),
    employment=Employment.ORDINARY_LASTING,
)
RETENTION = d.CheckJobRetention(
    today=TODAY, checked_on=date(2026, 8, 15), month=1, retention=JobRetention.KEPT
)
INCOME = d.RecordIncomeIncrease(today=TODAY, person=PERSON, increased_on=date(2026, 8, 1))
EVALUATE = d.EvaluatePlan(
    today=TODAY,
    evaluated_on=EVALUATED,
    outcome=EvaluationOutcome.CLOSED,
    changes=(ObservedChange.HOUSING_SECURED,),
    results=(ObjectiveResult(objective=OBJECTIVE.text, attainment=Attainment.ATTAINED),),
    remaining="なし",
)
EVALUATION_CONFERENCE = replace(
    HOLD, purpose=ConferencePurpose.EVALUATION, held_on=date(2026, 8, 28)
)
REASSESS = replace(RECORD, assessed_on=date(2026, 8, 26))
RECOMPLETE = replace(COMPLETE, completed_on=date(2026, 8, 26))
RENEW = d.RenewPlan(today=TODAY, renewed_on=CLOSED, reason=RenewalReason.PERIOD_OVER)
SUSPEND = d.SuspendSupport(
    today=TODAY, suspended_on=date(2026, 7, 10), review_on=date(2026, 8, 10), reason="入院"
)
RESUME = d.ResumeSupport(today=TODAY, resumed_on=date(2026, 8, 5))
CLOSE = d.CloseCase(
    today=TODAY, person=PERSON, closed_on=CLOSED, reason=ClosureReason.IMPROVED, note="自立"
)
FOLLOW_UP = d.RecordFollowUp(today=TODAY, followed_up_on=date(2026, 10, 1), note="仕事を続けている")

LIFE: tuple[Step, ...] = (
    (d.record_assessment, RECORD),
    (d.complete_assessment, COMPLETE),
    (d.draft_plan, DRAFT),
    (d.agree_plan, AGREE),
    (d.hold_support_conference, HOLD),
    (d.draft_decision, PROPOSE),
    (d.decide_support, DECIDE),
    (d.start_service, START),
    (d.record_monitoring, MONITOR),
    (d.evaluate_plan, EVALUATE),
    (d.hold_support_conference, EVALUATION_CONFERENCE),
    (d.close_case, CLOSE),
)
"""An honest life, from the first assessment to the end."""


def until(decision: Callable[..., Any] | None) -> list[Event]:
    """The facts of the honest life up to and with the first use of `decision`; none for None."""
    if decision is None:
        return []
    names = [step[0] for step in LIFE]
    return facts(*LIFE[: names.index(decision) + 1])


def facts(*steps: Step, start: list[Event] | None = None) -> list[Event]:
    """What the steps state, one after the other."""
    stated = list(start or [])
    for decision, command in steps:
        stated += decision(state(stated), command)
    return stated


def state(stated: list[Event]) -> Case | None:
    return fold(evolve, stated)


def outcome(stated: list[Event], step: Step) -> str:
    """The refusal's code, or "" where facts or nothing new came."""
    try:
        step[0](state(stated), step[1])
    except Refused as refusal:
        assert refusal.ja
        return refusal.code
    return ""


def value(sealed: Any) -> Any:
    assert isinstance(sealed, Open)
    return sealed.value
