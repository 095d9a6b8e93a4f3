"""The dated area file: code ⇄ area, what lies inside what, which body publishes whose figures.

`areas.csv` is append-only: a body that changes class, a merger or a new boundary is a new row with a new
`area_id`; the old row gets its last day. The file begins with the model programme (FY2013).
"""

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from itertools import pairwise
from pathlib import Path

from events.contract.deciding import Refused

COLUMNS = ("area_id", "code", "level", "parent", "name", "from", "until", "confidence")
CONFIDENCE = {"sure", "secondary", "assumed"}


class Level(StrEnum):
    """What an area is in the national tables."""

    NATION = "nation"
    PREFECTURE_REMAINDER = "prefecture_remainder"
    """都道府県 without its designated and core cities, which have rows of their own."""
    DESIGNATED_CITY = "designated_city"
    CORE_CITY = "core_city"
    MUNICIPALITY = "municipality"
    WARD = "ward"

    @property
    def ja(self) -> str:
        """The class as the tables print it."""
        return _JA[self]


_JA = {
    Level.NATION: "全国",
    Level.PREFECTURE_REMAINDER: "都道府県",
    Level.DESIGNATED_CITY: "指定都市",
    Level.CORE_CITY: "中核市",
    Level.MUNICIPALITY: "市町村",
    Level.WARD: "区",
}
BODIES = frozenset({Level.PREFECTURE_REMAINDER, Level.DESIGNATED_CITY, Level.CORE_CITY})
"""Whose rows the national tables publish; together they are the nation."""

_INSIDE = {
    Level.NATION: frozenset[Level](),
    **dict.fromkeys(BODIES, frozenset({Level.NATION})),
    Level.MUNICIPALITY: frozenset({Level.PREFECTURE_REMAINDER}),
    Level.WARD: frozenset({Level.DESIGNATED_CITY}),
}


class AreasRefused(ValueError):
    """The area file says something impossible; the message names the row."""


@dataclass(frozen=True)
class Area:
    """One row. `code` has six digits with its check digit; `until` is the last day, None = still so."""

    area_id: int
    code: str
    level: Level
    parent: int | None
    name: str
    since: date
    until: date | None

    def in_force(self, day: date) -> bool:
        """Whether the row holds on that day."""
        return self.since <= day and (self.until is None or day <= self.until)


class Areas:
    """All rows, asked by code, id or name on a day. A question without an answer is refused (`unknown-area`)."""

    def __init__(self, rows: Iterable[Area]) -> None:
        self._rows = {row.area_id: row for row in rows}

    def __iter__(self) -> Iterator[Area]:
        return iter(self._rows.values())

    def at(self, code: str, day: date) -> Area:
        """The one area that bears the code on that day."""
        for row in self._by_code.get(code, ()):
            if row.in_force(day):
                return row
        raise Refused(
            "unknown-area", "その日に、その市・区はありません。市・区を選び直してください。"
        )

    def by_id(self, area_id: int) -> Area:
        """KeyError for an id that was never given: the caller's tables are damaged."""
        return self._rows[area_id]

    def by_name(self, name: str, day: date) -> Area:
        """大阪市, 大阪府 (the remainder), 全国, 大阪市西区. The name of a ward is its city's and its own."""
        for row in self._rows.values():
            if row.name == name and row.in_force(day):
                return row
        raise Refused("unknown-area", "その日に、その名前の市・区はありません。")

    def ward(self, body: Area, short_name: str, day: date) -> Area:
        """西区 of a body."""
        return self.by_name(body.name + short_name.removeprefix(body.name), day)

    def short_name(self, area: Area) -> str:
        """西区 for 大阪市西区; the whole name of everything else."""
        inside = self._rows[area.parent].name if area.parent and area.level is Level.WARD else ""
        return area.name.removeprefix(inside)

    def children(self, area: Area, day: date) -> tuple[Area, ...]:
        """Areas directly inside it on that day, in the order of their codes."""
        inside = (row for row in self._rows.values() if row.parent == area.area_id)
        return tuple(sorted((row for row in inside if row.in_force(day)), key=lambda row: row.code))

    def within(self, area: Area) -> tuple[Area, ...]:
        """The area and everything ever inside it: facts of all these rows make its figures.

        Undated, since each fact already carries the row that was in force on its own day.
        """
        below = [row for row in self._rows.values() if row.parent == area.area_id]
        return (area, *(inner for row in below for inner in self.within(row)))

    def bodies(self, day: date) -> tuple[Area, ...]:
        """The reporting bodies of that day (129 from FY2021), in the order of their codes."""
        held = (row for row in self._rows.values() if row.level in BODIES and row.in_force(day))
        return tuple(sorted(held, key=lambda row: row.code))

    def body_of(self, area: Area) -> Area:
        """Whose published row contains it: a ward's city, a town's prefecture; a body and 全国 themselves."""
        if area.level in BODIES or area.parent is None:
            return area
        return self.body_of(self._rows[area.parent])

    def prefecture(self, area: Area) -> str:
        """大阪府 for 大阪市 and its wards: the prefecture whose code begins like the area's; "" for 全国."""
        rows = (r for r in self._rows.values() if r.level is Level.PREFECTURE_REMAINDER)
        return next((row.name for row in rows if row.code[:2] == area.code[:2]), "")

    @cached_property
    def _by_code(self) -> Mapping[str, list[Area]]:
        found: dict[str, list[Area]] = {}
        for row in self._rows.values():
            found.setdefault(row.code, []).append(row)
        return found


