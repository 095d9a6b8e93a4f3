"""The form and the words of one month: rows, what is copied forward, what a sheet says."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from events.contract import Open, opened, wareki
from events.contract.budget_codes import ExpenseItem, IncomeItem
from events.contract.household_budget import BudgetSheetRecorded, ExpenseLine, IncomeLine
from events.host.filters import yen
from services.planning.programmes.household_budget import sheets
from services.planning.programmes.household_budget.sheets import Change, Line

OTHERS: Final = 3
"""Rows with words of one's own, in each half."""
TOLD: Final = 4
"""Differences told in words at most, the greatest first."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the form: its name in the form, its item, its label; `own` = takes words of one's own."""

    at: str
    item: str
    label: str
    own: bool


def amounts_only(sheet: BudgetSheetRecorded) -> BudgetSheetRecorded:
    """For who may read amounts under the pseudonym (people.md R4): what was said beside an item may name somebody."""
    income, expense = sheet.income, sheet.expense
    if isinstance(income, Open):
        income = Open(income.subject, tuple(replace(line, words="") for line in income.value))
    if isinstance(expense, Open):
        expense = Open(expense.subject, tuple(replace(line, words="") for line in expense.value))
    return replace(sheet, income=income, expense=expense)


def form_rows(name: str, items: type[IncomeItem] | type[ExpenseItem]) -> list[Row]:
    """Every item of the list once, the last one several times."""
    fixed = [item for item in items if item.value != "other"]
    other = items.stored("other")
    rows = [*((item, False) for item in fixed), *((other, True) for _ in range(OTHERS))]
    return [Row(f"{name}-{n}-", item.value, item.ja, own) for n, (item, own) in enumerate(rows)]


def as_typed(sheet: BudgetSheetRecorded) -> dict[str, str]:
    """The sheet as its form would show it."""
    return {
        **_typed("income", IncomeItem, sheets.income_of(sheet) or ()),
        **_typed("expense", ExpenseItem, sheets.expense_of(sheet) or ()),
        "note": opened(sheet.note, ""),
    }


def copied_forward(sheet: BudgetSheetRecorded) -> dict[str, str]:
    """The month before as the plan of the next: what happened, else what was planned; nothing yet as actual.

    Nobody plans to borrow again: a loan is not carried on.
    """
    income = [
        line for line in sheets.income_of(sheet) or () if line.item is not IncomeItem.BORROWED
    ]
    typed = {
        **_typed("income", IncomeItem, income),
        **_typed("expense", ExpenseItem, sheets.expense_of(sheet) or ()),
    }
    new = {name: text for name, text in typed.items() if not name.endswith("actual_yen")}
    for name, text in typed.items():
        if name.endswith("actual_yen") and text:
            new[name.replace("actual_yen", "planned_yen")] = text
    return new


def told(sheet: BudgetSheetRecorded) -> list[str]:
    """What the month says, in sentences."""
    found = sheets.figures(sheet)
    if found is None:
        return []
    income, expense = sheets.income_of(sheet) or (), sheets.expense_of(sheet) or ()
    return [
        _headline(found),
        *_against_plan(found),
        *_greatest([*income, *expense]),
        *_borrowed(found, income),
    ]


def told_change(
    changes: Sequence[Change], before: sheets.Figures, after: sheets.Figures
) -> list[str]:
    """First and latest sheet in sentences."""
    gain = after.remains - before.remains
    verdict = f"{yen(gain)}よくなりました" if gain > 0 else f"{yen(-gain)}減りました"
    first = f"毎月の残りは {yen(before.remains)} から {yen(after.remains)} へ、"
    same = f"毎月の残りは {yen(after.remains)} で変わりません。"
    greatest = sorted(changes, key=lambda change: -abs(change.difference))[:TOLD]
    return [
        f"{first}{verdict}。" if gain else same,
        *(
            f"{change.label}が {yen(abs(change.difference))} {_grew(change)}。"
            for change in greatest
            if change.difference
        ),
    ]


def waterfall(sheet: BudgetSheetRecorded) -> list[tuple[str, int]]:
    """Steps of the picture: income together, then every expense from the greatest."""
    found = sheets.figures(sheet)
    if found is None:
        return []
    spent = [(sheets.said(line), sheets.best(line) or 0) for line in sheets.expense_of(sheet) or ()]
    falls = sorted(((name, amount) for name, amount in spent if amount), key=lambda row: -row[1])
    return [("収入", found.income.best), *((name, -amount) for name, amount in falls)]


def month_ja(month: date) -> str:
    """令和8年5月"""
    return wareki.month(month.year, month.month)


def _headline(found: sheets.Figures) -> str:
    left = found.remains
    end = f"{yen(left)} 残ります。" if left >= 0 else f"{yen(-left)} 足りません。"
    return f"入るお金 {yen(found.income.best)}、出るお金 {yen(found.expense.best)}。{end}"


def _against_plan(found: sheets.Figures) -> list[str]:
    planned, actual = found.planned_remains, found.actual_remains
    if planned is None or actual is None or found.expense.actual is None:
        return []
    gain = actual - planned
    if not gain:
        return ["計画どおりの残りです。"]
    return [f"計画より {yen(abs(gain))} {'多く' if gain > 0 else '少なく'}残りました。"]


def _greatest(lines: Iterable[Line]) -> list[str]:
    both = [
        (line, line.actual_yen - line.planned_yen)
        for line in lines
        if line.actual_yen is not None and line.planned_yen is not None
    ]
    order = sorted((pair for pair in both if pair[1]), key=lambda pair: -abs(pair[1]))
    return [_one(line, difference) for line, difference in order[:TOLD]]


def _one(line: Line, difference: int) -> str:
    name, amount = sheets.said(line), yen(abs(difference))
    if isinstance(line, IncomeLine):
        return f"{name}は計画より {amount} {'多く' if difference > 0 else '少なく'}入りました。"
    return f"{name}は計画より {amount} {'多くかかりました' if difference > 0 else '少なくすみました'}。"


def _borrowed(found: sheets.Figures, income: Iterable[IncomeLine]) -> list[str]:
    lent = sum(sheets.best(line) or 0 for line in income if line.item is IncomeItem.BORROWED)
    if not lent:
        return []
    without = found.remains - lent
    end = f"{yen(-without)} 足りません" if without < 0 else f"残りは {yen(without)} です"
    return [f"収入に借り入れ {yen(lent)} が入っています。借り入れがなければ {end}。"]


def _grew(change: Change) -> str:
    return "増えました" if change.difference > 0 else "減りました"


def _typed(
    name: str,
    items: type[IncomeItem] | type[ExpenseItem],
    lines: Iterable[IncomeLine | ExpenseLine],
) -> dict[str, str]:
    """Each line in the first free row of its item; a second line of a fixed item is added to the first."""
    free = form_rows(name, items)
    typed: dict[str, str] = {}
    for line in lines:
        row = next((row for row in free if row.item == line.item.value), None)
        row = row or next((row for row in free if row.own), None)
        if row is None:
            continue
        free.remove(row)
        typed |= {
            f"{row.at}words": line.words,
            f"{row.at}planned_yen": _text(line.planned_yen),
            f"{row.at}actual_yen": _text(line.actual_yen),
        }
    return typed


def _text(amount: int | None) -> str:
    return "" if amount is None else f"{amount:,}"
