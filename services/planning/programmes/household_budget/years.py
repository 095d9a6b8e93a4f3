"""キャッシュフロー表 computed: year by year what comes in, goes out, and what is left in the end."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from events.contract.budget_codes import LifeEventKind
from events.contract.household_budget import LifeEvent, YearlyFlow


@dataclass(frozen=True, slots=True)
class Year:
    """One calendar year in yen; `left` = what is there at its end."""

    year: int
    income: int
    expense: int
    events: tuple[LifeEvent, ...]
    left: int

    @property
    def event_cost(self) -> int:
        """What the events of the year cost."""
        return sum(event.cost_yen for event in self.events)

    @property
    def balance(self) -> int:
        """What the year adds or takes."""
        return self.income - self.expense - self.event_cost


def years(
    first_year: int,
    count: int,
    opening_yen: int,
    flows: Iterable[YearlyFlow],
    events: Iterable[LifeEvent],
) -> tuple[Year, ...]:
    """Every year from the first on; a flow counts in each year from its first to its last."""
    flows, events = tuple(flows), tuple(events)
    found: list[Year] = []
    left = opening_yen
    for year in range(first_year, first_year + count):
        income = _in_year(flows, year, incoming=True)
        expense = _in_year(flows, year, incoming=False)
        here = tuple(event for event in events if event.year == year)
        left += income - expense - sum(event.cost_yen for event in here)
        found.append(Year(year, income, expense, here, left))
    return tuple(found)


def turns_negative(table: Sequence[Year]) -> Year | None:
    """The first year at whose end more is gone than there is."""
    return next((year for year in table if year.left < 0), None)


def lowest(table: Sequence[Year]) -> Year | None:
    """The year at whose end least is left; the first of several."""
    return min(table, key=lambda year: year.left, default=None)


def school_years(born_on: date) -> tuple[tuple[int, LifeEventKind], ...]:
    """When a child enters each school: a school year begins on 1 April with those who are six by that day.

    Somebody born on 1 April belongs to the year before (学校教育法17条, 年齢計算ニ関スル法律).
    """
    first = born_on.year + (6 if (born_on.month, born_on.day) <= (4, 1) else 7)
    return (
        (first, LifeEventKind.ELEMENTARY_SCHOOL),
        (first + 6, LifeEventKind.JUNIOR_HIGH_SCHOOL),
        (first + 9, LifeEventKind.HIGH_SCHOOL),
        (first + 12, LifeEventKind.HIGHER_EDUCATION),
    )


def _in_year(flows: Iterable[YearlyFlow], year: int, *, incoming: bool) -> int:
    return sum(
        flow.yearly_yen
        for flow in flows
        if flow.incoming is incoming
        and flow.from_year <= year
        and (flow.until_year is None or year <= flow.until_year)
    )
