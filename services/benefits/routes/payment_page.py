"""One month of a grant: its whole chain on a page and a sheet, and what may go wrong with an order."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from events.contract import wareki
from events.contract.benefits_person import ReleaseReason
from events.contract.transfer_codes import TransferReason
from events.host.answers import Missing
from events.host.filters import choices
from events.host.forms import Sent
from events.host.http import AtDesk, Requires, Sheet
from events.log.event_log import Move
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
from services.benefits.screens.chain import chain
from services.benefits.screens.grant_file import GrantFile, grant_file
from services.benefits.screens.paying_rule import fiscal_rule
from services.benefits.screens.person_months import releasing
from services.benefits.screens.wording import month_label

router = APIRouter(prefix="/cases/{case}")
READ = [Requires("case.read", scope="case")]
ORDER = [Requires("payment.order", scope="case")]
PASS = [Requires("payment.pass", scope="case")]
CONFIRM = [Requires("payment.confirm", scope="case")]
AT = "/grants/{number}/months/{month}"


@router.get(AT, dependencies=READ, summary="支給する月の記録")
def show(case: UUID, number: int, month: str, desk: AtDesk) -> Response:
    """From the application to the bank's answer, each with a link."""
    file = grant_file(desk, case, number)
    return file.page("payment_page.html", **_of(file, month))


@router.get("/sheets/payment/{number}/{month}", dependencies=READ, summary="支払の記録(様式)")
def sheet(case: UUID, number: int, month: str, desk: AtDesk) -> Response:
    """The same on paper; the front makes a PDF of it."""
    file = grant_file(desk, case, number)
    return file.page("payment_sheet.html", back=file.at(f"months/{month}"), **_of(file, month))


@router.get(AT + "/return", dependencies=PASS, summary="支出命令の返付")
def return_page(case: UUID, number: int, month: str, desk: AtDesk) -> Response:
    """Why the order goes back."""
    file = grant_file(desk, case, number)
    return _form(file, month, "return", _today(file, "returned_on"))


@router.post(AT + "/return", dependencies=PASS, summary="支出命令を返す")
def give_back(case: UUID, number: int, month: str, desk: AtDesk, sent: Sent) -> Response:
    """The month waits for an order again."""
    given = {"reviewer": desk.staff.person}
    return _post(desk, case, number, month, sent, "return", ReturnOrder, return_order, given)


@router.get(AT + "/cancellation", dependencies=ORDER, summary="支出命令の取消し")
def cancel_page(case: UUID, number: int, month: str, desk: AtDesk) -> Response:
    """Why the order is withdrawn."""
    file = grant_file(desk, case, number)
    return _form(file, month, "cancellation", _today(file, "cancelled_on"))


@router.post(AT + "/cancellation", dependencies=ORDER, summary="支出命令を取り消す")
def cancel(case: UUID, number: int, month: str, desk: AtDesk, sent: Sent) -> Response:
    """Before any money is on its way; the person's month is free again in the same command."""
    file = grant_file(desk, case, number)
    return file.submit(
        sent,
        f"cancellation-{month}",
        into=CancelOrder,
        decision=cancel_order,
        draw=lambda sheet: _draw(file, month, "cancellation", sheet),
        given={"month": month, "clerk": desk.staff.person},
        also=lambda _: _releasing(file, month),
    )


@router.get(AT + "/bounce", dependencies=CONFIRM, summary="組戻")
def bounce_page(case: UUID, number: int, month: str, desk: AtDesk) -> Response:
    """The day and the reason as the bank told them."""
    file = grant_file(desk, case, number)
    return _form(file, month, "bounce", _today(file, "returned_on"))


@router.post(AT + "/bounce", dependencies=CONFIRM, summary="組戻を記録する")
def bounce(case: UUID, number: int, month: str, desk: AtDesk, sent: Sent) -> Response:
    """The month is unpaid again."""
    held = grant_file(desk, case, number).grant.months.get(month)
    batch = held.batched.batch if held and held.batched and held.paid else None
    given = {"batch": batch}
    return _post(desk, case, number, month, sent, "bounce", ReturnTransfer, return_transfer, given)


