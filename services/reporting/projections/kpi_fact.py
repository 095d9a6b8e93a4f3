"""`kpi_fact`: one row per countable fact, made from that fact alone; indicators read nothing else.

Arrival order cannot matter and a re-plan is one row more (performance.md §3.5). The reporting body of a row
follows from `area_id` through the dated area table, so it is not repeated here.
"""

from dataclasses import dataclass
from datetime import date
from enum import IntEnum, IntFlag
from uuid import UUID

from events.bus.projection import Index, Projection
from events.contract import Event, opened
from events.contract.benefits import PaymentMade
from events.contract.codes import (
    AgeBand,
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


class Flag(IntFlag):
    """Yes/no facets of a row. Bits are stored: never reused."""

    NONE = 0
    EMPLOYMENT_SUPPORT_TARGET = 1
    HOLDS_EMPLOYMENT_PLAN = 2
    IMPROVED = 4
    PUBLIC_ASSISTANCE = 8
    MIGRATED = 16
    TRANSFER_WITHIN = 32
    INFORMATION_ONLY = 64
    REFERRED = 128


SERVICE_BIT: dict[Service, int] = {
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
    """One countable fact. `person` is a pseudonym; `plan_no` 0 = not about a plan; 0 = facet not known."""

    case_id: UUID
    plan_no: int
    person: UUID
    area_id: int
    kind: int
    counted_on: date
    fiscal_year: int
    services: int
    flags: int
    amount_yen: int
    sex: int
    age_band: int
    route: int
    issues: int


def evolve(row: KpiFact | None, recorded: Recorded) -> KpiFact | None:  # noqa: C901, PLR0911 - one arm per kind
    """The row of one fact, or none; never looks at an earlier row."""
    match recorded.fact:
        case ConsultationReceived() as received:
            within = received.origin is Origin.TRANSFER_WITHIN
            return _counted(
                recorded,
                Kind.CONSULTATION,
                received.received_on,
                received.person,
                flags=Flag.TRANSFER_WITHIN if within else Flag.NONE,
                sex=_place(Sex, opened(received.sex, None)),
                age_band=_place(AgeBand, opened(received.age_band, None)),
                route=_place(Route, opened(received.route, None)),
            )
        case CaseTriaged() as triaged:
            return _counted(
                recorded, Kind.TRIAGED, triaged.decided_on, triaged.person, flags=_triage(triaged)
            )
        case ReferralMade() as made:
            counter = made.target is ReferralTarget.PUBLIC_ASSISTANCE_COUNTER
            return _counted(
                recorded,
                Kind.REFERRED,
                made.referred_on,
                made.person,
                flags=Flag.PUBLIC_ASSISTANCE if counter else Flag.NONE,
            )
        case AssessmentCompleted() as done:
            found = opened(done.issues, ())
            return _counted(
                recorded,
                Kind.ASSESSED,
                done.completed_on,
                done.person,
                issues=_bits(1 << place for place, issue in enumerate(Issue) if issue in found),
            )
        case PlanDecided() as plan:
            target = opened(plan.seeks_employment, False)
            return _counted(
                recorded,
                Kind.PLAN,
                plan.decided_on,
                plan.person,
                plan_no=plan.plan_no,
                services=_bits(SERVICE_BIT[service] for service in plan.services),
                flags=Flag.EMPLOYMENT_SUPPORT_TARGET if target else Flag.NONE,
            )
        case JobStarted(started_on=day) as start:
            return _worked(recorded, Kind.EMPLOYED, day, start)
        case IncomeIncreased(increased_on=day) as rise:
            return _worked(recorded, Kind.INCOME_INCREASED, day, rise)
        case PlanEvaluated() as evaluated:
            return _counted(
                recorded,
                Kind.EVALUATED,
                evaluated.evaluated_on,
                evaluated.person,
                plan_no=evaluated.plan_no,
                flags=Flag.IMPROVED if opened(evaluated.changes, ()) else Flag.NONE,
            )
        case PaymentMade() as payment:
            return _counted(
                recorded,
                Kind.PAYMENT,
                payment.paid_on,
                payment.person,
                amount_yen=opened(payment.amount_yen, 0),
            )
        case CaseClosed() as closed:
            return _counted(recorded, Kind.CLOSED, closed.closed_on, closed.person)
    return row


def fiscal_year_of(day: date) -> int:
    """年度: 1 April to 31 March."""
    return day.year if day.month >= 4 else day.year - 1


def _worked(
    recorded: Recorded, kind: Kind, day: date, fact: JobStarted | IncomeIncreased
) -> KpiFact:
    holds = Flag.HOLDS_EMPLOYMENT_PLAN if fact.holds_employment_plan else Flag.NONE
    return _counted(recorded, kind, day, fact.person, plan_no=fact.plan_no, flags=holds)


def _triage(triaged: CaseTriaged) -> Flag:
    by_outcome = {
        Triage.INFORMATION_ONLY: Flag.INFORMATION_ONLY,
        Triage.REFERRED: Flag.REFERRED,
    }
    return by_outcome.get(triaged.triage, Flag.NONE)


def _counted(  # noqa: PLR0913 - the columns of the row
    recorded: Recorded,
    kind: Kind,
    day: date,
    person: UUID,
    *,
    plan_no: int = 0,
    services: int = 0,
    flags: Flag = Flag.NONE,
    amount_yen: int = 0,
    sex: int = 0,
    age_band: int = 0,
    route: int = 0,
    issues: int = 0,
) -> KpiFact:
    return KpiFact(
        case_id=recorded.case,
        plan_no=plan_no,
        person=person,
        area_id=recorded.area_id,
        kind=int(kind),
        counted_on=day,
        fiscal_year=fiscal_year_of(day),
        services=services,
        flags=int(flags | Flag.MIGRATED if recorded.migrated else flags),
        amount_yen=amount_yen,
        sex=sex,
        age_band=age_band,
        route=route,
        issues=issues,
    )


def _bits(bits: object) -> int:
    total = 0
    for bit in bits:  # type: ignore[attr-defined]
        total |= bit
    return total


def _place(codes: object, value: object) -> int:
    """1-based place of a code in its list; 0 where there is no answer."""
    members = list(codes)  # type: ignore[call-overload]
    return members.index(value) + 1 if value in members else 0


READ: frozenset[type[Event]] = frozenset(
    {
        ConsultationReceived,
        CaseTriaged,
        ReferralMade,
        AssessmentCompleted,
        PlanDecided,
        JobStarted,
        IncomeIncreased,
        PlanEvaluated,
        PaymentMade,
        CaseClosed,
    }
)

KPI_FACT = Projection(
    "kpi_fact",
    1,
    KpiFact,
    evolve,
    one_row_per="fact",
    reads=READ,
    indexes=(Index(("kind", "counted_on", "area_id")), Index(("case_id",))),
)
