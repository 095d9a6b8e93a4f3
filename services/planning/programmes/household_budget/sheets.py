"""家計表 as figures: sums, what remains, plan against actual, first against latest."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from events.contract import opened
from events.contract.budget_codes import ExpenseItem, IncomeItem
from events.contract.household_budget import BudgetSheetRecorded, ExpenseLine, IncomeLine
from services.planning.programmes.household_budget.record import Budget

Line = IncomeLine | ExpenseLine


@dataclass(frozen=True, slots=True)
class Sum:
    """None where no line states it."""

    planned: int | None
    actual: int | None

    @property
    def best(self) -> int:
        """What happened, else what was planned."""
        return (self.actual if self.actual is not None else self.planned) or 0


@dataclass(frozen=True, slots=True)
class Figures:
    """A sheet in numbers; None of the amounts is readable to somebody without the group."""

    income: Sum
    expense: Sum

    @property
    def remains(self) -> int:
        """What is left of the month: actual where it is known, else planned."""
        return self.income.best - self.expense.best

    @property
    def planned_remains(self) -> int | None:
        """What was to be left."""
        if self.income.planned is None and self.expense.planned is None:
            return None
        return (self.income.planned or 0) - (self.expense.planned or 0)

    @property
    def actual_remains(self) -> int | None:
        """What was left."""
        if self.income.actual is None and self.expense.actual is None:
            return None
        return self.income.best - self.expense.best


@dataclass(frozen=True, slots=True)
class Change:
    """One row of two sheets side by side: yen before and after, None = not in that sheet."""

    incoming: bool
    label: str
    before: int | None
    after: int | None

    @property
    def difference(self) -> int:
        """After minus before."""
        return (self.after or 0) - (self.before or 0)


def income_of(sheet: BudgetSheetRecorded) -> tuple[IncomeLine, ...] | None:
    """Its income; None to somebody who may not read amounts."""
    return opened(sheet.income, None)


def expense_of(sheet: BudgetSheetRecorded) -> tuple[ExpenseLine, ...] | None:
    """Its expense; None to somebody who may not read amounts."""
    return opened(sheet.expense, None)


def figures(sheet: BudgetSheetRecorded) -> Figures | None:
    """The sums; None to somebody who may not read amounts."""
    income, expense = income_of(sheet), expense_of(sheet)
    if income is None or expense is None:
        return None
    return Figures(_sum(income), _sum(expense))


def best(line: Line) -> int | None:
    """What happened, else what was planned."""
    return line.actual_yen if line.actual_yen is not None else line.planned_yen


def said(line: Line) -> str:
    """The row's name: own words beside the item."""
    return f"{line.item.ja}({line.words})" if line.words else line.item.ja


def months(budget: Budget) -> list[BudgetSheetRecorded]:
    """The sheet that stands of each month, by month."""
    standing = {sheet.month: sheet for sheet in budget.of(BudgetSheetRecorded)}
    return [standing[month] for month in sorted(standing)]


def versions(budget: Budget, month: date) -> list[BudgetSheetRecorded]:
    """Everything recorded of a month that counts, the newest last."""
    return [sheet for sheet in budget.of(BudgetSheetRecorded) if sheet.month == month]


def sheet_of(budget: Budget, month: date) -> BudgetSheetRecorded | None:
    """The sheet that stands of a month."""
    return next(iter(versions(budget, month)[::-1]), None)


def sheet_before(budget: Budget, month: date) -> BudgetSheetRecorded | None:
    """The sheet of the nearest earlier month: what is copied forward."""
    return next((sheet for sheet in reversed(months(budget)) if sheet.month < month), None)


def compared(before: BudgetSheetRecorded, after: BudgetSheetRecorded) -> list[Change]:
    """Both sheets row by row, in the order of the form; rows that neither has are left out."""
    return [
        *_changes(income_of(before) or (), income_of(after) or (), IncomeItem),
        *_changes(expense_of(before) or (), expense_of(after) or (), ExpenseItem),
    ]


def _changes(
    old: Sequence[Line], recent: Sequence[Line], items: type[IncomeItem] | type[ExpenseItem]
) -> list[Change]:
    found = [
        Change(isinstance(item, IncomeItem), item.ja, _item(old, item), _item(recent, item))
        for item in items
    ]
    return [change for change in found if (change.before, change.after) != (None, None)]


def _item(lines: Iterable[Line], item: IncomeItem | ExpenseItem) -> int | None:
    amounts = [best(line) for line in lines if line.item is item]
    known = [amount for amount in amounts if amount is not None]
    return sum(known) if known else None


def _sum(lines: Sequence[Line]) -> Sum:
    planned = [line.planned_yen for line in lines if line.planned_yen is not None]
    actual = [line.actual_yen for line in lines if line.actual_yen is not None]
    return Sum(sum(planned) if planned else None, sum(actual) if actual else None)
