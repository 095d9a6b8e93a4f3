"""The vocabulary of the indicator files, read twice: as SQL over `kpi_fact`, and as a count over replayed rows."""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from events.contract.codes import Service
from services.reporting.projections.kpi_fact import (
    OUTCOMES,
    SERVICE_BIT,
    Flag,
    Kind,
    KpiFact,
    place,
)

FOLDER: Final = Path(__file__).parent / "indicators"
WORDS: Final = frozenset(
    {"ja", "unit", "source", "rule", "since", "until", "provisional", "order"}
    | {"decimals", "per_population", "count", "out_of"}
)
NEEDED: Final = ("ja", "unit", "source", "rule", "since", "order", "count")
COUNT_WORDS: Final = frozenset({"kind", "where", "service", "outcome", "once_per", "sum", "less"})


class UnknownWord(ValueError):
    """An indicator file says something the vocabulary does not know; names file and word."""


@dataclass(frozen=True, slots=True)
class Count:
    """Rows of one kind: flags as wanted, one of `services` (0 = any), that `outcome` (0 = any).

    Once per person of the period, or the sum of yen, if asked; else rows. `less`: taken off the figure.
    """

    kind: Kind
    mask: int = 0
    wanted: int = 0
    services: int = 0
    outcome: int = 0
    once_per_person: bool = False
    sums_yen: bool = False
    less: bool = False


