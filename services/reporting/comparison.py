"""Every figure counted twice: by SQL over the table, and over the rows of a replayed log (performance.md §3.6)."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from sys import maxsize
from typing import Any, Final, NamedTuple
from uuid import UUID

from psycopg.sql import SQL

from events.bus.read_tables import ReadTables
from services.reporting.measure import Count, Indicator, columns, matches
from services.reporting.projections.kpi_fact import KpiFact

Key = tuple[int, int]
"""Source number and position of a counted record."""
Keyed = tuple[Key, KpiFact]
PAGE: Final = 5_000
"""Rows of one read: no snapshot stays open longer."""
YEAR: Final = 0
"""`month` of a cell that is a whole fiscal year."""
ALL: Final = 0
"""`area_id` of a cell over all areas."""


class Place(NamedTuple):
    """One cell's whereabouts: area (0 = all), fiscal year, month (0 = the whole year)."""

    area_id: int
    fiscal_year: int
    month: int


@dataclass(frozen=True, slots=True)
class Difference:
    """A cell where table and log disagree. `first`: the first record of it that stands otherwise in the table."""

    indicator: str
    place: Place
    table: int
    log: int
    first: Key | None


Cells = Mapping[Place, Sequence[int]]


def compare(
    tables: ReadTables,
    indicators: Mapping[str, Indicator],
    replayed: Callable[[], Iterable[Keyed]],
    upto: Mapping[int, int],
) -> list[Difference]:
    """Every cell of every indicator that differs: each area and all, each month and fiscal year.

    `replayed()` gives the rows of the logs by key, up to the positions `upto` (source number → position). They
    pass once, and a second time where something differs: no more than a page of them is held.
    """
    parts = [(each.id, count) for each in indicators.values() for count in _counts(each)]
    counts = [count for _, count in parts]
    by_table = from_table(tables, counts, upto)
    by_log = from_rows((row for _, row in replayed()), counts)
    found: list[tuple[Difference, Count]] = []
    for place in sorted(by_table.keys() | by_log.keys()):
        none = [0] * len(counts)
        values = zip(by_table.get(place, none), by_log.get(place, none), strict=True)
        for (indicator, count), (table, log) in zip(parts, values, strict=True):
            if table != log:
                found.append((Difference(indicator, place, table, log, None), count))
    if not found:
        return []
    cells = [(count, difference.place) for difference, count in found]
    firsts = first_differences(cells, stored(tables, upto), replayed())
    return [
        replace(difference, first=first)
        for (difference, _), first in zip(found, firsts, strict=True)
    ]


def from_table(tables: ReadTables, counts: Sequence[Count], upto: Mapping[int, int]) -> Cells:
    """All cells in one statement."""
    selected, parameters = columns(counts)
    read, positions = _read(upto)
    text = (
        "select coalesce(area_id, 0) as area, fiscal_year,"
        f" coalesce(extract(month from counted_on)::int, 0) as month, {selected}"
        f" from kpi_fact where {read} group by grouping sets"
        " ((area_id, fiscal_year, extract(month from counted_on)), (area_id, fiscal_year),"
        " (fiscal_year, extract(month from counted_on)), (fiscal_year))"
    )
    return {
        Place(row["area"], row["fiscal_year"], row["month"]): [
            row[f"c{number}"] for number in range(len(counts))
        ]
        for row in tables.query(SQL(text), [*parameters, *positions])
    }


def from_rows(rows: Iterable[KpiFact], counts: Sequence[Count]) -> Cells:
    """The same cells over rows, one by one."""
    totals: dict[Place, list[int]] = defaultdict(lambda: [0] * len(counts))
    persons: set[tuple[Place, int, UUID]] = set()
    of_kind: dict[int, list[tuple[int, Count]]] = defaultdict(list)
    for number, count in enumerate(counts):
        of_kind[count.kind].append((number, count))
    for row in rows:
        cells = [(place, totals[place]) for place in places_of(row)]
        for number, count in of_kind[row.kind]:
            if matches(count, row):
                for place, cell in cells:
                    cell[number] += _worth(count, row, place, number, persons)
    return totals


def places_of(row: KpiFact) -> tuple[Place, ...]:
    """The four cells a record belongs to."""
    year, month = row.fiscal_year, row.counted_on.month
    return (
        Place(row.area_id, year, month),
        Place(row.area_id, year, YEAR),
        Place(ALL, year, month),
        Place(ALL, year, YEAR),
    )


def first_differences(
    cells: Sequence[tuple[Count, Place]], table: Iterable[Keyed], log: Iterable[Keyed]
) -> list[Key | None]:
    """Per cell the first record that is missing, too much, or different in the table; both sides by key."""
    firsts: list[Key | None] = [None] * len(cells)
    waiting = set(range(len(cells)))
    for key, *rows in _unequal(iter(table), iter(log)):
        for number in sorted(waiting):
            count, place = cells[number]
            if any(row and matches(count, row) and place in places_of(row) for row in rows):
                firsts[number] = key
                waiting.remove(number)
        if not waiting:
            break
    return firsts


def stored(tables: ReadTables, upto: Mapping[int, int]) -> Iterator[Keyed]:
    """The rows of the table up to these positions by key, a page at a time."""
    read, positions = _read(upto)
    text = SQL(
        f"select * from kpi_fact where {read} and (source, position) > (%s, %s)"
        f" order by source, position limit {PAGE}"
    )
    names = [field.name for field in fields(KpiFact)]
    after: Key = (0, 0)
    while page := tables.query(text, [*positions, *after]):
        for row in page:
            after = row["source"], row["position"]
            yield after, KpiFact(**{name: row[name] for name in names})


def _unequal(
    table: Iterator[Keyed], log: Iterator[Keyed]
) -> Iterator[tuple[Key, KpiFact | None, KpiFact | None]]:
    """Keys whose rows are not the same on both sides, with what stands there."""
    left: tuple[Key, KpiFact | None] = next(table, _END)
    right: tuple[Key, KpiFact | None] = next(log, _END)
    while (key := min(left[0], right[0])) != _END[0]:
        here = left[1] if left[0] == key else None
        there = right[1] if right[0] == key else None
        if here != there:
            yield key, here, there
        left = next(table, _END) if left[0] == key else left
        right = next(log, _END) if right[0] == key else right


_END: Final = ((maxsize, 0), None)


def _counts(indicator: Indicator) -> tuple[Count, ...]:
    return (*indicator.counts, *indicator.out_of)


def _worth(
    count: Count, row: KpiFact, place: Place, number: int, persons: set[tuple[Place, int, UUID]]
) -> int:
    if count.sums_yen:
        return row.amount_yen
    one = -1 if count.less else 1
    if not count.once_per_person:
        return one
    seen = place, number, row.person
    if seen in persons:
        return 0
    persons.add(seen)
    return one


def _read(upto: Mapping[int, int]) -> tuple[str, list[Any]]:
    """Only records up to these positions: the table may have moved on meanwhile."""
    if not upto:
        return "false", []
    text = " or ".join("(source = %s and position <= %s)" for _ in upto)
    return f"({text})", [part for pair in upto.items() for part in pair]
