"""Facts of tutor and child in the family's case: match, its end, home visits, days at a site, child → tutor."""

from datetime import date
from uuid import UUID

from events.contract.group import Clear, Narrative, Stat
from events.contract.kind import Event, event
from events.contract.learning_codes import (
    CHILD_LEARNING,
    LearningActivity,
    MatchEndReason,
    SessionAnswer,
    Subject,
)


@event(
    "planning.tutor-matched",
    ja="講師との組合せ",
    basis=CHILD_LEARNING,
    occurred="matched_on",
    provisional=True,
)
class TutorMatched(Event):
    """`tutor` is the entry of the register; `reason` why this one."""

    matched_on: Clear[date]
    person: Clear[UUID]
    child: Clear[UUID]
    entry_no: Clear[int]
    tutor: Clear[UUID]
    reason: Narrative[str]


@event(
    "planning.tutor-match-ended",
    ja="組合せの終わり",
    basis=CHILD_LEARNING,
    occurred="ended_on",
    provisional=True,
)
class TutorMatchEnded(Event):
    """Match `of_no` is over."""

    ended_on: Clear[date]
    person: Clear[UUID]
    child: Clear[UUID]
    entry_no: Clear[int]
    of_no: Clear[int]
    reason: Stat[MatchEndReason]
    note: Narrative[str]


@event(
    "planning.home-lesson-held",
    ja="家庭訪問による学習支援",
    basis=CHILD_LEARNING,
    occurred="held_on",
    provisional=True,
)
class HomeLessonHeld(Event):
    """One visit of the tutor of match `of_no`."""

    held_on: Clear[date]
    person: Clear[UUID]
    child: Clear[UUID]
    entry_no: Clear[int]
    of_no: Clear[int]
    minutes: Clear[int]
    subjects: Clear[tuple[Subject, ...]]
    note: Narrative[str]


@event(
    "planning.learning-session-attended",
    ja="学習会場の出欠",
    basis=CHILD_LEARNING,
    occurred="held_on",
    provisional=True,
)
class LearningSessionAttended(Event):
    """One child on one day at a site. The newest of a `session` stands; it names the one it corrects."""

    held_on: Clear[date]
    person: Clear[UUID]
    child: Clear[UUID]
    entry_no: Clear[int]
    site: Clear[UUID]
    session: Clear[UUID]
    answer: Clear[SessionAnswer]
    lunch: Clear[bool]
    activities: Clear[tuple[LearningActivity, ...]]
    corrects_no: Clear[int | None]


@event(
    "planning.child-became-tutor",
    ja="子どもから講師へ",
    basis=CHILD_LEARNING,
    occurred="became_on",
    provisional=True,
)
class ChildBecameTutor(Event):
    """循環型: who was supported now supports. Both histories stay; the register has the other end."""

    became_on: Clear[date]
    person: Clear[UUID]
    child: Clear[UUID]
    entry_no: Clear[int]
    tutor: Clear[UUID]
