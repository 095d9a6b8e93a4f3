"""A seed becomes the life of a person with grants: what happens when, and what the book says to each step."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from tests.benefits.lives.book import Book
from tests.benefits.lives.city import (
    CITIES,
    City,
    after,
    closing,
    first_of,
    fiscal_year,
    following,
    last_of,
    month_of,
    preceding,
)
from tests.benefits.lives.page import Answer

THEMES = (
    "plain",
    "changes",
    "illness",
    "wards",
    "again",
    "year end",
    "returned",
    "stopped",
    "recovery",
    "everything",
)
"""What a seed is about: its last digit."""
GROUNDS = (
    "dismissal",
    "dismissal",
    "employer_side",
    "business_closed",
    "work_reduced",
    "voluntary_resignation",
    "job_loss",
    "illness_or_injury",
)
FULL = {"seeking": True, "helps": True, "business": False}


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happens, with the answer of the book."""

    what: str
    on: date
    grant: int
    told: dict[str, Any]
    answer: Answer


@dataclass(frozen=True, slots=True)
class Life:
    """One generated person."""

    seed: int
    theme: str
    city: City
    by_month: bool
    elsewhere: tuple[str, int, bool] | None
    steps: tuple[Step, ...]
    book: Book


def life(seed: int) -> Life:
    """The same for the same seed."""
    author = Author(seed)
    author.write()
    return Life(
        seed,
        author.theme,
        author.city,
        author.book.by_month,
        author.book.elsewhere,
        tuple(author.steps),
        author.book,
    )


