"""住居確保給付金 kept as a plain book, month by month, straight from benefits.md: the slow oracle of the generated lives.

It answers every step in words of its own and states at the end what each month, each order and each letter must be.
No import from the programme.
"""

# ruff: noqa: ARG002 - every step is told its day, whether or not it matters
from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from tests.benefits.lives.city import (
    City,
    after,
    closing,
    first_of,
    fiscal_year,
    following,
    last_of,
    long_day,
    long_month,
    month_of,
    preceding,
    years_later,
    yen,
)

Answer = tuple[Any, ...]
CONTEST = ("3か月以内", "審査請求", "6か月以内")
INNOCENT = {"dismissal", "employer_side", "business_closed", "work_reduced"}


@dataclass(slots=True)
class Sent:
    """What one letter must say: all its sums, months and days, and words that must stand in it."""

    kind: str
    sums: set[str] = field(default_factory=set)
    months: set[str] = field(default_factory=set)
    days: set[str] = field(default_factory=set)
    words: tuple[str, ...] = ()
    contest: bool = True


@dataclass(slots=True)
class Cell:
    """One payable month: yen, S behind it, and where its money is."""

    yen: int
    base: int = 0
    year: int = 0
    state: str = "open"
    paid_on: date | None = None


@dataclass(slots=True)
class Doubt:
    """One requirement not met, and what its sentence names."""

    name: str
    sums: set[str] = field(default_factory=set)
    days: set[str] = field(default_factory=set)
    words: tuple[str, ...] = ()


@dataclass(slots=True)
class Page:
    """One grant. `figures` = S, R, size, T of the decision whose amount runs."""

    arrived: date
    told: dict[str, Any]
    state: str = "asked"
    cells: dict[str, Cell] = field(default_factory=dict)
    figures: tuple[int, int, int, int] = (0, 0, 0, 0)
    pots: dict[int, int] = field(default_factory=dict)
    extended: int = 0
    waiting: dict[str, Any] | None = None
    waiting_on: date | None = None
    paused_after: str = ""
    resume_by: date | None = None
    put_off: int = 0
    undone: list[tuple[str, int, int]] = field(default_factory=list)
    letters: list[Sent] = field(default_factory=list)
    claim: Debt | None = None
    first_month: str = ""

    @property
    def paid(self) -> list[str]:
        """Months whose payment stands."""
        return [month for month, cell in self.cells.items() if cell.state == "paid"]


@dataclass(slots=True)
class Debt:
    """Money asked back."""

    owed: int
    year: int
    paid_year: int
    into: str = ""
    came: dict[tuple[str, int], int] = field(default_factory=dict)


