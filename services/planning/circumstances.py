"""The circumstances of a case, a stream of their own beside the plan: household, issues, strengths, benefits, readiness."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID, uuid5

from events.contract import Event, opened
from events.contract.assessment_codes import BenefitResult, PublicBenefit
from events.contract.benefit_checks import BenefitChecked
from events.contract.household import (
    CertificateNoted,
    HouseholdAttributeEnded,
    HouseholdAttributeNoted,
    HouseholdMemberChanged,
    HouseholdMemberJoined,
    HouseholdMemberLeft,
)
from events.contract.issues import IssueAnalysed, IssueMoved, IssueRaised, IssueShared
from events.contract.readiness import ReadinessJudged
from events.contract.strengths import StrengthNoted, StrengthWithdrawn
from services.planning import household, issue
from services.planning.household import NOBODY_ELSE, Members
from services.planning.issue import Issues, RaisedIssue


def stream_of(case: UUID) -> UUID:
    """The stream of the circumstances: what is written here never collides with the plan."""
    return uuid5(case, "circumstances")


@dataclass(frozen=True, slots=True)
class Strength:
    """What support can build on, until withdrawn."""

    noted: StrengthNoted
    withdrawn: StrengthWithdrawn | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """Everything stated so far; `checks` and `judgements` in their order."""

    members: Members = NOBODY_ELSE
    issues: Issues = ()
    strengths: tuple[Strength, ...] = ()
    checks: tuple[BenefitChecked, ...] = ()
    judgements: tuple[ReadinessJudged, ...] = ()

    @property
    def issues_at_work(self) -> tuple[RaisedIssue, ...]:
        """Issues neither solved nor let be."""
        return tuple(one for one in self.issues if one.at_work)

    @property
    def standing_strengths(self) -> tuple[Strength, ...]:
        """Strengths not withdrawn."""
        return tuple(one for one in self.strengths if one.withdrawn is None)

    @property
    def readiness(self) -> ReadinessJudged | None:
        """The stage that stands."""
        return max(self.judgements, key=lambda made: made.judged_on, default=None)

    def checked(self, benefit: PublicBenefit) -> BenefitChecked | None:
        """The last word on one benefit."""
        found = (c for c in reversed(self.checks) if opened(c.benefit, None) is benefit)
        return next(found, None)

    @property
    def to_apply(self) -> tuple[BenefitChecked, ...]:
        """Benefits that wait for an application, the nearest day first."""
        last = {opened(check.benefit, None): check for check in self.checks}
        waiting = (
            c for c in last.values() if opened(c.result, None) is BenefitResult.TO_APPLY
        )
        return tuple(sorted(waiting, key=lambda c: c.due_on or date.max))


NOTHING_YET = Circumstances()


def evolve(state: Circumstances | None, fact: Event) -> Circumstances:
    """The circumstances after one more fact."""
    before = state or NOTHING_YET
    match fact:
        case (
            HouseholdMemberJoined()
            | HouseholdMemberChanged()
            | HouseholdMemberLeft()
            | HouseholdAttributeNoted()
            | HouseholdAttributeEnded()
            | CertificateNoted()
        ):
            return replace(before, members=household.evolve(before.members, fact))
        case IssueRaised() | IssueAnalysed() | IssueShared() | IssueMoved():
            return replace(before, issues=issue.evolve(before.issues, fact))
        case StrengthNoted() | StrengthWithdrawn():
            return replace(before, strengths=_strengths(before.strengths, fact))
        case BenefitChecked():
            return replace(before, checks=(*before.checks, fact))
        case ReadinessJudged():
            return replace(before, judgements=(*before.judgements, fact))
    raise ValueError(f"{type(fact).__name__} is no fact of the circumstances")


def _strengths(
    strengths: tuple[Strength, ...], fact: StrengthNoted | StrengthWithdrawn
) -> tuple[Strength, ...]:
    if isinstance(fact, StrengthNoted):
        if fact.strength_no != len(strengths) + 1:
            raise ValueError("strength numbers are dense")
        return (*strengths, Strength(fact))
    place = fact.strength_no - 1
    gone = replace(strengths[place], withdrawn=fact)
    return (*strengths[:place], gone, *strengths[place + 1 :])
