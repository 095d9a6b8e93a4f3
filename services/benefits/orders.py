"""Orders and what becomes of them, the same for a month of rent, a cost of a move and a supplement.

ordered → passed by the 会計管理者 → in a batch → paid, or come back and given once more.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final, TypeVar
from uuid import UUID

from events.contract.benefits import OrderPassed, PaymentMade, PaymentOrdered
from events.contract.benefits_moving import MovingOrdered, MovingOrderPassed, MovingPaid
from events.contract.benefits_one_off import (
    MovingAccountChecked,
    MovingAccountStated,
    OneOffBatched,
    OneOffOrderCancelled,
    OneOffOrderReturned,
    OneOffReissued,
    OneOffReturnBooked,
    OneOffTransferReturned,
    OneOffUnbatched,
)
from events.contract.benefits_supplements import (
    SupplementOrdered,
    SupplementPaid,
    SupplementPassed,
)
from events.contract.benefits_transfers import (
    OrderBatched,
    OrderCancelled,
    OrderReissued,
    OrderReturned,
    OrderUnbatched,
    PayeeAccountChanged,
    PayeeAccountChecked,
    ReturnedTransferBooked,
    TransferReturned,
)
from events.contract.kind import Event
from events.contract.sealed import opened

ONE_OFF: Final[tuple[type[Event], ...]] = (
    OneOffBatched,
    OneOffUnbatched,
    OneOffTransferReturned,
    OneOffReissued,
    OneOffReturnBooked,
    OneOffOrderReturned,
    OneOffOrderCancelled,
)
"""What happens to an order of a move or a supplement after it was given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """One order: passed by the 会計管理者, in a batch, paid or come back. The year stands on the order."""

    ordered: PaymentOrdered | MovingOrdered | SupplementOrdered
    fiscal_year: int
    item: str
    reissued: OrderReissued | OneOffReissued | None = None
    passed: OrderPassed | MovingOrderPassed | SupplementPassed | None = None
    batched: OrderBatched | OneOffBatched | None = None
    paid: PaymentMade | MovingPaid | SupplementPaid | None = None
    returned: TransferReturned | OneOffTransferReturned | None = None

    @property
    def issue(self) -> int:
        """For the how-manieth time the order stands."""
        return self.reissued.issue if self.reissued else 1

    @property
    def orderers(self) -> frozenset[UUID]:
        """Everybody who gave this order."""
        again = {self.reissued.orderer} if self.reissued else set()
        return frozenset({self.ordered.orderer} | again)

    @property
    def yen(self) -> int:
        """What was ordered; 0 where it may not be read."""
        return opened(self.ordered.amount_yen, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One account of a payee, and who compared it with the paper."""

    stated: PayeeAccountChanged | MovingAccountStated
    checked: PayeeAccountChecked | MovingAccountChecked | None = None


Accounts = tuple[Account, ...]
"""Every account stated for one payee, the last one last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone:
    """A payment that came back, and the 戻入 of its money."""

    part: str
    order_no: str
    payment: PaymentMade | MovingPaid | SupplementPaid
    returned: TransferReturned | OneOffTransferReturned
    item: str
    booked: ReturnedTransferBooked | OneOffReturnBooked | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Orders:
    """`standing` by part: `YYYY-MM` of a grant, kind of cost of a move, "" of a supplement.

    An order that was sent back or cancelled is not in it.
    """

    standing: Mapping[str, Order] = field(default_factory=dict)
    sent_back: Mapping[str, OrderReturned | OneOffOrderReturned] = field(default_factory=dict)
    cancelled: Mapping[str, OrderCancelled | OneOffOrderCancelled] = field(default_factory=dict)
    undone: tuple[Undone, ...] = ()


O = TypeVar("O", bound=Orders)  # noqa: E741 - the orders of one stream


def part_of(fact: Event) -> str:
    """What a fact of an order speaks of, as `Orders.standing` names it."""
    cost = getattr(fact, "cost", None)
    named = getattr(fact, "month", None) or getattr(fact, "part", "")
    return str(cost.value if cost else named)


def advance(state: O, fact: Event) -> O:
    """The orders after `fact`, which is none that gives an order (`placed`)."""
    part = part_of(fact)
    match fact:
        case OrderReturned() | OneOffOrderReturned():
            return replace(_without(state, part), sent_back={**state.sent_back, part: fact})
        case OrderCancelled() | OneOffOrderCancelled():
            return replace(_without(state, part), cancelled={**state.cancelled, part: fact})
        case ReturnedTransferBooked() | OneOffReturnBooked():
            return replace(state, undone=_booked(state.undone, fact))
        case TransferReturned() | OneOffTransferReturned():
            return _came_back(state, part, fact)
    return placed(state, part, _step(state.standing[part], fact))


def placed(state: O, part: str, order: Order) -> O:
    """With that order standing for its part."""
    return replace(state, standing={**state.standing, part: order})


def account_after(accounts: Accounts, fact: Event) -> Accounts:
    """The accounts of a payee after one more was stated, or the last one was checked."""
    match fact:
        case PayeeAccountChanged() | MovingAccountStated():
            return (*accounts, Account(stated=fact))
        case PayeeAccountChecked() | MovingAccountChecked():
            *before, last = accounts
            return (*before, replace(last, checked=fact))
    raise ValueError(f"{type(fact).__name__} is no fact of an account")


def checked(accounts: Accounts) -> Account | None:
    """The account money may go to: the last one, if it was checked."""
    return accounts[-1] if accounts and accounts[-1].checked else None


def _step(held: Order, fact: Event) -> Order:
    match fact:
        case OrderPassed() | MovingOrderPassed() | SupplementPassed():
            return replace(held, passed=fact)
        case OrderBatched() | OneOffBatched():
            return replace(held, batched=fact)
        case OrderUnbatched() | OneOffUnbatched():
            return replace(held, batched=None)
        case PaymentMade() | MovingPaid() | SupplementPaid():
            return replace(held, paid=fact)
        case OrderReissued() | OneOffReissued():
            return Order(
                ordered=held.ordered, fiscal_year=held.fiscal_year, item=held.item, reissued=fact
            )
    raise ValueError(f"{type(fact).__name__} is no fact of an order")


def _came_back(state: O, part: str, fact: TransferReturned | OneOffTransferReturned) -> O:
    held = state.standing[part]
    back = replace(held, passed=None, batched=None, paid=None, returned=fact)
    undone = state.undone
    if held.paid is not None:
        gone = Undone(
            part=part,
            order_no=held.ordered.order_no,
            payment=held.paid,
            returned=fact,
            item=held.item,
        )
        undone = (*undone, gone)
    return replace(placed(state, part, back), undone=undone)


def _booked(
    undone: tuple[Undone, ...], fact: ReturnedTransferBooked | OneOffReturnBooked
) -> tuple[Undone, ...]:
    """The earliest return of that order that waits; an order issued again may come back a second time."""
    for place, one in enumerate(undone):
        same = (one.part, one.order_no) == (part_of(fact), fact.order_no)
        if same and one.booked is None:
            return (*undone[:place], replace(one, booked=fact), *undone[place + 1 :])
    return undone


def _without(state: O, part: str) -> O:
    return replace(state, standing={key: one for key, one in state.standing.items() if key != part})
