"""Facts of 子どもの学習・生活支援 in a family's case: the child, school, plan, wishes, worries, outcomes.

`person` is whom the case is about; `child` the pseudonym of the household's member, who seals the child's data.
Every fact has its number in the stream (`entry_no`); one that goes on with an earlier one names it (`of_no`).
"""

from datetime import date
from uuid import UUID

from events.contract.codes import HOUSE
from events.contract.group import Clear, Identity, Narrative, Stat
from events.contract.kind import Event, event
from events.contract.learning_codes import (
    CHILD_LEARNING,
    ChildDesk,
    ChildWorry,
    LearningCaution,
    LearningEndReason,
    LearningOutcome,
    SchoolStage,
    SchoolStatus,
    Subject,
    TutorWish,
)
from events.contract.work_codes import Weekday


@event(
    "planning.child-registered",
    ja="学習支援の子どもの登録",
    basis=CHILD_LEARNING,
    occurred="registered_on",
)
class ChildRegistered(Event):
    """Member `member_no` of the household is looked after from that day; 0 = the person of the case."""

    registered_on: Clear[date]
    person: Clear[UUID]
    child: Clear[UUID]
    entry_no: Clear[int]
    member_no: Clear[int]
    name: Identity[str]
    birth_on: Identity[date | None]


@event(
    "planning.school-status-recorded",
    ja="学校の状況",
    basis=CHILD_LEARNING,
    occurred="status_on",
    provisional=True,
)
class SchoolStatusRecorded(Event):
    """As it is on that day, until the next one. `grade` None where there is none."""

    status_on: Clear[date]
    person: Clear[UUID]
    child: Clear[UUID]
    entry_no: Clear[int]
    stage: Stat[SchoolStage]
    grade: Stat[int | None]
    status: Stat[SchoolStatus]
    school: Identity[str]
    note: Narrative[str]


@event(
    "planning.learning-plan-made",
    ja="学習計画",
    basis=CHILD_LEARNING,
    occurred="made_on",
    provisional=True,
)
class LearningPlanMade(Event):
    """The newest stands. `objective` in the child's own words; `site` None = comes to no site."""

    made_on: Clear[date]
    person: Clear[UUID]
    child: Clear[UUID]
    entry_no: Clear[int]
    site: Clear[UUID | None]
    home_visits: Clear[bool]
    subjects: Clear[tuple[Subject, ...]]
    review_on: Clear[date]
    objective: Narrative[str]
    support: Narrative[str]


@event(
    "planning.tutor-wishes-recorded",
    ja="講師についての希望と配慮",
    basis=CHILD_LEARNING,
    occurred="recorded_on",
    provisional=True,
)
class TutorWishesRecorded(Event):
    """What the child wishes of a tutor, and what a tutor must know; the newest stands."""

    recorded_on: Clear[date]
    person: Clear[UUID]
    child: Clear[UUID]
    entry_no: Clear[int]
    weekdays: Clear[tuple[Weekday, ...]]
    wishes: Narrative[tuple[TutorWish, ...]]
    cautions: Narrative[tuple[LearningCaution, ...]]
    note: Narrative[str]


@event(
    "planning.child-worry-noted",
    ja="子ども・将来の心配",
    basis=CHILD_LEARNING,
    occurred="noted_on",
    provisional=True,
)
class ChildWorryNoted(Event):
    """What the family worries about; `needed_on` = when the money will be needed, `desks` whom to ask."""

    noted_on: Clear[date]
    person: Clear[UUID]
    child: Clear[UUID]
    entry_no: Clear[int]
    worries: Stat[tuple[ChildWorry, ...]]
    needed_on: Clear[date | None]
    desks: Clear[tuple[ChildDesk, ...]]
    note: Narrative[str]


@event(
    "planning.learning-outcome-recorded",
    ja="学習支援の成果",
    basis=CHILD_LEARNING,
    occurred="found_on",
    provisional=True,
)
class LearningOutcomeRecorded(Event):
    """High-school entry, no drop-out, and what else came of it."""

    found_on: Clear[date]
    person: Clear[UUID]
    child: Clear[UUID]
    entry_no: Clear[int]
    outcome: Stat[LearningOutcome]
    note: Narrative[str]


@event(
    "planning.learning-ended",
    ja="学習支援の終わり",
    basis=CHILD_LEARNING,
    occurred="ended_on",
    provisional=True,
)
class LearningEnded(Event):
    """The child no longer comes; a new plan begins it anew."""

    ended_on: Clear[date]
    person: Clear[UUID]
    child: Clear[UUID]
    entry_no: Clear[int]
    reason: Stat[LearningEndReason]
    note: Narrative[str]


@event(
    "planning.learning-entry-withdrawn",
    ja="学習支援の記録の取消",
    basis=HOUSE,
    occurred="withdrawn_on",
)
class LearningEntryWithdrawn(Event):
    """Entry `of_no` never was so, and what goes on with it neither; it stays readable."""

    withdrawn_on: Clear[date]
    person: Clear[UUID]
    of_no: Clear[int]
    reason: Narrative[str]
