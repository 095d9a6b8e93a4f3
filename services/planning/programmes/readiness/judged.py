"""The judgements of how ready somebody is for work; the one of the latest day stands."""

from dataclasses import dataclass, replace
from datetime import date

from events.contract import Event
from events.contract.readiness import ReadinessJudged


@dataclass(frozen=True, slots=True)
class Readiness:
    """Every judgement in the order of recording."""

    judgements: tuple[ReadinessJudged, ...] = ()

    def on(self, day: date) -> ReadinessJudged | None:
        """The judgement that stood that day; of two of one day the later recorded."""
        found = [made for made in self.judgements if made.judged_on <= day]
        return max(reversed(found), key=lambda made: made.judged_on, default=None)


def evolve(state: Readiness | None, fact: Event) -> Readiness:
    """The judgements and one more; ValueError for any other fact."""
    before = state or Readiness()
    if isinstance(fact, ReadinessJudged):
        return replace(before, judgements=(*before.judgements, fact))
    raise ValueError(f"{type(fact).__name__} is no fact of readiness")
