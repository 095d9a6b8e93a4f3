"""The Japanese calendar of an office: today, working days, deadlines, fiscal years.

The only place that turns an instant into a Japanese day. Decisions receive computed dates, they never ask.
"""

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta, timezone

import jpholiday

from events.host.municipality import DayOff

JAPAN = timezone(timedelta(hours=9), "JST")
"""No summer time since 1951; a bare machine need not have the zone files."""
DAY = timedelta(days=1)
SATURDAY = 5
CLOSED_AT_NEW_YEAR = frozenset({(12, 29), (12, 30), (12, 31), (1, 1), (1, 2), (1, 3)})
"""Days of most cities' 休日条例 (地方自治法4条の2第2項); other cities write `days_off`."""


def japanese_day(instant: datetime) -> date:
    """The legal day of an instant. ValueError for an instant without a zone."""
    if instant.tzinfo is None:
        raise ValueError("an instant needs its zone")
    return instant.astimezone(JAPAN).date()


def utc_now() -> datetime:
    """The clock of a running process; tests and simulations give another."""
    return datetime.now(UTC)


def fiscal_year(day: date) -> int:
    """2024 for 2024-04-01 to 2025-03-31."""
    return day.year if day.month >= 4 else day.year - 1


def fiscal_year_days(year: int) -> tuple[date, date]:
    """The first and the last day of a fiscal year."""
    return date(year, 4, 1), date(year + 1, 3, 31)


class Calendar:
    """`days_off` overrules holidays and weekends: special laws, a move, an extra opening."""

    def __init__(
        self, days_off: Iterable[DayOff] = (), clock: Callable[[], datetime] = utc_now
    ) -> None:
        self._exceptions = {exception.day: exception for exception in days_off}
        self._clock = clock

    def today(self) -> date:
        """The legal day now."""
        return japanese_day(self._clock())

    def is_open(self, day: date) -> bool:
        """Whether the office is open: a working day."""
        if day in self._exceptions:
            return not self._exceptions[day].closed
        if day.weekday() >= SATURDAY or (day.month, day.day) in CLOSED_AT_NEW_YEAR:
            return False
        return not jpholiday.is_holiday(day)

    def name(self, day: date) -> str:
        """What the day is called (祝日 or the exception's name), empty for an ordinary one."""
        if day in self._exceptions:
            return self._exceptions[day].name
        return jpholiday.is_holiday_name(day) or ""

    def after(self, day: date, working_days: int) -> date:
        """The working day that many working days later; the day itself is not counted (初日不算入)."""
        for _ in range(working_days):
            day = self.open_from(day + DAY)
        return day

    def open_from(self, day: date) -> date:
        """The day, or the next one on which the office is open: a due day never falls on a closed one."""
        while not self.is_open(day):
            day += DAY
        return day

    def working_days(self, first: date, last: date) -> int:
        """Open days after `first` up to `last`; negative when overdue."""
        if last < first:
            return -self.working_days(last, first)
        days = (first + DAY * n for n in range(1, (last - first).days + 1))
        return sum(1 for day in days if self.is_open(day))
