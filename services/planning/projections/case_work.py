"""`case_work`: what each case waits for, and until when; one row per case, the worklist of planning."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any, Self
from uuid import UUID

from events.bus.column_types import Int
from events.bus.projection import Index, Projection
from events.contract.codes import ClosureReason, ConferencePurpose, EvaluationOutcome, Service
from events.contract.intake import UseAppliedFor
from events.contract.planning import (
    AssessmentCompleted,
    AssessmentRecorded,
    CaseClosed,
    DecisionDrafted,
    MonitoringRecorded,
    PlanAgreed,
    PlanDecided,
    PlanDrafted,
    PlanEndorsed,
    PlanEvaluated,
    PlanRenewed,
    PlanReturned,
    ServiceEnded,
    ServiceStarted,
    SupportConferenceHeld,
    SupportRefused,
    SupportResumed,
    SupportSuspended,
)
from events.log.recorded import Recorded


class Step(StrEnum):
    """What a case waits for next; `ja` is what people read."""

    ja: str

    def __new__(cls, value: str, ja: str) -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.ja = ja
        return member

    ASSESS = "assess", "アセスメント"
    DRAFT = "draft", "プラン(案)の作成"
    AGREE = "agree", "本人の同意"
    CONVENE = "convene", "支援調整会議"
    PROPOSE = "propose", "起案"
    DECIDE = "decide", "決裁"
    MONITOR = "monitor", "モニタリング"
    EVALUATE = "evaluate", "プラン評価"
    REVIEW = "review", "中断の見直し"
    FINISH = "finish", "再プラン・終結"
    CLOSED = "closed", "終結"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseWork:
    """`next_on`: the day to act; a deadline where `is_due`, else the day since when the step waits.

    `agreed_on` … `evaluated_on` speak of plan `plan_no`, the latest.
    """

    case_id: UUID
    area_id: Int
    area: str
    applied_on: date | None = None
    assessed_on: date | None = None
    completed_on: date | None = None
    plan_no: Int = 0
    opened_on: date | None = None
    drafted_on: date | None = None
    agreed_on: date | None = None
    endorsed_on: date | None = None
    returned_on: date | None = None
    proposed_on: date | None = None
    drafter: UUID | None = None
    decided_on: date | None = None
    services: tuple[Service, ...] = ()
    running: tuple[Service, ...] = ()
    unapproved: tuple[Service, ...] = ()
    monitoring_on: date | None = None
    evaluation_due_on: date | None = None
    evaluated_on: date | None = None
    outcome: EvaluationOutcome | None = None
    discussed_on: date | None = None
    review_on: date | None = None
    closed_on: date | None = None
    closure: ClosureReason | None = None
    step: Step = Step.ASSESS
    next_on: date | None = None
    is_due: bool = False


Changes = dict[str, Any]


def evolve(row: CaseWork | None, recorded: Recorded) -> CaseWork | None:
    """The row after one fact; the application comes from intake, at whatever time."""
    changes = _changes(row, recorded) or _of_plan(row, recorded)
    if not changes:
        return row
    before = row or CaseWork(
        case_id=recorded.case, area_id=recorded.area_id, area=recorded.context.area
    )
    return _placed(replace(before, **changes))


def _changes(row: CaseWork | None, recorded: Recorded) -> Changes:  # noqa: PLR0911 - one arm per kind
    match recorded.fact:
        case UseAppliedFor(applied_on=day):
            return {"applied_on": day}
        case AssessmentRecorded(assessed_on=day):
            return {"assessed_on": day}
        case AssessmentCompleted(completed_on=day):
            return {"completed_on": day}
        case PlanRenewed() as renewed:
            return _NEW_PLAN | {"plan_no": renewed.plan_no, "opened_on": renewed.renewed_on}
        case PlanDrafted() as draft:
            return _drafted(row, draft)
        case SupportSuspended(review_on=day):
            return {"review_on": day}
        case SupportResumed():
            paused = row is not None and row.outcome is EvaluationOutcome.SUSPENDED
            return {"review_on": None} | ({"evaluated_on": None} if paused else {})
        case CaseClosed() as closed:
            return {"closed_on": closed.closed_on, "closure": closed.reason}
    return {}


def _of_plan(row: CaseWork | None, recorded: Recorded) -> Changes:  # noqa: C901, PLR0911 - one arm per kind
    match recorded.fact:
        case PlanAgreed(agreed_on=day):
            return {"agreed_on": day, "returned_on": None}
        case PlanEndorsed(endorsed_on=day):
            return {"endorsed_on": day, "unapproved": ()}
        case PlanReturned(returned_on=day) | SupportRefused(refused_on=day):
            return _BACK_TO_DRAFT | {"returned_on": day}
        case DecisionDrafted(drafted_on=day, drafter=drafter):
            return {"proposed_on": day, "drafter": drafter}
        case PlanDecided(decided_on=day):
            return {"decided_on": day}
        case SupportConferenceHeld(purpose=ConferencePurpose.EVALUATION, held_on=day):
            return {"discussed_on": day}
        case ServiceStarted() as started:
            return _started(row, started)
        case ServiceEnded(service=service):
            left = tuple(s for s in (row.running if row else ()) if s is not service)
            return {"running": left}
        case MonitoringRecorded(next_on=day):
            return {"monitoring_on": day}
        case PlanEvaluated(evaluated_on=day, outcome=outcome):
            return {"evaluated_on": day, "outcome": outcome}
    return {}


_BACK_TO_DRAFT: Changes = {
    "agreed_on": None,
    "endorsed_on": None,
    "proposed_on": None,
    "drafter": None,
}
_NEW_PLAN: Changes = _BACK_TO_DRAFT | {
    "drafted_on": None,
    "returned_on": None,
    "decided_on": None,
    "services": (),
    "unapproved": (),
    "monitoring_on": None,
    "evaluation_due_on": None,
    "evaluated_on": None,
    "outcome": None,
    "discussed_on": None,
}


def _drafted(row: CaseWork | None, draft: PlanDrafted) -> Changes:
    opened_on = row.opened_on if row and row.plan_no == draft.plan_no else draft.drafted_on
    return _BACK_TO_DRAFT | {
        "plan_no": draft.plan_no,
        "opened_on": opened_on,
        "drafted_on": draft.drafted_on,
        "returned_on": None,
        "services": draft.services,
        "monitoring_on": draft.monitoring_on,
        "evaluation_due_on": draft.evaluation_due_on,
    }


def _started(row: CaseWork | None, started: ServiceStarted) -> Changes:
    running, unapproved = (row.running, row.unapproved) if row else ((), ())
    asked = (started.service,) if started.retroactive_approval else ()
    return {"running": (*running, started.service), "unapproved": (*unapproved, *asked)}


def _placed(row: CaseWork) -> CaseWork:
    """The row with its next step, judged from its other columns alone."""
    step, day, due = _next(row)
    return replace(row, step=step, next_on=day, is_due=due)


def _next(row: CaseWork) -> tuple[Step, date | None, bool]:
    if row.closed_on:
        return Step.CLOSED, row.closed_on, False
    if row.review_on:
        return Step.REVIEW, row.review_on, True
    if row.evaluated_on:
        return Step.FINISH, row.evaluated_on, False
    if row.decided_on:
        return _watching(row)
    return _preparing(row)


def _watching(row: CaseWork) -> tuple[Step, date | None, bool]:
    watch, end = row.monitoring_on, row.evaluation_due_on
    if watch is not None and (end is None or watch < end):
        return Step.MONITOR, watch, True
    return Step.EVALUATE, end, True


def _preparing(row: CaseWork) -> tuple[Step, date | None, bool]:
    furthest_first = (
        (Step.DECIDE, row.proposed_on),
        (Step.PROPOSE, row.endorsed_on),
        (Step.CONVENE, row.agreed_on),
        (Step.DRAFT, row.returned_on),
        (Step.AGREE, row.drafted_on),
        (Step.DRAFT, row.opened_on),
        (Step.DRAFT, row.completed_on if _assessed(row) else None),
    )
    waiting = ((step, day, False) for step, day in furthest_first if day)
    return next(waiting, (Step.ASSESS, row.applied_on or row.assessed_on, False))


def _assessed(row: CaseWork) -> bool:
    """Completed on or after the application, as a plan asks for."""
    done, applied = row.completed_on, row.applied_on
    return done is not None and applied is not None and done >= applied


CASE_WORK = Projection(
    "case_work",
    1,
    CaseWork,
    evolve,
    one_row_per="case",
    reads=frozenset(
        {
            UseAppliedFor,
            AssessmentRecorded,
            AssessmentCompleted,
            PlanRenewed,
            PlanDrafted,
            PlanAgreed,
            SupportConferenceHeld,
            PlanEndorsed,
            PlanReturned,
            DecisionDrafted,
            SupportRefused,
            PlanDecided,
            ServiceStarted,
            ServiceEnded,
            MonitoringRecorded,
            PlanEvaluated,
            SupportSuspended,
            SupportResumed,
            CaseClosed,
        }
    ),
    indexes=(Index(("area", "next_on", "case_id"), where="closed_on is null"),),
)
