"""Facts of 求職活動: what somebody did to find work, applications and their results, papers, qualifications.

Every fact has its number in the stream (`entry_no`); one that goes on with an earlier one names it (`of_no`).
"""

from datetime import date
from uuid import UUID

from events.contract.group import Clear, Narrative, Stat
from events.contract.kind import Event, event
from events.contract.work_codes import (
    JOB_SEARCH,
    ApplicationResult,
    AppliedVia,
    PaperKind,
    QualificationResult,
    SearchAct,
)


@event("planning.job-searched", ja="求職活動", basis=JOB_SEARCH, occurred="searched_on")
class JobSearched(Event):
    """A search, a consultation, a fair. `next_on` = when the person is seen about it next."""

    searched_on: Clear[date]
    person: Clear[UUID]
    entry_no: Clear[int]
    act: Clear[SearchAct]
    next_on: Clear[date | None]
    note: Narrative[str]


@event("planning.job-applied-for", ja="応募", basis=JOB_SEARCH, occurred="applied_on")
class JobAppliedFor(Event):
    """One application; where and for what is in the person's own words."""

    applied_on: Clear[date]
    person: Clear[UUID]
    entry_no: Clear[int]
    via: Clear[AppliedVia]
    next_on: Clear[date | None]
    post: Narrative[str]


@event("planning.interview-held", ja="採用面接", basis=JOB_SEARCH, occurred="held_on")
class InterviewHeld(Event):
    """An interview about an application."""

    held_on: Clear[date]
    person: Clear[UUID]
    entry_no: Clear[int]
    of_no: Clear[int]
    next_on: Clear[date | None]
    note: Narrative[str]


@event("planning.application-answered", ja="応募の結果", basis=JOB_SEARCH, occurred="answered_on")
class ApplicationAnswered(Event):
    """What became of an application. A job that begins is stated as 就労 beside it."""

    answered_on: Clear[date]
    person: Clear[UUID]
    entry_no: Clear[int]
    of_no: Clear[int]
    result: Stat[ApplicationResult]
    note: Narrative[str]


@event("planning.paper-written", ja="応募書類の作成", basis=JOB_SEARCH, occurred="written_on")
class PaperWritten(Event):
    """A version of a 履歴書 or its like; `version` counts within its kind."""

    written_on: Clear[date]
    person: Clear[UUID]
    entry_no: Clear[int]
    paper: Clear[PaperKind]
    version: Clear[int]
    text: Narrative[str]


@event("planning.qualification-aimed-at", ja="資格の目標", basis=JOB_SEARCH, occurred="aimed_on")
class QualificationAimedAt(Event):
    """What somebody wants to be able to show, and by when."""

    aimed_on: Clear[date]
    person: Clear[UUID]
    entry_no: Clear[int]
    target_on: Clear[date | None]
    qualification: Narrative[str]


@event("planning.qualification-settled", ja="資格の結果", basis=JOB_SEARCH, occurred="settled_on")
class QualificationSettled(Event):
    """What became of it."""

    settled_on: Clear[date]
    person: Clear[UUID]
    entry_no: Clear[int]
    of_no: Clear[int]
    result: Stat[QualificationResult]
    note: Narrative[str]
