"""A line of the 状態 page and of `yorisoi status`."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Health(Enum):
    """How bad a line is; the worst one decides the exit code of `yorisoi status`."""

    WELL = "正常"
    WARNING = "注意"
    ALARM = "異常"

    @property
    def code(self) -> int:
        """0, 1 or 2, as monitoring programs expect."""
        return list(Health).index(self)


@dataclass(frozen=True, slots=True)
class Line:
    """One line: what, how it stands, how bad that is."""

    name: str
    value: str
    health: Health = Health.WELL
    note: str = ""
    reading_goes_on: bool = False
    """Of an alarm: only writing has stopped."""
