"""The checklist of a case: the last word on every public benefit, and what waits for an application."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from events.contract import Event, opened
from events.contract.assessment_codes import BenefitResult, PublicBenefit
from events.contract.benefit_checks import BenefitChecked


@dataclass(frozen=True, slots=True)
class Checklist:
    """Every check in the order of recording."""

    checks: tuple[BenefitChecked, ...] = ()

    def last(self, benefit: PublicBenefit) -> BenefitChecked | None:
        """The last word on one benefit."""
        found = (c for c in reversed(self.checks) if opened(c.benefit, None) is benefit)
        return next(found, None)

    @property
    def standing(self) -> tuple[BenefitChecked, ...]:
        """The last word on every benefit that was checked, in the order of the list."""
        return tuple(last for benefit in PublicBenefit if (last := self.last(benefit)))

    @property
    def to_apply(self) -> tuple[BenefitChecked, ...]:
        """Benefits that wait for an application, the nearest day first."""
        waiting = (c for c in self.standing if opened(c.result, None) is BenefitResult.TO_APPLY)
        return tuple(sorted(waiting, key=lambda c: c.due_on or date.max))


NOTHING_YET: Final = Checklist()


def evolve(state: Checklist | None, fact: Event) -> Checklist:
    """The checklist after one more check; ValueError for any other fact."""
    before = state or NOTHING_YET
    if isinstance(fact, BenefitChecked):
        return replace(before, checks=(*before.checks, fact))
    raise ValueError(f"{type(fact).__name__} is no fact of the checklist")
