"""課題と強み for people: the chain cause → issue → direction, and every record in a line."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from events.contract import Event, opened
from events.contract.assessment_codes import StrengthOf
from events.contract.issues import IssueAnalysed, IssueMoved, IssueRaised, IssueShared
from events.contract.resource_picks import StrengthResourcePicked
from events.contract.strengths import StrengthNoted, StrengthWithdrawn
from events.host.filters import sealed
from services.planning.programmes.issues.analysis import Analysis, Strength, evolve
from services.planning.programmes.issues.issue import RaisedIssue
from services.planning.screens.programme_file import Programme
from services.planning.screens.sentence import joined, named


@dataclass(frozen=True, slots=True)
class Link:
    """One chain of the picture. `title` = the topic, with the counsellor's words where there are any."""

    number: int
    title: str
    words: str
    axes: str
    cause: str
    direction: str
    state: str
    state_code: str
    raised_by: str
    shared: str
    agreed: bool


def chain(issues: Sequence[RaisedIssue]) -> list[Link]:
    """The issues in the order in which they were raised."""
    return [link(issue) for issue in issues]


def link(issue: RaisedIssue) -> Link:
    """One issue as a chain."""
    raised = issue.raised
    return Link(
        number=issue.number,
        title=sealed(raised.topic),
        words=opened(raised.words, ""),
        axes="・".join(axis.ja for axis in issue.axes),
        cause=opened(issue.cause, sealed(issue.cause)),
        direction=opened(issue.direction, sealed(issue.direction)),
        state=issue.state.ja,
        state_code=issue.state.value,
        raised_by=sealed(raised.raised_by),
        shared=_shared(issue),
        agreed=issue.agreed_on is not None,
    )


def strengths_by_holder(strengths: Sequence[Strength]) -> list[tuple[str, list[Strength]]]:
    """Person, household, surroundings; those that may not be read come last."""
    holders: list[StrengthOf | None] = [*StrengthOf, None]
    found = [
        (
            holder.ja if holder else "開示できません",
            [one for one in strengths if opened(one.noted.holder, None) is holder],
        )
        for holder in holders
    ]
    return [(title, held) for title, held in found if held]


def words(fact: Event) -> str:  # noqa: PLR0911 - one arm per kind
    """What a record says; protected parts only where they may be read."""
    match fact:
        case IssueRaised():
            what = f"課題{fact.issue_no} {sealed(fact.topic)}"
            return joined(what, sealed(fact.raised_by), opened(fact.words, ""), *_why(fact))
        case IssueAnalysed():
            return joined(f"課題{fact.issue_no}", *_why(fact))
        case IssueShared():
            agreed = opened(fact.agreed, None)
            said = sealed(fact.agreed) if agreed is None else AGREED[agreed]
            return joined(f"課題{fact.issue_no}", said, opened(fact.response, ""))
        case IssueMoved():
            return joined(f"課題{fact.issue_no} {fact.state.ja}", opened(fact.reason, ""))
        case StrengthNoted():
            return joined(f"強み{fact.strength_no} {sealed(fact.holder)}", opened(fact.words, ""))
        case StrengthResourcePicked():
            return f"強み{fact.strength_no} 社会資源台帳から選んだ"
        case StrengthWithdrawn():
            return joined(f"強み{fact.strength_no}", opened(fact.reason, ""))
    return ""


AGREED: Final = {True: "本人と一致した", False: "本人はまだ課題と考えていない"}


def _why(fact: IssueRaised | IssueAnalysed) -> tuple[str, str]:
    axes = "・".join(axis.ja for axis in opened(fact.axes, ()))
    cause = joined(axes, opened(fact.cause, ""))
    return named("原因", cause), named("方向", opened(fact.direction, ""))


def _shared(issue: RaisedIssue) -> str:
    if not issue.talks:
        return "本人とまだ共有していません"
    last = issue.talks[-1]
    agreed = opened(last.agreed, None)
    return sealed(last.agreed) if agreed is None else AGREED[agreed]


ISSUES: Final[Programme[Analysis]] = Programme(
    name="issues",
    ja="課題と強み",
    page="issues",
    evolve=evolve,
    words=words,
    permission="assessment.record",
)
