"""`benefit_to_apply`: public benefits that wait for an application; one row per case and benefit."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.bus.column_types import Int
from events.bus.projection import Index, Projection
from events.bus.read_tables import ReadTables
from events.contract import opened
from events.contract.assessment_codes import BenefitResult, PublicBenefit
from events.contract.benefit_checks import BenefitChecked
from events.log.recorded import Recorded
from services.planning.projections.lookup import known_cases


@dataclass(frozen=True, slots=True, kw_only=True)
class ToApply:
    """`due_on` = the day by which to apply, where one was set."""

    case_id: UUID
    benefit: PublicBenefit
    area_id: Int
    area: str
    checked_on: date
    due_on: date | None


def evolve(_: ToApply | None, recorded: Recorded) -> ToApply | None:
    """The row after one check: any other result takes it away."""
    match recorded.fact:
        case BenefitChecked() as check:
            benefit = opened(check.benefit, None)
            if benefit is None or opened(check.result, None) is not BenefitResult.TO_APPLY:
                return None
            return ToApply(
                case_id=recorded.case,
                benefit=benefit,
                area_id=recorded.area_id,
                area=recorded.context.area,
                checked_on=check.checked_on,
                due_on=check.due_on,
            )
    return None


def key(recorded: Recorded) -> tuple[UUID, str] | None:
    """Case and benefit; none where the benefit can no longer be read."""
    fact = recorded.fact
    benefit = opened(fact.benefit, None) if isinstance(fact, BenefitChecked) else None
    return (recorded.case, benefit.value) if benefit else None


BENEFIT_TO_APPLY = Projection(
    "benefit_to_apply",
    1,
    ToApply,
    evolve,
    one_row_per=key,
    keys=("case_id", "benefit"),
    reads=frozenset({BenefitChecked}),
    indexes=(Index(("area", "due_on")),),
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the due list; `number` = 受付番号, empty until intake's facts have arrived."""

    row: ToApply
    number: str


def waiting(tables: ReadTables, areas: Collection[str], limit: int) -> list[Line]:
    """Open applications of these wards, the nearest day first, those without a day last."""
    rows = tables.rows(
        BENEFIT_TO_APPLY,
        "area = any(%(areas)s) and not exists (select from case_work w"
        " where w.case_id = benefit_to_apply.case_id and w.closed_on is not null)",
        {"areas": list(areas)},
        order="due_on nulls last, checked_on, case_id, benefit",
        limit=limit,
    )
    known = known_cases(tables, {row.case_id for row in rows})
    return [Line(row, known[row.case_id].number if row.case_id in known else "") for row in rows]
