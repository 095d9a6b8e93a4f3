"""How long after 離職・廃業 an application is in time (施行規則10条): two years and the runs of days added."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from services.benefits.programmes.housing_security.values import VALUES


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """`last_day` on which an application is in time; `added_days` of runs that counted; `capped` by the longest."""

    last_day: date
    years: int
    added_days: int
    at_most_years: int | None
    capped: bool


def time_limit(left_on: date, runs_days: Sequence[int], arrived_on: date) -> TimeLimit:
    """The law of the arrival day. A run below 30 days never counts, not even summed (since 2023-04-01)."""
    years = VALUES.on("left_work_years", arrived_on)
    last = anniversary(left_on, years) - timedelta(days=1)
    longest = VALUES.entry("left_work_years_at_most", arrived_on)
    least = VALUES.entry("hindrance_days_at_least", arrived_on)
    if longest is None or least is None:
        return TimeLimit(last, years, 0, None, capped=False)
    added = sum(run for run in runs_days if run >= least.value)
    end = anniversary(left_on, longest.value) - timedelta(days=1)
    if added > (end - last).days:
        return TimeLimit(end, years, added, longest.value, capped=True)
    return TimeLimit(last + timedelta(days=added), years, added, longest.value, capped=False)


def anniversary(day: date, years: int) -> date:
    """The same day some years later; 29 February becomes 1 March (民法143条: the period ends the day before)."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)
