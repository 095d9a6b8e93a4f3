"""`budget_advice`: when planning's 家計改善支援 last recorded a sheet or a plan; one row per case, days only."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from events.bus.projection import Projection
from events.contract.household_budget import BudgetPlanMade, BudgetSheetRecorded
from events.log.recorded import Recorded


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetAdvice:
    """`sheet_month` = first day of the month the newest 家計表 is about."""

    case_id: UUID
    sheet_month: date | None = None
    sheet_on: date | None = None
    plan_on: date | None = None


def evolve(row: BudgetAdvice | None, recorded: Recorded) -> BudgetAdvice | None:
    """The row after one fact of planning."""
    before = row or BudgetAdvice(case_id=recorded.case)
    match recorded.fact:
        case BudgetSheetRecorded(recorded_on=day, month=month):
            return replace(before, sheet_month=month, sheet_on=day)
        case BudgetPlanMade(made_on=day):
            return replace(before, plan_on=day)
    return row


BUDGET_ADVICE = Projection(
    "budget_advice",
    1,
    BudgetAdvice,
    evolve,
    one_row_per="case",
    reads=frozenset({BudgetPlanMade, BudgetSheetRecorded}),
)
