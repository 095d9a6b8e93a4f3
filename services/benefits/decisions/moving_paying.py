"""転居費用補助: 支出負担行為 of the sum, then per kind of cost 支出命令 → 審査 → 支給 to its payee."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.contract.benefits_moving import (
    MovingCommitted,
    MovingCost,
    MovingDecided,
    MovingOrdered,
    MovingOrderPassed,
    MovingPaid,
)
from events.contract.deciding import Refused
from events.contract.kind import Event
from events.contract.sealed import Open
from services.benefits.decisions.guards import happened, told
from services.benefits.fiscal import fiscal_year_of
from services.benefits.moving import CostPayment, Moving


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitMoving:
    """`item` 款・項・目・節 of the year's budget."""

    today: date
    committed_on: date
    fiscal_year: int
    item: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderMoving:
    """One kind of cost."""

    today: date
    ordered_on: date
    orderer: UUID
    cost: MovingCost
    order_no: str
    due_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PassMoving:
    """会計管理者's review."""

    today: date
    passed_on: date
    reviewer: UUID
    cost: MovingCost


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmMoving:
    """`paid_on` as the treasury or bank confirmed."""

    today: date
    paid_on: date
    cost: MovingCost


def commit_moving(state: Moving | None, command: CommitMoving) -> list[Event]:
    """Once: the sum decided."""
    moving, decided = _granted(state)
    made = MovingCommitted(
        committed_on=command.committed_on,
        person=moving.person,
        moving_no=decided.moving_no,
        fiscal_year=command.fiscal_year,
        item=command.item,
        payments=len(moving.granted),
        amount_yen=Open(moving.person, sum(moving.granted.values())),
    )
    if moving.committed is not None:
        if made == moving.committed:
            return []
        raise Refused("already-committed", "支出負担行為はすでにあります。")
    if abs(command.fiscal_year - fiscal_year_of(command.committed_on)) > 1:
        raise Refused("fiscal-year", "会計年度が負担行為の日と合いません。", field="fiscal_year")
    told(command.item, code="item-missing", ja="予算科目を入れてください。", field="item")
    happened(
        command.committed_on,
        today=command.today,
        field="committed_on",
        not_before=decided.decided_on,
        step="支給決定",
    )
    return [made]


def order_moving(state: Moving | None, command: OrderMoving) -> list[Event]:
    """Each kind once, as decided."""
    moving, decided = _granted(state)
    held = moving.payments.get(command.cost)
    if held is not None:
        if held.ordered.order_no == command.order_no:
            return []
        raise Refused("already-ordered", "この費用の支出命令はすでにあります。")
    if moving.committed is None:
        raise Refused("not-committed", "支出負担行為がまだありません。先に登録してください。")
    if command.cost not in moving.granted:
        raise Refused("not-granted", "支給決定に含まれない費用です。")
    told(
        command.order_no, code="order-no-missing", ja="命令番号を入れてください。", field="order_no"
    )
    happened(
        command.ordered_on,
        today=command.today,
        field="ordered_on",
        not_before=moving.committed.committed_on,
        step="支出負担行為",
    )
    if command.due_on < command.ordered_on:
        raise Refused("due-before-order", "支払の期日は命令の日以後です。", field="due_on")
    return [
        MovingOrdered(
            ordered_on=command.ordered_on,
            person=moving.person,
            moving_no=decided.moving_no,
            cost=command.cost,
            order_no=command.order_no,
            fiscal_year=moving.committed.fiscal_year,
            item=moving.committed.item,
            due_on=command.due_on,
            orderer=command.orderer,
            amount_yen=Open(moving.person, moving.granted[command.cost]),
        )
    ]


def pass_moving(state: Moving | None, command: PassMoving) -> list[Event]:
    """Never by the person who ordered."""
    moving, held = _ordered(state, command.cost)
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
        MovingOrderPassed(
            passed_on=command.passed_on,
            person=moving.person,
            moving_no=held.ordered.moving_no,
            cost=command.cost,
            order_no=held.ordered.order_no,
            reviewer=command.reviewer,
        )
    ]


def confirm_moving(state: Moving | None, command: ConfirmMoving) -> list[Event]:
    """Once per kind."""
    moving, held = _ordered(state, command.cost)
    if held.paid is not None:
        if held.paid.paid_on == command.paid_on:
            return []
        raise Refused("already-paid", "この費用はすでに支給済みです。")
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
        MovingPaid(
            paid_on=command.paid_on,
            person=moving.person,
            moving_no=held.ordered.moving_no,
            cost=command.cost,
            order_no=held.ordered.order_no,
            fiscal_year=held.ordered.fiscal_year,
            amount_yen=held.ordered.amount_yen,
        )
    ]


def _granted(state: Moving | None) -> tuple[Moving, MovingDecided]:
    if state is None or state.decided is None:
        raise Refused("not-decided", "支給決定がまだありません。決定のあとに行ってください。")
    return state, state.decided


def _ordered(state: Moving | None, cost: MovingCost) -> tuple[Moving, CostPayment]:
    moving, _ = _granted(state)
    held = moving.payments.get(cost)
    if held is None:
        raise Refused("not-ordered", "この費用の支出命令がまだありません。")
    return moving, held
