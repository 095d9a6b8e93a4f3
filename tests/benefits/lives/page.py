"""What the book writes down: grants, months, debts, and what each letter must say."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tests.benefits.lives.city import (
    long_month,
    preceding,
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


def refusal(kind: str, against: list[Doubt], days: set[str]) -> Sent:
    sums = set().union(*(one.sums for one in against)) if against else {yen(0)}
    words = tuple(word for one in against for word in (one.name, *one.words))
    days = days.union(*(one.days for one in against))
    return Sent(kind, sums, set(), days, ("理由: ", *words))


def to_payee(sums: set[str], months: set[str]) -> Sent:
    return Sent("to_payee", sums, months, contest=False)


def last_line(page: Page, month: str) -> set[str]:
    return set() if month == preceding(page.first_month) else {long_month(month)}
