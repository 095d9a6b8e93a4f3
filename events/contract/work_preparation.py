"""Facts of 就労準備支援: enrolment and stages, slots and attendance, life rhythm, practice of skills, workplaces.

Every fact has its number in the stream (`entry_no`); one that goes on with an earlier one names it (`of_no`).
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.contract.group import Clear, Health, Narrative, Stat
from events.contract.kind import Event, event
from events.contract.work_codes import (
    PREPARATION,
    Activity,
    Attendance,
    Habit,
    PracticeForm,
    PracticeResult,
    PreparationResult,
    PreparationStage,
    Skill,
    Weekday,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RhythmLine:
    """One habit of the week's template; `at` = minutes after midnight."""

    habit: Habit
    at: int
    weekdays: tuple[Weekday, ...]


@event(
    "planning.preparation-enrolled",
    ja="就労準備支援の利用開始",
    basis=PREPARATION,
    occurred="enrolled_on",
    provisional=True,
)
class PreparationEnrolled(Event):
    """For a year at most, unless it is extended (省令の定める期間, 暫定)."""

    enrolled_on: Clear[date]
    person: Clear[UUID]
    entry_no: Clear[int]
    ends_on: Clear[date]
    stage: Stat[PreparationStage]
    objective: Narrative[str]


@event(
    "planning.preparation-extended",
    ja="就労準備支援の期間延長",
    basis=PREPARATION,
    occurred="extended_on",
    provisional=True,
)
class PreparationExtended(Event):
    """Where the office judges that more time helps."""

    extended_on: Clear[date]
    person: Clear[UUID]
    entry_no: Clear[int]
    of_no: Clear[int]
    ends_on: Clear[date]
    reason: Narrative[str]


@event(
    "planning.preparation-stage-moved",
    ja="就労準備の段階の変更",
    basis=PREPARATION,
    occurred="moved_on",
    provisional=True,
)
class PreparationStageMoved(Event):
    """From one of the three stages to another, forwards or back."""

    moved_on: Clear[date]
    person: Clear[UUID]
    entry_no: Clear[int]
    of_no: Clear[int]
    stage: Stat[PreparationStage]
    reason: Narrative[str]


@event(
    "planning.preparation-ended",
    ja="就労準備支援の利用終了",
    basis=PREPARATION,
    occurred="ended_on",
    provisional=True,
)
class PreparationEnded(Event):
    """The end, and what it led to."""

    ended_on: Clear[date]
    person: Clear[UUID]
    entry_no: Clear[int]
    of_no: Clear[int]
    result: Stat[PreparationResult]
    note: Narrative[str]


@event(
    "planning.activity-attended",
    ja="活動の出欠",
    basis=PREPARATION,
    occurred="held_on",
    provisional=True,
)
class ActivityAttended(Event):
    """One person in one slot. `occasion` is the same for all who were there together, else None."""

    held_on: Clear[date]
    person: Clear[UUID]
    entry_no: Clear[int]
    occasion: Clear[UUID | None]
    activity: Clear[Activity]
    attendance: Clear[Attendance]
    minutes: Clear[int]
    note: Narrative[str]


@event(
    "planning.rhythm-planned",
    ja="生活リズムの予定",
    basis=PREPARATION,
    occurred="planned_on",
    provisional=True,
)
class RhythmPlanned(Event):
    """A week's template, from that day on until the next one."""

    planned_on: Clear[date]
    person: Clear[UUID]
    entry_no: Clear[int]
    lines: Health[tuple[RhythmLine, ...]]


@event(
    "planning.rhythm-recorded",
    ja="生活リズムの記録",
    basis=PREPARATION,
    occurred="day_on",
    provisional=True,
)
class RhythmRecorded(Event):
    """One day as it was: which habits were kept, and when the person got up (minutes after midnight)."""

    day_on: Clear[date]
    person: Clear[UUID]
    entry_no: Clear[int]
    got_up_at: Health[int | None]
    kept: Health[tuple[Habit, ...]]
    note: Narrative[str]


@event(
    "planning.skill-practised",
    ja="コミュニケーションの練習",
    basis=PREPARATION,
    occurred="practised_on",
    provisional=True,
)
class SkillPractised(Event):
    """One occasion; the scales run from 1 (cannot yet) to 5 (alone)."""

    practised_on: Clear[date]
    person: Clear[UUID]
    entry_no: Clear[int]
    skill: Clear[Skill]
    before: Stat[int]
    after: Stat[int]
    minutes: Clear[int]
    note: Narrative[str]


@event(
    "planning.practice-arranged",
    ja="職場での体験の手配",
    basis=PREPARATION,
    occurred="arranged_on",
    provisional=True,
)
class PracticeArranged(Event):
    """Some days at a workplace of the register (`place`)."""

    arranged_on: Clear[date]
    person: Clear[UUID]
    entry_no: Clear[int]
    place: Clear[UUID]
    form: Clear[PracticeForm]
    begins_on: Clear[date]
    ends_on: Clear[date]


@event(
    "planning.practice-finished",
    ja="職場での体験の結果",
    basis=PREPARATION,
    occurred="finished_on",
    provisional=True,
)
class PracticeFinished(Event):
    """What came of it; `days` at the workplace."""

    finished_on: Clear[date]
    person: Clear[UUID]
    entry_no: Clear[int]
    of_no: Clear[int]
    days: Clear[int]
    result: Stat[PracticeResult]
    feedback: Narrative[str]
