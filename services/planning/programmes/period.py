"""Periods in months as the Civil Code counts them, and how many nights of one lie inside another."""

from calendar import monthrange
from datetime import date, timedelta

DAY = timedelta(days=1)


def last_day(first: date, months: int) -> date:
    """The last day of a period of months that begins on `first` (民法143条2項)."""
    place = first.month - 1 + months
    year, month = first.year + place // 12, place % 12 + 1
    longest = monthrange(year, month)[1]
    if first.day > longest:
        return date(year, month, longest)
    return date(year, month, first.day) - DAY


def nights(begins: date, ends: date | None, first: date, after: date) -> int:
    """The nights from `begins` until the morning of `ends` (None = still) that fall into [first, after)."""
    until = after if ends is None else min(ends, after)
    return max((until - max(begins, first)).days, 0)
