"""How heavy an issue counts in the load of a worker: dated data (`issue_weights.toml`), all 暫定."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from events.contract.codes import Issue
from events.host.dated import Dated

FILE = Path(__file__).with_name("issue_weights.toml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Weight(Dated):
    """Of these issues."""

    issues: frozenset[Issue]
    weight: int


@cache
def weights() -> tuple[Weight, ...]:
    """All entries of the file, in force or not."""
    with FILE.open("rb") as file:
        rows = tomllib.load(file)["weight"]
    return tuple(
        Weight(
            issues=frozenset(Issue.stored(code) for code in row["issues"]),
            weight=row["weight"],
            since=row["from"],
            until=row.get("until"),
        )
        for row in rows
    )


def weight_of(issues: Iterable[Issue], day: date) -> int:
    """The sum; an issue the file does not name weighs 1."""
    held = [one for one in weights() if one.in_force(day)]
    return sum(next((w.weight for w in held if issue in w.issues), 1) for issue in issues)
