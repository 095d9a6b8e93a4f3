"""Whose order it is: a month of a grant, a cost of a move, a supplement. Each brings its own kinds of fact."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from events.contract.benefits import OrderPassed, PaymentMade
from events.contract.benefits_moving import MovingCost, MovingOrderPassed, MovingPaid
from events.contract.benefits_one_off import (
    OneOffBatched,
    OneOffOrderCancelled,
    OneOffOrderReturned,
    OneOffReissued,
    OneOffReturnBooked,
    OneOffTransferReturned,
    OneOffUnbatched,
)
from events.contract.benefits_supplements import SupplementPaid, SupplementPassed
from events.contract.benefits_transfers import (
    OrderBatched,
    OrderCancelled,
    OrderReissued,
    OrderReturned,
    OrderUnbatched,
    ReturnedTransferBooked,
    TransferReturned,
)
from events.contract.deciding import Refused
from events.contract.kind import Event
from events.contract.transfer_codes import PaidMatter
from services.benefits.decisions.guards import payable
from services.benefits.moving import Moving
from services.benefits.orders import Accounts, Order, Orders, checked
from services.benefits.payers import Payer
from services.benefits.supplement import WHOLE, Supplement

Made = Callable[..., Event]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kinds:
    """The facts that say what became of an order."""

    passed: Made
    paid: Made
    batched: Made = OneOffBatched
    unbatched: Made = OneOffUnbatched
    sent_back: Made = OneOffOrderReturned
    cancelled: Made = OneOffOrderCancelled
    came_back: Made = OneOffTransferReturned
    reissued: Made = OneOffReissued
    booked: Made = OneOffReturnBooked


MONTHS: Final = Kinds(
    passed=OrderPassed,
    paid=PaymentMade,
    batched=OrderBatched,
    unbatched=OrderUnbatched,
    sent_back=OrderReturned,
    cancelled=OrderCancelled,
    came_back=TransferReturned,
    reissued=OrderReissued,
    booked=ReturnedTransferBooked,
)
COSTS: Final = Kinds(passed=MovingOrderPassed, paid=MovingPaid)
SUMS: Final = Kinds(passed=SupplementPassed, paid=SupplementPaid)


@dataclass(frozen=True, slots=True, kw_only=True)
class Purse:
    """`ja` is how a refusal calls it; `first` and `then` name it in its facts: pass and payment, and the rest."""

    orders: Orders
    part: str
    person: UUID
    ja: str
    account_no: int | None
    kinds: Kinds
    first: Mapping[str, Any]
    then: Mapping[str, Any]

    @property
    def held(self) -> Order:
        """The order that stands. Refused where there is none."""
        found = self.orders.standing.get(self.part)
        if found is None:
            raise Refused("not-ordered", f"{self.ja}の支出命令がまだありません。", field="month")
        return found

    @property
    def payee(self) -> int:
        """Number of the account that was checked. Refused where none was."""
        if self.account_no is None:
            raise Refused(
                "account-unchecked",
                "振込口座が確認されていません。先に口座の届を確認してください。",
            )
        return self.account_no

    @property
    def numbered(self) -> dict[str, Any]:
        """Its names with the number of the order."""
        return {**self.then, "order_no": self.held.ordered.order_no}


def purse_of(
    state: Payer | None, part: str, *, ended_too: bool = False, account_no: int | None = None
) -> Purse:
    """`part` as in `Orders`. `account_no`: of a supplement, which is paid to the account of its grant.

    `ended_too`: what the bank says is true of an ended grant as well. Refused before the decision to pay.
    """
    match state:
        case Moving():
            return _cost(state, part)
        case Supplement():
            return _sum(state, account_no)
    grant = payable(state, ended_too=ended_too)
    named = {"person": grant.person, "grant_no": grant.application.grant_no, "month": part}
    held = grant.paying.standing.get(part)
    numbered = named | ({"order_no": held.ordered.order_no} if held else {})
    return Purse(
        orders=grant.paying,
        part=part,
        person=grant.person,
        ja="この月",
        account_no=_number(grant.paying.accounts),
        kinds=MONTHS,
        first=numbered,
        then=named,
    )


def _cost(moving: Moving, part: str) -> Purse:
    if moving.decided is None:
        raise Refused("not-decided", "支給決定がまだありません。決定のあとに行ってください。")
    number, cost = moving.decided.moving_no, MovingCost.stored(part)
    held = moving.orders.standing.get(part)
    first = {"person": moving.person, "moving_no": number, "cost": cost}
    return Purse(
        orders=moving.orders,
        part=part,
        person=moving.person,
        ja="この費用",
        account_no=_number(moving.accounts.get(cost, ())),
        kinds=COSTS,
        first=first | ({"order_no": held.ordered.order_no} if held else {}),
        then=_named(moving.person, PaidMatter.MOVING, number, part),
    )


def _sum(supplement: Supplement, account_no: int | None) -> Purse:
    if supplement.decided is None:
        raise Refused("not-decided", "追加支給の決定がまだありません。")
    opened = supplement.opened
    return Purse(
        orders=supplement.orders,
        part=WHOLE,
        person=opened.person,
        ja="この追加支給",
        account_no=account_no,
        kinds=SUMS,
        first={"person": opened.person, "supplement_no": opened.supplement_no},
        then=_named(opened.person, PaidMatter.SUPPLEMENT, opened.supplement_no, WHOLE),
    )


def _named(person: UUID, matter: PaidMatter, number: int, part: str) -> dict[str, Any]:
    return {"person": person, "matter": matter, "number": number, "part": part}


def _number(accounts: Accounts) -> int | None:
    found = checked(accounts)
    return found.stated.account_no if found else None
