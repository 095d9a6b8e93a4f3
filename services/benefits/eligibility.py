"""What has been judged of a case's other programmes: the latest judgement of each stands."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final
from uuid import UUID, uuid5

from events.contract.codes import Service
from events.contract.kind import Event
from events.contract.programme_eligibility import ProgrammeEligibilityJudged

NAME: Final = "programme_eligibility"


@dataclass(frozen=True, slots=True)
class Eligibility:
    """Programme → its latest judgement."""

    judged: Mapping[Service, ProgrammeEligibilityJudged] = field(default_factory=dict)


def eligibility_of(case: UUID) -> UUID:
    """The stream of a case's judgements."""
    return uuid5(case, NAME)


def evolve(state: Eligibility | None, fact: Event) -> Eligibility:
    """After one judgement. ValueError for a fact of another stream."""
    match fact:
        case ProgrammeEligibilityJudged():
            held = state or Eligibility()
            return replace(held, judged={**held.judged, fact.programme: fact})
    raise ValueError(f"{type(fact).__name__} cannot follow")
