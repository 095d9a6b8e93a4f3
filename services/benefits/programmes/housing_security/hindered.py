"""Runs of days on which illness, child care or the like forbade the search for work (施行規則10条)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from events.contract import Refused

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class HinderedRun:
    """From the first such day to the last, both counted."""

    first_on: date
    last_on: date


def runs_days(runs: Sequence[HinderedRun], left_on: date, arrived_on: date) -> tuple[int, ...]:
    """Days of each unbroken run; two that touch or overlap are one. Short runs are told too: the law leaves them out.

    Refused for a run that ends before it begins, or does not lie between the last day of work and the application.
    """
    unbroken: list[HinderedRun] = []
    for run in sorted(runs, key=lambda one: (one.first_on, one.last_on)):
        if run.last_on < run.first_on:
            raise _wrong("終わりの日が、始まりの日より前です。")
        if run.first_on <= left_on or run.last_on > arrived_on:
            raise _wrong("離職等の日の翌日から、申請の到達日までの間の日を入れてください。")
        last = unbroken[-1] if unbroken else None
        if last is not None and run.first_on <= last.last_on + DAY:
            until = max(last.last_on, run.last_on)
            unbroken[-1] = HinderedRun(first_on=last.first_on, last_on=until)
        else:
            unbroken.append(run)
    return tuple((run.last_on - run.first_on).days + 1 for run in unbroken)


def _wrong(ja: str) -> Refused:
    return Refused("hindered-run", f"求職できなかった期間: {ja}", field="hindered")