@router.get(AT + "/reissue", dependencies=ORDER, summary="支出命令の再発行")
def reissue_page(case: UUID, number: int, month: str, desk: AtDesk) -> Response:
    """The same order for the account that was checked since."""
    file = grant_file(desk, case, number)
    return _form(file, month, "reissue", _today(file, "reissued_on", "due_on"))


@router.post(AT + "/reissue", dependencies=ORDER, summary="支出命令を再発行する")
def reissue(case: UUID, number: int, month: str, desk: AtDesk, sent: Sent) -> Response:
    """It is reviewed anew."""
    given = {"orderer": desk.staff.person, "rule": fiscal_rule(desk)}
    return _post(desk, case, number, month, sent, "reissue", ReissueOrder, reissue_order, given)


@router.get(AT + "/booking", dependencies=ORDER, summary="組戻金の戻入")
def booking_page(case: UUID, number: int, month: str, desk: AtDesk) -> Response:
    """The day on which the money was back in the item."""
    file = grant_file(desk, case, number)
    return _form(file, month, "booking", _today(file, "booked_on"))


@router.post(AT + "/booking", dependencies=ORDER, summary="組戻金の戻入を記録する")
def book(case: UUID, number: int, month: str, desk: AtDesk, sent: Sent) -> Response:
    """戻入, until 31 May."""
    waiting = unbooked(grant_file(desk, case, number).before(sent.command_id), month)
    if not waiting:
        raise Missing
    given = {"order_no": waiting[0].payment.order_no, "rule": fiscal_rule(desk)}
    return _post(desk, case, number, month, sent, "booking", BookReturn, book_return, given)


def _releasing(file: GrantFile, month: str) -> Sequence[Move]:
    """The month is given back on the person's own stream, and why."""
    held = file.grant.months.get(month)
    came_back = held is not None and held.returned is not None
    reason = ReleaseReason.TRANSFER_RETURNED if came_back else ReleaseReason.ORDER_CANCELLED
    return releasing(file, month, file.today, reason)


def unbooked(file: GrantFile, month: str) -> Sequence[Any]:
    """Payments of that month that came back and wait for their 戻入."""
    undone = file.grant.paying.undone
    return [one for one in undone if one.payment.month == month and one.booked is None]


TITLES = {
    "return": "支出命令を返す",
    "cancellation": "支出命令を取り消す",
    "bounce": "組戻を記録する",
    "reissue": "支出命令を再発行する",
    "booking": "組戻金の戻入",
}


def _post(  # noqa: PLR0913, PLR0917 - everything one form knows about itself
    desk: Any,
    case: UUID,
    number: int,
    month: str,
    sent: Any,
    form: str,
    into: Any,
    decision: Any,
    given: dict[str, Any],
) -> Response:
    file = grant_file(desk, case, number)
    return file.submit(
        sent,
        f"{form}-{month}",
        into=into,
        decision=decision,
        draw=lambda sheet: _draw(file, month, form, sheet),
        given={"month": month, **given},
    )


def _form(file: GrantFile, month: str, form: str, typed: dict[str, str]) -> Response:
    return _draw(file, month, form, file.sheet(f"{form}-{month}", typed))


def _draw(file: GrantFile, month: str, form: str, sheet: Sheet) -> Response:
    held = file.grant.months.get(month)
    waiting = unbooked(file, month)
    if not waiting if form == "booking" else held is None:
        raise Missing
    return file.page(
        "order_step.html",
        sheet=sheet,
        grant=file.grant,
        held=held,
        month=month,
        label=month_label(month),
        step=form,
        title=TITLES[form],
        reasons=choices(TransferReason),
        account=file.grant.paying.account,
        waiting=waiting,
    )


def _today(file: GrantFile, *fields: str) -> dict[str, str]:
    return dict.fromkeys(fields, wareki.short(file.today))


def _of(file: GrantFile, month: str) -> dict[str, Any]:
    links = chain(file, month)
    grant = file.grant
    if grant.decided is None or not _known(file, month):
        raise Missing
    return {
        "grant": grant,
        "month": month,
        "label": month_label(month),
        "held": grant.months.get(month),
        "links": links,
        "waiting": unbooked(file, month),
    }


def _known(file: GrantFile, month: str) -> bool:
    return month in file.grant.payable or month in file.grant.months
