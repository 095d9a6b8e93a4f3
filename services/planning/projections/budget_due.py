"""`budget_due`: one row per case with a household budget: what is to be done by when, from days and codes alone."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from events.bus.column_types import Int
from events.bus.projection import Index, Projection
from events.contract.arrears_and_debts import (
    ArrearsCleared,
    DebtProcedureEnded,
    DebtProcedureStarted,
    InstalmentAgreed,
    InstalmentChecked,
    LegalConsultationBooked,
    LegalConsultationHeld,
)
from events.contract.cash_handling import CashCounted, CashCountersigned, CashHandled
from events.contract.household_budget import BudgetEntryWithdrawn, BudgetPlanMade, BudgetWatched
from events.contract.planning import CaseClosed
from events.contract.relief_and_loans import (
    LoanAskedFor,
    LoanDecided,
    LoanRepaymentStated,
    ReliefAppliedFor,
    ReliefDecided,
)
from events.log.recorded import Recorded
from services.planning.programmes.household_budget.dues import Due, Mark, dues, marks


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetDue:
    """`marks` in the order of recording; `next_on` = the earliest day of all that is due."""

    case_id: UUID
    area_id: Int
    area: str
    marks: tuple[Mark, ...] = ()
    closed: bool = False
    next_on: date | None = None

    @property
    def dues(self) -> list[Due]:
        """What is due; after the end of the case only what is still in our keeping."""
        return [due for due in dues(self.marks) if due.kind.keeping or not self.closed]


def evolve(row: BudgetDue | None, recorded: Recorded) -> BudgetDue | None:
    """The row after one fact; a case that ends without a budget has none."""
    if isinstance(recorded.fact, CaseClosed):
        return None if row is None else _placed(replace(row, closed=True))
    before = row or BudgetDue(
        case_id=recorded.case, area_id=recorded.area_id, area=recorded.context.area
    )
    return _placed(replace(before, marks=(*before.marks, *marks(recorded.fact))))


def _placed(row: BudgetDue) -> BudgetDue:
    return replace(row, next_on=min((due.on for due in row.dues), default=None))


BUDGET_DUE = Projection(
    "budget_due",
    1,
    BudgetDue,
    evolve,
    one_row_per="case",
    reads=frozenset(
        {
            ArrearsCleared,
            DebtProcedureEnded,
            DebtProcedureStarted,
            InstalmentAgreed,
            InstalmentChecked,
            LegalConsultationBooked,
            LegalConsultationHeld,
            CashCounted,
            CashCountersigned,
            CashHandled,
            BudgetEntryWithdrawn,
            BudgetPlanMade,
            BudgetWatched,
            CaseClosed,
            LoanAskedFor,
            LoanDecided,
            LoanRepaymentStated,
            ReliefAppliedFor,
            ReliefDecided,
        }
    ),
    indexes=(Index(("area", "next_on", "case_id"), where="next_on is not null"),),
)
