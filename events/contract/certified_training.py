"""Facts of 認定就労訓練 (法16条): brokerage to a certified employer, visit, begin, reviews, end.

Numbers as in `work_preparation`; `place` is an employer of the register.
"""

from datetime import date
from uuid import UUID

from events.contract.group import Clear, Narrative, Stat
from events.contract.kind import Event, event
from events.contract.work_codes import TRAINING, TrainingForm, TrainingResult


@event(
    "planning.training-proposed", ja="就労訓練のあっせん", basis=TRAINING, occurred="proposed_on"
)
class TrainingProposed(Event):
    """The office proposes a certified employer; the certificate was valid that day."""

    proposed_on: Clear[date]
    person: Clear[UUID]
    entry_no: Clear[int]
    place: Clear[UUID]
    form: Clear[TrainingForm]
    reason: Narrative[str]


@event(
    "planning.training-place-visited", ja="就労訓練の見学", basis=TRAINING, occurred="visited_on"
)
class TrainingPlaceVisited(Event):
    """A look at the workplace, alone or accompanied (同行)."""

    visited_on: Clear[date]
    person: Clear[UUID]
    entry_no: Clear[int]
    of_no: Clear[int]
    accompanied: Clear[bool]
    note: Narrative[str]


@event("planning.training-begun", ja="就労訓練の開始", basis=TRAINING, occurred="begun_on")
class TrainingBegun(Event):
    """With or without a contract of employment; `review_on` = when the 就労支援プログラム is looked at."""

    begun_on: Clear[date]
    person: Clear[UUID]
    entry_no: Clear[int]
    of_no: Clear[int]
    form: Clear[TrainingForm]
    review_on: Clear[date]


@event("planning.training-reviewed", ja="就労訓練の見直し", basis=TRAINING, occurred="reviewed_on")
class TrainingReviewed(Event):
    """How it goes; `form` as it is from that day on (切替)."""

    reviewed_on: Clear[date]
    person: Clear[UUID]
    entry_no: Clear[int]
    of_no: Clear[int]
    form: Clear[TrainingForm]
    review_on: Clear[date]
    note: Narrative[str]


@event("planning.training-ended", ja="就労訓練の終了", basis=TRAINING, occurred="ended_on")
class TrainingEnded(Event):
    """The end, also of one that never began."""

    ended_on: Clear[date]
    person: Clear[UUID]
    entry_no: Clear[int]
    of_no: Clear[int]
    result: Stat[TrainingResult]
    note: Narrative[str]
