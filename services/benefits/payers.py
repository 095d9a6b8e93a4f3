"""The states that give orders, by what they pay: how they are folded, where their orders and accounts stand."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from events.contract import fold
from events.contract.benefits_moving import MovingCost
from events.contract.kind import Event
from events.contract.transfer_codes import PaidMatter
from services.benefits import grant, moving, supplement
from services.benefits.grant import Grant
from services.benefits.moving import Moving
from services.benefits.orders import Accounts, Order, Orders
from services.benefits.supplement import Supplement

Payer = Grant | Moving | Supplement

EVOLVE: Final[Mapping[PaidMatter, Callable[[Any, Event], Any]]] = {
    PaidMatter.RENT: grant.evolve,
    PaidMatter.MOVING: moving.evolve,
    PaidMatter.SUPPLEMENT: supplement.evolve,
}


def payer(matter: PaidMatter, facts: Iterable[Event]) -> Payer | None:
    """The state that gives orders of that matter."""
    state: Payer | None = fold(EVOLVE[matter], facts)
    return state


def orders_of(state: Payer) -> Orders:
    """Its orders."""
    return state.paying if isinstance(state, Grant) else state.orders


def order_of(state: Payer | None, part: str) -> Order | None:
    """The order that stands for a part."""
    return orders_of(state).standing.get(part) if state else None


def accounts_of(state: Payer | None, part: str) -> Accounts:
    """The accounts stated for the payee of a part; none are stated at a supplement, but at its grant."""
    match state:
        case Grant():
            return state.paying.accounts
        case Moving():
            return state.accounts.get(MovingCost.stored(part), ())
    return ()
