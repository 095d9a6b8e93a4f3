"""保存年限: how long a case's records must be kept once it has ended; rows of the municipality file, by date."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from events.host.dated import Dated, Mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Retention(Dated):
    """`years` full fiscal years after the one in which a case ended, for cases that ended on these days."""

    years: int
    mark: Mark = Mark.ASSUMED
    source: str = ""

    def kept_until(self, ended_on: date) -> date:
        """The last day on which the records must be there: 31 March, so many years after the year's own."""
        return date(_fiscal_year(ended_on) + 1 + self.years, 3, 31)

    def over_before(self, today: date) -> date:
        """Cases that ended before this day need not be kept any more."""
        return date(_fiscal_year(today) - self.years, 4, 1)


def checked(rows: Iterable[Retention]) -> tuple[Retention, ...]:
    """ValueError where two rows hold on one day, or a row keeps for no time at all."""
    found = tuple(sorted(rows, key=lambda row: row.since))
    for row in found:
        if not 1 <= row.years <= 100:
            raise ValueError("retentions: years is a number from 1 to 100")
    for before, after in pairwise(found):
        if before.until is None or before.until >= after.since:
            raise ValueError("retentions: two rows hold on the same day")
    return found


def assumed(since: date) -> Retention:
    """Five years (暫定): no national rule was found; subsidy papers are customarily kept so long."""
    return Retention(since=since, years=5, source="国の定めは見つからない。補助金の書類の例による")


def _fiscal_year(day: date) -> int:
    return day.year if day.month >= 4 else day.year - 1
