"""The book while a grant runs: extension, change, pause, return, income, stop, end (benefits.md §5, §6)."""

# ruff: noqa: ARG002 - every step is told its day, whether or not it matters
from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from tests.benefits.lives.city import (
    after,
    first_of,
    following,
    last_of,
    long_day,
    long_month,
    years_later,
    yen,
)
from tests.benefits.lives.judging import Judging
from tests.benefits.lives.page import (
    Answer,
    Doubt,
    Page,
    Sent,
    last_line,
    refusal,
    to_payee,
)


class Running(Judging):
    """Months come and go; they count per grant."""

    def extend(self, grant: int, on: date, decided_on: date, **told: Any) -> Answer:
        """Three more months, twice, nine in all; requirements but E1, E2, E3 once more; asked for without a gap."""
        page = self.pages[grant]
        if page.paused_after:
            return ("no", "suspended")
        last = max(page.cells)
        base = self.city.base(told["size"], on)
        against: list[Doubt] = []
        if on > last_of(last):
            days = {long_day(on), long_day(last_of(last))}
            against.append(Doubt("延長の申請の期限", days=days, words=("期限を過ぎて",)))
        if not told["helps"]:
            against.append(Doubt("就職の促進"))
        used = len(page.cells) + self._counted()
        if used >= 9 or page.extended >= 2:
            against.append(Doubt("支給期間", words=(f"支給した月 {used}か月", "上限 9か月")))
        against += self._money(told, base, on)
        against += self._activity(page, told)
        worth = self.city.amount(base, told["rent"], told["size"], told["income"])
        if against or not worth:
            page.letters.append(refusal("extension_refusal", against, {long_day(decided_on)}))
            return ("refused", frozenset(one.name for one in against))
        count = min(3, 9 - used)
        first = following(last)
        limit = self.city.threshold(base, told["rent"], told["size"])
        page.figures = (base, told["rent"], told["size"], limit)
        self._add(page, first, count, worth)
        page.extended += 1
        self._prolonged(page, "extension", first, count, worth, decided_on)
        return ("extended", worth, first, count)

    def _prolonged(
        self, page: Page, kind: str, first: str, count: int, worth: int, on: date
    ) -> None:
        months = {long_month(first), long_month(after(first, count - 1))}
        words = (f"（{count}か月）",)
        page.letters.append(Sent(kind, {yen(worth)}, months, {long_day(on)}, words))
        page.letters.append(to_payee({yen(worth)}, months))

    def _counted(self) -> int:
        return self.elsewhere[1] if self.elsewhere and self.elsewhere[2] else 0

    def _activity(self, page: Page, told: dict[str, Any]) -> list[Doubt]:
        """E8; E9: a business may be rebuilt instead, for 休業等, up to the sixth month of the grant."""
        if told["business"]:
            held = page.told["cause"] == "income_loss" and len(page.cells) + 1 <= 6
            return [] if held else [Doubt("求職活動等")]
        return [] if told["seeking"] else [Doubt("求職活動等")]

    def change(self, grant: int, on: date, first_month: str, ground: str, **told: Any) -> Answer:
        """Another rent, a lower income or a forced move inside the city; months used go on."""
        page = self.pages[grant]
        base = self.city.base(told["size"], on)
        limit = self.city.threshold(base, told["rent"], told["size"])
        worth = self.city.amount(base, told["rent"], told["size"], told["income"])
        against = [one for one in self._money(told, base, on) if one.name == "収入要件"]
        if (0 if against else worth) == page.cells[first_month].yen:
            return ("no", "same")
        if against or not worth:
            page.letters.append(refusal("change_refusal", against, {long_day(on)}))
            return ("refused", frozenset(one.name for one in against))
        for month, cell in page.cells.items():
            if month >= first_month:
                cell.yen, cell.base = worth, base
        page.figures = (base, told["rent"], told["size"], limit)
        months = {long_month(first_month)}
        words = ({"rent": "家賃の変更", "income": "収入の減少"}.get(ground, "転居"),)
        page.letters.append(Sent("change", {yen(worth)}, months, {long_day(on)}, words))
        page.letters.append(to_payee({yen(worth)}, months))
        return ("changed", worth, first_month)

    def suspend(self, grant: int, on: date, last_month: str) -> Answer:
        """Illness: nothing after that month; two years to come back."""
        page = self.pages[grant]
        page.put_off = self._cut(page, last_month)
        page.paused_after = last_month
        page.resume_by = years_later(first_of(following(last_month)), 2) - timedelta(days=1)
        months = last_line(page, last_month)
        days = {long_day(page.resume_by), long_day(on)}
        page.letters.append(Sent("suspension", set(), months, days, ("入院のため",)))
        page.letters.append(to_payee(set(), months))
        return ("suspended", page.resume_by)

    def resume(self, grant: int, on: date, first_month: str, **told: Any) -> Answer:
        """The months of the same grant are added up."""
        page = self.pages[grant]
        base = self.city.base(told["size"], on)
        assert page.resume_by is not None
        against: list[Doubt] = []
        if on > page.resume_by:
            days = {long_day(on), long_day(page.resume_by)}
            against.append(Doubt("中断後の再開", days=days, words=("期間外",)))
        used = len(page.cells) + self._counted()
        if used >= 9:
            against.append(Doubt("支給期間"))
        against += self._money(told, base, on)
        against += self._activity(page, told)
        worth = self.city.amount(base, told["rent"], told["size"], told["income"])
        if against or not worth:
            page.letters.append(refusal("change_refusal", against, {long_day(on)}))
            return ("refused", frozenset(one.name for one in against))
        count = min(page.put_off or 3, 9 - used)
        limit = self.city.threshold(base, told["rent"], told["size"])
        page.figures = (base, told["rent"], told["size"], limit)
        self._add(page, first_month, count, worth)
        page.paused_after, page.resume_by = "", None
        self._prolonged(page, "resumption", first_month, count, worth, on)
        return ("resumed", worth, first_month, count)

    def earn(self, grant: int, on: date, month: str, income: int) -> Answer:
        """Income above T ends payment with that month; less income than counted raises the amount after it."""
        page = self.pages[grant]
        base, rent, size, limit = page.figures
        if income > limit:
            return ("stop", month, 0)
        worth = self.city.amount(base, rent, size, income)
        cell = page.cells.get(following(month))
        if cell is not None and worth > cell.yen:
            return ("change", following(month), worth)
        return ("stays", following(month), worth)

    def stop(self, grant: int, on: date, last_month: str, reason: str) -> Answer:
        """A decision with reasons; what was ordered stays."""
        page = self.pages[grant]
        if not page.paused_after and last_month >= max(page.cells):
            return ("no", "nothing to stop")
        if any(c.state != "open" for m, c in page.cells.items() if m > last_month):
            return ("no", "ordered already")
        self._cut(page, last_month)
        page.state, page.paused_after, page.resume_by = "stopped", "", None
        months = last_line(page, last_month)
        page.letters.append(Sent("stop", set(), months, {long_day(on)}, (reason, "要綱15条")))
        page.letters.append(to_payee(set(), months))
        return ("stopped", last_month)

    def end(self, grant: int, on: date) -> Answer:
        """When every month decided was paid, and no return is possible any more."""
        page = self.pages[grant]
        if any(cell.state != "paid" for cell in page.cells.values()):
            return ("no", "open months")
        if page.resume_by and on <= page.resume_by:
            return ("no", "may come back")
        page.state, page.paused_after, page.resume_by = "ended", "", None
        return ("ended", len(page.paid))

    def _cut(self, page: Page, last_month: str) -> int:
        gone = [month for month in page.cells if month > last_month]
        for month in gone:
            del page.cells[month]
        return len(gone)
