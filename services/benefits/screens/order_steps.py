"""What may go wrong with an order, each as a form of its own: sent back, cancelled, come back, given again, booked."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from events.host.answers import Missing
from services.benefits.decisions.sending_back import (
    BookReturn,
    CancelOrder,
    ReissueOrder,
    ReturnOrder,
    ReturnTransfer,
    book_return,
    cancel_order,
    reissue_order,
    return_order,
    return_transfer,
)
from services.benefits.screens.order_place import OrderPlace
from services.benefits.screens.paying_rule import fiscal_rule

Given = Callable[[OrderPlace, UUID], Mapping[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderStep:
    """`days`: the fields that begin with today; `given`: what the form does not ask, by the command's id."""

    path: str
    title: str
    lead: str
    permission: str
    into: type[Any]
    decision: Callable[[Any, Any], Any]
    days: tuple[str, ...]
    given: Given


def _reviewer(order: OrderPlace, _: UUID) -> Mapping[str, Any]:
    return {"reviewer": order.file.desk.staff.person}


def _clerk(order: OrderPlace, _: UUID) -> Mapping[str, Any]:
    return {"clerk": order.file.desk.staff.person}


def _batch(order: OrderPlace, _: UUID) -> Mapping[str, Any]:
    """What came back after it was paid by a batch is told for the order alone."""
    held = order.held
    return {"batch": held.batched.batch if held and held.batched and held.paid else None}


def _again(order: OrderPlace, _: UUID) -> Mapping[str, Any]:
    account = order.account
    desk = order.file.desk
    return {
        "orderer": desk.staff.person,
        "rule": fiscal_rule(desk),
        "account_no": account.stated.account_no if account and account.checked else None,
    }


def _booking(order: OrderPlace, command_id: UUID) -> Mapping[str, Any]:
    waiting = order.waiting_before(command_id)
    if not waiting:
        raise Missing
    return {"order_no": waiting[0].order_no, "rule": fiscal_rule(order.file.desk)}


STEPS: Final = (
    OrderStep(
        path="return",
        title="支出命令を返す",
        lead="返された分は、支払担当がもう一度命令を出すのを待ちます。",
        permission="payment.pass",
        into=ReturnOrder,
        decision=return_order,
        days=("returned_on",),
        given=_reviewer,
    ),
    OrderStep(
        path="cancellation",
        title="支出命令を取り消す",
        lead="命令のないところに戻ります。",
        permission="payment.order",
        into=CancelOrder,
        decision=cancel_order,
        days=("cancelled_on",),
        given=_clerk,
    ),
    OrderStep(
        path="bounce",
        title="組戻を記録する",
        lead="振り込めなかった、または戻った分は、未払いに戻ります。",
        permission="payment.confirm",
        into=ReturnTransfer,
        decision=return_transfer,
        days=("returned_on",),
        given=_batch,
    ),
    OrderStep(
        path="reissue",
        title="支出命令を再発行する",
        lead="同じ番号の命令を、確認された口座でもう一度出します。会計の審査を受け直します。",
        permission="payment.order",
        into=ReissueOrder,
        decision=reissue_order,
        days=("reissued_on", "due_on"),
        given=_again,
    ),
    OrderStep(
        path="booking",
        title="組戻金の戻入",
        lead="支給した年度の科目に、お金が戻ったことを記録します。出納整理期間（5月31日）を過ぎたときは過年度収入です（施行令160条）。",
        permission="payment.order",
        into=BookReturn,
        decision=book_return,
        days=("booked_on",),
        given=_booking,
    ),
)
