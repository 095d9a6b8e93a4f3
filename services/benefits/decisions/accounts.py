"""振込口座: stated from a paper, compared with it by a second person; nothing is paid to an unchecked account."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from events.contract.benefits_moving import MovingCost
from events.contract.benefits_one_off import MovingAccountChecked, MovingAccountStated
from events.contract.benefits_transfers import (
    PayeeAccountChanged,
    PayeeAccountChecked,
    TransferAccount,
)
from events.contract.deciding import Refused
from events.contract.kind import Event
from events.contract.sealed import Open
from events.contract.transfer_codes import AccountKind
from events.contract.two_persons import Approval, Words, second_person
from services.benefits.bank_kana import RULE, bank_kana
from services.benefits.decisions.guards import happened, payable
from services.benefits.grant import Grant
from services.benefits.moving import Moving
from services.benefits.orders import Accounts

CHECKING: Final = Words(
    not_entitled="振込口座を確認できる役割ではありません。",
    self_approval="届を入力した本人は確認できません。別の方に回してください。",
    stale="ご覧になったあとで届が変わりました。新しい届を確かめてください。",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeAccount:
    """Codes and number as digits, names in kana; `payee_person` is the pseudonym of the grant's payee."""

    today: date
    stated_on: date
    clerk: UUID
    payee_person: UUID
    mandate: str
    bank_code: str
    bank_kana: str
    branch_code: str
    branch_kana: str
    kind: AccountKind
    number: str
    holder_kana: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckAccount:
    """`approved` = leaf (hex) of the account that was read, `standing` that of the last one."""

    today: date
    checked_on: date
    checker: UUID
    post: str
    entitled: bool
    approved: str
    standing: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StateMovingAccount(ChangeAccount):
    """The account of the payee of one cost of a move."""

    cost: MovingCost


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckMovingAccount(CheckAccount):
    """The second person's comparison of that account."""

    cost: MovingCost


def change_account(state: Grant | None, command: ChangeAccount) -> list[Event]:
    """The next account of this grant's payee; the former ones stay in the record."""
    grant = payable(state, ended_too=True)
    stated = _stated(grant.paying.accounts, command)
    named: dict[str, Any] = {"person": grant.person, "grant_no": grant.application.grant_no}
    return [PayeeAccountChanged(**stated, **named)] if stated else []


def check_account(state: Grant | None, command: CheckAccount) -> list[Event]:
    """By another natural person than the one who typed it in."""
    grant = payable(state, ended_too=True)
    compared = _compared(grant.paying.accounts, command)
    named: dict[str, Any] = {"person": grant.person, "grant_no": grant.application.grant_no}
    return [PayeeAccountChecked(**compared, **named)] if compared else []


def state_moving_account(state: Moving | None, command: StateMovingAccount) -> list[Event]:
    """The next account of the payee of one granted cost."""
    moving = _granted(state, command.cost)
    stated = _stated(moving.accounts.get(command.cost, ()), command)
    named: dict[str, Any] = {"person": moving.person, "moving_no": moving.application.moving_no}
    return [MovingAccountStated(**stated, **named, cost=command.cost)] if stated else []


def check_moving_account(state: Moving | None, command: CheckMovingAccount) -> list[Event]:
    """By another natural person than the one who typed it in."""
    moving = _granted(state, command.cost)
    compared = _compared(moving.accounts.get(command.cost, ()), command)
    named: dict[str, Any] = {"person": moving.person, "moving_no": moving.application.moving_no}
    return [MovingAccountChecked(**compared, **named, cost=command.cost)] if compared else []


def _granted(state: Moving | None, cost: MovingCost) -> Moving:
    if state is None or state.decided is None:
        raise Refused("not-decided", "支給決定がまだありません。決定のあとに行ってください。")
    if cost not in state.granted:
        raise Refused("not-granted", "支給決定に含まれない費用です。")
    return state


def _stated(accounts: Accounts, command: ChangeAccount) -> dict[str, Any]:
    """What the next account says; nothing where the last one says the same."""
    account = Open(command.payee_person, _account(command))
    mandate = command.mandate.strip().lower()
    if accounts:
        last = accounts[-1].stated
        if (last.account, last.mandate) == (account, mandate):
            return {}
    if not re.fullmatch(r"[0-9a-f]{64}", mandate):
        raise Refused(
            "mandate-missing",
            "口座の届（委任状）の照合値を、64文字の英数字で入れてください。",
            field="mandate",
        )
    happened(command.stated_on, today=command.today, field="stated_on")
    return {
        "stated_on": command.stated_on,
        "account_no": len(accounts) + 1,
        "clerk": command.clerk,
        "mandate": mandate,
        "account": account,
    }


def _compared(accounts: Accounts, command: CheckAccount) -> dict[str, Any]:
    """What the second person says of the last account; nothing where that was said."""
    if not accounts:
        raise Refused("no-account", "振込口座の届がまだありません。")
    last = accounts[-1]
    if last.checked is not None:
        if last.checked.checker == command.checker:
            return {}
        raise Refused("already-checked", "この振込口座はすでに確認されています。")
    approval = Approval(
        by=command.checker,
        post=command.post,
        entitled=command.entitled,
        approved=command.approved,
        standing=command.standing,
    )
    second_person(frozenset({last.stated.clerk}), approval, CHECKING)
    happened(
        command.checked_on,
        today=command.today,
        field="checked_on",
        not_before=last.stated.stated_on,
        step="振込口座の届",
    )
    return {
        "checked_on": command.checked_on,
        "account_no": last.stated.account_no,
        "checker": command.checker,
        "approved": command.approved,
    }


def _account(command: ChangeAccount) -> TransferAccount:
    return TransferAccount(
        bank_code=_digits(command.bank_code, 4, "bank_code", "金融機関コード"),
        bank_kana=_kana(command.bank_kana, 15, "bank_kana"),
        branch_code=_digits(command.branch_code, 3, "branch_code", "支店コード"),
        branch_kana=_kana(command.branch_kana, 15, "branch_kana"),
        kind=command.kind,
        number=_number(command.number),
        holder_kana=_kana(command.holder_kana, 30, "holder_kana"),
    )


def _digits(text: str, length: int, field: str, name: str) -> str:
    if not re.fullmatch(rf"[0-9]{{{length}}}", text.strip(), re.ASCII):
        raise Refused("digits", f"{name}は数字{length}桁です。", field=field)
    return text.strip()


def _number(text: str) -> str:
    if not re.fullmatch(r"[0-9]{1,7}", text.strip(), re.ASCII):
        raise Refused("digits", "口座番号は数字7桁までです。", field="number")
    return text.strip().rjust(7, "0")


def _kana(text: str, longest: int, field: str) -> str:
    try:
        made = bank_kana(text)
    except ValueError:
        raise Refused("kana", RULE, field=field) from None
    if len(made) > longest:
        raise Refused("kana-long", f"濁点も1文字として{longest}文字までです。", field=field)
    return made