@dataclass(frozen=True, slots=True)
class Indicator:
    """One figure: the sum of `counts`, over the sum of `out_of` where it is a share.

    `rule` is the counting rule in words; `provisional` = not confirmed by the ministry (暫定).
    """

    id: str
    ja: str
    unit: str
    source: str
    rule: str
    since: date
    until: date | None
    provisional: bool
    order: int
    counts: tuple[Count, ...]
    out_of: tuple[Count, ...]
    decimals: int
    per_population: bool

    @property
    def is_share(self) -> bool:
        """Whether it prints a percentage."""
        return bool(self.out_of)

    def named(self, day: date) -> str:
        """Its name on a day: a renamed service gives its column the name in force (statistics.md §7)."""
        bits = {count.services for count in self.counts} - {0}
        names = (code.ja for code in Service.on(day) if SERVICE_BIT[code] in bits)
        return next(names, self.ja) if len(bits) == 1 else self.ja

    def exists_in(self, start: date, end: date) -> bool:
        """Whether the figure was collected in the whole of a period."""
        return self.since <= start and (self.until is None or end <= self.until)


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose rows of which days: area ids, first and last day inclusive.

    `upto` = (source number, position) per log: only what stood there up to these positions, as a day in the
    past knew it. None = everything; a log that is not named had nothing yet.
    """

    areas: tuple[int, ...]
    start: date
    end: date
    upto: tuple[tuple[int, int], ...] | None = None


def load(folder: Path = FOLDER) -> dict[str, Indicator]:
    """All indicators by id (= file name), in the order of the national table; UnknownWord names what is wrong."""
    found = [
        _indicator(path.stem, tomllib.loads(path.read_text("utf-8")))
        for path in folder.glob("*.toml")
    ]
    return {indicator.id: indicator for indicator in sorted(found, key=lambda i: (i.order, i.id))}


def within(scope: Scope) -> tuple[str, list[Any]]:
    """The WHERE of a scope, and its parameters."""
    known, positions = known_then(scope.upto)
    text = f"counted_on between %s and %s and area_id = any(%s){known}"
    return text, [scope.start, scope.end, list(scope.areas), *positions]


def known_then(upto: tuple[tuple[int, int], ...] | None) -> tuple[str, list[Any]]:
    """The further WHERE of a table with one row per fact, as `upto` of a scope says, and its parameters."""
    if upto is None:
        return "", []
    text = " or ".join(["(source = %s and position <= %s)"] * len(upto)) or "false"
    return f" and ({text})", [part for pair in upto for part in pair]


def condition(count: Count) -> tuple[str, list[Any]]:
    """The WHERE of a count, and its parameters."""
    text, parameters = "kind = %s", [int(count.kind)]
    if count.mask:
        text += " and flags & %s = %s"
        parameters += [count.mask, count.wanted]
    if count.services:
        text += " and services & %s <> 0"
        parameters += [count.services]
    if count.outcome:
        text += " and outcome = %s"
        parameters += [count.outcome]
    return text, parameters


def aggregate(count: Count) -> str:
    """The SQL aggregate of a count."""
    if count.sums_yen:
        return "sum(amount_yen)"
    counted = "count(distinct person)" if count.once_per_person else "count(*)"
    return f"-{counted}" if count.less else counted


def query(counts: Sequence[Count], scope: Scope, by: str = "") -> tuple[str, list[Any]]:
    """The SQL reading of several counts at once, columns c0, c1 … of each `part`.

    `by` = column or expression of ours that tells the parts; without it there is one part, 0. A part without
    rows is missing.
    """
    selected, parameters = columns(counts)
    where, values = within(scope)
    kinds = sorted({int(count.kind) for count in counts})
    text = f"select {by or 0} as part, {selected} from kpi_fact where kind = any(%s) and {where} group by 1"
    return text, [*parameters, kinds, *values]


def columns(counts: Sequence[Count]) -> tuple[str, list[Any]]:
    """The counts as columns c0, c1 … of one select, and their parameters."""
    parameters: list[Any] = []
    texts = []
    for number, count in enumerate(counts):
        where, values = condition(count)
        chosen = f"{aggregate(count)} filter (where {where})"
        texts.append(f"coalesce({chosen}, 0)::bigint as c{number}")
        parameters += values
    return ", ".join(texts), parameters


def replayed(count: Count, scope: Scope, rows: Iterable[KpiFact]) -> int:
    """The replay reading of one count: the same rule over rows folded from the log."""
    areas = frozenset(scope.areas)
    persons: set[UUID] = set()
    total = yen = 0
    for row in rows:
        if belongs(count, scope, areas, row):
            total += 1
            yen += row.amount_yen
            persons.add(row.person)
    if count.sums_yen:
        return yen
    counted = len(persons) if count.once_per_person else total
    return -counted if count.less else counted


def belongs(count: Count, scope: Scope, areas: frozenset[int], row: KpiFact) -> bool:
    """Whether a row is in the count of a scope."""
    inside = scope.start <= row.counted_on <= scope.end and row.area_id in areas
    return inside and matches(count, row)


def matches(count: Count, row: KpiFact) -> bool:
    """Whether a count looks at a row, wherever and whenever it is."""
    return (
        row.kind == count.kind
        and row.flags & count.mask == count.wanted
        and (not count.services or row.services & count.services != 0)
        and (not count.outcome or row.outcome == count.outcome)
    )


def _indicator(name: str, text: Mapping[str, Any]) -> Indicator:
    _known(name, text, WORDS)
    if missing := [word for word in NEEDED if not text.get(word)]:
        raise UnknownWord(f"{name}: {', '.join(missing)} missing")
    return Indicator(
        id=name,
        ja=text["ja"],
        unit=text["unit"],
        source=text["source"],
        rule=text["rule"],
        since=text["since"],
        until=text.get("until"),
        provisional=text.get("provisional", False),
        order=text["order"],
        counts=tuple(_count(name, entry) for entry in text["count"]),
        out_of=tuple(_count(name, entry) for entry in text.get("out_of", ())),
        decimals=text.get("decimals", 0),
        per_population=text.get("per_population", False),
    )


def _count(name: str, text: Mapping[str, Any]) -> Count:
    _known(name, text, COUNT_WORDS)
    _known(name, {text.get("once_per", "person"): 0}, {"person"})
    _known(name, {text.get("sum", "amount_yen"): 0}, {"amount_yen"})
    kind = _member(name, Kind, text["kind"])
    flags = {_member(name, Flag, word): on for word, on in text.get("where", {}).items()}
    if "outcome" in text and kind not in OUTCOMES:
        raise UnknownWord(f"{name}: {text['kind']} has no outcome")
    return Count(
        kind=kind,
        mask=sum(int(flag) for flag in flags),
        wanted=sum(int(flag) for flag, on in flags.items() if on),
        services=SERVICE_BIT[_member(name, Service, text["service"])] if "service" in text else 0,
        outcome=_place(name, kind, text["outcome"]) if "outcome" in text else 0,
        once_per_person="once_per" in text,
        sums_yen="sum" in text,
        less=bool(text.get("less")),
    )


def _known(name: str, text: Mapping[str, Any], words: Iterable[str]) -> None:
    if unknown := set(text) - set(words):
        raise UnknownWord(f"{name}: unknown {', '.join(sorted(unknown))}")


def _member(name: str, of: Any, word: str) -> Any:
    _known(name, {word: 0}, [member.lower() for member in of.__members__])
    return of[word.upper()]


def _place(name: str, kind: Kind, word: str) -> int:
    codes = OUTCOMES[kind]
    return place(codes, _member(name, codes, word))
