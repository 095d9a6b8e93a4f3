"""支出負担行為 → 支出命令 → 会計管理者の審査 → 給付支給 (地方自治法232条の3, 232条の4; benefits.md §6.3)."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from events.contract import wareki
from events.contract.benefits import (
    ExpenditureCommitted,
    PaymentOrdered,
)
from events.contract.deciding import Refused
from events.contract.kind import Event
from events.contract.sealed import Open
from services.benefits.decisions.guards import happened, payable, told
from services.benefits.decisions.purses import purse_of
from services.benefits.decisions.reporting_activity import evidence_wanted
from services.benefits.fiscal import (
    FiscalRule,
    fiscal_year_of,
    fiscal_year_of_month,
    spread,
    year_open,
)
from services.benefits.grant import Grant
from services.benefits.orders import Order
from services.benefits.payers import Payer


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitExpenditure:
    """`item` 款・項・目・節 of the year's budget; the sum is the difference to what was committed before."""

    today: date
    committed_on: date
    fiscal_year: int
    item: str
    rule: FiscalRule = field(default_factory=FiscalRule)


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
    rule: FiscalRule = field(default_factory=FiscalRule)


@dataclass(frozen=True, slots=True, kw_only=True)
class PassOrder:
    """会計管理者: no breach of law or budget, and the debt is fixed. `part` as in `purse_of`."""

    today: date
    passed_on: date
    reviewer: UUID
    part: str
    rule: FiscalRule = field(default_factory=FiscalRule)


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmPayment:
    """`paid_on` is the day the treasury or the bank confirmed, never the day of export.

    `batch`: the stream of the batch whose result says so; None where it is entered for the order alone.
    """

    today: date
    paid_on: date
    part: str
    batch: UUID | None = None


def commit_expenditure(state: Grant | None, command: CommitExpenditure) -> list[Event]:
    """What the decisions made so far owe of that year, less what was committed; less than nothing is 減額."""
    grant = payable(state)
    assert grant.decided is not None  # noqa: S101 - payable
    last = grant.committed
    if not grant.payable and last is None:
        raise Refused("not-payable", "支給する月がありません。")
    short = to_commit(grant, command.fiscal_year, command.committed_on, command.rule)
    if short == 0:
        return _committed_before(grant, command)
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
    until = command.rule.end(command.fiscal_year).commit_until
    year_open(
        command.committed_on,
        until,
        command.fiscal_year,
        what="支出負担行為",
        field="committed_on",
    )
    return [
        ExpenditureCommitted(
            committed_on=command.committed_on,
            person=grant.person,
            grant_no=grant.application.grant_no,
            fiscal_year=command.fiscal_year,
            item=command.item,
            amount_yen=Open(grant.person, short),
        )
    ]


def _committed_before(grant: Grant, command: CommitExpenditure) -> list[Event]:
    same = (command.committed_on, command.fiscal_year, command.item)
    if same in {(c.committed_on, c.fiscal_year, c.item) for c in grant.paying.commitments}:
        return []
    if grant.paying.commitments:
        raise Refused("already-committed", "この支給決定の支出負担行為はすでにあります。")
    raise Refused("not-payable", "その年度に支給する月がありません。", field="fiscal_year")


def to_commit(grant: Grant, fiscal_year: int, on: date, rule: FiscalRule) -> int:
    """Yen by which the commitments of that year fall short of what is owed; negative: too much.

    Where months follow their commitment, a closed year keeps only what was ordered from it.
    """
    owed = [(month, grant.owed(month)) for month in grant.payable]
    paying = grant.paying
    if rule.by_month:
        return spread(owed, fiscal_year) - paying.committed_yen(fiscal_year)
    covered = 0
    for year in paying.years:
        closed = year != fiscal_year and on > rule.end(year).order_until
        covered += paying.ordered_yen(year) if closed else paying.committed_yen(year)
    return sum(yen for _, yen in owed) - covered


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
    told(command.order_no, code="number-missing", ja="命令番号を入れてください。", field="order_no")
    happened(
        command.ordered_on,
        today=command.today,
        field="ordered_on",
        not_before=grant.paying.commitments[0].committed_on,
        step="支出負担行為",
    )
    if command.due_on < command.ordered_on:
        raise Refused("due-before-order", "支払予定日が命令日より前です。", field="due_on")
    source = year_of_order(grant, command.month, command.ordered_on, command.rule)
    return [
        PaymentOrdered(
            ordered_on=command.ordered_on,
            person=grant.person,
            grant_no=grant.application.grant_no,
            month=command.month,
            order_no=command.order_no,
            fiscal_year=source.fiscal_year,
            item=source.item,
            due_on=command.due_on,
            orderer=command.orderer,
            amount_yen=Open(grant.person, grant.owed(command.month)),
        )
    ]


