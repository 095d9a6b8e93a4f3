"""Months and the days of a promise: pure calendar, no clock."""

from calendar import monthrange
from collections.abc import Collection, Iterator
from datetime import date


def first_day(day: date) -> date:
    """The first day of its month."""
    return day.replace(day=1)


def last_day(day: date) -> date:
    """The last day of its month."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def later(month: date, months: int) -> date:
    """The first day of the month so many months later, or earlier where negative."""
    count = month.year * 12 + month.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)


def on_day(month: date, day: int) -> date:
    """That day of the month, its last day where the month is shorter."""
    return month.replace(day=min(day, monthrange(month.year, month.month)[1]))


def promised(first_on: date) -> Iterator[date]:
    """The days of a monthly promise, without end."""
    month = first_day(first_on)
    while True:
        yield on_day(month, first_on.day)
        month = later(month, 1)


def next_promised(first_on: date, looked_at: Collection[date]) -> date:
    """The first promised day whose month nobody has looked at; `looked_at` = first days of months."""
    return next(day for day in promised(first_on) if first_day(day) not in looked_at)
