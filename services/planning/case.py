"""The planning stream of one case: assessments, plans by number, pauses, the end."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from events.contract import Event
from events.contract.approving import (
    DecidedByDeputy,
    DecisionReviewed,
    DeputyDecisionSeen,
    EndorsementConditioned,
)
from events.contract.dispatching import NoticeDispatched
from events.contract.plan_links import EmploymentAimReasoned, PlanLinked
from events.contract.planning import (
    AssessmentCompleted,
    AssessmentRecorded,
    CaseClosed,
    DecisionDrafted,
    FollowUpRecorded,
    IncomeIncreased,
    JobStarted,
    MonitoringRecorded,
    PlanAgreed,
    PlanAmended,
    PlanConfirmed,
    PlanDecided,
    PlanDrafted,
    PlanEndorsed,
    PlanEvaluated,
    PlanRenewed,
    PlanReturned,
    ServiceEnded,
    ServiceStarted,
    SupportConferenceHeld,
    SupportDecided,
    SupportRefused,
    SupportResumed,
    SupportSuspended,
)
from events.contract.resource_picks import PlanResourcesPicked
from events.contract.seeing import unseen
from events.contract.watching import JobRetentionChecked, MonitoringJudged
from services.planning import plan as one_plan
from services.planning.plan import Plan

Entry = (
    MonitoringRecorded
    | MonitoringJudged
    | PlanAmended
    | JobStarted
    | JobRetentionChecked
    | IncomeIncreased
    | FollowUpRecorded
)
"""What may be stated several times of one plan or case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Plan number n stands at place n − 1. `entries` keeps what may be stated several times."""

    person: UUID
    assessment: AssessmentRecorded | None = None
    completed: AssessmentCompleted | None = None
    plans: tuple[Plan, ...] = ()
    entries: tuple[Entry, ...] = ()
    suspended: SupportSuspended | None = None
    resumed: SupportResumed | None = None
    closed: CaseClosed | None = None
    deputised: tuple[DecidedByDeputy, ...] = ()
    seen: tuple[DeputyDecisionSeen, ...] = ()
    dispatched: tuple[NoticeDispatched, ...] = ()

    @property
    def plan(self) -> Plan | None:
        """The plan with the highest number."""
        return self.plans[-1] if self.plans else None

    @property
    def unseen(self) -> tuple[DecidedByDeputy, ...]:
        """代決 that the holder of the post has not seen yet."""
        return unseen(self.deputised, self.seen)

    @property
    def decided_plan(self) -> Plan | None:
        """The latest plan that was decided or confirmed."""
        return next((plan for plan in reversed(self.plans) if plan.decided), None)

    def holds_employment_plan(self, day: date) -> bool:
        """Whether on that day the person held a decided plan with 就労目標."""
        return any(plan.holds_employment(day) for plan in self.plans)

    def with_plan(self, fact: Event, plan_no: int) -> "Case":
        """The case after a fact of plan `plan_no`; ValueError for a number that was never opened."""
        if not 1 <= plan_no <= len(self.plans):
            raise ValueError(f"{type(fact).__name__} speaks of a plan that was never opened")
        place = plan_no - 1
        new = one_plan.evolve(self.plans[place], fact)
        return replace(self, plans=(*self.plans[:place], new, *self.plans[plan_no:]))

    def opening(self, plan: Plan) -> "Case":
        """The case with one plan more; ValueError where the number is not the next."""
        if plan.plan_no != len(self.plans) + 1:
            raise ValueError("plan numbers are dense")
        return replace(self, plans=(*self.plans, plan))


def evolve(state: Case | None, fact: Event) -> Case:
    """The case after one more fact."""
    match fact:
        case AssessmentRecorded():
            return replace(state or Case(person=fact.person), assessment=fact)
        case MonitoringRecorded() | PlanAmended() | JobStarted() | IncomeIncreased():
            return _entered(state or Case(person=fact.person), fact)
        case CaseClosed():
            return replace(state or Case(person=fact.person), closed=fact)
    if state is None:
        raise ValueError(f"{type(fact).__name__} cannot be the first fact of a case")
    return _after(state, fact)


def _after(state: Case, fact: Event) -> Case:  # noqa: C901, PLR0911 - one arm per kind
    match fact:
        case AssessmentCompleted():
            return replace(state, completed=fact)
        case PlanDrafted(plan_no=number):
            return _ready_for_draft(state, number).with_plan(fact, number)
        case PlanRenewed(plan_no=number):
            return state.opening(Plan(plan_no=number, rests_on=_completed_no(state), renewed=fact))
        case (
            PlanLinked()
            | EmploymentAimReasoned()
            | PlanResourcesPicked()
            | PlanAgreed()
            | SupportConferenceHeld()
            | PlanEndorsed()
            | EndorsementConditioned()
            | PlanReturned()
            | DecisionDrafted()
            | DecisionReviewed()
            | SupportDecided()
            | SupportRefused()
            | PlanConfirmed()
            | PlanDecided()
            | ServiceStarted()
            | ServiceEnded()
            | PlanEvaluated()
        ):
            return state.with_plan(fact, fact.plan_no)
        case DecidedByDeputy():
            return replace(state, deputised=(*state.deputised, fact))
        case DeputyDecisionSeen():
            return replace(state, seen=(*state.seen, fact))
        case NoticeDispatched():
            return replace(state, dispatched=(*state.dispatched, fact))
        case SupportSuspended():
            return replace(state, suspended=fact)
        case SupportResumed():
            return _resumed(state, fact)
        case FollowUpRecorded() | MonitoringJudged() | JobRetentionChecked():
            return _entered(state, fact)
    raise ValueError(f"{type(fact).__name__} is no fact of planning")


def _ready_for_draft(state: Case, number: int) -> Case:
    rests_on = _completed_no(state)
    if number > len(state.plans):
        return state.opening(Plan(plan_no=number, rests_on=rests_on))
    place = number - 1
    plan = replace(state.plans[place], rests_on=rests_on)
    return replace(state, plans=(*state.plans[:place], plan, *state.plans[number:]))


def _completed_no(state: Case) -> int:
    return state.completed.assessment_no if state.completed else 0


def _entered(state: Case, fact: Entry) -> Case:
    new = replace(state, entries=(*state.entries, fact))
    return new.with_plan(fact, fact.plan_no) if isinstance(fact, MonitoringRecorded) else new


def _resumed(state: Case, fact: SupportResumed) -> Case:
    plans = (*state.plans[:-1], *(one_plan.resumed(plan) for plan in state.plans[-1:]))
    return replace(state, plans=plans, suspended=None, resumed=fact)