def year_of_order(
    grant: Grant, month: str, ordered_on: date, rule: FiscalRule
) -> ExpenditureCommitted:
    """The commitment a month is paid from: of a year that is open and has enough left.

    Refused: `year-closed` where only a closed year has it, `commitment-short` where none has.
    """
    yen, closed = grant.owed(month), None
    for year in grant.paying.years:
        if rule.by_month and year != fiscal_year_of_month(month):
            continue
        if grant.paying.committed_yen(year) - grant.paying.ordered_yen(year) < yen:
            continue
        if ordered_on <= rule.end(year).order_until:
            held = (c for c in grant.paying.commitments if c.fiscal_year == year)
            return list(held)[-1]
        closed = closed or year
    if closed is not None:
        until = rule.end(closed).order_until
        year_open(ordered_on, until, closed, what="支出命令", field="ordered_on")
    raise Refused(
        "commitment-short",
        "支出負担行為の残りが足りません。先に差額の支出負担行為を登録してください。",
    )


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


def pass_order(state: Payer | None, command: PassOrder) -> list[Event]:
    """The review, never by the person who ordered."""
    purse = purse_of(state, command.part)
    held = purse.held
    if held.returned is not None:
        raise Refused("transfer-returned", "組戻になった命令です。再発行してから審査してください。")
    if held.passed is not None:
        if held.passed.reviewer == command.reviewer:
            return []
        raise Refused("already-passed", "この支出命令はすでに審査済みです。")
    if command.reviewer in held.orderers:
        raise Refused("self-approval", "支出命令を出した本人は審査できません。")
    happened(
        command.passed_on,
        today=command.today,
        field="passed_on",
        not_before=held.reissued.reissued_on if held.reissued else held.ordered.ordered_on,
        step="支出命令",
    )
    until = command.rule.end(held.fiscal_year).pay_until
    year_open(command.passed_on, until, held.fiscal_year, what="支払", field="passed_on")
    made = purse.kinds.passed(passed_on=command.passed_on, reviewer=command.reviewer, **purse.first)
    return [made]


def confirm_payment(state: Payer | None, command: ConfirmPayment) -> list[Event]:
    """給付支給, once per order."""
    purse = purse_of(state, command.part)
    held = purse.held
    if held.paid is not None:
        if held.paid.paid_on == command.paid_on:
            return []
        raise Refused("already-paid", f"{purse.ja}はすでに支給済みです。")
    if held.passed is None:
        raise Refused("not-passed", "会計管理者の審査がまだ済んでいません。")
    told_by_its_batch(held, command.batch)
    happened(
        command.paid_on,
        today=command.today,
        field="paid_on",
        not_before=held.passed.passed_on,
        step="支出命令の審査",
    )
    return [
        purse.kinds.paid(
            paid_on=command.paid_on,
            fiscal_year=held.fiscal_year,
            amount_yen=held.ordered.amount_yen,
            **purse.first,
        )
    ]


def told_by_its_batch(held: Order, batch: UUID | None) -> None:
    """What became of an order in a batch is told by that batch alone."""
    if batch != (held.batched.batch if held.batched else None):
        raise Refused(
            "in-a-batch",
            "この命令は振込のまとめに入っています。結果は、まとめの画面で記録してください。",
        )