class Author:
    """Writes step by step; `day` never goes back."""

    def __init__(self, seed: int) -> None:
        self.chance = Random(f"life {seed}")  # noqa: S311 - a walk
        self.theme = THEMES[seed % len(THEMES)]
        self.city = self.chance.choice(CITIES)
        self.day = self._begin()
        elsewhere = None
        if self.likely(0.15 if self.theme in {"again", "everything", "illness"} else 0.0):
            last = month_of(self.day - timedelta(days=self.chance.choice([90, 370, 430, 800])))
            elsewhere = (last, self.chance.randint(1, 6), self.likely(0.5))
        self.book = Book(self.city, by_month=self.likely(0.25), elsewhere=elsewhere)
        self.steps: list[Step] = []

    def likely(self, share: float) -> bool:
        return self.chance.random() < share

    def about(self, *themes: str) -> bool:
        return self.theme in {*themes, "everything"}

    def wait(self, least: int, most: int) -> date:
        self.day += timedelta(days=self.chance.randint(least, most))
        return self.day

    def until(self, day: date) -> date:
        self.day = max(self.day, day)
        return self.day

    def do(self, what: str, grant: int, **told: Any) -> Answer:
        answer = self.book.do(what, self.day, grant, told)
        self.steps.append(Step(what, self.day, grant, told, answer))
        return answer

    def _begin(self) -> date:
        year = self.chance.choice([2023, 2024, 2025, 2026])
        if self.theme == "year end":
            return date(year + 1, self.chance.choice([1, 2, 3]), self.chance.randint(1, 28))
        if self.likely(0.3):
            return date(year, 6, 20) + timedelta(days=self.chance.randint(0, 20))
        return date(year, 4, 3) + timedelta(days=self.chance.randint(0, 300))

    # ---- the story

    def write(self) -> None:
        """One grant, perhaps another at once in another ward, perhaps one after it."""
        first = self.begin()
        if first is not None:
            self.live(first)
        rounds = 2 if self.about("again") else int(self.likely(0.3))
        for _ in range(rounds):
            self.once_more()

    def begin(self) -> int | None:
        """An application and its answer; None where nothing was granted."""
        grant = len(self.book.pages)
        self.do("apply", grant, **self.household(), **self.ground())
        first = month_of(self.day)
        if self.likely(0.3):
            first = following(first)
        self.wait(3, 25)
        answer = self.do("decide", grant, first_month=first)
        return grant if answer[0] == "granted" else None

    def household(self) -> dict[str, Any]:
        """Figures around the limits: below S, between, at the limit, one yen over, far over."""
        size = self.chance.choice([1, 1, 1, 2, 3, 4])
        base, cap = self.city.base(size, self.day), self.city.caps[size]
        rent = self.chance.choice([cap, cap - 3_000, cap + 5_000, cap + 25_500, 20_000, cap + 1])
        limit = self.city.threshold(base, rent, size)
        income = self.chance.choice(
            [
                0,
                base - 1,
                base,
                base + 1,
                base + 7_777,
                base + 13_050,
                base + 20_000,
                limit - 1,
                limit,
            ]
            + [base + 2_000] * 4
            + ([limit + 1, limit + 30_000] if self.likely(0.35) else [])
        )
        most = min(base * 6, 1_000_000)
        savings = self.chance.choice([0, 120_000, most - 1, most, most // 3])
        if self.likely(0.04):
            savings = most + 1
        return {
            "size": size,
            "rent": rent,
            "income": income,
            "savings": savings,
            "seeking": not self.likely(0.03),
        }

    def ground(self) -> dict[str, Any]:
        """Why; mostly in time. `ground` speaks of a re-grant and is the same cause told finer."""
        ground = self.chance.choice(GROUNDS)
        days = self.chance.choice([30, 200, 500, 700, 725, 729, 730, 731, 760])
        return {
            "cause": {"work_reduced": "income_loss", "business_closed": "closed_business"}.get(
                ground, "left_work"
            ),
            "cause_on": self.day - timedelta(days=days if self.likely(0.3) else 40),
            "hindered": self.chance.choice([0, 0, 0, 29, 30, 45, 900]),
            "ground": ground,
            "own_fault": self.likely(0.05),
        }

    def live(self, grant: int) -> None:
        """Month after month until nothing is left."""
        page = self.book.pages[grant]
        if self.about("wards") and self.likely(0.7):
            self.second_ward(grant)
        self.committed(grant)
        while page.state == "running":
            waiting = [month for month, cell in page.cells.items() if cell.state == "open"]
            if not waiting:
                break
            self.before_paying(grant, waiting)
            if page.state == "running" and waiting[0] in page.cells:
                self.month(grant, waiting[0], last=waiting[0] == max(page.cells))
        if page.paused_after:
            self.come_back(grant)
        self.close(grant)

    def close(self, grant: int) -> None:
        """The end, a transfer that comes back after it, money asked back."""
        page = self.book.pages[grant]
        self.wait(1, 9)
        if page.state == "running":
            self.do("end", grant)
        if self.about("returned", "year end") and page.paid and self.likely(0.4):
            self.wait(1, 90)
            self.returned(grant, max(page.paid))
        if self.about("recovery") and page.paid:
            self.recover(grant)

    def committed(self, grant: int) -> None:
        """The difference after a decision, of the year at hand (of each year where months keep their own)."""
        page = self.book.pages[grant]
        here = fiscal_year(self.day)
        years = {here}
        if self.book.by_month:
            years = {fiscal_year(first_of(month)) for month in page.cells}
        for year in sorted(years):
            lacking = self.book.short(grant, self.day, year)
            less = lacking < 0 and set(page.pots) == {year}
            if abs(year - here) <= 1 and (lacking > 0 or less):
                self.do("commit", grant, year=year)

    # ---- one month

    def before_paying(self, grant: int, waiting: list[str]) -> None:
        """What may happen between two payments."""
        page = self.book.pages[grant]
        month, last = waiting[0], max(page.cells)
        self.until(first_of(month))
        if self.about("stopped") and self.likely(0.25):
            self.income(grant, month)
        elif self.about("changes", "wards") and self.likely(0.4):
            self.changed(grant, self.chance.choice(waiting))
        elif self.about("illness") and self.likely(0.2) and self.day <= last_of(last):
            self.rest(grant, month)
        elif self.theme == "everything" and self.likely(0.05):
            self.stop(grant, preceding(month))

    def month(self, grant: int, month: str, *, last: bool) -> None:
        """Perhaps an extension first, then order, review and payment; late at the end of a year."""
        page = self.book.pages[grant]
        early = last and self.day <= last_of(month) and self.likely(0.8)
        if early:
            self.until(first_of(month) + timedelta(days=self.chance.randint(0, 24)))
            self.until(min(self.day, last_of(month)))
            self.extension(grant)
        self.until(first_of(month) + timedelta(days=self.chance.randint(15, 25)))
        if self.about("year end") and self.likely(0.3):
            self.until(
                closing(fiscal_year(self.day)) + timedelta(days=self.chance.choice([-5, 0, 1]))
            )
        self.ordered(grant, month)
        if page.cells[month].state == "ordered":
            self.through(grant, month)
        if page.cells[month].state == "open":
            self.stop(grant, preceding(month))
            return
        if self.likely(0.05):
            self.do("order", grant, month=month)
        if page.cells[month].state == "paid" and self.about("returned") and self.likely(0.3):
            self.returned(grant, month)
        if last and not early and self.likely(0.5):
            self.wait(1, 20)
            self.extension(grant)

    def ordered(self, grant: int, month: str) -> None:
        """The order; where a closed year holds the money, a new commitment first."""
        answer = self.do("order", grant, month=month)
        if answer[0] == "no" and answer[1] in {"year over", "short"}:
            old = min(self.book.pages[grant].pots)
            if self.book.short(grant, self.day, old) and self.day > date(old + 1, 3, 31):
                self.do("commit", grant, year=old)
            self.committed(grant)
            self.do("order", grant, month=month)

    def through(self, grant: int, month: str) -> None:
        """Review, and payment; where the year is over, another order of the year at hand."""
        self.wait(0, 3)
        if self.do("check", grant, month=month)[0] == "no":
            self.afresh(grant, month)
            return
        self.wait(0, 4)
        if self.about("returned") and self.likely(0.1):
            self.do("bounce", grant, month=month)
            self.sent_again(grant, month)
            return
        self.do("pay", grant, month=month)

    def afresh(self, grant: int, month: str) -> None:
        """Cancelled, committed in the year at hand, ordered anew."""
        self.do("cancel", grant, month=month)
        self.committed(grant)
        self.do("order", grant, month=month)
        if self.book.pages[grant].cells[month].state == "ordered":
            self.wait(0, 1)
            if self.do("check", grant, month=month)[0] == "passed":
                self.do("pay", grant, month=month)

    def returned(self, grant: int, month: str) -> None:
        """組戻 after the payment; 戻入 perhaps too late; the order once more."""
        self.wait(1, 20)
        self.do("bounce", grant, month=month)
        if self.likely(0.3):
            self.until(closing(fiscal_year(self.day)) + timedelta(days=self.chance.choice([0, 1])))
        if self.likely(0.8):
            self.do("put_back", grant, month=month)
        self.sent_again(grant, month)

    def sent_again(self, grant: int, month: str) -> None:
        self.wait(1, 6)
        number = str(1000 + len(self.steps))
        if self.do("reissue", grant, month=month, number=number)[0] == "no":
            if self.book.pages[grant].state == "running":
                self.afresh(grant, month)
            return
        self.wait(0, 1)
        if self.do("check", grant, month=month)[0] == "passed":
            self.do("pay", grant, month=month)

    # ---- later decisions

    def same(self, grant: int) -> dict[str, Any]:
        """The household as applied for, with what moved since."""
        told = self.book.pages[grant].told
        kept = {name: told[name] for name in ("size", "rent", "income", "savings")}
        if self.likely(0.3):
            kept["income"] = self.household()["income"]
        if self.likely(0.1):
            kept["savings"] = self.chance.choice([499_999, 500_001, 552_001, 1_000_001])
        return kept

    def extension(self, grant: int) -> None:
        """Applied for and decided; the money of it committed."""
        page = self.book.pages[grant]
        told = FULL | {"helps": not self.likely(0.03), "business": self.likely(0.1)}
        decided_on = self.day + timedelta(days=self.chance.randint(0, 9))
        self.do("extend", grant, decided_on=decided_on, **self.same(grant), **told)
        self.until(decided_on)
        if page.state == "running":
            self.committed(grant)

    def changed(self, grant: int, first: str) -> None:
        """Another rent, less income, or a forced move to another ward."""
        page = self.book.pages[grant]
        told = {name: page.told[name] for name in ("size", "rent", "income", "savings")}
        ground = self.chance.choice(["rent", "income", "forced_move"])
        if ground == "income":
            told["income"] = max(told["income"] - self.chance.choice([1, 9_000, 40_000]), 0)
            if self.likely(0.15):
                told["income"] += 90_000
        else:
            told["rent"] += self.chance.choice([-8_000, -1, 4_000, 12_000])
        self.do("change", grant, first_month=first, ground=ground, **told)
        self.committed(grant)

    def rest(self, grant: int, month: str) -> None:
        """A pause from this month on; afterwards the grant waits or comes back."""
        page = self.book.pages[grant]
        self.wait(0, 9)
        self.do("suspend", grant, last_month=preceding(month))
        self.come_back(grant)
        if page.paused_after:
            page_last = page.paused_after
            if self.likely(0.3):
                self.do("end", grant)
            if page.state == "running":
                self.stop(grant, page_last)

    def come_back(self, grant: int) -> None:
        """After some months, or too late."""
        page = self.book.pages[grant]
        for _ in range(2):
            if not page.paused_after or page.state != "running":
                return
            if self.likely(0.2) and page.cells:
                told = {**self.same(grant), **FULL}
                self.do("extend", grant, decided_on=self.day, **told)
            self.wait(10, self.chance.choice([60, 100, 200, 400, 900]))
            self.exactly(page.resume_by)
            first = max(month_of(self.day), following(page.paused_after))
            business = {"business": self.likely(0.1), "seeking": True}
            self.do("resume", grant, first_month=first, **self.same(grant), **business)
        if not page.paused_after:
            self.committed(grant)

    def exactly(self, last: date | None) -> None:
        """Now and then on the very last day, or one day after it."""
        if last is not None and self.likely(0.25):
            self.until(last + timedelta(days=self.chance.choice([0, 1])))

    def income(self, grant: int, month: str) -> None:
        """A report; what follows from it is done where nothing is ordered behind it."""
        self.wait(0, 12)
        self.until(first_of(month))
        _, _, _, limit = self.book.pages[grant].figures
        income = self.chance.choice([limit, limit + 1, limit - 9_000, limit + 50_000, 30_000])
        answer = self.do("earn", grant, month=month, income=income)
        if answer[0] == "stop":
            self.stop(grant, month)

    def stop(self, grant: int, last_month: str) -> None:
        """With reasons told."""
        self.wait(0, 5)
        reason = self.chance.choice(["収入が上限を超えたため", "転居したため"])
        if self.do("stop", grant, last_month=last_month, reason=reason)[0] == "stopped":
            self.committed(grant)

    # ---- other grants, money asked back

    def second_ward(self, grant: int) -> None:
        """Another ward takes an application of the same person: a month is paid once all the same."""
        self.committed(grant)
        month = next(iter(self.book.pages[grant].cells))
        self.until(first_of(month))
        self.ordered(grant, month)
        other = self.begin()
        if other is None:
            return
        self.committed(other)
        for one in list(self.book.pages[other].cells)[:2]:
            self.ordered(other, one)
            if self.book.pages[other].cells[one].state == "ordered":
                self.through(other, one)
        used = [m for m, c in self.book.pages[other].cells.items() if c.state != "open"]
        before = preceding(next(iter(self.book.pages[other].cells)))
        self.stop(other, max(used, default=before))
        if self.book.pages[grant].cells[month].state == "ordered":
            self.through(grant, month)

    def once_more(self) -> None:
        """A new grant: too early, in the very month, or later."""
        last = self.book.last_paid()
        if not last:
            self.wait(20, 200)
        else:
            month = after(last, self.chance.choice([5, 12, 13, 13, 14, 20]))
            self.until(first_of(month) + timedelta(days=self.chance.randint(0, 25)))
        page = self.begin()
        if page is not None:
            self.live(page)

    def recover(self, grant: int) -> None:
        """Found, decided, fixed, collected in two parts, carried over after 31 May."""
        page = self.book.pages[grant]
        self.wait(5, 120)
        months = self.chance.sample(sorted(page.paid), self.chance.randint(1, len(page.paid)))
        wholly = self.likely(0.5)
        asked = {m: page.cells[m].yen if wholly else 1 + page.cells[m].yen // 3 for m in months}
        if self.likely(0.15):
            asked[months[0]] = page.cells[months[0]].yen + 1
        causes = ["fraud", "recipient_unreported", "office_error", "rule_change"]
        answer = self.do("find", grant, cause=self.chance.choice(causes), asked=asked)
        if answer[0] == "no":
            return
        self.wait(5, 60)
        if self.do("claim_back", grant, into="expenditure")[0] == "no":
            self.do("claim_back", grant, into="revenue")
        self.paid_back(grant)

    def paid_back(self, grant: int) -> None:
        claim = self.book.pages[grant].claim
        assert claim is not None
        self.wait(0, 60)
        self.do("collect", grant, amount=max(claim.owed // 3, 1))
        if claim.owed and self.likely(0.2):
            self.do("collect", grant, amount=claim.owed + 1)
        if claim.owed and self.likely(0.3):
            self.do("carry", grant)
        if claim.into == "expenditure" and claim.owed and self.likely(0.6):
            self.until(closing(claim.year) + timedelta(days=self.chance.choice([0, 1, 30])))
            if self.do("carry", grant)[0] == "carried":
                self.wait(1, 30)
        if claim.owed:
            self.do("collect", grant, amount=claim.owed)
