"""`payment_order`: every order from the day it is given to the bank's answer; one row per stream and part.

A part is a month of a grant, a kind of cost of a move, or the one sum of a supplement.
"""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any, Final, Self
from uuid import UUID

from events.bus.column_types import Int
from events.bus.projection import Index, Projection
from events.contract import Event
from events.contract.benefits import OrderPassed, PaymentMade, PaymentOrdered
from events.contract.benefits_moving import MovingOrdered, MovingOrderPassed, MovingPaid
from events.contract.benefits_one_off import (
    OneOffBatched,
    OneOffOrderCancelled,
    OneOffOrderReturned,
    OneOffReissued,
    OneOffReturnBooked,
    OneOffTransferReturned,
    OneOffUnbatched,
)
from events.contract.benefits_supplements import (
    SupplementDecided,
    SupplementOpened,
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
    ReturnedTransferBooked,
    TransferReturned,
)
from events.contract.sealed import opened
from events.contract.transfer_codes import PaidMatter
from events.log.recorded import Recorded
from services.benefits.orders import part_of


class OrderState(StrEnum):
    """Where the order of a month stands; `ja` is what people read."""

    ja: str

    def __new__(cls, value: str, ja: str) -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.ja = ja
        return member

    AWAITED = "awaited", "命令待ち"
    ORDERED = "ordered", "審査待ち"
    PASSED = "passed", "審査済み"
    BATCHED = "batched", "振込のまとめ"
    PAID = "paid", "支給済み"
    RETURNED = "returned", "組戻"
    SENT_BACK = "sent_back", "返付"
    CANCELLED = "cancelled", "取消し"


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderRow:
    """`number` of the grant or the move; `account_at` = stream that states the payee's account.

    AWAITED: a supplement without its order yet. `unbooked`: a payment came back, its 戻入 is not booked.
    """

    stream: UUID
    part: str
    matter: PaidMatter
    case_id: UUID
    number: Int
    supplement_no: Int = 0
    account_at: UUID
    area_id: Int
    area: str
    order_no: str = ""
    issue: Int = 1
    fiscal_year: Int
    item: str = ""
    yen: int
    ordered_on: date | None = None
    due_on: date | None = None
    orderer: UUID | None = None
    state: OrderState = OrderState.ORDERED
    passed_on: date | None = None
    batch: UUID | None = None
    paid_on: date | None = None
    returned_on: date | None = None
    unbooked: bool = False

    @property
    def at(self) -> str:
        """Path of its page, below the service's prefix."""
        case = f"/cases/{self.case_id}"
        match self.matter:
            case PaidMatter.MOVING:
                return f"{case}/moving/{self.number}/costs/{self.part}"
            case PaidMatter.SUPPLEMENT:
                return f"{case}/grants/{self.number}/supplements/{self.supplement_no}/transfer"
        return f"{case}/grants/{self.number}/months/{self.part}"


def evolve(row: OrderRow | None, recorded: Recorded) -> OrderRow | None:
    """The row after one fact of its order."""
    fact = recorded.fact
    match fact:
        case PaymentOrdered(fiscal_year=year, item=item):
            fresh = _fresh(recorded, PaidMatter.RENT, fact.grant_no, year, item)
            return _ordered(fresh, fact, row)
        case MovingOrdered(fiscal_year=year, item=item):
            fresh = _fresh(recorded, PaidMatter.MOVING, fact.moving_no, year, item)
            return _ordered(fresh, fact, row)
        case SupplementOpened():
            fresh = _fresh(recorded, PaidMatter.SUPPLEMENT, fact.grant_no, 0, "")
            return replace(
                fresh,
                supplement_no=fact.supplement_no,
                account_at=fact.grant,
                yen=opened(fact.amount_yen, 0),
                state=OrderState.AWAITED,
            )
    if row is None:
        return None
    if isinstance(fact, SupplementOrdered):
        fresh = replace(row, issue=1, state=OrderState.ORDERED, passed_on=None, returned_on=None)
        return _ordered(fresh, fact, row)
    return replace(row, **_changes(row, fact))


