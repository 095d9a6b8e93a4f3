"""The forms of collecting: 調定, 納入通知, 督促, 収納, 分納, 繰越し."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Final

from events.contract import wareki
from events.contract.benefits_claims import ClaimInto, ClaimKind
from events.host.filters import choices
from events.host.posts import Matter
from services.benefits.claim import Stage, closes_on
from services.benefits.decisions.collecting import (
    AgreeInstalments,
    CollectMoney,
    IssueDemand,
    IssueReminder,
    agree_instalments,
    collect_money,
    issue_demand,
    issue_reminder,
)
from services.benefits.decisions.fixing import CarryOver, FixClaim, carry_over, fix_claim
from services.benefits.screens.claim_file import ClaimFile
from services.benefits.screens.claim_form import (
    ClaimForm,
    Field,
    day,
    demanded,
    number,
    officer,
    to_carry,
    today,
)

DUE_DAYS: Final = 20
"""Days proposed until the money is due (暫定)."""
REVENUE_ITEM: Final = "諸収入・雑入"


def _overdue(file: ClaimFile) -> bool:
    last = file.claim.last_due_on
    return demanded(file) and last is not None and last < file.today


def _dues(name: str) -> Callable[[ClaimFile], Mapping[str, str]]:
    return lambda file: {
        name: wareki.short(file.today),
        "due_on": wareki.short(file.today + timedelta(days=DUE_DAYS)),
    }


def _fresh_fixing(file: ClaimFile) -> Mapping[str, str]:
    year = file.claim.found.paid_year
    returns = bool(year) and file.today <= closes_on(year)
    into = ClaimInto.EXPENDITURE if returns else ClaimInto.REVENUE
    committed = file.of.grant.committed
    item = committed.item if returns and committed else REVENUE_ITEM
    return {"fixed_on": wareki.short(file.today), "into": into.value, "item": item}


COLLECTING: Final = (
    ClaimForm(
        path="fixing",
        heading="調定",
        lead="返還を求める額を、年度と科目を定めて債権にします。債権の区分は、担当者が選びます。",
        send="調定する",
        permission="payment.order",
        matter=Matter.CLAIM_FIXING,
        into=FixClaim,
        decision=fix_claim,
        fields=(
            day("fixed_on", "調定の日"),
            number("調定番号"),
            Field(
                kind="radio",
                name="kind",
                label="債権の区分",
                options=choices(ClaimKind),
                hint="督促・延滞金・時効の扱いが変わります",
            ),
            Field(kind="radio", name="into", label="受入れ", options=choices(ClaimInto)),
            Field(kind="text", name="item", label="科目"),
        ),
        fits=lambda file: file.claim.stage is Stage.DECIDED,
        given=officer,
        typed=_fresh_fixing,
    ),
    ClaimForm(
        path="demand",
        heading="納入通知",
        lead="納入通知書を出します。残っている額を、期限までに納めてもらいます。",
        send="納入通知を記録する",
        permission="payment.order",
        into=IssueDemand,
        decision=issue_demand,
        fields=(day("issued_on", "発行の日"), number(), day("due_on", "納期限")),
        fits=lambda file: file.claim.asked and file.claim.demand is None and not to_carry(file),
        typed=_dues("issued_on"),
    ),
    ClaimForm(
        path="reminder",
        heading="督促",
        lead="納期限を過ぎた債権に督促状を出します。最初の督促は時効を更新します。",
        send="督促を記録する",
        permission="payment.order",
        into=IssueReminder,
        decision=issue_reminder,
        fields=(day("issued_on", "発行の日"), number(), day("due_on", "督促の期限")),
        fits=_overdue,
        typed=_dues("issued_on"),
    ),
    ClaimForm(
        path="collection",
        heading="収納",
        lead="入金を記録します。歳出戻入の債権は、同じ年度の科目への戻入も一緒に記録します。",
        send="収納を記録する",
        permission="payment.confirm",
        into=CollectMoney,
        decision=collect_money,
        fields=(
            day("collected_on", "収納の日"),
            Field(kind="yen", name="amount_yen", label="収納した額"),
        ),
        fits=lambda file: demanded(file) and not to_carry(file),
        typed=lambda file: {"amount_yen": f"{file.claim.balance_yen:,}"},
    ),
    ClaimForm(
        path="instalments",
        heading="分納の約束",
        lead="残っている額を、毎月同じ額に分けます。端数は最後の回に入ります。",
        send="分納を記録する",
        permission="payment.order",
        into=AgreeInstalments,
        decision=agree_instalments,
        fields=(
            day("agreed_on", "約束の日"),
            day("first_on", "初回の期限"),
            Field(kind="number", name="parts", label="回数", hint="例 12"),
        ),
        fits=demanded,
        typed=today("agreed_on"),
    ),
    ClaimForm(
        path="carrying",
        heading="過年度収入への繰越し",
        lead="5月31日までに戻らなかった額を、いまの年度の歳入として調定し直します。納入通知も新しく出します。",
        send="繰り越す",
        permission="payment.order",
        matter=Matter.CLAIM_FIXING,
        into=CarryOver,
        decision=carry_over,
        fields=(
            day("carried_on", "調定の日"),
            number("調定番号"),
            Field(kind="text", name="item", label="科目"),
        ),
        fits=to_carry,
        given=officer,
        typed=today("carried_on", item=REVENUE_ITEM),
    ),
)
