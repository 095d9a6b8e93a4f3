"""How S is made (施行規則4条): the untaxed income of a household, turned back into a salary, by the month.

A check of the published tables, never their replacement: two municipalities of one 級地 can differ. Households
larger than the tables print are computed by the ordinance that explains the printed figures.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from services.benefits.programmes.housing_security.rounding import up

THOUSAND: Final = 1000
JULY: Final = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Ordinance:
    """The limit below which no per-capita residence tax is due, yen a year."""

    per_person: int
    base: int
    addition_from_two: int

    def limit(self, size: int) -> int:
        """For a household of `size`."""
        return self.per_person * size + self.base + (self.addition_from_two if size > 1 else 0)


@dataclass(frozen=True, slots=True)
class Derived:
    """The steps of the derivation, yen."""

    income_limit_yen: int
    annual_salary_yen: int
    standard_amount_yen: int
    provisional: bool


def tax_fiscal_year(day: date) -> int:
    """The tax year of an APPLICATION day: it changes on 1 July, April to June use the year before."""
    return day.year if day.month >= JULY else day.year - 1


def derive(ordinance: Ordinance, size: int, fiscal_year: int) -> Derived:
    """Largest salary within the limit, cut to 1,000 yen; a twelfth of it, rounded up to 1,000. LookupError
    for a fiscal year without a table or a salary above it.
    """
    table = _table_of(fiscal_year)
    limit = ordinance.limit(size)
    salary = largest_salary(table["rows"], limit) // THOUSAND * THOUSAND
    monthly = up(-(-salary // 12), THOUSAND)
    return Derived(limit, salary, monthly, provisional=table["mark"] == "assumed")


def largest_salary(rows: Sequence[Mapping[str, int]], limit: int) -> int:
    """The largest yearly salary whose employment income does not exceed the limit."""
    best = 0
    for row, after in pairwise(rows):
        reached = min(_salary_within(row, limit), after["from"] - 1)
        if reached >= row["from"]:
            best = reached
            if reached < after["from"] - 1:
                return best
    if best == rows[-1]["from"] - 1:
        raise LookupError("the table of employment income ends below this limit")
    return best


def variant_of(kyuchi: str) -> Ordinance | None:
    """The ordinance of a 級地 (`2級地-1` counts as 2級地; the first variant); None if unknown."""
    found = (row for row in _DATA["ordinance"] if kyuchi.startswith(row["kyuchi"]))
    row = next(found, None)
    return _ordinance(row) if row else None


def ordinances() -> Mapping[str, Ordinance]:
    """Name of the variant → its values."""
    return {row["name"]: _ordinance(row) for row in _DATA["ordinance"]}


def unexplained(amounts: Mapping[int, int], fiscal_year: int) -> Mapping[str, tuple[int, ...]]:
    """Variant → the household sizes whose published S it does not give, named differences left out."""
    return {
        name: tuple(
            size
            for size, published in amounts.items()
            if derive(ordinance, size, fiscal_year).standard_amount_yen != published
            and not _known(name, size, fiscal_year, published)
        )
        for name, ordinance in ordinances().items()
    }


def explaining(amounts: Mapping[int, int], fiscal_year: int) -> Ordinance | None:
    """The first ordinance that gives every published S of that tax year; None if none does."""
    left = unexplained(amounts, fiscal_year)
    return next((held for name, held in ordinances().items() if not left[name]), None)


def _known(name: str, size: int, fiscal_year: int, published: int) -> bool:
    return any(
        row["ordinance"] == name
        and row["size"] == size
        and fiscal_year <= row["until_tax_fiscal_year"]
        and row["printed"] == published
        for row in _DATA["known_difference"]
    )


def _salary_within(row: Mapping[str, int], limit: int) -> int:
    """The largest salary of this row whose income is within the limit, as if the row had no end."""
    if "minus" in row:
        return limit + row["minus"]
    if "level" in row:
        return row["from"] * THOUSAND if row["level"] <= limit else -1
    quarter = (limit - row["plus"]) * 10 // row["tenths"] // THOUSAND * THOUSAND
    return 4 * (quarter + THOUSAND) - 1


def _table_of(fiscal_year: int) -> Mapping[str, Any]:
    held = [t for t in _DATA["employment_income"] if t["from_tax_fiscal_year"] <= fiscal_year]
    if not held:
        raise LookupError("no table of employment income for this tax year")
    table: Mapping[str, Any] = max(held, key=lambda t: int(t["from_tax_fiscal_year"]))
    return table


def _ordinance(row: Mapping[str, Any]) -> Ordinance:
    return Ordinance(
        per_person=row["per_person"],
        base=row["base"],
        addition_from_two=row["addition_from_two"],
    )


_DATA: Final[Mapping[str, Any]] = tomllib.loads(
    Path(__file__).with_name("derivation.toml").read_text(encoding="utf-8")
)