def _fresh(
    recorded: Recorded, matter: PaidMatter, number: int, fiscal_year: int, item: str
) -> OrderRow:
    return OrderRow(
        stream=recorded.stream,
        part=part_of(recorded.fact),
        matter=matter,
        case_id=recorded.case,
        number=number,
        account_at=recorded.stream,
        area_id=recorded.area_id,
        area=recorded.context.area,
        fiscal_year=fiscal_year,
        item=item,
        yen=0,
    )


def _ordered(
    fresh: OrderRow,
    fact: PaymentOrdered | MovingOrdered | SupplementOrdered,
    before: OrderRow | None,
) -> OrderRow:
    return replace(
        fresh,
        order_no=fact.order_no,
        yen=opened(fact.amount_yen, 0),
        ordered_on=fact.ordered_on,
        due_on=fact.due_on,
        orderer=fact.orderer,
        unbooked=before.unbooked if before else False,
    )


def _changes(row: OrderRow, fact: Event) -> dict[str, Any]:  # noqa: C901, PLR0911 - one arm per kind
    match fact:
        case SupplementDecided(fiscal_year=year, item=item):
            return {"fiscal_year": year, "item": item}
        case OrderPassed() | MovingOrderPassed() | SupplementPassed():
            return {"state": OrderState.PASSED, "passed_on": fact.passed_on}
        case OrderBatched() | OneOffBatched():
            return {"state": OrderState.BATCHED, "batch": fact.batch}
        case OrderUnbatched() | OneOffUnbatched():
            return {"state": OrderState.PASSED, "batch": None}
        case PaymentMade() | MovingPaid() | SupplementPaid():
            return {"state": OrderState.PAID, "paid_on": fact.paid_on}
        case TransferReturned() | OneOffTransferReturned():
            unbooked = row.unbooked or fact.was_paid
            gone = {"paid_on": None, "passed_on": None, "batch": None, "unbooked": unbooked}
            return gone | {"state": OrderState.RETURNED, "returned_on": fact.returned_on}
        case OrderReissued() | OneOffReissued():
            return {
                "state": OrderState.ORDERED,
                "issue": fact.issue,
                "orderer": fact.orderer,
                "due_on": fact.due_on,
            }
        case OrderReturned() | OneOffOrderReturned():
            return {"state": OrderState.SENT_BACK}
        case OrderCancelled() | OneOffOrderCancelled():
            return {"state": OrderState.CANCELLED}
        case ReturnedTransferBooked() | OneOffReturnBooked():
            return {"unbooked": False}
    return {}


MONTHS: Final = frozenset(
    {
        PaymentOrdered,
        OrderPassed,
        OrderBatched,
        OrderUnbatched,
        PaymentMade,
        TransferReturned,
        OrderReissued,
        OrderReturned,
        OrderCancelled,
        ReturnedTransferBooked,
    }
)
ONCE: Final = frozenset(
    {
        MovingOrdered,
        MovingOrderPassed,
        MovingPaid,
        SupplementOpened,
        SupplementDecided,
        SupplementOrdered,
        SupplementPassed,
        SupplementPaid,
        OneOffBatched,
        OneOffUnbatched,
        OneOffTransferReturned,
        OneOffReissued,
        OneOffOrderReturned,
        OneOffOrderCancelled,
        OneOffReturnBooked,
    }
)

PAYMENT_ORDER = Projection(
    "payment_order",
    2,
    OrderRow,
    evolve,
    one_row_per=lambda recorded: (recorded.stream, part_of(recorded.fact)),
    keys=("stream", "part"),
    reads=MONTHS | ONCE,
    indexes=(
        Index(("state", "area", "part")),
        Index(("batch",), where="batch is not null"),
        Index(("fiscal_year", "part")),
    ),
)
