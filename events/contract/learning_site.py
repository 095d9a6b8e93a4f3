"""Facts of 会場 and of a day there: each site and each day a stream and a case of its own; nothing personal."""

from datetime import date
from uuid import UUID

from events.contract.group import Clear
from events.contract.kind import Event, event
from events.contract.learning_codes import (
    CHILD_LEARNING,
    LearningActivity,
    MonthWeek,
    NoSessionReason,
)
from events.contract.work_codes import Weekday


@event(
    "planning.learning-site-opened",
    ja="学習会場の登録",
    basis=CHILD_LEARNING,
    occurred="opened_on",
    provisional=True,
)
class LearningSiteOpened(Event):
    """`weeks` × `weekdays` = 第2・第4土曜; times in minutes after midnight; the place is a public one."""

    opened_on: Clear[date]
    title: Clear[str]
    place: Clear[str]
    capacity: Clear[int]
    weeks: Clear[tuple[MonthWeek, ...]]
    weekdays: Clear[tuple[Weekday, ...]]
    begins_at: Clear[int]
    ends_at: Clear[int]
    lunch: Clear[bool]
    on_holidays: Clear[bool]


@event(
    "planning.learning-site-changed",
    ja="学習会場の変更",
    basis=CHILD_LEARNING,
    occurred="changed_on",
    provisional=True,
)
class LearningSiteChanged(Event):
    """The whole entry from that day on; the days before keep the rule they had."""

    changed_on: Clear[date]
    title: Clear[str]
    place: Clear[str]
    capacity: Clear[int]
    weeks: Clear[tuple[MonthWeek, ...]]
    weekdays: Clear[tuple[Weekday, ...]]
    begins_at: Clear[int]
    ends_at: Clear[int]
    lunch: Clear[bool]
    on_holidays: Clear[bool]


@event(
    "planning.learning-day-cancelled",
    ja="学習会場の休み",
    basis=CHILD_LEARNING,
    occurred="stated_on",
)
class LearningDayCancelled(Event):
    """The site stays shut on `day`."""

    stated_on: Clear[date]
    day: Clear[date]
    reason: Clear[NoSessionReason]


@event(
    "planning.learning-day-added",
    ja="学習会場の臨時の日",
    basis=CHILD_LEARNING,
    occurred="stated_on",
)
class LearningDayAdded(Event):
    """The site opens on `day`, which its rule does not name, or which had been cancelled."""

    stated_on: Clear[date]
    day: Clear[date]


@event(
    "planning.learning-site-closed",
    ja="学習会場の終わり",
    basis=CHILD_LEARNING,
    occurred="closed_on",
)
class LearningSiteClosed(Event):
    """No day after this one."""

    closed_on: Clear[date]


@event(
    "planning.learning-session-held",
    ja="学習会場の一日",
    basis=CHILD_LEARNING,
    occurred="held_on",
    provisional=True,
)
class LearningSessionHeld(Event):
    """Totals of a day at `site`, and which tutors were there; count `count_no` takes the place of the one before."""

    held_on: Clear[date]
    site: Clear[UUID]
    count_no: Clear[int]
    activities: Clear[tuple[LearningActivity, ...]]
    theme: Clear[str]
    children: Clear[int]
    absent: Clear[int]
    lunches: Clear[int]
    other_lunches: Clear[int]
    tutors: Clear[tuple[UUID, ...]]
