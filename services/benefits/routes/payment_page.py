"""One order: its whole chain on a page and a sheet, and what may go wrong with it.

The same for a month of rent, a cost of a move and a supplement.
"""

from typing import Any, Final
from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from events.contract import wareki
from events.contract.transfer_codes import TransferReason
from events.host.answers import Missing
from events.host.filters import choices
from events.host.forms import Sent
from events.host.http import AtDesk, Requires, Sheet
from services.benefits.screens.chain import chain
from services.benefits.screens.order_place import KINDS, Kind, OrderPlace
from services.benefits.screens.order_steps import STEPS, OrderStep
from services.benefits.screens.paying_desk import sees_batches

router = APIRouter(prefix="/cases/{case}")
READ: Final = [Requires("case.read", scope="case")]


def add(kind: Kind) -> None:
    """The page, the sheet and the steps of the orders of one kind."""

    @router.get(kind.page, dependencies=READ, summary="支払の記録")
    def show(case: UUID, number: int, part: str, desk: AtDesk) -> Response:
        return _draw(kind.find(desk, case, number, part), "payment_page.html")

    @router.get(kind.sheet, dependencies=READ, summary="支払の記録(様式)")
    def sheet(case: UUID, number: int, part: str, desk: AtDesk) -> Response:
        return _draw(kind.find(desk, case, number, part), "payment_sheet.html")

    for step in STEPS:
        add_step(kind, step)


def add_step(kind: Kind, step: OrderStep) -> None:
    """The two routes of a step."""
    needed = [Requires(step.permission, scope="case")]

    @router.get(kind.step + step.path, dependencies=needed, summary=step.title)
    def asked(case: UUID, number: int, part: str, desk: AtDesk) -> Response:
        order = kind.find(desk, case, number, part)
        today = wareki.short(order.file.today)
        typed = dict.fromkeys(step.days, today)
        return _form(order, step, order.owner.sheet(order.form(step.path), typed))

    @router.post(kind.step + step.path, dependencies=needed, summary=f"{step.title}(記録)")
    def recorded(case: UUID, number: int, part: str, desk: AtDesk, sent: Sent) -> Response:
        order = kind.find(desk, case, number, part)
        return order.submit(
            sent,
            step.path,
            into=step.into,
            decision=step.decision,
            draw=lambda sheet: _form(order, step, sheet),
            given=step.given(order, sent.command_id),
        )


def _draw(order: OrderPlace, template: str) -> Response:
    return order.owner.page(template, **_of(order), links=chain(order))


def _form(order: OrderPlace, step: OrderStep, sheet: Sheet) -> Response:
    if not (order.waiting if step.path == "booking" else order.held):
        raise Missing
    reasons = choices(TransferReason)
    return order.owner.page(
        "order_step.html", sheet=sheet, step=step, reasons=reasons, **_of(order)
    )


def _of(order: OrderPlace) -> dict[str, Any]:
    return {
        "order": order,
        "held": order.held,
        "waiting": order.waiting,
        "sees_batches": sees_batches(order.file.desk),
    }


for each in KINDS:
    add(each)
