"""振込口座: the paper's account, and the second person who compares. Of a grant's payee, and of each cost of a move."""

from typing import Any, Final
from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from events.contract import opened, wareki
from events.contract.transfer_codes import AccountKind
from events.host.answers import Missing
from events.host.capacity import post_of
from events.host.filters import choices
from events.host.forms import Sent
from events.host.http import AtDesk, Requires, Sheet
from services.benefits.decisions.accounts import (
    ChangeAccount,
    CheckAccount,
    CheckMovingAccount,
    StateMovingAccount,
    change_account,
    check_account,
    check_moving_account,
    state_moving_account,
)
from services.benefits.projections import lookup
from services.benefits.routes.receiving import payee_of
from services.benefits.screens.payee import Payee, payee_of_cost, payee_of_grant

router = APIRouter(prefix="/cases/{case}")
ORDER: Final = [Requires("payment.order", scope="case")]
CHECK: Final = [Requires("payment.pass", scope="case")]
GRANT: Final = "/grants/{number}/account"
COST: Final = "/moving/{number}/costs/{cost}/account"


@router.get(GRANT, dependencies=ORDER, summary="振込口座の届")
def page(case: UUID, number: int, desk: AtDesk) -> Response:
    """What the landlord's paper says; what stands is in the fields."""
    return _page(payee_of_grant(desk, case, number))


@router.post(GRANT, dependencies=ORDER, summary="振込口座の届を記録する")
def change(case: UUID, number: int, desk: AtDesk, sent: Sent) -> Response:
    """Another person checks it before money goes there."""
    payee = payee_of_grant(desk, case, number)
    person = payee_of(payee.grant)
    return _change(payee, sent, ChangeAccount, change_account, {"payee_person": person})


@router.get(GRANT + "/check", dependencies=CHECK, summary="振込口座の確認")
def check_page(case: UUID, number: int, desk: AtDesk) -> Response:
    """The account beside the paper."""
    return _check_page(payee_of_grant(desk, case, number))


@router.post(GRANT + "/check", dependencies=CHECK, summary="振込口座を確認する")
def check(case: UUID, number: int, desk: AtDesk, sent: Sent) -> Response:
    """By another natural person than the one who typed it in."""
    return _check(payee_of_grant(desk, case, number), sent, CheckAccount, check_account, {})


@router.get(COST, dependencies=ORDER, summary="転居費用の振込口座の届")
def cost_page(case: UUID, number: int, cost: str, desk: AtDesk) -> Response:
    """What the bill of the mover, the agent or the insurer says."""
    return _page(payee_of_cost(desk, case, number, cost))


@router.post(COST, dependencies=ORDER, summary="転居費用の振込口座の届を記録する")
def cost_change(case: UUID, number: int, cost: str, desk: AtDesk, sent: Sent) -> Response:
    """Another person checks it before money goes there."""
    payee = payee_of_cost(desk, case, number, cost)
    given = {"payee_person": payee.moving.payees_person, "cost": payee.cost}
    return _change(payee, sent, StateMovingAccount, state_moving_account, given)


@router.get(COST + "/check", dependencies=CHECK, summary="転居費用の振込口座の確認")
def cost_check_page(case: UUID, number: int, cost: str, desk: AtDesk) -> Response:
    """The account beside the bill."""
    return _check_page(payee_of_cost(desk, case, number, cost))


@router.post(COST + "/check", dependencies=CHECK, summary="転居費用の振込口座を確認する")
def cost_check(case: UUID, number: int, cost: str, desk: AtDesk, sent: Sent) -> Response:
    """By another natural person than the one who typed it in."""
    payee = payee_of_cost(desk, case, number, cost)
    given = {"cost": payee.cost}
    return _check(payee, sent, CheckMovingAccount, check_moving_account, given)


def _page(payee: Payee) -> Response:
    return _draw(payee, payee.file.sheet(payee.form("account"), _as_stated(payee)))


def _change(
    payee: Payee, sent: Any, into: type[Any], decision: Any, given: dict[str, Any]
) -> Response:
    return payee.file.submit(
        sent,
        payee.form("account"),
        into=into,
        decision=decision,
        draw=lambda sheet: _draw(payee, sheet),
        given={"clerk": payee.file.desk.staff.person, **given},
    )


def _check_page(payee: Payee) -> Response:
    typed = {"checked_on": wareki.short(payee.file.today), "approved": payee.standing.leaf}
    return _draw_check(payee, payee.file.sheet(payee.form("account_check"), typed))


def _check(
    payee: Payee, sent: Any, into: type[Any], decision: Any, given: dict[str, Any]
) -> Response:
    file = payee.file
    return file.submit(
        sent,
        payee.form("account_check"),
        into=into,
        decision=decision,
        draw=lambda sheet: _draw_check(payee, sheet),
        given={
            "checker": file.desk.staff.person,
            "post": post_of(file.desk, file.known.area),
            "entitled": file.may("payment.pass"),
            "standing": payee.standing.leaf,
            **given,
        },
    )


def _as_stated(payee: Payee) -> dict[str, str]:
    typed = {"stated_on": wareki.short(payee.file.today), "kind": AccountKind.ORDINARY.value}
    account = payee.account
    value = opened(account.stated.account, None) if account else None
    if value is None:
        return typed
    return typed | {
        "bank_code": value.bank_code,
        "bank_kana": value.bank_kana,
        "branch_code": value.branch_code,
        "branch_kana": value.branch_kana,
        "kind": value.kind.value,
        "number": value.number,
        "holder_kana": value.holder_kana,
    }


def _draw(payee: Payee, sheet: Sheet) -> Response:
    file = payee.file
    scans = [
        (scan.kept, f"書面{scan.scan_no}　{scan.paper.ja}　{wareki.short(scan.received_on)} 届いた")
        for scan in lookup.scans_of(file.desk.runtime.tables, file.case)
    ]
    kinds = choices(AccountKind)
    return file.page("account.html", sheet=sheet, payee=payee, kinds=kinds, scans=scans)


def _draw_check(payee: Payee, sheet: Sheet) -> Response:
    account = payee.account
    if account is None or account.checked:
        raise Missing
    return payee.file.page(
        "account_check.html",
        sheet=sheet,
        payee=payee,
        account=account,
        told=payee.standing,
        own=account.stated.clerk == payee.file.desk.staff.person,
    )
