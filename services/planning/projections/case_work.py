"""`case_work`: what each case waits for, and until when; one row per case, the worklist of planning."""

from dataclasses import replace
from typing import Any

from events.bus.projection import Index, Projection
from events.contract.codes import ConferencePurpose, EvaluationOutcome
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
from services.planning.projections.waiting import CaseWork, placed

Changes = dict[str, Any]


def evolve(row: CaseWork | None, recorded: Recorded) -> CaseWork | None:
    """The row after one fact; the application comes from intake, at whatever time."""
    changes = _changes(row, recorded) or _of_plan(row, recorded)
    if not changes:
        return row
    before = row or CaseWork(
        case_id=recorded.case, area_id=recorded.area_id, area=recorded.context.area
    )
    return placed(replace(before, **changes))


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
