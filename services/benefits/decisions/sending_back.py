"""An order that does not go through: sent back, cancelled, its transfer returned, given once more, 戻入 booked."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from events.contract.deciding import Refused
from events.contract.kind import Event
from events.contract.sealed import Open
from events.contract.transfer_codes import TransferReason
from services.benefits.decisions.guards import happened, told
from services.benefits.decisions.paying import told_by_its_batch
from services.benefits.decisions.purses import purse_of
from services.benefits.fiscal import FiscalRule, year_open
from services.benefits.orders import Order
from services.benefits.payers import Payer


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnOrder:
    """会計管理者 sends an order back; `reasons` tell the clerk what to mend."""

    today: date
    returned_on: date
    reviewer: UUID
    part: str
    reasons: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelOrder:
    """The clerk withdraws an order that no money has left for."""

    today: date
    cancelled_on: date
    clerk: UUID
    part: str
    reasons: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnTransfer:
    """組戻, as bank or treasury told it; `batch` as in ConfirmPayment."""

    today: date
    returned_on: date
    part: str
    reason: TransferReason
    batch: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReissueOrder:
    """The same order for the account that was checked since; `account_no` as in `purse_of`."""

    today: date
    reissued_on: date
    orderer: UUID
    part: str
    due_on: date
    account_no: int | None = None
    rule: FiscalRule = field(default_factory=FiscalRule)


@dataclass(frozen=True, slots=True, kw_only=True)
class BookReturn:
    """戻入: the money of a returned transfer is back in the item of its year."""

    today: date
    booked_on: date
    part: str
    order_no: str
    rule: FiscalRule = field(default_factory=FiscalRule)


def return_order(state: Payer | None, command: ReturnOrder) -> list[Event]:
    """Before or instead of passing; the sum waits for an order again."""
    purse = purse_of(state, command.part)
    before = purse.orders.sent_back.get(command.part)
    same = before and (before.returned_on, before.reviewer) == (
        command.returned_on,
        command.reviewer,
    )
    if same and command.part not in purse.orders.standing:
        return []
    held = purse.held
    if held.passed is not None or held.returned is not None:
        raise Refused(
            "already-passed", "審査を終えた支出命令は返せません。取消しを求めてください。"
        )
    if command.reviewer in held.orderers:
        raise Refused("self-approval", "支出命令を出した本人は審査できません。")
    told(
        command.reasons,
        code="reasons-missing",
        ja="返す理由を書いてください。支払担当がそれを見て直します。",
        field="reasons",
    )
    happened(
        command.returned_on,
        today=command.today,
        field="returned_on",
        not_before=_given_on(held),
        step="支出命令",
    )
    return [
        purse.kinds.sent_back(
            returned_on=command.returned_on,
            reviewer=command.reviewer,
            reasons=Open(purse.person, command.reasons),
            **purse.numbered,
        )
    ]


def cancel_order(state: Payer | None, command: CancelOrder) -> list[Event]:
    """Never while the order is in a batch or paid."""
    purse = purse_of(state, command.part)
    before = purse.orders.cancelled.get(command.part)
    same = before and (before.cancelled_on, before.clerk) == (command.cancelled_on, command.clerk)
    if same and command.part not in purse.orders.standing:
        return []
    held = purse.held
    if held.paid is not None:
        raise Refused("already-paid", f"{purse.ja}は支給済みです。命令は取り消せません。")
    if held.batched is not None:
        raise Refused("in-a-batch", "振込のまとめに入っています。先にまとめを取りやめてください。")
    told(command.reasons, code="reasons-missing", ja="理由を書いてください。", field="reasons")
    happened(
        command.cancelled_on,
        today=command.today,
        field="cancelled_on",
        not_before=_given_on(held),
        step="支出命令",
    )
    return [
        purse.kinds.cancelled(
            cancelled_on=command.cancelled_on,
            clerk=command.clerk,
            was_passed=held.passed is not None,
            was_returned=held.returned is not None,
            reasons=Open(purse.person, command.reasons),
            **purse.numbered,
        )
    ]


def return_transfer(state: Payer | None, command: ReturnTransfer) -> list[Event]:
    """The sum is unpaid again, whether or not it had been stated as paid."""
    purse = purse_of(state, command.part, ended_too=True)
    held = purse.held
    if held.returned is not None:
        if held.returned.returned_on == command.returned_on:
            return []
        raise Refused("already-returned", "この命令はすでに組戻になっています。")
    if held.passed is None:
        raise Refused("not-passed", "会計管理者の審査がまだ済んでいません。")
    told_by_its_batch(held, command.batch)
    happened(
        command.returned_on,
        today=command.today,
        field="returned_on",
        not_before=held.paid.paid_on if held.paid else held.passed.passed_on,
        step="給付支給" if held.paid else "支出命令の審査",
    )
    return [
        purse.kinds.came_back(
            returned_on=command.returned_on,
            batch=command.batch,
            was_paid=held.paid is not None,
            reason=command.reason,
            amount_yen=held.ordered.amount_yen,
            **purse.numbered,
        )
    ]


def reissue_order(state: Payer | None, command: ReissueOrder) -> list[Event]:
    """Only for an account that was stated and checked after the transfer came back, or checked again."""
    purse = purse_of(state, command.part, account_no=command.account_no)
    held = purse.held
    if held.returned is None:
        if held.reissued and held.reissued.reissued_on == command.reissued_on:
            return []
        raise Refused("not-returned", "組戻になった命令ではありません。")
    account_no = purse.payee
    happened(
        command.reissued_on,
        today=command.today,
        field="reissued_on",
        not_before=held.returned.returned_on,
        step="組戻",
    )
    if command.due_on < command.reissued_on:
        raise Refused("due-before-order", "支払予定日が命令日より前です。", field="due_on")
    until = command.rule.end(held.fiscal_year).pay_until
    year_open(command.reissued_on, until, held.fiscal_year, what="支払", field="reissued_on")
    return [
        purse.kinds.reissued(
            reissued_on=command.reissued_on,
            issue=held.issue + 1,
            orderer=command.orderer,
            due_on=command.due_on,
            account_no=account_no,
            **purse.numbered,
        )
    ]


def book_return(state: Payer | None, command: BookReturn) -> list[Event]:
    """戻入 until 31 May; later money is 過年度収入 and no business of this order (施行令160条)."""
    purse = purse_of(state, command.part, ended_too=True)
    named = (command.part, command.order_no)
    of_order = [one for one in purse.orders.undone if (one.part, one.order_no) == named]
    open_ones = [one for one in of_order if one.booked is None]
    if not open_ones:
        if of_order and of_order[-1].booked and of_order[-1].booked.booked_on == command.booked_on:
            return []
        raise Refused("nothing-returned", "戻入を待つ組戻がありません。")
    undone = open_ones[0]
    happened(
        command.booked_on,
        today=command.today,
        field="booked_on",
        not_before=undone.returned.returned_on,
        step="組戻",
    )
    year = undone.payment.fiscal_year
    if command.booked_on > command.rule.end(year).pay_until:
        raise Refused(
            "past-year",
            "出納整理期間を過ぎています。戻入ではなく、過年度収入として調定してください（施行令160条）。",
            field="booked_on",
        )
    return [
        purse.kinds.booked(
            booked_on=command.booked_on,
            order_no=command.order_no,
            fiscal_year=year,
            item=undone.item,
            amount_yen=undone.payment.amount_yen,
            **purse.then,
        )
    ]


def _given_on(held: Order) -> date:
    return held.reissued.reissued_on if held.reissued else held.ordered.ordered_on
