"""家計表 and 家計簿見守り: a month is written down, and looked at together."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.contract.budget_codes import BookKeeping, ExpenseItem, IncomeItem, WatchPeriod
from events.contract.deciding import Refused
from events.contract.household_budget import (
    BudgetSheetRecorded,
    BudgetWatched,
    ExpenseLine,
    IncomeLine,
)
from events.contract.kind import Event
from events.contract.sealed import Open
from services.planning.decisions.guards import happened
from services.planning.programmes.household_budget import sheets
from services.planning.programmes.household_budget.months import first_day, later
from services.planning.programmes.household_budget.record import NOTHING_YET, Budget, new

EARLIEST = date(2015, 4, 1)
AHEAD_MONTHS = 24
"""So far ahead a month may be planned; beyond that the years of the キャッシュフロー表 begin."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomeRow:
    """A row as typed."""

    item: IncomeItem
    words: str = ""
    planned_yen: int | None = None
    actual_yen: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpenseRow:
    """A row as typed."""

    item: ExpenseItem
    words: str = ""
    planned_yen: int | None = None
    actual_yen: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordBudgetSheet:
    """The whole month as it stands on the page; rows without an amount are no rows."""

    today: date
    person: UUID
    month: date
    recorded_on: date
    income: tuple[IncomeRow, ...] = ()
    expense: tuple[ExpenseRow, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchBudget:
    """One look at the account book."""

    today: date
    person: UUID
    watched_on: date
    period: WatchPeriod
    kept: BookKeeping
    spent_yen: int | None = None
    note: str = ""
    next_on: date | None = None


def record_budget_sheet(state: Budget | None, command: RecordBudgetSheet) -> Sequence[Event]:
    """A new version of the month where anything in it is new."""
    budget = state or NOTHING_YET
    happened(command.recorded_on, today=command.today, field="recorded_on")
    _month(command)
    _amounts_beside_words(command)
    income, expense = _income(command), _expense(command)
    if not income and not expense:
        raise Refused(
            "no-amount", "収入か支出の金額を一つは入れてください。", field="income-0-planned_yen"
        )
    before = sheets.versions(budget, command.month)
    last = before[-1] if before else None
    own = command.person
    sealed = (Open(own, income), Open(own, expense), Open(own, command.note.strip()))
    if last is not None and (last.income, last.expense, last.note) == sealed:
        return []
    highest = max(
        (s.version for s in budget.all_of(BudgetSheetRecorded) if s.month == command.month),
        default=0,
    )
    return [
        BudgetSheetRecorded(
            recorded_on=command.recorded_on,
            person=own,
            entry_no=budget.next_no,
            month=command.month,
            version=highest + 1,
            income=sealed[0],
            expense=sealed[1],
            note=sealed[2],
        )
    ]


def watch_budget(state: Budget | None, command: WatchBudget) -> Sequence[Event]:
    """What was seen, and when to look again."""
    budget = state or NOTHING_YET
    happened(command.watched_on, today=command.today, field="watched_on")
    if command.next_on is not None and command.next_on <= command.watched_on:
        raise Refused(
            "next-in-the-past", "次の見守りは、今回より後の日付にしてください。", field="next_on"
        )
    own = command.person
    return new(
        budget,
        BudgetWatched(
            watched_on=command.watched_on,
            person=own,
            entry_no=budget.next_no,
            period=Open(own, command.period),
            kept=Open(own, command.kept),
            spent_yen=Open(own, command.spent_yen),
            note=Open(own, command.note.strip()),
            next_on=command.next_on,
        ),
    )


def _month(command: RecordBudgetSheet) -> None:
    latest = later(first_day(command.today), AHEAD_MONTHS)
    if command.month != first_day(command.month) or not EARLIEST <= command.month <= latest:
        raise Refused(
            "month-out-of-reach",
            "家計表をつくれない月です。2年先までの月を選んでください。",
            field="month",
        )


def _amounts_beside_words(command: RecordBudgetSheet) -> None:
    rows: list[tuple[str, IncomeRow | ExpenseRow]] = [
        *((f"income-{place}", row) for place, row in enumerate(command.income)),
        *((f"expense-{place}", row) for place, row in enumerate(command.expense)),
    ]
    for at, row in rows:
        if row.words.strip() and row.planned_yen is None and row.actual_yen is None:
            raise Refused(
                "amount-missing", "この費目の金額を入れてください。", field=f"{at}-planned_yen"
            )


def _income(command: RecordBudgetSheet) -> tuple[IncomeLine, ...]:
    return tuple(
        IncomeLine(
            item=row.item,
            words=row.words.strip(),
            planned_yen=row.planned_yen,
            actual_yen=row.actual_yen,
        )
        for row in command.income
        if row.planned_yen is not None or row.actual_yen is not None
    )


def _expense(command: RecordBudgetSheet) -> tuple[ExpenseLine, ...]:
    return tuple(
        ExpenseLine(
            item=row.item,
            words=row.words.strip(),
            planned_yen=row.planned_yen,
            actual_yen=row.actual_yen,
        )
        for row in command.expense
        if row.planned_yen is not None or row.actual_yen is not None
    )
