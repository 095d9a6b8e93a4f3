"""Which kinds of records the chief checks on which days: dated data (`checked_records.toml`)."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from events.contract import KINDS
from events.host.dated import Dated, Mark

FILE = Path(__file__).with_name("checked_records.toml")


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedKind(Dated):
    """`kind` = wire name without its version."""

    kind: str
    mark: Mark
    source: str


@cache
def checked_kinds() -> tuple[CheckedKind, ...]:
    """All entries of the file, in force or not."""
    with FILE.open("rb") as file:
        rows = tomllib.load(file)["checked"]
    return tuple(
        CheckedKind(
            kind=row["kind"],
            since=row["from"],
            until=row.get("until"),
            mark=Mark(row["mark"]),
            source=row["source"],
        )
        for row in rows
    )


def needed(kind: str, day: date) -> bool:
    """Whether a record of that kind, submitted on that day, is to be checked."""
    return any(one.kind == kind and one.in_force(day) for one in checked_kinds())


@cache
def term(kind: str) -> str:
    """The statutory word of a kind."""
    return KINDS[max(name for name in KINDS if name.rpartition(".v")[0] == kind)].ja