class Book:
    """All grants of one person in one city; wards do not matter to the months."""

    def __init__(
        self, city: City, *, by_month: bool, elsewhere: tuple[str, int, bool] | None
    ) -> None:
        self.city = city
        self.by_month = by_month
        self.elsewhere = elsewhere
        self.pages: list[Page] = []
        self.taken: dict[str, int] = {}

    def do(self, what: str, on: date, grant: int, told: dict[str, Any]) -> Answer:
        """The answer to one step."""
        answer: Answer = getattr(self, what)(grant, on, **told)
        return answer

    # ---- from the application to the decision

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
            page.letters.append(_refusal("refusal", against, {arrived, long_day(on)}))
            return ("refused", frozenset(one.name for one in against))
        page.state, page.first_month = "running", first_month
        page.figures = (base, told["rent"], size, limit)
        self._add(page, first_month, 3, worth)
        months = {long_month(first_month), long_month(after(first_month, 2))}
        capped = self.city.caps[size]
        basis = {yen(one) for one in (worth, base, told["rent"], capped, told["income"])}
        page.letters.append(Sent("grant", basis, months, {arrived, long_day(on)}, ("3か月）",)))
        page.letters.append(_payee({yen(worth)}, months))
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

    # ---- while it runs

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
            page.letters.append(_refusal("extension_refusal", against, {long_day(decided_on)}))
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
        page.letters.append(_payee({yen(worth)}, months))

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
            page.letters.append(_refusal("change_refusal", against, {long_day(on)}))
            return ("refused", frozenset(one.name for one in against))
        for month, cell in page.cells.items():
            if month >= first_month:
                cell.yen, cell.base = worth, base
        page.figures = (base, told["rent"], told["size"], limit)
        months = {long_month(first_month)}
        words = ({"rent": "家賃の変更", "income": "収入の減少"}.get(ground, "転居"),)
        page.letters.append(Sent("change", {yen(worth)}, months, {long_day(on)}, words))
        page.letters.append(_payee({yen(worth)}, months))
        return ("changed", worth, first_month)

    def suspend(self, grant: int, on: date, last_month: str) -> Answer:
        """Illness: nothing after that month; two years to come back."""
        page = self.pages[grant]
        page.put_off = self._cut(page, last_month)
        page.paused_after = last_month
        page.resume_by = years_later(first_of(following(last_month)), 2) - timedelta(days=1)
        months = _last(page, last_month)
        days = {long_day(page.resume_by), long_day(on)}
        page.letters.append(Sent("suspension", set(), months, days, ("入院のため",)))
        page.letters.append(_payee(set(), months))
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
            page.letters.append(_refusal("change_refusal", against, {long_day(on)}))
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
        months = _last(page, last_month)
        page.letters.append(Sent("stop", set(), months, {long_day(on)}, (reason, "要綱15条")))
        page.letters.append(_payee(set(), months))
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

    # ---- money

    def short(self, grant: int, on: date, year: int) -> int:
        """Yen of that year's commitments that are lacking."""
        page = self.pages[grant]
        if self.by_month:
            due = sum(c.yen for m, c in page.cells.items() if fiscal_year(first_of(m)) == year)
            return due - page.pots.get(year, 0)
        held = 0
        for pot, put in page.pots.items():
            dead = pot != year and on > closing(pot)
            held += self._drawn(page, pot) if dead else put
        return sum(cell.yen for cell in page.cells.values()) - held

    def _drawn(self, page: Page, year: int) -> int:
        return sum(c.yen for c in page.cells.values() if c.state != "open" and c.year == year)

    def commit(self, grant: int, on: date, year: int) -> Answer:
        """支出負担行為: the difference; nothing new for a year after its 31 March."""
        page = self.pages[grant]
        lacking = self.short(grant, on, year)
        if on > date(year + 1, 3, 31):
            return ("no", "year over")
        page.pots[year] = page.pots.get(year, 0) + lacking
        return ("committed", year, lacking)

    def order(self, grant: int, on: date, month: str) -> Answer:
        """The year of the order is that of the commitment it draws on, never of the day of payment."""
        page = self.pages[grant]
        cell = page.cells.get(month)
        if cell is None:
            return ("no", "not payable")
        if cell.state != "open":
            return ("no", "ordered already")
        over = False
        for year in sorted(page.pots):
            if self.by_month and year != fiscal_year(first_of(month)):
                continue
            if page.pots[year] - self._drawn(page, year) < cell.yen:
                continue
            if on > closing(year):
                over = True
                continue
            if self.taken.get(month, grant) != grant:
                return ("no", "taken")
            self.taken[month] = grant
            cell.state, cell.year = "ordered", year
            return ("ordered", month, cell.yen, year)
        return ("no", "year over" if over else "short")

    def check(self, grant: int, on: date, month: str) -> Answer:
        """会計管理者."""
        cell = self.pages[grant].cells[month]
        if on > closing(cell.year):
            return ("no", "year over")
        cell.state = "passed"
        return ("passed", month)

    def pay(self, grant: int, on: date, month: str) -> Answer:
        """給付支給 on the day of the transfer."""
        cell = self.pages[grant].cells[month]
        cell.state, cell.paid_on = "paid", on
        return ("paid", month, cell.yen, cell.year, on)

    def bounce(self, grant: int, on: date, month: str) -> Answer:
        """組戻: the month is unpaid again."""
        page = self.pages[grant]
        cell = page.cells[month]
        was_paid = cell.state == "paid"
        if was_paid:
            page.undone.append((month, cell.yen, cell.year))
        cell.state, cell.paid_on = "back", None
        return ("back", month, was_paid, cell.yen)

    def reissue(self, grant: int, on: date, month: str, number: str) -> Answer:
        """The same order once more, of its own year, while that year can still be paid from."""
        cell = self.pages[grant].cells[month]
        if on > closing(cell.year):
            return ("no", "year over")
        cell.state = "ordered"
        return ("again", month)

    def cancel(self, grant: int, on: date, month: str) -> Answer:
        """The month is free again for everybody."""
        cell = self.pages[grant].cells[month]
        cell.state, cell.year = "open", 0
        del self.taken[month]
        return ("cancelled", month)

    def put_back(self, grant: int, on: date, month: str) -> Answer:
        """戻入 of the returned money into its year, until 31 May."""
        page = self.pages[grant]
        found = next((one for one in page.undone if one[0] == month), None)
        if found is None:
            return ("no", "nothing returned")
        if on > closing(found[2]):
            return ("no", "year over")
        page.undone.remove(found)
        return ("put back", month, found[1], found[2])

    # ---- money asked back

    def find(self, grant: int, on: date, cause: str, asked: dict[str, int]) -> Answer:
        """Never more of a month than was paid for it."""
        page = self.pages[grant]
        for month, wanted in asked.items():
            cell = page.cells[month]
            if wanted > (cell.yen if cell.state == "paid" else 0):
                return ("no", "more than paid")
        years = {page.cells[month].year for month in asked}
        one_year = years.pop() if len(years) == 1 else 0
        page.claim = Debt(owed=sum(asked.values()), year=0, paid_year=one_year)
        return ("found", page.claim.owed, one_year)

    def claim_back(self, grant: int, on: date, into: str) -> Answer:
        """戻入 into the year of the payment until 31 May; after it, or over several years, revenue of today."""
        claim = self._claim(grant)
        if into == "expenditure":
            if not claim.paid_year:
                return ("no", "several years")
            if on > closing(claim.paid_year):
                return ("no", "year over")
        claim.into = into
        claim.year = claim.paid_year if into == "expenditure" else fiscal_year(on)
        return ("fixed", into, claim.year, claim.owed)

    def collect(self, grant: int, on: date, amount: int) -> Answer:
        """What comes in, into the year it belongs to."""
        claim = self._claim(grant)
        if amount > claim.owed:
            return ("no", "more than owed")
        if claim.into == "expenditure" and on > closing(claim.year):
            return ("no", "year over")
        year = claim.year if claim.into == "expenditure" else fiscal_year(on)
        claim.owed -= amount
        key = (claim.into, year)
        claim.came[key] = claim.came.get(key, 0) + amount
        return ("came", year, amount, claim.into == "expenditure")

    def carry(self, grant: int, on: date) -> Answer:
        """過年度収入: only after 31 May."""
        claim = self._claim(grant)
        if claim.into != "expenditure":
            return ("no", "is revenue")
        if on <= closing(claim.year):
            return ("no", "year open")
        claim.into, claim.year = "revenue", fiscal_year(on)
        return ("carried", claim.year, claim.owed)

    def _claim(self, grant: int) -> Debt:
        claim = self.pages[grant].claim
        assert claim is not None
        return claim

    def due(self, grant: int, from_month: str, income: int, rent: int) -> dict[str, int]:
        """What each paid month should have been, had this income and rent been known from a month on."""
        page = self.pages[grant]
        size = page.told["size"]
        found = {}
        for month in page.paid:
            cell = page.cells[month]
            found[month] = cell.yen
            if month >= from_month:
                within = income <= self.city.threshold(cell.base, rent, size)
                found[month] = self.city.amount(cell.base, rent, size, income) if within else 0
        return found

    # ---- what stands

    def standing(self, grant: int) -> dict[str, Any]:
        """Everything of one grant at the end."""
        page = self.pages[grant]
        used = len(page.cells) + self._counted()
        left = 0 if page.extended >= 2 else min(3, max(9 - used, 0))
        claim = page.claim
        return {
            "state": "paused" if page.paused_after else page.state,
            "months": {
                month: (cell.yen, cell.year, cell.state, cell.paid_on)
                for month, cell in sorted(page.cells.items())
            },
            "used": len(page.paid),
            "extension": (last_of(max(page.cells)), left) if page.cells else None,
            "resume_by": page.resume_by,
            "pots": {year: put for year, put in sorted(page.pots.items()) if put},
            "undone": sorted(page.undone),
            "claim": (claim.owed, claim.into, claim.year, claim.came) if claim else None,
        }

    def person(self) -> dict[str, Any]:
        """What stands of the person: the months taken, when a new grant may be asked for."""
        last = self.last_paid()
        return {"taken": dict(self.taken), "earliest": self.earliest(last) if last else ""}


def _refusal(kind: str, against: list[Doubt], days: set[str]) -> Sent:
    sums = set().union(*(one.sums for one in against)) if against else {yen(0)}
    words = tuple(word for one in against for word in (one.name, *one.words))
    days = days.union(*(one.days for one in against))
    return Sent(kind, sums, set(), days, ("理由: ", *words))


def _payee(sums: set[str], months: set[str]) -> Sent:
    return Sent("to_payee", sums, months, contest=False)


def _last(page: Page, month: str) -> set[str]:
    return set() if month == preceding(page.first_month) else {long_month(month)}
