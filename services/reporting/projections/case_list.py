"""`case_list`: one row per case over all services; each fact fills its own columns, plans are a map by number.

Facts of different services may arrive in any mutual order. No names: people are pseudonyms here.
"""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final
from uuid import UUID

from events.bus.column_types import Int, SmallInt
from events.bus.projection import Index, Projection
from events.contract import opened
from events.contract.benefits import PaymentMade
from events.contract.benefits_transfers import TransferReturned
from events.contract.codes import (
    ClosureReason,
    DecisionForm,
    EvaluationOutcome,
    Origin,
    Service,
    Triage,
    Urgency,
)
from events.contract.correcting import ReceptionCorrected
from events.contract.intake import (
    CaseTriaged,
    ConsultationReceived,
    ContactRecorded,
    UseAppliedFor,
)
from events.contract.planning import (
    AssessmentCompleted,
    CaseClosed,
    PlanDecided,
    PlanDrafted,
    PlanEvaluated,
)
from events.log.recorded import Recorded


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanLine:
    """One plan of a case, the first or a re-plan."""

    drafted_on: date | None = None
    decided_on: date | None = None
    form: DecisionForm | None = None
    services: tuple[Service, ...] = ()
    seeks_employment: bool = False
    begins_on: date | None = None
    ends_on: date | None = None
    evaluated_on: date | None = None
    outcome: EvaluationOutcome | None = None
    improved: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """`number`: 受付番号 as intake prints it. `area_id` 0 and no `received_on`: the reception has not arrived yet."""

    case_id: UUID
    area_id: SmallInt = 0
    number: str = ""
    person: UUID | None = None
    received_on: date | None = None
    origin: Origin | None = None
    urgency: Urgency | None = None
    migrated: bool = False
    triage: Triage | None = None
    triaged_on: date | None = None
    applied_on: date | None = None
    contacts: Int = 0
    contacted_on: date | None = None
    assessed_on: date | None = None
    plans: dict[int, PlanLine] = field(default_factory=dict)
    closed_on: date | None = None
    closure: ClosureReason | None = None
    payments: Int = 0
    paid_yen: int = 0
    paid_on: date | None = None


def evolve(row: Case | None, recorded: Recorded) -> Case | None:  # noqa: C901, PLR0911 - one arm per kind
    """The row after one fact; facts of one service come in their order."""
    case = row or Case(case_id=recorded.case)
    match recorded.fact:
        case ConsultationReceived() as received:
            return replace(
                case,
                area_id=recorded.area_id,
                number=f"{received.received_on.year}-{recorded.position:05d}",
                person=received.person,
                received_on=received.received_on,
                origin=received.origin,
                urgency=received.urgency,
                migrated=recorded.migrated,
            )
        case ReceptionCorrected(urgency=urgency) if urgency:
            return replace(case, urgency=urgency)
        case CaseTriaged(triage=triage, decided_on=day):
            return replace(case, triage=triage, triaged_on=day)
        case UseAppliedFor(applied_on=day):
            return replace(case, applied_on=day)
        case ContactRecorded(contacted_on=day):
            latest = max(case.contacted_on or day, day)
            return replace(case, contacts=case.contacts + 1, contacted_on=latest)
        case AssessmentCompleted(completed_on=day):
            return replace(case, assessed_on=day)
        case PlanDrafted() | PlanDecided() | PlanEvaluated() as fact:
            line = _line(case.plans.get(fact.plan_no, _NO_PLAN), fact)
            return replace(case, plans={**case.plans, fact.plan_no: line})
        case CaseClosed(closed_on=day, reason=reason):
            return replace(case, closed_on=day, closure=reason)
        case PaymentMade(paid_on=day) as paid:
            return replace(
                case,
                payments=case.payments + 1,
                paid_yen=case.paid_yen + opened(paid.amount_yen, 0),
                paid_on=max(case.paid_on or day, day),
            )
        case TransferReturned(was_paid=True) as back:
            less = opened(back.amount_yen, 0)
            return replace(case, payments=case.payments - 1, paid_yen=case.paid_yen - less)
    return row


_NO_PLAN: Final = PlanLine()


def _line(line: PlanLine, fact: PlanDrafted | PlanDecided | PlanEvaluated) -> PlanLine:
    match fact:
        case PlanDrafted(drafted_on=day):
            return replace(line, drafted_on=day)
        case PlanDecided(decided_on=day):
            return replace(
                line,
                decided_on=day,
                form=fact.form,
                services=fact.services,
                seeks_employment=opened(fact.seeks_employment, otherwise=False),
                begins_on=fact.begins_on,
                ends_on=fact.ends_on,
            )
        case PlanEvaluated(evaluated_on=day):
            changed = bool(opened(fact.changes, ()))
            return replace(line, evaluated_on=day, outcome=fact.outcome, improved=changed)


CASE_LIST = Projection(
    "case_list",
    3,
    Case,
    evolve,
    one_row_per="case",
    reads=frozenset(
        {
            ConsultationReceived,
            ReceptionCorrected,
            CaseTriaged,
            UseAppliedFor,
            ContactRecorded,
            AssessmentCompleted,
            PlanDrafted,
            PlanDecided,
            PlanEvaluated,
            CaseClosed,
            PaymentMade,
            TransferReturned,
        }
    ),
    indexes=(Index(("area_id", "received_on", "case_id")),),
)
