"""転居費用補助: 支出負担行為, then per kind of cost 支出命令, 会計管理者の審査, 支給."""

from typing import Final
from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from events.contract import opened, wareki
from events.contract.benefits_moving import MovingCost
from events.host.answers import Missing
from events.host.case_stream import Typed
from events.host.forms import Sent
from events.host.http import AtDesk, Requires, Sheet
from services.benefits.decisions.moving_paying import (
    CommitMoving,
    OrderMoving,
    commit_moving,
    order_moving,
)
from services.benefits.decisions.paying import (
    ConfirmPayment,
    PassOrder,
    confirm_payment,
    pass_order,
)
from services.benefits.fiscal import fiscal_year_of
from services.benefits.screens.moving_file import MovingFile, moving_file
from services.benefits.screens.paying_rule import fiscal_rule, item_text

router = APIRouter(prefix="/cases/{case}/moving/{number}")
ORDER: Final = [Requires("payment.order", scope="case")]
PASS: Final = [Requires("payment.pass", scope="case")]
CONFIRM: Final = [Requires("payment.confirm", scope="case")]


@router.get("/commitment", dependencies=ORDER, summary="転居費用補助の支出負担行為")
def commitment(case: UUID, number: int, desk: AtDesk) -> Response:
    """The decided sum, the year and the item of the budget."""
    file = moving_file(desk, case, number)
    typed = {
        "committed_on": wareki.short(file.today),
        "fiscal_year": str(fiscal_year_of(file.today)),
        "item": item_text(desk),
    }
    return _draw(file, file.sheet("commitment", typed), "commitment", None)


@router.post("/commitment", dependencies=ORDER, summary="転居費用補助の支出負担行為を登録する")
def commit(case: UUID, number: int, desk: AtDesk, sent: Sent) -> Response:
    """Once."""
    file = moving_file(desk, case, number)
    return file.submit(
        sent,
        "commitment",
        into=CommitMoving,
        decision=commit_moving,
        draw=lambda sheet: _draw(file, sheet, "commitment", None),
        given={"rule": fiscal_rule(desk)},
    )


@router.get("/costs/{cost}/order", dependencies=ORDER, summary="転居費用の支出命令")
def order(case: UUID, number: int, cost: str, desk: AtDesk) -> Response:
    """One kind, to its payee."""
    file = moving_file(desk, case, number)
    today = wareki.short(file.today)
    typed: Typed = {"ordered_on": today, "due_on": today}
    return _draw(file, file.sheet(f"order-{cost}", typed), "order", _cost(cost))


@router.post("/costs/{cost}/order", dependencies=ORDER, summary="転居費用の支出命令を出す")
def ordered(case: UUID, number: int, cost: str, desk: AtDesk, sent: Sent) -> Response:
    """As decided."""
    file, kind = moving_file(desk, case, number), _cost(cost)
    return file.submit(
        sent,
        f"order-{cost}",
        into=OrderMoving,
        decision=order_moving,
        draw=lambda sheet: _draw(file, sheet, "order", kind),
        given={"cost": kind, "orderer": desk.staff.person, "rule": fiscal_rule(desk)},
    )


@router.get("/costs/{cost}/pass", dependencies=PASS, summary="転居費用の支出命令の審査")
def passing(case: UUID, number: int, cost: str, desk: AtDesk) -> Response:
    """Before money leaves."""
    file = moving_file(desk, case, number)
    typed: Typed = {"passed_on": wareki.short(file.today)}
    return _draw(file, file.sheet(f"pass-{cost}", typed), "pass", _cost(cost))


@router.post("/costs/{cost}/pass", dependencies=PASS, summary="転居費用の支出命令を審査する")
def passed(case: UUID, number: int, cost: str, desk: AtDesk, sent: Sent) -> Response:
    """Never by the person who ordered."""
    file, kind = moving_file(desk, case, number), _cost(cost)
    return file.submit(
        sent,
        f"pass-{cost}",
        into=PassOrder,
        decision=pass_order,
        draw=lambda sheet: _draw(file, sheet, "pass", kind),
        given={"part": cost, "reviewer": desk.staff.person, "rule": fiscal_rule(desk)},
    )


@router.get("/costs/{cost}/payment", dependencies=CONFIRM, summary="転居費用の支給の確認")
def payment(case: UUID, number: int, cost: str, desk: AtDesk) -> Response:
    """The day the treasury or bank confirmed."""
    file = moving_file(desk, case, number)
    return _draw(file, file.sheet(f"payment-{cost}"), "payment", _cost(cost))


@router.post("/costs/{cost}/payment", dependencies=CONFIRM, summary="転居費用の支給を記録する")
def paid(case: UUID, number: int, cost: str, desk: AtDesk, sent: Sent) -> Response:
    """Once per kind."""
    file, kind = moving_file(desk, case, number), _cost(cost)
    return file.submit(
        sent,
        f"payment-{cost}",
        into=ConfirmPayment,
        decision=confirm_payment,
        draw=lambda sheet: _draw(file, sheet, "payment", kind),
        given={"part": cost, "batch": None},
    )


def _cost(name: str) -> MovingCost:
    try:
        return MovingCost.stored(name)
    except ValueError:
        raise Missing from None


def _draw(file: MovingFile, sheet: Sheet, mode: str, cost: MovingCost | None) -> Response:
    moving = file.moving
    if moving.decided is None or (cost is not None and cost not in moving.granted):
        raise Missing
    payees = {one.kind: one for one in opened(moving.application.payees, ())}
    return file.page(
        "moving_money.html",
        sheet=sheet,
        mode=mode,
        moving=moving,
        cost=cost,
        sum_yen=moving.granted[cost] if cost else sum(moving.granted.values()),
        payee=payees.get(cost) if cost else None,
        held=moving.payments.get(cost) if cost else None,
    )
