"""転居費用補助: 支出負担行為 of the sum, then per kind of cost 支出命令; what follows is that of every order."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from events.contract.benefits_moving import (
    MovingCommitted,
    MovingCost,
    MovingDecided,
    MovingOrdered,
)
from events.contract.deciding import Refused
from events.contract.kind import Event
from events.contract.sealed import Open
from services.benefits.decisions.guards import happened, told
from services.benefits.fiscal import FiscalRule, fiscal_year_of, year_open
from services.benefits.moving import Moving


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitMoving:
    """`item` 款・項・目・節 of the year's budget."""

    today: date
    committed_on: date
    fiscal_year: int
    item: str
    rule: FiscalRule = field(default_factory=FiscalRule)


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderMoving:
    """One kind of cost."""

    today: date
    ordered_on: date
    orderer: UUID
    cost: MovingCost
    order_no: str
    due_on: date
    rule: FiscalRule = field(default_factory=FiscalRule)


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
    year_open(
        command.committed_on,
        command.rule.end(command.fiscal_year).commit_until,
        command.fiscal_year,
        what="支出負担行為",
        field="committed_on",
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
    year = moving.committed.fiscal_year
    until = command.rule.end(year).order_until
    year_open(command.ordered_on, until, year, what="支出命令", field="ordered_on")
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


def _granted(state: Moving | None) -> tuple[Moving, MovingDecided]:
    if state is None or state.decided is None:
        raise Refused("not-decided", "支給決定がまだありません。決定のあとに行ってください。")
    return state, state.decided
