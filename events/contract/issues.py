"""Facts of the issues (課題) of a case: raised, analysed, shared with the person, and how far each has come."""

from datetime import date
from uuid import UUID

from events.contract.assessment_codes import CauseAxis, IssueState, RaisedBy
from events.contract.codes import FORM_2, Issue
from events.contract.group import Clear, Narrative, Stat
from events.contract.kind import Event, event


@event(
    "planning.issue-raised", ja="課題の把握", basis=FORM_2, occurred="raised_on", provisional=True
)
class IssueRaised(Event):
    """One issue with its cause and the direction of support; numbered densely in its case."""

    raised_on: Clear[date]
    person: Clear[UUID]
    issue_no: Clear[int]
    topic: Stat[Issue]
    axes: Stat[tuple[CauseAxis, ...]]
    raised_by: Stat[RaisedBy]
    words: Narrative[str]
    cause: Narrative[str]
    direction: Narrative[str]


@event(
    "planning.issue-analysed",
    ja="課題の分析",
    basis=FORM_2,
    occurred="analysed_on",
    provisional=True,
)
class IssueAnalysed(Event):
    """Cause and direction as understood from this day on."""

    analysed_on: Clear[date]
    person: Clear[UUID]
    issue_no: Clear[int]
    axes: Stat[tuple[CauseAxis, ...]]
    cause: Narrative[str]
    direction: Narrative[str]


@event(
    "planning.issue-shared", ja="課題の共有", basis=FORM_2, occurred="shared_on", provisional=True
)
class IssueShared(Event):
    """Talked over with the person: `agreed` or not (yet), with the person's answer."""

    shared_on: Clear[date]
    person: Clear[UUID]
    issue_no: Clear[int]
    agreed: Stat[bool]
    response: Narrative[str]


@event("planning.issue-moved", ja="課題の状態", basis=FORM_2, occurred="moved_on", provisional=True)
class IssueMoved(Event):
    """How far the issue has come."""

    moved_on: Clear[date]
    person: Clear[UUID]
    issue_no: Clear[int]
    state: Clear[IssueState]
    reason: Narrative[str]