def load(path: Path) -> Areas:
    """Read and check `areas.csv`. AreasRefused names the row that cannot be."""
    with path.open(encoding="utf-8", newline="") as file:
        table = csv.DictReader(file)
        if tuple(table.fieldnames or ()) != COLUMNS:
            raise AreasRefused(f"{path.name}: the columns must be {', '.join(COLUMNS)}")
        rows = [_row(line) for line in table]
    _check(rows)
    return Areas(rows)


def check_digit(five: str) -> str:
    """The sixth digit of a municipal code (JIS X 0402)."""
    total = sum(int(digit) * weight for digit, weight in zip(five, (6, 5, 4, 3, 2), strict=True))
    return str((11 - total % 11) % 10)


def _row(line: Mapping[str, str]) -> Area:
    try:
        made = Area(
            area_id=int(line["area_id"]),
            code=line["code"],
            level=Level(line["level"]),
            parent=int(line["parent"]) if line["parent"] else None,
            name=line["name"],
            since=date.fromisoformat(line["from"]),
            until=date.fromisoformat(line["until"]) if line["until"] else None,
        )
    except (ValueError, TypeError) as wrong:
        raise AreasRefused(f"area {line['area_id']}: {wrong}") from wrong
    if line["confidence"] not in CONFIDENCE:
        raise AreasRefused(f"area {made.area_id}: confidence is one of {sorted(CONFIDENCE)}")
    return made


def _check(rows: list[Area]) -> None:
    by_id: dict[int, Area] = {}
    for row in rows:
        if row.area_id in by_id:
            raise AreasRefused(f"area {row.area_id}: the id is given twice")
        by_id[row.area_id] = row
    for row in rows:
        _check_row(row, by_id)
    dated = sorted(rows, key=lambda row: (row.code, row.since))
    for earlier, later in pairwise(dated):
        if earlier.code == later.code and (earlier.until is None or later.since <= earlier.until):
            raise AreasRefused(f"area {later.area_id}: its code still belongs to {earlier.area_id}")


def _check_row(row: Area, by_id: Mapping[int, Area]) -> None:
    digits = row.code.isascii() and row.code.isdigit() and len(row.code) == 6
    if not digits or (row.level is not Level.NATION and check_digit(row.code[:5]) != row.code[5]):
        raise AreasRefused(f"area {row.area_id}: {row.code} is no municipal code")
    if not row.name or not 0 < row.area_id < 2**15:
        raise AreasRefused(f"area {row.area_id}: it needs a name and an id that fits a smallint")
    if row.until and row.until < row.since:
        raise AreasRefused(f"area {row.area_id}: it ends before it begins")
    parent = by_id.get(row.parent) if row.parent is not None else None
    if (parent.level if parent else None) not in (_INSIDE[row.level] or {None}):
        raise AreasRefused(f"area {row.area_id}: a {row.level} cannot lie inside that parent")
