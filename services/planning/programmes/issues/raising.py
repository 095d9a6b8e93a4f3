"""課題: raised by whom, why it is so, where support goes, whether the person agrees, how far it has come."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.contract.assessment_codes import CauseAxis, IssueState, RaisedBy
from events.contract.codes import Issue
from events.contract.deciding import Refused
from events.contract.issues import IssueAnalysed, IssueMoved, IssueRaised, IssueShared
from events.contract.kind import Event
from events.contract.sealed import Open
from services.planning.decisions.guards import happened, told
from services.planning.programmes.issues.analysis import NOTHING_YET, Analysis
from services.planning.programmes.issues.issue import RaisedIssue


@dataclass(frozen=True, slots=True, kw_only=True)
class RaiseIssue:
    """`agreed` with the person on the very day, e.g. where the person named it."""

    today: date
    person: UUID
    raised_on: date
    topic: Issue
    raised_by: RaisedBy
    words: str = ""
    axes: tuple[CauseAxis, ...] = ()
    cause: str = ""
    direction: str = ""
    agreed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AnalyseIssue:
    """Cause, axes and direction as understood now."""

    today: date
    person: UUID
    issue_no: int
    analysed_on: date
    axes: tuple[CauseAxis, ...] = ()
    cause: str = ""
    direction: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareIssue:
    """Talked over with the person, who agrees or does not (yet)."""

    today: date
    person: UUID
    issue_no: int
    shared_on: date
    agreed: bool
    response: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveIssue:
    """How far it has come; why, where it is settled."""

    today: date
    person: UUID
    issue_no: int
    moved_on: date
    state: IssueState
    reason: str = ""


def raise_issue(state: Analysis | None, command: RaiseIssue) -> list[Event]:
    """One issue more. The very same one twice is one."""
    issues = (state or NOTHING_YET).issues
    if any(_raised(command, one.number) == one.raised for one in issues):
        return []
    happened(command.raised_on, today=command.today, field="raised_on")
    if command.topic is Issue.OTHER:
        told(
            command.words,
            code="words-missing",
            ja="「その他」のときは、どのような課題かを書いてください。",
            field="words",
        )
    number = len(issues) + 1
    raised: list[Event] = [_raised(command, number)]
    if command.agreed:
        raised.append(_talk(command.person, number, command.raised_on))
    return raised


def analyse_issue(state: Analysis | None, command: AnalyseIssue) -> list[Event]:
    """The cause or the direction is understood otherwise than before."""
    issue = _known(state, command.issue_no)
    now = issue.understood
    new = (
        Open(command.person, command.axes),
        Open(command.person, command.cause),
        Open(command.person, command.direction),
    )
    if new == (now.axes, now.cause, now.direction):
        return []
    _after_raising(issue, command.analysed_on, command.today, "analysed_on")
    return [
        IssueAnalysed(
            analysed_on=command.analysed_on,
            person=command.person,
            issue_no=command.issue_no,
            axes=new[0],
            cause=new[1],
            direction=new[2],
        )
    ]


def share_issue(state: Analysis | None, command: ShareIssue) -> list[Event]:
    """The person knows of the issue, and has said what they think of it."""
    issue = _known(state, command.issue_no)
    made = IssueShared(
        shared_on=command.shared_on,
        person=command.person,
        issue_no=command.issue_no,
        agreed=Open(command.person, command.agreed),
        response=Open(command.person, command.response),
    )
    if issue.talks and issue.talks[-1] == made:
        return []
    _after_raising(issue, command.shared_on, command.today, "shared_on")
    if issue.talks and command.shared_on < issue.talks[-1].shared_on:
        raise Refused(
            "before-earlier-step",
            "前に話し合った日より前の日付です。",
            field="shared_on",
        )
    return [made]


def move_issue(state: Analysis | None, command: MoveIssue) -> list[Event]:
    """A state other than the one it is in."""
    issue = _known(state, command.issue_no)
    made = IssueMoved(
        moved_on=command.moved_on,
        person=command.person,
        issue_no=command.issue_no,
        state=command.state,
        reason=Open(command.person, command.reason),
    )
    if issue.moves and issue.moves[-1] == made:
        return []
    if issue.state is command.state:
        raise Refused("same-state", f"すでに「{command.state.ja}」です。", field="state")
    happened(
        command.moved_on,
        today=command.today,
        field="moved_on",
        not_before=issue.latest_on,
        step="課題の前の記録",
    )
    if command.state in (IssueState.RESOLVED, IssueState.LET_BE):
        told(
            command.reason,
            code="reason-missing",
            ja="どのように解決したか、なぜ扱わないかを書いてください。",
            field="reason",
        )
    return [made]


def _known(state: Analysis | None, number: int) -> RaisedIssue:
    issue = (state or NOTHING_YET).issue(number)
    if issue is None:
        raise Refused("no-such-issue", "この課題は記録されていません。")
    return issue


def _after_raising(issue: RaisedIssue, day: date, today: date, field: str) -> None:
    happened(day, today=today, field=field, not_before=issue.raised.raised_on, step="課題の把握")


def _raised(command: RaiseIssue, number: int) -> IssueRaised:
    person = command.person
    return IssueRaised(
        raised_on=command.raised_on,
        person=person,
        issue_no=number,
        topic=Open(person, command.topic),
        axes=Open(person, command.axes),
        raised_by=Open(person, command.raised_by),
        words=Open(person, command.words),
        cause=Open(person, command.cause),
        direction=Open(person, command.direction),
    )


def _talk(person: UUID, number: int, day: date) -> IssueShared:
    return IssueShared(
        shared_on=day,
        person=person,
        issue_no=number,
        agreed=Open(person, value=True),
        response=Open(person, ""),
    )
