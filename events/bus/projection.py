"""A projection: the fold that makes a table from facts. Any table can be thrown away and folded again."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, is_dataclass
from re import fullmatch
from typing import Any, Generic, Literal, TypeVar

from events.bus.matched import matched_kinds
from events.contract import Event, kind_of
from events.log.recorded import SOURCES, Recorded

Row = TypeVar("Row")
KeyOf = Callable[[Recorded], Hashable | None]
"""The key of the row a fact belongs to, None for no row; several key columns are a tuple."""


@dataclass(frozen=True)
class Index:
    """A secondary index; `where` makes it partial (SQL over the table's columns)."""

    columns: tuple[str, ...]
    where: str = ""


@dataclass(frozen=True)
class Projection(Generic[Row]):
    """One table: `evolve(row, recorded)` folds a fact into its row and answers None for "no row".

    `one_row_per`: "fact" (key source and position; the fold never sees an earlier row), "case" (key case_id),
    or a function of the fact, whose value stands in the row's fields `keys`. Facts of different services may
    arrive in any mutual order: each fills only its own columns.
    `reads` names the kinds the fold looks at; without it every fact of every service is decoded for it.
    A changed fold, row, key or index needs a new `version`: the table is then filled anew beside the old one.
    """

    name: str
    version: int
    row: type[Row]
    evolve: Callable[[Row | None, Recorded], Row | None]
    one_row_per: Literal["fact", "case"] | KeyOf = "fact"
    keys: tuple[str, ...] = ()
    reads: frozenset[type[Event]] | None = None
    indexes: tuple[Index, ...] = ()

    def __post_init__(self) -> None:
        if not fullmatch(r"[a-z]+(_[a-z0-9]+)*", self.name) or self.version < 1:
            raise ValueError(f"{self.name} v{self.version} cannot name a table")
        if not is_dataclass(self.row):
            raise TypeError(f"{self.name}: a row is a dataclass")
        if callable(self.one_row_per) != bool(self.keys):
            raise ValueError(f"{self.name}: a key function and its columns go together")
        if self.reads is not None and (unread := matched_kinds(self.evolve) - self.reads):
            raise ValueError(f"{self.name} matches {_names(unread)} but does not read it")

    @property
    def sources(self) -> tuple[str, ...]:
        """The services whose logs it reads, in the order of their numbers."""
        if self.reads is None:
            return tuple(SOURCES)
        stages = {kind_of(kind).stage for kind in self.reads}
        return tuple(source for source in SOURCES if source in stages)

    def concerns(self, recorded: Recorded) -> bool:
        """Whether the fold is to see this fact."""
        return self.reads is None or kind_of(recorded.fact).cls in self.reads

    def key(self, recorded: Recorded, ordinal: int = 0) -> Hashable | None:
        """The key of the fact's row; `ordinal` stands for the position of a fact not yet stored."""
        if self.one_row_per == "fact":
            return SOURCES.get(recorded.source, 0), recorded.position or ordinal
        if self.one_row_per == "case":
            return recorded.case
        return self.one_row_per(recorded)


def replay(projection: Projection[Row], recordeds: Iterable[Recorded]) -> dict[Any, Row]:
    """The whole table in memory, rows by key: what live feeding and rebuilding must equal.

    Keys: (source number, position) per fact, the case id per case, else what the key function says.
    """
    rows: dict[Any, Row] = {}
    for ordinal, recorded in enumerate(recordeds, 1):
        if not projection.concerns(recorded):
            continue
        if (key := projection.key(recorded, ordinal)) is None:
            continue
        row = projection.evolve(rows.get(key), recorded)
        if row is None:
            rows.pop(key, None)
        else:
            rows[key] = row
    return rows


def _names(kinds: Iterable[type[Event]]) -> str:
    return ", ".join(sorted(kind.__name__ for kind in kinds))
