"""The transfers of one case, folded from their stream."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from uuid import UUID, uuid5

from events.contract.kind import Event
from events.contract.transferring import TransferAccepted, TransferDeclined, TransferRequested

Answer = TransferAccepted | TransferDeclined


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfers:
    """`requested` by number from 1; `answers` by the same number."""

    requested: tuple[TransferRequested, ...] = ()
    answers: Mapping[int, Answer] = field(default_factory=dict)

    @property
    def waiting(self) -> TransferRequested | None:
        """The request that has no answer yet."""
        open_ones = (one for one in self.requested if one.transfer_no not in self.answers)
        return next(open_ones, None)


def stream_of(case: UUID) -> UUID:
    """The stream of a case's transfers. Never change the name."""
    return uuid5(case, "transfer")


def case_of(case: UUID, transfer_no: int) -> UUID:
    """The case that a transfer inside the body begins: always the same, however often it is accepted."""
    return uuid5(case, f"transfer/{transfer_no}")


def evolve(state: Transfers | None, fact: Event) -> Transfers:
    """The state after `fact`."""
    before = state or Transfers()
    match fact:
        case TransferRequested():
            return replace(before, requested=(*before.requested, fact))
        case TransferAccepted() | TransferDeclined():
            return replace(before, answers={**before.answers, fact.transfer_no: fact})
    raise ValueError(f"{type(fact).__name__} is no fact of a transfer")
