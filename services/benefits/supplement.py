"""The state of one 追加支給: opened from corrections, decided, ordered, passed, paid."""

from dataclasses import dataclass, field, replace
from uuid import UUID, uuid5

from events.contract.benefits_supplements import (
    SupplementDecided,
    SupplementOpened,
    SupplementOrdered,
    SupplementPaid,
    SupplementPassed,
)
from events.contract.kind import Event
from services.benefits.deputies import STANDING_IN, Deputies, stood_in


@dataclass(frozen=True, slots=True, kw_only=True)
class Supplement:
    """Each step once."""

    opened: SupplementOpened
    decided: SupplementDecided | None = None
    ordered: SupplementOrdered | None = None
    passed: SupplementPassed | None = None
    paid: SupplementPaid | None = None
    deputies: Deputies = field(default_factory=Deputies)

    @property
    def stage(self) -> str:
        """Where it stands, as people read it."""
        if self.paid:
            return "追加支給"
        if self.passed:
            return "支給待ち"
        if self.ordered:
            return "会計の審査待ち"
        return "支出命令待ち" if self.decided else "決裁待ち"


def evolve(state: Supplement | None, fact: Event) -> Supplement:
    """The state after `fact`."""
    match state, fact:
        case None, SupplementOpened():
            return Supplement(opened=fact)
        case Supplement(), SupplementDecided():
            return replace(state, decided=fact)
        case Supplement(), SupplementOrdered():
            return replace(state, ordered=fact)
        case Supplement(), SupplementPassed():
            return replace(state, passed=fact)
        case Supplement(), SupplementPaid():
            return replace(state, paid=fact)
    if state is not None and isinstance(fact, STANDING_IN):
        return replace(state, deputies=stood_in(state.deputies, fact))
    raise ValueError(f"{type(fact).__name__} cannot follow {type(state).__name__}")


def stream_of(grant: UUID, supplement_no: int) -> UUID:
    """The stream of a grant's n-th 追加支給."""
    return uuid5(grant, f"supplement/{supplement_no}")
