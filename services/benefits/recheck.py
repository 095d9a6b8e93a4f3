"""The state of one 総点検: proposed over the hash of its result, then decided by another person."""

from dataclasses import dataclass, field, replace
from uuid import UUID, uuid5

from events.contract.benefits_recheck import (
    RecheckCarriedOut,
    RecheckDecided,
    RecheckProposed,
)
from events.contract.kind import Event
from services.benefits.deputies import STANDING_IN, Deputies, stood_in

SPACE = UUID("9d1c6a54-5f0e-5f0a-8a57-6a5b6f3e2b11")


@dataclass(frozen=True, slots=True)
class Recheck:
    """`proposed` is what stands."""

    proposed: RecheckProposed
    decided: RecheckDecided | None = None
    carried: RecheckCarriedOut | None = None
    deputies: Deputies = field(default_factory=Deputies)


def evolve(state: Recheck | None, fact: Event) -> Recheck:
    """The state after `fact`."""
    match state, fact:
        case None, RecheckProposed():
            return Recheck(fact)
        case Recheck(), RecheckDecided():
            return replace(state, decided=fact)
        case Recheck(), RecheckCarriedOut():
            return replace(state, carried=fact)
    if state is not None and isinstance(fact, STANDING_IN):
        return replace(state, deputies=stood_in(state.deputies, fact))
    raise ValueError(f"{type(fact).__name__} cannot follow {type(state).__name__}")


def stream_of(result: str) -> UUID:
    """The stream of a result: the same result proposed again is the same proposal."""
    return uuid5(SPACE, result)
