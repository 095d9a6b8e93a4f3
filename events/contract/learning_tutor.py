"""Facts of the register of tutors (講師・チューター): each a stream and a case of its own, sealed under its id."""

from datetime import date
from uuid import UUID

from events.contract.codes import AgeBand, Sex
from events.contract.group import Address, Clear, Identity, Narrative, Stat
from events.contract.kind import Event, event
from events.contract.learning_codes import (
    CHILD_LEARNING,
    LearningCaution,
    SchoolStage,
    Subject,
    TutorCheck,
    TutorKind,
    TutorReach,
)
from events.contract.work_codes import Weekday


@event(
    "planning.tutor-registered",
    ja="講師の登録",
    basis=CHILD_LEARNING,
    occurred="registered_on",
    provisional=True,
)
class TutorRegistered(Event):
    """`stages`: whom the tutor likes to teach; `cannot`: what the tutor cannot deal with; `most` children."""

    registered_on: Clear[date]
    name: Identity[str]
    contact: Address[str]
    kind: Stat[TutorKind]
    sex: Stat[Sex | None]
    age_band: Stat[AgeBand | None]
    subjects: Clear[tuple[Subject, ...]]
    stages: Clear[tuple[SchoolStage, ...]]
    weekdays: Clear[tuple[Weekday, ...]]
    reach: Clear[TutorReach]
    home_visits: Clear[bool]
    most: Clear[int]
    cannot: Narrative[tuple[LearningCaution, ...]]
    note: Narrative[str]


@event(
    "planning.tutor-changed",
    ja="講師の登録の変更",
    basis=CHILD_LEARNING,
    occurred="changed_on",
    provisional=True,
)
class TutorChanged(Event):
    """The whole entry as it is from that day on."""

    changed_on: Clear[date]
    name: Identity[str]
    contact: Address[str]
    kind: Stat[TutorKind]
    sex: Stat[Sex | None]
    age_band: Stat[AgeBand | None]
    subjects: Clear[tuple[Subject, ...]]
    stages: Clear[tuple[SchoolStage, ...]]
    weekdays: Clear[tuple[Weekday, ...]]
    reach: Clear[TutorReach]
    home_visits: Clear[bool]
    most: Clear[int]
    cannot: Narrative[tuple[LearningCaution, ...]]
    note: Narrative[str]


@event(
    "planning.tutor-checked",
    ja="講師の確認",
    basis=CHILD_LEARNING,
    occurred="checked_on",
    provisional=True,
)
class TutorChecked(Event):
    """研修, 誓約 or 身元確認. `valid_until` None = without end; a later one takes its place."""

    checked_on: Clear[date]
    check: Clear[TutorCheck]
    valid_until: Clear[date | None]


@event("planning.tutor-paused", ja="講師の休止", basis=CHILD_LEARNING, occurred="paused_on")
class TutorPaused(Event):
    """Proposed to nobody from that day on."""

    paused_on: Clear[date]
    reason: Narrative[str]


@event("planning.tutor-resumed", ja="講師の再開", basis=CHILD_LEARNING, occurred="resumed_on")
class TutorResumed(Event):
    """Proposed again."""

    resumed_on: Clear[date]


@event(
    "planning.tutor-was-pupil",
    ja="講師はかつての利用者",
    basis=CHILD_LEARNING,
    occurred="became_on",
    provisional=True,
)
class TutorWasPupil(Event):
    """循環型: the other end of 子どもから講師へ; `child` is the pseudonym in the family's case."""

    became_on: Clear[date]
    child: Clear[UUID]
