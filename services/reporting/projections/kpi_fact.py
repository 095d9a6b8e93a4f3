"""`kpi_fact`: one row per countable fact, made from that fact alone; indicators read nothing else.

Arrival order cannot matter and a re-plan is one row more (performance.md §3.5). The reporting body of a row
follows from `area_id` through the dated area table, so it is not repeated here.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import IntEnum, IntFlag
from typing import Final
from uuid import UUID

from events.bus.column_types import Int, SmallInt
from events.bus.projection import Index, Projection
from events.contract import Event, opened
from events.contract.benefits import PaymentMade
from events.contract.benefits_transfers import TransferReturned
from events.contract.code import Code
from events.contract.codes import (
    AgeBand,
    ClosureReason,
    EvaluationOutcome,
    Issue,
    Origin,
    ReferralTarget,
    Route,
    Service,
    Sex,
    Triage,
)
from events.contract.intake import CaseTriaged, ConsultationReceived, ReferralMade
from events.contract.planning import (
    AssessmentCompleted,
    CaseClosed,
    IncomeIncreased,
    JobStarted,
    PlanDecided,
    PlanEvaluated,
)
from events.log.recorded import Recorded


class Kind(IntEnum):
    """What is counted. Numbers are stored: never reused."""

    CONSULTATION = 1
    PLAN = 2
    EMPLOYED = 3
    INCOME_INCREASED = 4
    EVALUATED = 5
    TRIAGED = 6
    REFERRED = 7
    PAYMENT = 8
    CLOSED = 9
    ASSESSED = 10
    PAYMENT_RETURNED = 11


class Flag(IntFlag):
    """Yes/no facets of a row. Bits are stored: never reused."""

    EMPLOYMENT_SUPPORT_TARGET = 1
    HOLDS_EMPLOYMENT_PLAN = 2
    IMPROVED = 4
    MIGRATED = 8
    TRANSFER_WITHIN = 16
    RECONSULTATION = 32


OUTCOMES: Final[Mapping[Kind, type[Code]]] = {
    Kind.TRIAGED: Triage,
    Kind.REFERRED: ReferralTarget,
    Kind.EVALUATED: EvaluationOutcome,
    Kind.CLOSED: ClosureReason,
}
"""Which list the column `outcome` counts in, per kind."""

FACT_OF: Final[Mapping[Kind, type[Event]]] = {
    Kind.CONSULTATION: ConsultationReceived,
    Kind.PLAN: PlanDecided,
    Kind.EMPLOYED: JobStarted,
    Kind.INCOME_INCREASED: IncomeIncreased,
    Kind.EVALUATED: PlanEvaluated,
    Kind.TRIAGED: CaseTriaged,
    Kind.REFERRED: ReferralMade,
    Kind.PAYMENT: PaymentMade,
    Kind.PAYMENT_RETURNED: TransferReturned,
    Kind.CLOSED: CaseClosed,
    Kind.ASSESSED: AssessmentCompleted,
}
"""Which fact a kind of row is made from: its statutory word is that fact's."""

