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
from services.benefits.orders import ONE_OFF, Order, Orders, advance, placed

WHOLE = ""
"""The part of its one order: the whole sum."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Supplement:
    """One sum, one order."""

    opened: SupplementOpened
    decided: SupplementDecided | None = None
    orders: Orders = field(default_factory=Orders)
    deputies: Deputies = field(default_factory=Deputies)

    @property
    def order(self) -> Order | None:
        """The order that stands."""
        return self.orders.standing.get(WHOLE)

    @property
    def paid(self) -> bool:
        """Whether it was paid and did not come back."""
        return self.order is not None and self.order.paid is not None

    @property
    def stage(self) -> str:
        """Where it stands, as people read it."""
        order = self.order
        if order is None:
            return "支出命令待ち" if self.decided else "決裁待ち"
        if order.paid:
            return "追加支給"
        if order.returned:
            return "組戻"
        return "支給待ち" if order.passed else "会計の審査待ち"


def evolve(state: Supplement | None, fact: Event) -> Supplement:
    """The state after `fact`."""
    match state, fact:
        case None, SupplementOpened():
            return Supplement(opened=fact)
        case Supplement(), SupplementDecided():
            return replace(state, decided=fact)
        case Supplement(decided=SupplementDecided() as decided), SupplementOrdered():
            order = Order(ordered=fact, fiscal_year=decided.fiscal_year, item=decided.item)
            return replace(state, orders=placed(state.orders, WHOLE, order))
    if state is not None and isinstance(fact, (SupplementPassed, SupplementPaid, *ONE_OFF)):
        return replace(state, orders=advance(state.orders, fact))
    if state is not None and isinstance(fact, STANDING_IN):
        return replace(state, deputies=stood_in(state.deputies, fact))
    raise ValueError(f"{type(fact).__name__} cannot follow {type(state).__name__}")


def stream_of(grant: UUID, supplement_no: int) -> UUID:
    """The stream of a grant's n-th 追加支給."""
    return uuid5(grant, f"supplement/{supplement_no}")
