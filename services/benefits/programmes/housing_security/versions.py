"""When the law changed, and which day chooses between old and new (`versions.toml`)."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any, Final


class Key(StrEnum):
    """The day that selects a version."""

    APPLICATION = "application"
    APPLICATION_MONTH = "application_month"
    PAYMENT_MONTH = "payment_month"
    ACTIVITY_MONTH = "activity_month"
    FIRST_APPLICATION = "first_application"
    LAST_APPLICATION = "last_application"


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One change of the law: in force for key days from `since` to `until` inclusive."""

    name: str
    since: date
    until: date | None
    key: Key
    change: str
    source: str
    mark: str

    @property
    def provisional(self) -> bool:
        """Whether it must be shown as 暫定."""
        return self.mark == "assumed"

    def holds(self, day: date) -> bool:
        """Whether it is in force for a key day."""
        return self.since <= day and (self.until is None or day <= self.until)


def in_force(days: Mapping[Key, date]) -> tuple[Version, ...]:
    """The versions that hold for a case, by the days of that case that are known."""
    return tuple(v for v in VERSIONS if v.key in days and v.holds(days[v.key]))


def _version(row: Mapping[str, Any]) -> Version:
    if not row.get("source"):
        raise ValueError("a version cites its source")
    return Version(
        name=row["name"],
        since=row["from"],
        until=row.get("until"),
        key=Key(row["key"]),
        change=row["change"],
        source=row["source"],
        mark=row["mark"],
    )


VERSIONS: Final = tuple(
    _version(row)
    for row in tomllib.loads(Path(__file__).with_name("versions.toml").read_text(encoding="utf-8"))[
        "version"
    ]
)
