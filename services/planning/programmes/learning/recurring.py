"""第2・第4土曜: the days of a month that a rule names."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from events.contract.learning_codes import MonthWeek
from events.contract.work_codes import Weekday

DAY = timedelta(days=1)
WEEKDAYS = tuple(Weekday)


def weekday_of(day: date) -> Weekday:
    """The day's own."""
    return WEEKDAYS[day.weekday()]


def week_of(day: date) -> MonthWeek:
    """The how-manieth of its weekday in its month: the 8th to 14th are always the second."""
    return MonthWeek.stored(str((day.day - 1) // 7 + 1))


def days_of_month(
    year: int,
    month: int,
    weeks: Sequence[MonthWeek],
    weekdays: Sequence[Weekday],
    *,
    off: Callable[[date], bool] = lambda _: False,
) -> list[date]:
    """The days in order. `off` says of a day that it is left out, e.g. 祝日."""
    day, found = date(year, month, 1), []
    while day.month == month:
        if weekday_of(day) in weekdays and week_of(day) in weeks and not off(day):
            found.append(day)
        day += DAY
    return found
