"""The book from the application to the first decision (benefits.md §3-5)."""

# ruff: noqa: ARG002 - every step is told its day, whether or not it matters
from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from tests.benefits.lives.city import (
    City,
    after,
    following,
    long_day,
    long_month,
    month_of,
    years_later,
    yen,
)
from tests.benefits.lives.page import (
    INNOCENT,
    Answer,
    Cell,
    Doubt,
    Page,
    Sent,
    refusal,
    to_payee,
)


class Judging:
    """Requirements and amounts of one person in one city."""

    def __init__(
        self, city: City, *, by_month: bool, elsewhere: tuple[str, int, bool] | None
    ) -> None:
        self.city = city
        self.by_month = by_month
        self.elsewhere = elsewhere
        self.pages: list[Page] = []
        self.taken: dict[str, int] = {}

    def apply(self, grant: int, on: date, **told: Any) -> Answer:
        assert grant == len(self.pages)
        self.pages.append(Page(arrived=on, told=told))
        return ("arrived", on)

    def decide(self, grant: int, on: date, first_month: str) -> Answer:
        page = self.pages[grant]
        told, size = page.told, page.told["size"]
        base = self.city.base(size, page.arrived)
        against = [
            *self._cause(page),
            *self._again(page, grant),
            *self._money(told, base, page.arrived),
            *([] if told["seeking"] else [Doubt("求職活動等")]),
        ]
        worth = self.city.amount(base, told["rent"], size, told["income"])
        limit = self.city.threshold(base, told["rent"], size)
        arrived = long_day(page.arrived)
        if against or not worth:
            page.state = "refused"
            page.letters.append(refusal("refusal", against, {arrived, long_day(on)}))
            return ("refused", frozenset(one.name for one in against))
        page.state, page.first_month = "running", first_month
        page.figures = (base, told["rent"], size, limit)
        self._add(page, first_month, 3, worth)
        months = {long_month(first_month), long_month(after(first_month, 2))}
        capped = self.city.caps[size]
        basis = {yen(one) for one in (worth, base, told["rent"], capped, told["income"])}
        page.letters.append(Sent("grant", basis, months, {arrived, long_day(on)}, ("3か月）",)))
        page.letters.append(to_payee({yen(worth)}, months))
        return ("granted", worth, first_month, 3)

    def _cause(self, page: Page) -> list[Doubt]:
        """E2, day by day: two years, a run of thirty days or more added, four years at most (2023-04-01)."""
        left, told = page.told["cause_on"], page.told
        if told["cause"] == "income_loss":
            return [Doubt("申請の原因")] if told["own_fault"] else []
        end = years_later(left, 2) - timedelta(days=1)
        wall = years_later(left, 4) - timedelta(days=1)
        for _ in range(told["hindered"] if told["hindered"] >= 30 else 0):
            if end < wall:
                end += timedelta(days=1)
        if left <= page.arrived <= end:
            return []
        days = {long_day(left), long_day(end), long_day(page.arrived)}
        return [Doubt("離職・廃業からの期間", days=days, words=("期間外",))]

    def _again(self, page: Page, grant: int) -> list[Doubt]:
        """16条: the bar attaches to the person, whoever paid."""
        last = self.last_paid(besides=grant)
        if not last:
            return []
        doubts = ()
        ground, fault = page.told["ground"], page.told["own_fault"]
        if ground == "job_loss" and not fault:
            ground = "employer_side"
        if ground not in INNOCENT or fault:
            doubts = (*doubts, "再支給の原因")
        if self._waits(ground, last, grant) and month_of(page.arrived) < self.earliest(last):
            doubts = (*doubts, "1年がたっていません")
        if not doubts:
            return []
        return [Doubt("再支給の要件", words=doubts)]

    def _waits(self, ground: str, last: str, grant: int) -> bool:
        """附則2条: after a dismissal no wait where the last application was made by 2024-03-31."""
        before = [p.arrived for n, p in enumerate(self.pages) if n != grant and p.paid]
        if ground != "dismissal":
            return True
        if before:
            return max(before) > date(2024, 3, 31)
        return last > "2024-03"

    def _money(self, told: dict[str, Any], base: int, on: date) -> list[Doubt]:
        """E6, E7."""
        size, rent, income, savings = told["size"], told["rent"], told["income"], told["savings"]
        limit = self.city.threshold(base, rent, size)
        most = 0
        for _ in range(6):
            most = min(most + base, 1_000_000)
        doubts = []
        if income > limit:
            counted = {income, base, min(rent, self.city.caps[size]), limit}
            doubts.append(
                Doubt("収入要件", {yen(one) for one in counted}, words=("以下ではありません",))
            )
        if savings > most:
            doubts.append(Doubt("資産要件", {yen(savings), yen(most), "100万円"}))
        return doubts

    def last_paid(self, besides: int = -1) -> str:
        """The last month paid to the person, here or elsewhere."""
        found = [max(p.paid) for n, p in enumerate(self.pages) if n != besides and p.paid]
        return max([*found, *([self.elsewhere[0]] if self.elsewhere else [])], default="")

    def earliest(self, last: str) -> str:
        """A year counted from the month after the last paid one."""
        return after(following(last), 12)

    def _add(self, page: Page, first: str, count: int, worth: int) -> None:
        month = first
        for _ in range(count):
            page.cells[month] = Cell(worth, page.figures[0])
            month = following(month)
