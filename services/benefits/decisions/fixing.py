"""調定 and, after 31 May, the 調定 as revenue that follows it (自治法231条, 施行令154条・160条)."""

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from events.contract.benefits_claims import ClaimCarriedOver, ClaimFixed, ClaimInto, ClaimKind
from events.contract.by_post import ByPost, acting_in_post
from events.contract.deciding import Refused
from events.contract.document_number import document_number
from events.contract.kind import Event
from events.contract.money_approving import MoneyMatter
from events.contract.sealed import Open
from events.contract.two_persons import Words
from services.benefits.claim import Claim, closes_on
from services.benefits.decisions.claim_guards import decided, fixed, numbers_of, of_claim
from services.benefits.decisions.guards import happened, told
from services.benefits.decisions.standing_in import stand_in
from services.benefits.fiscal import fiscal_year_of

FIXING: Final = Words(not_entitled="調定を行う職位にありません。職にある方に回してください。")


@dataclass(frozen=True, slots=True, kw_only=True)
class FixClaim(ByPost):
    """`kind` is the officer's choice; `into` where the money goes; `standing`: hash of the claim as read."""

    today: date
    fixed_on: date
    standing: str
    officer: UUID
    number: str
    kind: ClaimKind
    into: ClaimInto
    item: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CarryOver(ByPost):
    """After 31 May: a new 調定 as revenue. `standing`: hash of the claim as read."""

    today: date
    carried_on: date
    standing: str
    officer: UUID
    number: str
    item: str


def fix_claim(state: Claim | None, command: FixClaim) -> list[Event]:
    """Into expenditure only while the year of the payment is open; revenue belongs to the year at hand."""
    claim = decided(state)
    number = document_number(command.number, "number")
    if claim.fixed is not None:
        if (claim.fixed.number, claim.fixed.fixed_on) == (number, command.fixed_on):
            return []
        raise Refused("already-fixed", "調定はすでにあります。")
    acting_in_post(command, FIXING)
    told(command.item, code="item-missing", ja="科目を入れてください。", field="item")
    assert claim.decided is not None  # noqa: S101 - decided
    happened(
        command.fixed_on,
        today=command.today,
        field="fixed_on",
        not_before=claim.decided.decided_on,
        step="返還の決定",
    )
    return [
        ClaimFixed(
            fixed_on=command.fixed_on,
            **of_claim(claim),
            officer=command.officer,
            post=command.post,
            number=number,
            kind=command.kind,
            into=command.into,
            fiscal_year=_year(claim, command),
            item=command.item,
            amount_yen=Open(claim.person, claim.balance_yen),
        ),
        *_fixed_by_deputy(claim, command, command.fixed_on),
    ]


def carry_over(state: Claim | None, command: CarryOver) -> list[Event]:
    """What was not returned by 31 May becomes revenue of the year at hand; a new demand follows."""
    claim = fixed(state)
    number = document_number(command.number, "number")
    if claim.carried is not None:
        if (claim.carried.number, claim.carried.carried_on) == (number, command.carried_on):
            return []
        raise Refused("already-carried", "すでに過年度収入として調定しています。")
    acting_in_post(command, FIXING)
    if claim.into is not ClaimInto.EXPENDITURE:
        raise Refused("not-expenditure", "歳入で調定した債権は、繰り越す必要がありません。")
    told(command.item, code="item-missing", ja="科目を入れてください。", field="item")
    happened(command.carried_on, today=command.today, field="carried_on")
    if command.carried_on <= closes_on(claim.fiscal_year):
        raise Refused(
            "year-open",
            "5月31日までは戻入できます。繰越しは6月1日からです。",
            field="carried_on",
        )
    return [
        ClaimCarriedOver(
            carried_on=command.carried_on,
            **of_claim(claim),
            officer=command.officer,
            post=command.post,
            number=number,
            from_year=claim.fiscal_year,
            fiscal_year=fiscal_year_of(command.carried_on),
            item=command.item,
            amount_yen=Open(claim.person, claim.balance_yen),
        ),
        *_fixed_by_deputy(claim, command, command.carried_on),
    ]


def _year(claim: Claim, command: FixClaim) -> int:
    """会計年度 of the 調定: that of the payment while it is open, else the one at hand."""
    if command.into is not ClaimInto.EXPENDITURE:
        return fiscal_year_of(command.fixed_on)
    year = claim.found.paid_year
    if not year:
        raise Refused(
            "several-years",
            "支給した年度が分かれています。歳入(諸収入)で調定してください。",
            field="into",
        )
    if command.fixed_on > closes_on(year):
        raise Refused(
            "year-closed",
            "支給した年度は5月31日で閉じています。歳入(諸収入)で調定してください。",
            field="into",
        )
    return year


def _fixed_by_deputy(claim: Claim, command: FixClaim | CarryOver, on: date) -> list[Event]:
    return stand_in(
        command,
        on,
        matter=MoneyMatter.CLAIM_FIXING,
        by=command.officer,
        approved=command.standing,
        **numbers_of(claim),
    )
