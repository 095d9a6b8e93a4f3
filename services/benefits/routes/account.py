"""振込口座: the paper's account, and the second person who compares."""

from dataclasses import dataclass
from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from events.contract import opened, wareki
from events.contract.benefits_transfers import PayeeAccountChanged
from events.contract.transfer_codes import AccountKind
from events.host.answers import Missing
from events.host.capacity import post_of
from events.host.case_stream import Typed
from events.host.filters import choices
from events.host.forms import Sent
from events.host.http import AtDesk, Requires, Sheet
from services.benefits.decisions.accounts import (
    ChangeAccount,
    CheckAccount,
    change_account,
    check_account,
)
from services.benefits.projections import lookup
from services.benefits.routes.receiving import payee_of
from services.benefits.screens.grant_file import GrantFile, grant_file
from services.benefits.screens.timeline import capacity

router = APIRouter(prefix="/cases/{case}/grants/{number}")
ORDER = [Requires("payment.order", scope="case")]
CHECK = [Requires("payment.pass", scope="case")]


@dataclass(frozen=True, slots=True)
class Standing:
    """The account that stands: leaf (hex) of its record and who typed it."""

    leaf: str
    who: str


@router.get("/account", dependencies=ORDER, summary="振込口座の届")
def page(case: UUID, number: int, desk: AtDesk) -> Response:
    """What the landlord's paper says; what stands is in the fields."""
    file = grant_file(desk, case, number)
    return _draw(file, file.sheet("account", _as_stated(file)))


@router.post("/account", dependencies=ORDER, summary="振込口座の届を記録する")
def change(case: UUID, number: int, desk: AtDesk, sent: Sent) -> Response:
    """Another person checks it before money goes there."""
    file = grant_file(desk, case, number)
    return file.submit(
        sent,
        "account",
        into=ChangeAccount,
        decision=change_account,
        draw=lambda sheet: _draw(file, sheet),
        given={"clerk": desk.staff.person, "payee_person": payee_of(file)},
    )


@router.get("/account/check", dependencies=CHECK, summary="振込口座の確認")
def check_page(case: UUID, number: int, desk: AtDesk) -> Response:
    """The account beside the paper."""
    file = grant_file(desk, case, number)
    typed = {"checked_on": wareki.short(file.today), "approved": standing(file).leaf}
    return _draw_check(file, file.sheet("account_check", typed))


@router.post("/account/check", dependencies=CHECK, summary="振込口座を確認する")
def check(case: UUID, number: int, desk: AtDesk, sent: Sent) -> Response:
    """By another natural person than the one who typed it in."""
    file = grant_file(desk, case, number)
    return file.submit(
        sent,
        "account_check",
        into=CheckAccount,
        decision=check_account,
        draw=lambda sheet: _draw_check(file, sheet),
        given={
            "checker": desk.staff.person,
            "post": post_of(desk, file.known.area),
            "entitled": file.may("payment.pass"),
            "standing": standing(file).leaf,
        },
    )


def standing(file: GrantFile) -> Standing:
    """The last account stated, as recorded."""
    found = [one for one in file.recorded if isinstance(one.fact, PayeeAccountChanged)]
    return Standing(found[-1].leaf, capacity(file.desk, found[-1])) if found else Standing("", "")


def _as_stated(file: GrantFile) -> Typed:
    typed = {"stated_on": wareki.short(file.today), "kind": AccountKind.ORDINARY.value}
    account = file.grant.paying.account
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


def _draw(file: GrantFile, sheet: Sheet) -> Response:
    if file.grant.decided is None:
        raise Missing
    scans = [
        (scan.kept, f"書面{scan.scan_no}　{scan.paper.ja}　{wareki.short(scan.received_on)} 届いた")
        for scan in lookup.scans_of(file.desk.runtime.tables, file.case)
    ]
    kinds = choices(AccountKind)
    return file.page("account.html", sheet=sheet, grant=file.grant, kinds=kinds, scans=scans)


def _draw_check(file: GrantFile, sheet: Sheet) -> Response:
    account = file.grant.paying.account
    if account is None or account.checked:
        raise Missing
    return file.page(
        "account_check.html",
        sheet=sheet,
        grant=file.grant,
        account=account,
        told=standing(file),
        own=account.stated.clerk == file.desk.staff.person,
    )
