"""支出負担行為, and per month: 支出命令, 会計管理者の審査, 給付支給."""

from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from events.contract import wareki
from events.host.answers import Missing
from events.host.forms import Sent
from events.host.http import AtDesk, Requires, Sheet
from services.benefits.decisions import (
    CommitExpenditure,
    ConfirmPayment,
    OrderPayment,
    PassOrder,
    commit_expenditure,
    confirm_payment,
    order_payment,
    pass_order,
)
from services.benefits.decisions.paying import to_commit
from services.benefits.fiscal import fiscal_year_of
from services.benefits.screens.grant_file import GrantFile, grant_file
from services.benefits.screens.paying_rule import fiscal_rule, item_text
from services.benefits.screens.person_months import claiming
from services.benefits.screens.timeline import capacity
from services.benefits.screens.wording import month_label

router = APIRouter(prefix="/cases/{case}/grants/{number}")
ORDER = [Requires("payment.order", scope="case")]
PASS = [Requires("payment.pass", scope="case")]
CONFIRM = [Requires("payment.confirm", scope="case")]


@router.get("/commitment", dependencies=ORDER, summary="支出負担行為")
def commitment(case: UUID, number: int, desk: AtDesk) -> Response:
    """The decided sum, the year and the item of the budget."""
    file = grant_file(desk, case, number)
    typed = {
        "committed_on": wareki.short(file.today),
        "fiscal_year": str(fiscal_year_of(file.today)),
        "item": item_text(desk),
    }
    return _draw_commitment(file, file.sheet("commitment", typed))


@router.post("/commitment", dependencies=ORDER, summary="支出負担行為を登録する")
def commit(case: UUID, number: int, desk: AtDesk, sent: Sent) -> Response:
    """Once per grant."""
    file = grant_file(desk, case, number)
    return file.submit(
        sent,
        "commitment",
        into=CommitExpenditure,
        decision=commit_expenditure,
        draw=lambda sheet: _draw_commitment(file, sheet),
        given={"rule": fiscal_rule(desk)},
    )


@router.get("/months/{month}/order", dependencies=ORDER, summary="支出命令")
def order(case: UUID, number: int, month: str, desk: AtDesk) -> Response:
    """The order for one month."""
    file = grant_file(desk, case, number)
    typed = {"ordered_on": wareki.short(file.today), "due_on": wareki.short(file.today)}
    return _draw_month(file, month, file.sheet(f"order-{month}", typed), "order.html")


@router.post("/months/{month}/order", dependencies=ORDER, summary="支出命令を出す")
def place_order(case: UUID, number: int, month: str, desk: AtDesk, sent: Sent) -> Response:
    """Takes the month for this grant on the person's own stream, in the same command."""
    file = grant_file(desk, case, number)
    return file.submit(
        sent,
        f"order-{month}",
        into=OrderPayment,
        decision=order_payment,
        draw=lambda sheet: _draw_month(file, month, sheet, "order.html"),
        given={
            "month": month,
            "orderer": desk.staff.person,
            "evidence_first": file.evidence_first,
            "rule": fiscal_rule(desk),
        },
        also=lambda command: claiming(file, command.month, command.today),
    )


@router.get("/months/{month}/pass", dependencies=PASS, summary="支出命令の審査")
def passing(case: UUID, number: int, month: str, desk: AtDesk) -> Response:
    """The order as it was given, before money leaves."""
    file = grant_file(desk, case, number)
    typed = {"passed_on": wareki.short(file.today)}
    return _draw_month(file, month, file.sheet(f"pass-{month}", typed), "pass.html")


@router.post("/months/{month}/pass", dependencies=PASS, summary="支出命令を審査する")
def pass_it(case: UUID, number: int, month: str, desk: AtDesk, sent: Sent) -> Response:
    """Never by the person who ordered."""
    file = grant_file(desk, case, number)
    return file.submit(
        sent,
        f"pass-{month}",
        into=PassOrder,
        decision=pass_order,
        draw=lambda sheet: _draw_month(file, month, sheet, "pass.html"),
        given={"part": month, "reviewer": desk.staff.person, "rule": fiscal_rule(desk)},
    )


@router.get("/months/{month}/payment", dependencies=CONFIRM, summary="給付支給の確認")
def payment(case: UUID, number: int, month: str, desk: AtDesk) -> Response:
    """The day on which the money was paid, as the treasury or the bank confirmed it."""
    file = grant_file(desk, case, number)
    return _draw_month(file, month, file.sheet(f"payment-{month}"), "payment.html")


@router.post("/months/{month}/payment", dependencies=CONFIRM, summary="給付支給を記録する")
def confirm(case: UUID, number: int, month: str, desk: AtDesk, sent: Sent) -> Response:
    """給付支給."""
    file = grant_file(desk, case, number)
    return file.submit(
        sent,
        f"payment-{month}",
        into=ConfirmPayment,
        decision=confirm_payment,
        draw=lambda sheet: _draw_month(file, month, sheet, "payment.html"),
        given={"part": month, "batch": None},
    )


def _draw_commitment(file: GrantFile, sheet: Sheet) -> Response:
    if file.grant.decided is None:
        raise Missing
    year = fiscal_year_of(file.today)
    short = to_commit(file.grant, year, file.today, fiscal_rule(file.desk))
    return file.page("commitment.html", sheet=sheet, grant=file.grant, short=short)


def _draw_month(file: GrantFile, month: str, sheet: Sheet, template: str) -> Response:
    """Missing for a month that this grant does not pay, or a step whose time has not come."""
    grant = file.grant
    held = grant.months.get(month)
    if month not in grant.payable or (held is None and template != "order.html"):
        raise Missing
    ordering = next((r for r in file.recorded if held is not None and r.fact == held.ordered), None)
    return file.page(
        template,
        sheet=sheet,
        grant=grant,
        month=month,
        label=month_label(month),
        held=held,
        orderer=capacity(file.desk, ordering) if ordering else "",
        own=bool(held and held.ordered.orderer == file.desk.staff.person),
    )
