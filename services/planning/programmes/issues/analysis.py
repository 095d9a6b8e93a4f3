"""What the analysis of a case holds: its issues and its strengths, each numbered densely."""

from dataclasses import dataclass, replace
from typing import Final

from events.contract import Event
from events.contract.resource_picks import StrengthResourcePicked
from events.contract.strengths import StrengthNoted, StrengthWithdrawn
from services.planning.programmes.issues import issue
from services.planning.programmes.issues.issue import Issues, RaisedIssue


@dataclass(frozen=True, slots=True)
class Strength:
    """What support can build on, until withdrawn; `picked` = the resource of the directory that it is."""

    noted: StrengthNoted
    withdrawn: StrengthWithdrawn | None = None
    picked: StrengthResourcePicked | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """Issue and strength number n stand at place n − 1."""

    issues: Issues = ()
    strengths: tuple[Strength, ...] = ()

    @property
    def at_work(self) -> Issues:
        """Issues neither solved nor let be."""
        return tuple(one for one in self.issues if one.at_work)

    @property
    def settled(self) -> Issues:
        """Issues solved or let be."""
        return tuple(one for one in self.issues if not one.at_work)

    @property
    def standing(self) -> tuple[Strength, ...]:
        """Strengths not withdrawn."""
        return tuple(one for one in self.strengths if one.withdrawn is None)

    def issue(self, number: int) -> RaisedIssue | None:
        """The issue of that number."""
        return self.issues[number - 1] if 1 <= number <= len(self.issues) else None


NOTHING_YET: Final = Analysis()


def evolve(state: Analysis | None, fact: Event) -> Analysis:
    """The analysis after one more fact; ValueError for any other or an unknown number."""
    before = state or NOTHING_YET
    match fact:
        case StrengthNoted():
            if fact.strength_no != len(before.strengths) + 1:
                raise ValueError("strength numbers are dense")
            return replace(before, strengths=(*before.strengths, Strength(fact)))
        case StrengthWithdrawn(strength_no=number):
            return _with(before, number, withdrawn=fact)
        case StrengthResourcePicked(strength_no=number):
            return _with(before, number, picked=fact)
    return replace(before, issues=issue.evolve(before.issues, fact))


def _with(before: Analysis, number: int, **new: Event) -> Analysis:
    one = replace(before.strengths[number - 1], **new)  # type: ignore[arg-type]
    kept = (*before.strengths[: number - 1], one, *before.strengths[number:])
    return replace(before, strengths=kept)
