"""The vocabulary of the indicator files, read twice: as SQL over `kpi_fact`, and as a count over replayed rows."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from events.contract.codes import Service
from services.reporting.projections.kpi_fact import SERVICE_BIT, Flag, Kind, KpiFact

FOLDER: Final = Path(__file__).parent / "indicators"
WORDS: Final = {
    "ja", "unit", "source", "since", "until", "provisional", "order",
    "decimals", "per_population", "count", "out_of",
}  # fmt: skip
COUNT_WORDS: Final = {"kind", "where", "service", "once_per"}


@dataclass(frozen=True, slots=True)
class Count:
    """Rows of one kind with these flags; `services` 0 = any; once per person of the period if asked."""

    kind: Kind
    mask: int
    wanted: int
    services: int
    once_per_person: bool


@dataclass(frozen=True, slots=True)
class Indicator:
    """One national figure: the sum of `counts`, over the sum of `out_of` where it is a share."""

    id: str
    ja: str
    unit: str
    source: str
    since: date
    until: date | None
    provisional: bool
    order: int
    counts: tuple[Count, ...]
    out_of: tuple[Count, ...]
    decimals: int
    per_population: bool


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose rows of which days: area ids, first and last day inclusive."""

    areas: tuple[int, ...]
    start: date
    end: date


def load(folder: Path = FOLDER) -> dict[str, Indicator]:
    """All indicators by id (= file name), in the order of the national table; ValueError for an unknown word."""
    found = [
        _indicator(path.stem, tomllib.loads(path.read_text("utf-8")))
        for path in folder.glob("*.toml")
    ]
    return {indicator.id: indicator for indicator in sorted(found, key=lambda i: (i.order, i.id))}


def condition(count: Count, scope: Scope) -> tuple[str, list[Any]]:
    """The WHERE of one count, and its parameters."""
    text = "kind = %s and counted_on between %s and %s and area_id = any(%s)"
    parameters: list[Any] = [int(count.kind), scope.start, scope.end, list(scope.areas)]
    if count.mask:
        text += " and flags & %s = %s"
        parameters += [count.mask, count.wanted]
    if count.services:
        text += " and services & %s <> 0"
        parameters += [count.services]
    return text, parameters


def counted(count: Count) -> str:
    """The SQL aggregate of a count."""
    return "count(distinct person)" if count.once_per_person else "count(*)"


def query(count: Count, scope: Scope) -> tuple[str, list[Any]]:
    """The SQL reading of one count."""
    where, parameters = condition(count, scope)
    return f"select {counted(count)} from kpi_fact where {where}", parameters


def replayed(count: Count, scope: Scope, rows: Iterable[KpiFact]) -> int:
    """The replay reading of one count: the same rule over rows folded from the log."""
    areas = frozenset(scope.areas)
    persons: set[UUID] = set()
    total = 0
    for row in rows:
        if belongs(count, scope, areas, row):
            total += 1
            persons.add(row.person)
    return len(persons) if count.once_per_person else total


def belongs(count: Count, scope: Scope, areas: frozenset[int], row: KpiFact) -> bool:
    """Whether a row is in the count."""
    return (
        row.kind == count.kind
        and scope.start <= row.counted_on <= scope.end
        and row.area_id in areas
        and row.flags & count.mask == count.wanted
        and (not count.services or row.services & count.services != 0)
    )


def _indicator(name: str, text: Mapping[str, Any]) -> Indicator:
    _known(name, text, WORDS)
    if not text.get("ja") or not text.get("source") or "since" not in text:
        raise ValueError(f"{name}: ja, source and since are needed")
    return Indicator(
        id=name,
        ja=text["ja"],
        unit=text["unit"],
        source=text["source"],
        since=text["since"],
        until=text.get("until"),
        provisional=text.get("provisional", False),
        order=text.get("order", 99),
        counts=tuple(_count(name, entry) for entry in text["count"]),
        out_of=tuple(_count(name, entry) for entry in text.get("out_of", ())),
        decimals=text.get("decimals", 0),
        per_population=text.get("per_population", False),
    )


def _count(name: str, text: Mapping[str, Any]) -> Count:
    _known(name, text, COUNT_WORDS)
    if text.get("once_per", "person") != "person":
        raise ValueError(f"{name}: once_per knows only person")
    flags = {
        Flag[word.upper()]: wanted
        for word, wanted in text.get("where", {}).items()
        if _is_flag(name, word)
    }
    return Count(
        kind=_kind(name, text["kind"]),
        mask=sum(int(flag) for flag in flags),
        wanted=sum(int(flag) for flag, wanted in flags.items() if wanted),
        services=SERVICE_BIT[Service.stored(text["service"])] if "service" in text else 0,
        once_per_person="once_per" in text,
    )


def _known(name: str, text: Mapping[str, Any], words: set[str]) -> None:
    if unknown := set(text) - words:
        raise ValueError(f"{name}: unknown words {sorted(unknown)}")


def _is_flag(name: str, word: str) -> bool:
    if word.upper() not in Flag.__members__:
        raise ValueError(f"{name}: unknown flag {word}")
    return True


def _kind(name: str, word: str) -> Kind:
    if word.upper() not in Kind.__members__:
        raise ValueError(f"{name}: unknown kind {word}")
    return Kind[word.upper()]
