"""Three small projections, one of each key: per fact, per case over three services, per plan (rows end)."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import IntEnum
from typing import Any
from uuid import UUID

from events.bus.column_types import Int, SmallInt
from events.bus.projection import Index, Projection
from events.contract import opened
from events.contract.benefits import PaymentMade
from events.contract.codes import Service, Triage
from events.contract.intake import CaseTriaged, ConsultationReceived, ContactRecorded
from events.contract.planning import PlanDecided, PlanDrafted, PlanEvaluated
from events.log.recorded import Recorded


class Counted(IntEnum):
    CONSULTATION = 1
    PLAN = 2
    PAYMENT = 3


@dataclass(frozen=True, slots=True)
class Tally:
    kind: Counted
    counted_on: date
    case_id: UUID
    area_id: SmallInt
    amount_yen: int
    topics: tuple[str, ...]


def tallied(_: Tally | None, recorded: Recorded) -> Tally | None:
    case, area_id = recorded.case, recorded.area_id
    match recorded.fact:
        case ConsultationReceived() as fact:
            topics = tuple(topic.value for topic in opened(fact.topics, ()))
            return Tally(Counted.CONSULTATION, fact.received_on, case, area_id, 0, topics)
        case PlanDecided() as fact:
            return Tally(Counted.PLAN, fact.decided_on, case, area_id, 0, ())
        case PaymentMade() as fact:
            return Tally(
                Counted.PAYMENT, fact.paid_on, case, area_id, opened(fact.amount_yen, -1), ()
            )
    return None


TALLY = Projection(
    "tally",
    1,
    Tally,
    tallied,
    one_row_per="fact",
    reads=frozenset({ConsultationReceived, PlanDecided, PaymentMade}),
    indexes=(Index(("kind", "counted_on")), Index(("case_id",), where="amount_yen > 0")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanLine:
    drafted_on: date
    services: tuple[Service, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRow:
    received_on: date | None = None
    seen_at: datetime | None = None
    triage: Triage | None = None
    contacts: Int = 0
    reached: bool = False
    plans: dict[int, PlanLine] | None = None
    services: tuple[Service, ...] = ()
    paid_yen: int = 0
    note: str = ""


def case_row(  # noqa: PLR0911 - one arm per kind
    row: CaseRow | None, recorded: Recorded
) -> CaseRow | None:
    """Order matters inside a service (the last triage stands), never between services."""
    before = row or CaseRow()
    match recorded.fact:
        case ConsultationReceived(received_on=day):
            return replace(before, received_on=day, seen_at=recorded.context.at)
        case CaseTriaged() as fact:
            return replace(before, triage=fact.triage, note=f'{before.note}"\\{fact.triage.ja}')
        case ContactRecorded() as fact:
            return replace(before, contacts=before.contacts + 1, reached=fact.reached)
        case PlanDrafted() as fact:
            line = PlanLine(drafted_on=fact.drafted_on, services=fact.services)
            return replace(before, plans={**(before.plans or {}), fact.plan_no: line})
        case PlanDecided() as fact:
            return replace(before, services=fact.services)
        case PaymentMade() as fact:
            return replace(before, paid_yen=before.paid_yen + opened(fact.amount_yen, 0))
    return row


CASES = Projection("cases", 1, CaseRow, case_row, one_row_per="case")


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenPlan:
    case_id: UUID
    plan_no: SmallInt
    drafts: Int


def open_plan(row: OpenPlan | None, recorded: Recorded) -> OpenPlan | None:
    """From the draft to the evaluation; then the row ends."""
    match recorded.fact:
        case PlanDrafted(plan_no=number):
            drafts = row.drafts + 1 if row else 1
            return OpenPlan(case_id=recorded.case, plan_no=number, drafts=drafts)
        case PlanEvaluated():
            return None
    return row


def plan_of(recorded: Recorded) -> tuple[UUID, int] | None:
    match recorded.fact:
        case PlanDrafted(plan_no=number) | PlanEvaluated(plan_no=number):
            return (recorded.case, number) if number else None
    return None


OPEN_PLANS = Projection(
    "open_plans",
    1,
    OpenPlan,
    open_plan,
    one_row_per=plan_of,
    keys=("case_id", "plan_no"),
    reads=frozenset({PlanDrafted, PlanEvaluated}),
)

ALL: tuple[Projection[Any], ...] = (TALLY, CASES, OPEN_PLANS)
