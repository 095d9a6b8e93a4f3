"""Tables and rules of three cities as benefits.md prints them, written out once more; months and yen told slowly.

Nothing here comes from the programme.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from math import ceil


@dataclass(frozen=True, slots=True)
class City:
    """S until and from the tax year 2026, C, by the size of the household; what the city does otherwise."""

    prefecture: str
    name: str
    before: dict[int, int]
    since_2026: dict[int, int]
    caps: dict[int, int]
    round_to: int = 1
    minimum: int = 0
    threshold_to: int = 1

    def base(self, size: int, applied_on: date) -> int:
        """S follows the tax of the year; April to June still use that of the year before (4条)."""
        year = applied_on.year
        if applied_on.month in {1, 2, 3, 4, 5, 6}:
            year -= 1
        return self.since_2026[size] if year >= 2026 else self.before[size]

    def threshold(self, base: int, rent: int, size: int) -> int:
        """T = S + min(R, C), up to the city's step."""
        return up(base + min(rent, self.caps[size]), self.threshold_to)

    def amount(self, base: int, rent: int, size: int, income: int) -> int:
        """Of a household within T: since July 2020 the difference is capped as a whole, never the rent inside it."""
        cap = self.caps[size]
        paid = min(rent, cap)
        if income > base:
            paid = base + rent - income
            paid = min(max(paid, 0), cap)
        return max(up(paid, self.round_to), self.minimum)


OSAKA = City(
    "大阪府",
    "大阪市",
    {1: 84_000, 2: 130_000, 3: 172_000, 4: 214_000},
    {1: 92_000, 2: 139_000, 3: 172_000, 4: 214_000},
    {1: 40_000, 2: 48_000, 3: 52_000, 4: 52_000},
)
MATSUYAMA = City(
    "愛媛県",
    "松山市",
    {1: 81_000, 2: 123_000, 3: 157_000, 4: 194_000},
    {1: 89_000, 2: 131_000, 3: 157_000, 4: 194_000},
    {1: 32_000, 2: 38_000, 3: 42_000, 4: 42_000},
    round_to=100,
    minimum=100,
)
KUSHIKINO = City(
    "鹿児島県",
    "いちき串木野市",
    {1: 78_000, 2: 115_000, 3: 140_000, 4: 175_000},
    {1: 86_000, 2: 124_000, 3: 147_000, 4: 175_000},
    {1: 24_200, 2: 29_000, 3: 31_500, 4: 31_500},
    threshold_to=1000,
)
CITIES = (OSAKA, OSAKA, MATSUYAMA, KUSHIKINO)


def up(yen: int, step: int) -> int:
    """To the next whole step."""
    return ceil(Fraction(yen, step)) * step


def following(month: str) -> str:
    """The month after."""
    year, number = int(month[:4]), int(month[5:])
    return f"{year + 1}-01" if number == 12 else f"{year}-{number + 1:02d}"


def preceding(month: str) -> str:
    """The month before."""
    year, number = int(month[:4]), int(month[5:])
    return f"{year - 1}-12" if number == 1 else f"{year}-{number - 1:02d}"


def after(month: str, count: int) -> str:
    """So many steps of one month."""
    for _ in range(count):
        month = following(month)
    return month


def month_of(day: date) -> str:
    """The month of a day."""
    return f"{day.year}-{day.month:02d}"


def first_of(month: str) -> date:
    """Its first day."""
    return date(int(month[:4]), int(month[5:]), 1)


def last_of(month: str) -> date:
    """Its last day."""
    return first_of(following(month)) - timedelta(days=1)


def years_later(day: date, years: int) -> date:
    """The anniversary; of 29 February the first of March."""
    if (day.month, day.day) == (2, 29) and (day.year + years) % 4:
        return date(day.year + years, 3, 1)
    return date(day.year + years, day.month, day.day)


def fiscal_year(day: date) -> int:
    """April to March."""
    return day.year - (1 if day.month < 4 else 0)


def closing(year: int) -> date:
    """The end of 出納整理期間 of that year."""
    return date(year + 1, 5, 31)


def long_day(day: date) -> str:
    """As a letter writes it; 令和 only."""
    return f"令和{day.year - 2018}年{day.month}月{day.day}日"


def long_month(month: str) -> str:
    """As a letter writes it."""
    return f"令和{int(month[:4]) - 2018}年{int(month[5:])}月分"


def yen(value: int) -> str:
    """As a letter writes it."""
    return f"{value:,}円"
