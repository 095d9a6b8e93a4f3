"""Reliefs and loans as they stand."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from events.contract import opened
from events.contract.budget_codes import RepaymentStatus
from events.contract.relief_and_loans import (
    LoanAskedFor,
    LoanDecided,
    LoanRepaymentStated,
    ReliefAppliedFor,
    ReliefDecided,
)
from services.planning.programmes.household_budget.easing import EASED
from services.planning.programmes.household_budget.record import Budget

E = TypeVar("E")


@dataclass(frozen=True, slots=True)
class Relief:
    """An application, its answer, and the application that renews it."""

    applied: ReliefAppliedFor
    decided: ReliefDecided | None
    renewed_by: ReliefAppliedFor | None

    @property
    def eases(self) -> bool:
        """Granted, at least in part, and not yet renewed by another."""
        granted = self.decided is not None and opened(self.decided.result, None) in EASED
        return granted and self.renewed_by is None


@dataclass(frozen=True, slots=True)
class Loan:
    """A request, its answer, the last word on its repayment."""

    asked: LoanAskedFor
    decided: LoanDecided | None
    repayment: LoanRepaymentStated | None

    @property
    def delayed(self) -> bool:
        """Repayment is late, as far as it is shared."""
        status = opened(self.repayment.status, None) if self.repayment else None
        return status is RepaymentStatus.DELAYED


def reliefs(budget: Budget) -> list[Relief]:
    """In the order of recording."""
    return [
        Relief(
            applied,
            _last(budget.about(ReliefDecided, applied.entry_no)),
            _last(budget.about(ReliefAppliedFor, applied.entry_no)),
        )
        for applied in budget.of(ReliefAppliedFor)
    ]


def loans(budget: Budget) -> list[Loan]:
    """In the order of recording."""
    return [
        Loan(
            asked,
            _last(budget.about(LoanDecided, asked.entry_no)),
            _last(budget.about(LoanRepaymentStated, asked.entry_no)),
        )
        for asked in budget.of(LoanAskedFor)
    ]


def eased_yearly(budget: Budget) -> int | None:
    """By how much all reliefs in force make a year lighter; None where amounts may not be read."""
    amounts = [
        opened(one.decided.yearly_yen, None) for one in reliefs(budget) if one.eases and one.decided
    ]
    known = [amount for amount in amounts if amount is not None]
    return sum(known) if len(known) == len(amounts) else None


def _last(found: Sequence[E]) -> E | None:
    return found[-1] if found else None
