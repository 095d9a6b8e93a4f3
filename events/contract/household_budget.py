"""Facts of 家計表, キャッシュフロー表, 家計簿見守り and 家計再生プラン.

Every fact of the programme has its `entry_no` in the stream; `of_no` is the entry it speaks of.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from events.contract.budget_codes import (
    BookKeeping,
    ExpenseItem,
    IncomeItem,
    LifeEventKind,
    WatchPeriod,
)
from events.contract.codes import Issue
from events.contract.group import Clear, Money, Narrative, Stat
from events.contract.kind import Event, event

PROGRAMME: Final = "生活困窮者家計改善支援事業(法3条5項)"


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomeLine:
    """A row of income in one month; None = not stated."""

    item: IncomeItem
    words: str
    planned_yen: int | None
    actual_yen: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpenseLine:
    """A row of expense in one month; None = not stated."""

    item: ExpenseItem
    words: str
    planned_yen: int | None
    actual_yen: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class YearlyFlow:
    """Money that comes in (`incoming`) or goes out every year from `from_year` to `until_year`, None = to the end."""

    incoming: bool
    words: str
    yearly_yen: int
    from_year: int
    until_year: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LifeEvent:
    """暮らしの節目: what it costs once, in its year."""

    year: int
    kind: LifeEventKind
    words: str
    cost_yen: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetStep:
    """A step of a 家計再生プラン: what, who, by when."""

    action: str
    actor: str
    due_on: date | None


@event(
    "planning.budget-sheet-recorded",
    ja="家計表",
    basis=PROGRAMME,
    occurred="recorded_on",
    provisional=True,
)
class BudgetSheetRecorded(Event):
    """The sheet of one month as it stands; a later `version` of the month takes its place, none is lost.

    `month` = its first day.
    """

    recorded_on: Clear[date]
    person: Clear[UUID]
    entry_no: Clear[int]
    month: Clear[date]
    version: Clear[int]
    income: Money[tuple[IncomeLine, ...]]
    expense: Money[tuple[ExpenseLine, ...]]
    note: Narrative[str]


@event(
    "planning.cash-flow-recorded",
    ja="キャッシュフロー表",
    basis=PROGRAMME,
    occurred="recorded_on",
    provisional=True,
)
class CashFlowRecorded(Event):
    """The years to come as the family and the adviser see them; a later table takes its place."""

    recorded_on: Clear[date]
    person: Clear[UUID]
    entry_no: Clear[int]
    first_year: Clear[int]
    years: Clear[int]
    opening_yen: Money[int]
    flows: Money[tuple[YearlyFlow, ...]]
    events: Money[tuple[LifeEvent, ...]]
    note: Narrative[str]


@event(
    "planning.budget-watched",
    ja="家計簿見守り",
    basis=PROGRAMME,
    occurred="watched_on",
    provisional=True,
)
class BudgetWatched(Event):
    """One look at the account book with the person; `next_on` = the next one."""

    watched_on: Clear[date]
    person: Clear[UUID]
    entry_no: Clear[int]
    period: Stat[WatchPeriod]
    kept: Stat[BookKeeping]
    spent_yen: Money[int | None]
    note: Narrative[str]
    next_on: Clear[date | None]


@event(
    "planning.budget-plan-made",
    ja="家計再生プラン",
    basis=PROGRAMME,
    occurred="made_on",
    provisional=True,
)
class BudgetPlanMade(Event):
    """家計支援計画 under the main plan `plan_no` (0 = before any plan); a later one takes its place.

    `causes` link to the issues of the assessment; `target_yen` = what shall remain every month.
    """

    made_on: Clear[date]
    person: Clear[UUID]
    entry_no: Clear[int]
    plan_no: Clear[int]
    causes: Stat[tuple[Issue, ...]]
    wish: Narrative[str]
    objectives: Narrative[tuple[str, ...]]
    steps: Narrative[tuple[BudgetStep, ...]]
    target_yen: Money[int]
    review_on: Clear[date]


@event(
    "planning.budget-entry-withdrawn",
    ja="家計の記録の取消",
    basis=PROGRAMME,
    occurred="withdrawn_on",
    provisional=True,
)
class BudgetEntryWithdrawn(Event):
    """A slip: entry `of_no` no longer counts, and stays readable.

    `holds_after`: whether anything of the person is in our keeping once a line of the cash book is gone;
    None for any other entry.
    """

    withdrawn_on: Clear[date]
    person: Clear[UUID]
    entry_no: Clear[int]
    of_no: Clear[int]
    holds_after: Clear[bool | None]
    reason: Narrative[str]
