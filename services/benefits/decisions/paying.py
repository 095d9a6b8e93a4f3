"""支出負担行為 → 支出命令 → 会計管理者の審査 → 給付支給 (地方自治法232条の3, 232条の4; benefits.md §6.3)."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.contract import wareki
from events.contract.benefits import (
    ExpenditureCommitted,
    OrderPassed,
    PaymentMade,
    PaymentOrdered,
)
from events.contract.deciding import Refused
from events.contract.kind import Event
from events.contract.sealed import Open, opened
from services.benefits.decisions.guards import happened, payable, told
from services.benefits.decisions.reporting_activity import evidence_wanted
from services.benefits.grant import Grant, Month


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitExpenditure:
    """`item` 款・項・目・節 of the year's budget. The sum is what the decisions owe and nothing covers yet."""

    today: date
    committed_on: date
    fiscal_year: int
    item: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderPayment:
    """One month (`YYYY-MM`). The fiscal year stands on the order.

    `evidence_first`: whether the activity of the month before must have been accepted (municipal switch).
    """

    today: date
    ordered_on: date
    orderer: UUID
    month: str
    order_no: str
    due_on: date
    evidence_first: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class PassOrder:
    """会計管理者: no breach of law or budget, and the debt is fixed."""

    today: date
    passed_on: date
    reviewer: UUID
    month: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmPayment:
    """`paid_on` is the day the treasury or the bank confirmed, never the day of export."""

    today: date
    paid_on: date
    month: str


def commit_expenditure(state: Grant | None, command: CommitExpenditure) -> list[Event]:
    """The decided sum of all months to be paid; after an extension or a rise, what it adds."""
    grant = payable(state)
    assert grant.decided is not None  # noqa: S101 - payable
    last = grant.committed
    if last is not None and uncommitted(grant) <= 0:
        if (last.committed_on, last.item) == (command.committed_on, command.item):
            return []
        raise Refused("already-committed", "この支給決定の支出負担行為はすでにあります。")
    if not grant.payable:
        raise Refused("not-payable", "支給する月がありません。")
    if abs(command.fiscal_year - fiscal_year_of(command.committed_on)) > 1:
        raise Refused("fiscal-year", "会計年度が負担行為の日と合いません。", field="fiscal_year")
    told(command.item, code="item-missing", ja="予算科目を入れてください。", field="item")
    happened(
        command.committed_on,
        today=command.today,
        field="committed_on",
        not_before=last.committed_on if last else grant.decided.decided_on,
        step="前の支出負担行為" if last else "支給決定",
    )
    return [
        ExpenditureCommitted(
            committed_on=command.committed_on,
            person=grant.person,
            grant_no=grant.application.grant_no,
            fiscal_year=command.fiscal_year,
            item=command.item,
            amount_yen=Open(grant.person, uncommitted(grant)),
        )
    ]


def uncommitted(grant: Grant) -> int:
    """Yen of the payable months that no 支出負担行為 covers yet; below 0 after a stop."""
    return sum(map(grant.owed, grant.payable)) - grant.committed_yen


def order_payment(state: Grant | None, command: OrderPayment) -> list[Event]:
    """The order for one decided month; each month is ordered once."""
    grant = payable(state)
    held = grant.months.get(command.month)
    if held is not None:
        if (held.ordered.order_no, held.ordered.orderer) == (command.order_no, command.orderer):
            return []
        raise Refused("already-ordered", "この月の支出命令はすでにあります。", field="month")
    if grant.committed is None:
        raise Refused("not-committed", "支出負担行為がまだありません。先に登録してください。")
    if command.month not in grant.payable:
        raise Refused("not-payable", "支給決定の期間にない月です。", field="month")
    _nothing_in_the_way(grant, command)
    ordered = sum(opened(one.ordered.amount_yen, 0) for one in grant.months.values())
    if ordered + grant.owed(command.month) > grant.committed_yen:
        raise Refused(
            "commitment-short",
            "支出負担行為の額が足りません。延長や増額の分の負担行為を先に登録してください。",
        )
    told(command.order_no, code="number-missing", ja="命令番号を入れてください。", field="order_no")
    happened(
        command.ordered_on,
        today=command.today,
        field="ordered_on",
        not_before=grant.committed.committed_on,
        step="支出負担行為",
    )
    if command.due_on < command.ordered_on:
        raise Refused("due-before-order", "支払予定日が命令日より前です。", field="due_on")
    return [
        PaymentOrdered(
            ordered_on=command.ordered_on,
            person=grant.person,
            grant_no=grant.application.grant_no,
            month=command.month,
            order_no=command.order_no,
            fiscal_year=grant.committed.fiscal_year,
            item=grant.committed.item,
            due_on=command.due_on,
            orderer=command.orderer,
            amount_yen=Open(grant.person, grant.owed(command.month)),
        )
    ]


def _nothing_in_the_way(grant: Grant, command: OrderPayment) -> None:
    """No hold on the month, and the evidence of the month before accepted where the municipality asks for it."""
    if command.month in grant.duties.held:
        ja = "この月の支払は見合わせています。解除してから命令を出してください。"
        raise Refused("payment-held", ja, field="month")
    wanted = evidence_wanted(grant, command.month)
    if command.evidence_first and wanted:
        ja = (
            f"{wareki.month(int(wanted[:4]), int(wanted[5:]))}の求職活動等の確認がまだです。"
            "確認してから命令を出してください(暫定)。"
        )
        raise Refused("evidence-first", ja, field="month")


def pass_order(state: Grant | None, command: PassOrder) -> list[Event]:
    """The review, never by the person who ordered."""
    grant = payable(state)
    held = _ordered(grant, command.month)
    if held.passed is not None:
        if held.passed.reviewer == command.reviewer:
            return []
        raise Refused("already-passed", "この支出命令はすでに審査済みです。")
    if command.reviewer == held.ordered.orderer:
        raise Refused("self-approval", "支出命令を出した本人は審査できません。")
    happened(
        command.passed_on,
        today=command.today,
        field="passed_on",
        not_before=held.ordered.ordered_on,
        step="支出命令",
    )
    return [
        OrderPassed(
            passed_on=command.passed_on,
            person=grant.person,
            grant_no=grant.application.grant_no,
            month=command.month,
            order_no=held.ordered.order_no,
            reviewer=command.reviewer,
        )
    ]


def confirm_payment(state: Grant | None, command: ConfirmPayment) -> list[Event]:
    """給付支給, once per month."""
    grant = payable(state)
    held = _ordered(grant, command.month)
    if held.paid is not None:
        if held.paid.paid_on == command.paid_on:
            return []
        raise Refused("already-paid", "この月はすでに支給済みです。")
    if held.passed is None:
        raise Refused("not-passed", "会計管理者の審査がまだ済んでいません。")
    happened(
        command.paid_on,
        today=command.today,
        field="paid_on",
        not_before=held.passed.passed_on,
        step="支出命令の審査",
    )
    return [
        PaymentMade(
            paid_on=command.paid_on,
            person=grant.person,
            grant_no=grant.application.grant_no,
            month=command.month,
            order_no=held.ordered.order_no,
            fiscal_year=held.ordered.fiscal_year,
            amount_yen=held.ordered.amount_yen,
        )
    ]


def fiscal_year_of(day: date) -> int:
    """会計年度: from 1 April."""
    return day.year if day.month >= 4 else day.year - 1


def _ordered(grant: Grant, month: str) -> Month:
    held = grant.months.get(month)
    if held is None:
        raise Refused("not-ordered", "この月の支出命令がまだありません。", field="month")
    return held
