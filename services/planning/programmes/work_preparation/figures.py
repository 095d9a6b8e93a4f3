"""Sums of a use: attendance per kind, taking part, and four weeks of life rhythm as a grid."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from events.contract.sealed import opened
from events.contract.work_codes import PARTICIPATION, Activity, Attendance, Habit
from events.contract.work_preparation import ActivityAttended, RhythmRecorded
from services.planning.programmes.work_book import WorkBook
from services.planning.programmes.work_preparation.rhythm import asked_on, template_on

WEEKS = 4


@dataclass(frozen=True, slots=True)
class Attended:
    """Of one kind of activity: how often there (`late` of them late), how often not, minutes there."""

    activity: Activity
    there: int
    late: int
    absent: int
    minutes: int


@dataclass(frozen=True, slots=True)
class RhythmDay:
    """`asked` None = no record. `kept` = how many of the habits asked for; `at` = minutes after midnight."""

    day: date
    recorded: RhythmRecorded | None
    asked: tuple[Habit, ...]
    kept: int
    at: int | None

    @property
    def share(self) -> int:
        """Fifths of what was asked for that were kept, 0–5; 0 where nothing was asked or recorded."""
        return round(5 * self.kept / len(self.asked)) if self.asked and self.recorded else 0


def attended(book: WorkBook | None, since: date | None = None) -> list[Attended]:
    """Per kind of activity, in the order of the list; only kinds that took place."""
    slots = [s for s in _slots(book) if since is None or s.held_on >= since]
    sums = (_sum(activity, slots) for activity in Activity)
    return [one for one in sums if one.there or one.absent]


def participation(sums: Iterable[Attended]) -> int:
    """How often somebody went out and took part (外出・社会参加)."""
    return sum(one.there for one in sums if one.activity in PARTICIPATION)


def slots_by_day(book: WorkBook | None) -> dict[date, list[ActivityAttended]]:
    """The standing slots of each day."""
    found: dict[date, list[ActivityAttended]] = {}
    for slot in _slots(book):
        found.setdefault(slot.held_on, []).append(slot)
    return found


def weeks(today: date, count: int = WEEKS) -> list[list[date]]:
    """The last weeks, Monday first, the present one last."""
    monday = today - timedelta(days=today.weekday() + 7 * (count - 1))
    return [[monday + timedelta(days=7 * w + d) for d in range(7)] for w in range(count)]


def rhythm(book: WorkBook | None, today: date) -> list[list[RhythmDay]]:
    """Four weeks of days."""
    recorded = {one.day_on: one for one in (book or WorkBook()).standing(RhythmRecorded)}
    return [[_day(book, day, recorded.get(day)) for day in week] for week in weeks(today)]


def _slots(book: WorkBook | None) -> tuple[ActivityAttended, ...]:
    return (book or WorkBook()).standing(ActivityAttended)


def _sum(activity: Activity, slots: list[ActivityAttended]) -> Attended:
    own = [slot for slot in slots if slot.activity is activity]
    there = [slot for slot in own if slot.attendance is not Attendance.ABSENT]
    late = sum(slot.attendance is Attendance.LATE for slot in there)
    minutes = sum(slot.minutes for slot in there)
    return Attended(activity, len(there), late, len(own) - len(there), minutes)


def _day(book: WorkBook | None, day: date, recorded: RhythmRecorded | None) -> RhythmDay:
    asked = asked_on(template_on(book, day), day)
    kept = opened(recorded.kept, ()) if recorded else ()
    at = opened(recorded.got_up_at, None) if recorded else None
    return RhythmDay(day, recorded, asked, len(set(kept) & set(asked)), at)
