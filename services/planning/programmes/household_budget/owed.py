"""滞納 and 債務 as they stand: per creditor the balance, the promise and how it was kept; the sums."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from events.contract import opened
from events.contract.arrears_and_debts import (
    ArrearsCleared,
    ArrearsListed,
    DebtListed,
    DebtProcedureEnded,
    DebtProcedureStarted,
    InstalmentAgreed,
    InstalmentChecked,
    LegalConsultationBooked,
    LegalConsultationHeld,
    OwedBalanceStated,
)
from events.contract.budget_codes import InstalmentResult, ProcedureResult
from services.planning.programmes.household_budget.months import next_promised
from services.planning.programmes.household_budget.record import Budget

E = TypeVar("E")
SETTLING = frozenset(
    {
        ProcedureResult.SETTLED,
        ProcedureResult.PLAN_APPROVED,
        ProcedureResult.DISCHARGED,
        ProcedureResult.EXTINGUISHED,
    }
)
"""After these the debts of a procedure are no longer owed as they were listed."""


@dataclass(frozen=True, slots=True)
class Arrears:
    """One creditor. `ledger` = what word and payments leave in yen, None where it may not be read.

    `checks`: one per month, the newest word on each.
    """

    listed: ArrearsListed
    ledger: int | None
    agreed: InstalmentAgreed | None
    checks: tuple[InstalmentChecked, ...]
    cleared: ArrearsCleared | None

    @property
    def balance(self) -> int | None:
        """What is overdue; 0 once cleared."""
        return 0 if self.cleared is not None else self.ledger

    def paid_for(self, month: date) -> int:
        """What was paid on the promise of a month."""
        return next((opened(c.paid_yen, 0) for c in self.checks if c.month == month), 0)

    @property
    def next_on(self) -> date | None:
        """The next promised day that nobody has looked at."""
        if self.agreed is None or self.cleared is not None:
            return None
        return next_promised(self.agreed.first_on, {check.month for check in self.checks})

    def months(self, *results: InstalmentResult) -> int:
        """How many months ended so."""
        return sum(opened(check.result, None) in results for check in self.checks)


@dataclass(frozen=True, slots=True)
class Consultation:
    """A booking and what came of it."""

    booked: LegalConsultationBooked
    held: LegalConsultationHeld | None


@dataclass(frozen=True, slots=True)
class Procedure:
    """A 債務整理 and how it ended."""

    started: DebtProcedureStarted
    ended: DebtProcedureEnded | None

    @property
    def settled(self) -> bool:
        """Ended so that its debts are no longer owed as listed."""
        return self.ended is not None and opened(self.ended.result, None) in SETTLING


@dataclass(frozen=True, slots=True)
class Debt:
    """One creditor. `balance` None = not readable; 0 after a procedure that settled it."""

    listed: DebtListed
    balance: int | None
    procedure: Procedure | None


def arrears(budget: Budget) -> list[Arrears]:
    """In the order of recording; cleared ones too."""
    return [_arrears(budget, listed) for listed in budget.of(ArrearsListed)]


def arrears_of(budget: Budget, number: int) -> Arrears | None:
    """The one with that entry number."""
    return next((one for one in arrears(budget) if one.listed.entry_no == number), None)


def debts(budget: Budget) -> list[Debt]:
    """In the order of recording."""
    found = procedures(budget)
    return [_debt(budget, listed, found) for listed in budget.of(DebtListed)]


def consultations(budget: Budget) -> list[Consultation]:
    """By the day of the consultation."""
    found = [
        Consultation(booked, _last(budget.about(LegalConsultationHeld, booked.entry_no)))
        for booked in budget.of(LegalConsultationBooked)
    ]
    return sorted(found, key=lambda one: one.booked.consultation_on)


def procedures(budget: Budget) -> list[Procedure]:
    """In the order of recording."""
    return [
        Procedure(started, _last(budget.about(DebtProcedureEnded, started.entry_no)))
        for started in budget.of(DebtProcedureStarted)
    ]


def overdue(budget: Budget) -> int | None:
    """All arrears together in yen; None where they may not be read."""
    return _together(one.balance for one in arrears(budget))


def owed(budget: Budget) -> int | None:
    """All debts together, with what procedures have left; None where they may not be read."""
    left = [
        opened(one.ended.left_yen, None)
        for one in procedures(budget)
        if one.ended is not None and one.settled
    ]
    return _together([*(one.balance for one in debts(budget)), *left])


def cleared(budget: Budget) -> int | None:
    """All that was overdue once and was cleared, in yen."""
    return _together(opened(one.cleared_yen, None) for one in budget.of(ArrearsCleared))


def _arrears(budget: Budget, listed: ArrearsListed) -> Arrears:
    number = listed.entry_no
    by_month = {check.month: check for check in budget.about(InstalmentChecked, number)}
    cleared = _last(budget.about(ArrearsCleared, number))
    return Arrears(
        listed=listed,
        ledger=_balance(budget, listed),
        agreed=_last(budget.about(InstalmentAgreed, number)),
        checks=tuple(by_month[month] for month in sorted(by_month)),
        cleared=cleared,
    )


def _debt(budget: Budget, listed: DebtListed, found: Iterable[Procedure]) -> Debt:
    within = [one for one in found if listed.entry_no in one.started.debts]
    procedure = within[-1] if within else None
    settled = procedure is not None and procedure.settled
    return Debt(listed, 0 if settled else _balance(budget, listed), procedure)


def _balance(budget: Budget, listed: ArrearsListed | DebtListed) -> int | None:
    """The creditor's last word less what was paid since; a later word on a month replaces the former."""
    left = opened(listed.balance_yen, None)
    paid: dict[date, int] = {}
    for entry in budget.entries:
        if not budget.counts(entry.entry_no) or getattr(entry, "of_no", 0) != listed.entry_no:
            continue
        if isinstance(entry, OwedBalanceStated):
            left = opened(entry.balance_yen, None)
        elif isinstance(entry, InstalmentChecked) and left is not None:
            amount = opened(entry.paid_yen, None)
            if amount is None:
                return None
            left -= amount - paid.get(entry.month, 0)
            paid[entry.month] = amount
    return None if left is None else max(left, 0)


def _together(amounts: Iterable[int | None]) -> int | None:
    known = list(amounts)
    stated = [amount for amount in known if amount is not None]
    return sum(stated) if len(stated) == len(known) else None


def _last(found: Sequence[E]) -> E | None:
    return found[-1] if found else None
