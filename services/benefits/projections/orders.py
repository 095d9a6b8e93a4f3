"""`payment_order`: every month of every grant from the order to the bank's answer; one row per grant and month."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any, Self
from uuid import UUID

from events.bus.column_types import Int
from events.bus.projection import Index, Projection
from events.contract import Event
from events.contract.benefits import OrderPassed, PaymentMade, PaymentOrdered
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
from events.log.recorded import Recorded


class OrderState(StrEnum):
    """Where the order of a month stands; `ja` is what people read."""

    ja: str

    def __new__(cls, value: str, ja: str) -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.ja = ja
        return member

    ORDERED = "ordered", "審査待ち"
    PASSED = "passed", "審査済み"
    BATCHED = "batched", "振込のまとめ"
    PAID = "paid", "支給済み"
    RETURNED = "returned", "組戻"
    SENT_BACK = "sent_back", "返付"
    CANCELLED = "cancelled", "取消し"


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderRow:
    """`unbooked`: a payment came back and its 戻入 is not booked yet."""

    stream: UUID
    month: str
    case_id: UUID
    grant_no: Int
    area_id: Int
    area: str
    order_no: str
    issue: Int = 1
    fiscal_year: Int
    item: str
    yen: int
    ordered_on: date
    due_on: date
    orderer: UUID
    state: OrderState = OrderState.ORDERED
    passed_on: date | None = None
    batch: UUID | None = None
    paid_on: date | None = None
    returned_on: date | None = None
    unbooked: bool = False


def evolve(row: OrderRow | None, recorded: Recorded) -> OrderRow | None:
    """The row after one fact of its month."""
    fact = recorded.fact
    if isinstance(fact, PaymentOrdered):
        return OrderRow(
            stream=recorded.stream,
            month=fact.month,
            case_id=recorded.case,
            grant_no=fact.grant_no,
            area_id=recorded.area_id,
            area=recorded.context.area,
            order_no=fact.order_no,
            fiscal_year=fact.fiscal_year,
            item=fact.item,
            yen=opened(fact.amount_yen, 0),
            ordered_on=fact.ordered_on,
            due_on=fact.due_on,
            orderer=fact.orderer,
            unbooked=row.unbooked if row else False,
        )
    return replace(row, **_changes(row, fact)) if row else None


def _changes(row: OrderRow, fact: Event) -> dict[str, Any]:  # noqa: PLR0911 - one arm per kind
    match fact:
        case OrderPassed(passed_on=day):
            return {"state": OrderState.PASSED, "passed_on": day}
        case OrderBatched(batch=batch):
            return {"state": OrderState.BATCHED, "batch": batch}
        case OrderUnbatched():
            return {"state": OrderState.PASSED, "batch": None}
        case PaymentMade(paid_on=day):
            return {"state": OrderState.PAID, "paid_on": day}
        case TransferReturned(returned_on=day):
            unbooked = row.unbooked or fact.was_paid
            back = {"returned_on": day, "paid_on": None, "passed_on": None, "batch": None}
            return back | {"state": OrderState.RETURNED, "unbooked": unbooked}
        case OrderReissued():
            return {
                "state": OrderState.ORDERED,
                "issue": fact.issue,
                "orderer": fact.orderer,
                "due_on": fact.due_on,
            }
        case OrderReturned():
            return {"state": OrderState.SENT_BACK}
        case OrderCancelled():
            return {"state": OrderState.CANCELLED}
        case ReturnedTransferBooked():
            return {"unbooked": False}
    return {}


PAYMENT_ORDER = Projection(
    "payment_order",
    1,
    OrderRow,
    evolve,
    one_row_per=lambda recorded: (recorded.stream, getattr(recorded.fact, "month", "")),
    keys=("stream", "month"),
    reads=frozenset(
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
    ),
    indexes=(
        Index(("state", "area", "month")),
        Index(("batch",), where="batch is not null"),
        Index(("fiscal_year", "month")),
    ),
)
