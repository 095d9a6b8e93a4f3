"""Figures of a report that rest on a population (V3): 人口10万人・1か月当たり, half up, rounded once."""

from datetime import date
from typing import Any

from cells import Cell

Json = dict[str, Any]
HUNDRED_THOUSAND, SUFFIX = 100_000, "_per_100k_month"


class Given:
    """A number that is looked up and not counted: the population of an area in a fiscal year."""

    closed = 0

    def __init__(self, total: int | None) -> None:
        self.total, self.areas = total, set[int]()


class Rate:
    """A cell divided by months and people; as the table prints it, None where it cannot be derived."""

    def __init__(self, cell: Cell | None, people: int | None, months: int) -> None:
        self.cell, self.people, self.months, self.areas = cell, people, months, set[int]()

    @property
    def closed(self) -> int:
        return self.cell.closed if self.cell else 0

    @property
    def total(self) -> str | None:
        if self.cell is None or not self.people:
            return None
        below = self.months * self.people
        tenths = (20 * self.cell.total * HUNDRED_THOUSAND + below) // (2 * below)
        return f"{tenths // 10}.{tenths % 10}"


def months_of(period: Json) -> int:
    """Whole months from its first to its last day."""
    start, end = (date.fromisoformat(period[word]) for word in ("start", "end"))
    return (end.year - start.year) * 12 + end.month - start.month + 1


def people_of(row: Json, areas: list[Json], populations: list[Json]) -> int | None:
    """The divisor of a report's row by the dated list; None where the list has none."""
    start = date.fromisoformat(row["period"]["start"])
    year = start.year if start.month >= 4 else start.year - 1
    codes = {
        a["code"] for a in areas if (a["name"], a["level"]) == (row["area"], row["area_level"])
    }
    found = [p for p in populations if p["area"] in codes and p["fiscal_year"] == year]
    return int(found[0]["population"]) if found else None
