"""One issue (課題) of a case: how it is understood, whether it is shared with the person, how far it has come."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from events.contract import Event, Sealed, opened
from events.contract.assessment_codes import CauseAxis, IssueState
from events.contract.issues import IssueAnalysed, IssueMoved, IssueRaised, IssueShared

AT_WORK: Final = (IssueState.OPEN, IssueState.WORKING)
"""States in which an issue may be an objective's reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RaisedIssue:
    """The facts of one issue, in their order."""

    raised: IssueRaised
    analyses: tuple[IssueAnalysed, ...] = ()
    talks: tuple[IssueShared, ...] = ()
    moves: tuple[IssueMoved, ...] = ()

    @property
    def number(self) -> int:
        """From 1 in its case."""
        return self.raised.issue_no

    @property
    def state(self) -> IssueState:
        """これから until it moves."""
        return self.moves[-1].state if self.moves else IssueState.OPEN

    @property
    def at_work(self) -> bool:
        """Neither solved nor let be."""
        return self.state in AT_WORK

    @property
    def understood(self) -> IssueRaised | IssueAnalysed:
        """Where cause, axes and direction stand now."""
        return self.analyses[-1] if self.analyses else self.raised

    @property
    def axes(self) -> tuple[CauseAxis, ...]:
        """The axes of the cause; empty where none was named or they may not be read."""
        return opened(self.understood.axes, ())

    @property
    def cause(self) -> Sealed[str]:
        """Why it is so."""
        return self.understood.cause

    @property
    def direction(self) -> Sealed[str]:
        """Where support goes."""
        return self.understood.direction

    @property
    def agreed_on(self) -> date | None:
        """The day since when the person and the office agree on it; None while they do not."""
        last = self.talks[-1] if self.talks else None
        return last.shared_on if last and opened(last.agreed, otherwise=False) else None

    @property
    def latest_on(self) -> date:
        """The day before which nothing more can be said of it."""
        return self.moves[-1].moved_on if self.moves else self.raised.raised_on


Issues = tuple[RaisedIssue, ...]
"""Issue number n stands at place n − 1."""


def evolve(issues: Issues, fact: Event) -> Issues:
    """The issues after one more fact; ValueError for any other fact or an unknown number."""
    match fact:
        case IssueRaised(issue_no=number):
            if number != len(issues) + 1:
                raise ValueError("issue numbers are dense")
            return (*issues, RaisedIssue(raised=fact))
        case IssueAnalysed(issue_no=number):
            issue = issues[number - 1]
            return _with(issues, replace(issue, analyses=(*issue.analyses, fact)))
        case IssueShared(issue_no=number):
            issue = issues[number - 1]
            return _with(issues, replace(issue, talks=(*issue.talks, fact)))
        case IssueMoved(issue_no=number):
            issue = issues[number - 1]
            return _with(issues, replace(issue, moves=(*issue.moves, fact)))
    raise ValueError(f"{type(fact).__name__} is no fact of an issue")


def _with(issues: Issues, issue: RaisedIssue) -> Issues:
    return (*issues[: issue.number - 1], issue, *issues[issue.number :])
