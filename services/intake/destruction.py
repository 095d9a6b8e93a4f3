"""The state of holds, proposals and decisions about the keys of one case, folded from their own stream."""

from dataclasses import dataclass, replace
from uuid import UUID

from events.contract.intake import (
    KeyDestroyed,
    KeyDestructionDecided,
    KeyDestructionProposalWithdrawn,
    KeyDestructionProposed,
    LegalHoldLifted,
    LegalHoldSet,
)
from events.contract.kind import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class Destruction:
    """`hold` and `proposal` are those that stand; `decided` is every decision so far."""

    hold: LegalHoldSet | None = None
    proposal: KeyDestructionProposed | None = None
    decided: tuple[KeyDestructionDecided, ...] = ()
    destroyed: tuple[KeyDestroyed, ...] = ()

    @property
    def whole(self) -> KeyDestructionDecided | None:
        """The decision that took the whole person; None while only single entries went."""
        return next((one for one in self.decided if one.entry is None), None)

    def entries(self) -> frozenset[UUID | None]:
        """The single entries that were decided upon."""
        return frozenset(one.entry for one in self.decided)


def evolve(state: Destruction | None, fact: Event) -> Destruction:
    """The state after `fact`."""
    state = state or Destruction()
    match fact:
        case LegalHoldSet():
            return replace(state, hold=fact)
        case LegalHoldLifted():
            return replace(state, hold=None)
        case KeyDestructionProposed():
            return replace(state, proposal=fact)
        case KeyDestructionProposalWithdrawn():
            return replace(state, proposal=None)
        case KeyDestructionDecided():
            return replace(state, proposal=None, decided=(*state.decided, fact))
        case KeyDestroyed():
            return replace(state, destroyed=(*state.destroyed, fact))
    raise ValueError(f"{type(fact).__name__} does not belong to the end of keys")
