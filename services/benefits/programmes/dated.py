"""The value in force on a day. Law is dated data: an entry is added, never changed (house.md §4)."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

WORDS: Final = {"from", "until", "value", "source", "mark"}
MARKS: Final = {"sure", "secondary", "assumed"}


@dataclass(frozen=True, slots=True)
class DatedValue:
    """One entry: in force from `since` to `until` inclusive (None = open), with its citation."""

    since: date
    until: date | None
    value: int
    source: str
    mark: str

    @property
    def provisional(self) -> bool:
        """Whether it must be shown as 暫定."""
        return self.mark == "assumed"


@dataclass(frozen=True, slots=True)
class DatedValues:
    """A values file: name → entries in order of their first day."""

    entries: Mapping[str, Sequence[DatedValue]]

    def entry(self, name: str, day: date) -> DatedValue | None:
        """The entry in force on that day; None before the first, after the last, or in between."""
        held = (e for e in reversed(self.entries[name]) if e.since <= day)
        found = next(held, None)
        return found if found and (found.until is None or day <= found.until) else None

    def on(self, name: str, day: date) -> int:
        """The value in force on that day; LookupError where none is."""
        found = self.entry(name, day)
        if found is None:
            raise LookupError(f"{name} has no value on {day}")
        return found.value


def load(path: Path) -> DatedValues:
    """Read a values file; ValueError for an entry without day, source or mark, or out of order."""
    tables = tomllib.loads(path.read_text(encoding="utf-8"))
    return DatedValues({name: _entries(name, rows) for name, rows in tables.items()})


def _entries(name: str, rows: Sequence[Mapping[str, Any]]) -> tuple[DatedValue, ...]:
    entries = tuple(_entry(name, row) for row in rows)
    if [e.since for e in entries] != sorted({e.since for e in entries}):
        raise ValueError(f"{name}: entries stand in the order of their first day, each day once")
    return entries


def _entry(name: str, row: Mapping[str, Any]) -> DatedValue:
    if set(row) - WORDS or not row.get("source") or row.get("mark") not in MARKS:
        raise ValueError(f"{name}: from, value, source and mark are needed, nothing else is known")
    return DatedValue(row["from"], row.get("until"), row["value"], row["source"], row["mark"])