SERVICE_BIT: Final[Mapping[Service, int]] = {
    Service.HOUSING_SECURITY: 1 << 0,
    Service.TEMPORARY_LIVING: 1 << 1,
    Service.RESIDENTIAL_SUPPORT: 1 << 1,
    Service.BUDGET_COUNSELLING: 1 << 2,
    Service.BUDGET_IMPROVEMENT: 1 << 2,
    Service.WORK_PREPARATION: 1 << 3,
    Service.CERTIFIED_TRAINING: 1 << 4,
    Service.OFFICE_EMPLOYMENT_SUPPORT: 1 << 5,
    Service.WELFARE_FUND_LOAN: 1 << 6,
    Service.HELLO_WORK_JOINT_PROGRAMME: 1 << 7,
    Service.CHILD_LEARNING: 1 << 8,
    Service.OTHER_PROGRAMME: 1 << 9,
    Service.INFORMAL: 1 << 10,
}
"""Column of the national table per service; a renamed service keeps its column."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KpiFact:
    """One countable fact. `person` is a pseudonym; `plan_no` 0 = not about a plan.

    Money that came back is a negative `amount_yen`.
    `outcome`, `sex`, `age_band`, `route` are 1-based places in their code lists, 0 = no answer or none.
    """

    case_id: UUID
    person: UUID
    counted_on: date
    amount_yen: int
    services: Int
    flags: Int
    issues: Int
    plan_no: SmallInt
    area_id: SmallInt
    kind: SmallInt
    fiscal_year: SmallInt
    outcome: SmallInt
    sex: SmallInt
    age_band: SmallInt
    route: SmallInt


def evolve(row: KpiFact | None, recorded: Recorded) -> KpiFact | None:  # noqa: C901, PLR0911 - one arm per kind
    """The row of one fact, or none; never looks at an earlier row."""
    match recorded.fact:
        case ConsultationReceived(received_on=day, person=person) as received:
            return _counted(
                recorded,
                Kind.CONSULTATION,
                day,
                person,
                flags=_flag(Flag.TRANSFER_WITHIN, received.origin is Origin.TRANSFER_WITHIN)
                | _flag(Flag.RECONSULTATION, received.origin is Origin.RECONSULTATION),
                sex=place(Sex, opened(received.sex, None)),
                age_band=place(AgeBand, opened(received.age_band, None)),
                route=place(Route, opened(received.route, None)),
            )
        case CaseTriaged(decided_on=day, person=person, triage=triage):
            return _counted(recorded, Kind.TRIAGED, day, person, outcome=place(Triage, triage))
        case ReferralMade(referred_on=day, person=person, target=to):
            return _counted(recorded, Kind.REFERRED, day, person, outcome=place(ReferralTarget, to))
        case AssessmentCompleted(completed_on=day, person=person, issues=issues):
            found = _bits(_ISSUE_BIT[issue] for issue in opened(issues, ()))
            return _counted(recorded, Kind.ASSESSED, day, person, issues=found)
        case PlanDecided(decided_on=day, person=person) as plan:
            target = opened(plan.seeks_employment, otherwise=False)
            return _counted(
                recorded,
                Kind.PLAN,
                day,
                person,
                plan_no=plan.plan_no,
                services=_bits(SERVICE_BIT[service] for service in plan.services),
                flags=_flag(Flag.EMPLOYMENT_SUPPORT_TARGET, target),
            )
        case JobStarted(started_on=day) as start:
            return _worked(recorded, Kind.EMPLOYED, day, start)
        case IncomeIncreased(increased_on=day) as rise:
            return _worked(recorded, Kind.INCOME_INCREASED, day, rise)
        case PlanEvaluated(evaluated_on=day, person=person) as evaluated:
            return _counted(
                recorded,
                Kind.EVALUATED,
                day,
                person,
                plan_no=evaluated.plan_no,
                flags=_flag(Flag.IMPROVED, bool(opened(evaluated.changes, ()))),
                outcome=place(EvaluationOutcome, evaluated.outcome),
            )
        case PaymentMade(paid_on=day, person=person, amount_yen=amount):
            yen = opened(amount, 0)
            return _counted(recorded, Kind.PAYMENT, day, person, amount_yen=yen)
        case TransferReturned(returned_on=day, person=person, was_paid=True, amount_yen=amount):
            yen = -opened(amount, 0)
            return _counted(recorded, Kind.PAYMENT_RETURNED, day, person, amount_yen=yen)
        case CaseClosed(closed_on=day, person=person, reason=reason):
            return _counted(
                recorded, Kind.CLOSED, day, person, outcome=place(ClosureReason, reason)
            )
    return row


def fiscal_year_of(day: date) -> int:
    """年度: 1 April to 31 March."""
    return day.year if day.month >= 4 else day.year - 1


def place(codes: type[Code], value: object) -> int:
    """1-based place of a code in its list; 0 where there is no answer."""
    return _PLACE[codes].get(value, 0)


_LISTS: Final[tuple[type[Code], ...]] = (Sex, AgeBand, Route, *OUTCOMES.values())
_PLACE: Final[Mapping[type[Code], Mapping[object, int]]] = {
    codes: {code: number for number, code in enumerate(codes, 1)} for codes in _LISTS
}
_ISSUE_BIT: Final = {issue: 1 << number for number, issue in enumerate(Issue)}


def _worked(
    recorded: Recorded, kind: Kind, day: date, fact: JobStarted | IncomeIncreased
) -> KpiFact:
    holds = _flag(Flag.HOLDS_EMPLOYMENT_PLAN, fact.holds_employment_plan)
    return _counted(recorded, kind, day, fact.person, plan_no=fact.plan_no, flags=holds)


def _counted(  # noqa: PLR0913 - the columns of the row
    recorded: Recorded,
    kind: Kind,
    day: date,
    person: UUID,
    *,
    plan_no: int = 0,
    services: int = 0,
    flags: int = 0,
    amount_yen: int = 0,
    outcome: int = 0,
    sex: int = 0,
    age_band: int = 0,
    route: int = 0,
    issues: int = 0,
) -> KpiFact:
    return KpiFact(
        case_id=recorded.case,
        person=person,
        counted_on=day,
        amount_yen=amount_yen,
        services=services,
        flags=flags | _flag(Flag.MIGRATED, recorded.migrated),
        issues=issues,
        plan_no=plan_no,
        area_id=recorded.area_id,
        kind=int(kind),
        fiscal_year=fiscal_year_of(day),
        outcome=outcome,
        sex=sex,
        age_band=age_band,
        route=route,
    )


def _flag(flag: Flag, holds: bool) -> int:
    return int(flag) if holds else 0


def _bits(bits: Iterable[int]) -> int:
    total = 0
    for bit in bits:
        total |= bit
    return total


KPI_FACT = Projection(
    "kpi_fact",
    3,
    KpiFact,
    evolve,
    one_row_per="fact",
    reads=frozenset(FACT_OF.values()),
    indexes=(Index(("kind", "counted_on", "area_id")), Index(("case_id",))),
)
