"""What every row of the installation's files has: first day, last day, and how sure its content is."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Mark(StrEnum):
    """How a value is known. All but `sure` and `secondary` are shown on the page beside the value."""

    SURE = "sure"
    SECONDARY = "secondary"
    ASSUMED = "assumed"
    SAMPLE = "sample"

    @property
    def ja(self) -> str:
        """The word beside the value, empty where none is needed."""
        return {Mark.ASSUMED: "暫定", Mark.SAMPLE: "見本"}.get(self, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """Holds from `since` to `until`, both days included; None = until further notice."""

    since: date
    until: date | None = None

    def in_force(self, day: date) -> bool:
        """Whether it holds on that day."""
        return self.since <= day and (self.until is None or day <= self.until)

    def touches(self, first: date, last: date) -> bool:
        """Whether it holds on any day of a period."""
        return self.since <= last and (self.until is None or first <= self.until)
