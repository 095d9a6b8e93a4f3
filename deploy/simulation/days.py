"""Believable working days: offices are closed at weekends; steps follow each other within a span."""

from datetime import date, timedelta
from random import Random
from typing import Final

SATURDAY: Final = 5


def weekday(day: date) -> date:
    """The day, or the Friday before it."""
    return day - timedelta(days=max(day.weekday() - SATURDAY + 1, 0))


def between(first: date, last: date, chance: Random) -> date:
    """A working day from `first` to `last`; `first` itself where there is none."""
    span = (last - first).days
    day = weekday(first + timedelta(days=chance.randint(0, max(span, 0))))
    return max(day, first)


def after(day: date, least: int, most: int, chance: Random) -> date:
    """A working day that many days later."""
    return between(day + timedelta(days=least), day + timedelta(days=most), chance)


def backward(first: date, last: date, steps: int, chance: Random) -> list[date]:
    """That many days from `first` to `last` in order, none before and none after."""
    span = (last - first).days
    places = sorted(chance.randint(0, max(span, 0)) for _ in range(steps))
    return [max(weekday(first + timedelta(days=place)), first) for place in places]
