"""The value in force on a day. Law is dated data: an entry is added, never changed (house.md §4)."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
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
    _corrected: ContextVar[Mapping[str, Sequence[DatedValue]] | None] = field(
        default_factory=lambda: ContextVar("corrected", default=None), compare=False, repr=False
    )

    @property
    def names(self) -> frozenset[str]:
        """What there is a value of, corrections included."""
        return frozenset(self.entries) | frozenset(self._corrected.get() or {})

    @contextmanager
    def corrected(self, by: Mapping[str, Sequence[DatedValue]]) -> Iterator[None]:
        """For the length of the block: entries of the same name and first day are replaced, others added.

        A recheck judges by corrected rules so; nothing else ever sees them.
        """
        token = self._corrected.set(by)
        try:
            yield
        finally:
            self._corrected.reset(token)

    def entry(self, name: str, day: date) -> DatedValue | None:
        """The entry in force on that day; None before the first, after the last, or in between."""
        held = (e for e in reversed(self._standing(name)) if e.since <= day)
        found = next(held, None)
        return found if found and (found.until is None or day <= found.until) else None

    def on(self, name: str, day: date) -> int:
        """The value in force on that day; LookupError where none is."""
        found = self.entry(name, day)
        if found is None:
            raise LookupError(f"{name} has no value on {day}")
        return found.value

    def _standing(self, name: str) -> Sequence[DatedValue]:
        by = (self._corrected.get() or {}).get(name)
        if not by:
            return self.entries[name]
        days = {e.since: e for e in (*self.entries.get(name, ()), *by)}
        return [days[day] for day in sorted(days)]


def load(path: Path) -> DatedValues:
    """Read a values file; ValueError for an entry without day, source or mark, or out of order."""
    return DatedValues(entries(tomllib.loads(path.read_text(encoding="utf-8"))))


def entries(tables: Mapping[str, Sequence[Mapping[str, Any]]]) -> dict[str, Sequence[DatedValue]]:
    """The tables of a values file as entries; ValueError as `load`."""
    return {name: _entries(name, rows) for name, rows in tables.items()}


def _entries(name: str, rows: Sequence[Mapping[str, Any]]) -> tuple[DatedValue, ...]:
    entries = tuple(_entry(name, row) for row in rows)
    if [e.since for e in entries] != sorted({e.since for e in entries}):
        raise ValueError(f"{name}: entries stand in the order of their first day, each day once")
    return entries


def _entry(name: str, row: Mapping[str, Any]) -> DatedValue:
    if set(row) - WORDS or not row.get("source") or row.get("mark") not in MARKS:
        raise ValueError(f"{name}: from, value, source and mark are needed, nothing else is known")
    return DatedValue(row["from"], row.get("until"), row["value"], row["source"], row["mark"])
