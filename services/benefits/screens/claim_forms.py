"""The forms of a claim as data: what each asks, who may send it, and when it is offered."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from events.contract import Event, opened, wareki
from events.contract.benefits_claims import (
    ClaimCause,
    ClaimExtent,
    ClaimInto,
    ClaimKind,
    DeferGround,
    WriteOffGround,
)
from events.contract.seeing import SeeDeputyDecision
from events.host.capacity import to_see, viewer
from events.host.filters import choices
from events.host.posts import Matter
from services.benefits.claim import Claim, Stage, closes_on
from services.benefits.decisions.claiming import (
    DecideRepayment,
    ExplainRepayment,
    decide_repayment,
    explain_repayment,
)
from services.benefits.decisions.collecting import (
    AgreeInstalments,
    CarryOver,
    CollectMoney,
    FixClaim,
    IssueDemand,
    IssueReminder,
    agree_instalments,
    carry_over,
    collect_money,
    fix_claim,
    issue_demand,
    issue_reminder,
)
from services.benefits.decisions.ending_claims import (
    DeferCollection,
    ExpireClaim,
    WriteOff,
    defer_collection,
    expire_claim,
    write_off,
)
from services.benefits.decisions.standing_in import see_money_decision
from services.benefits.screens.claim_file import ClaimFile
from services.benefits.screens.seeing import fresh

DUE_DAYS: Final = 20
"""Days proposed until the money is due (暫定)."""
REVENUE_ITEM: Final = "諸収入・雑入"


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """`kind`: date, text, number, yen, area or radio."""

    kind: str
    name: str
    label: str
    required: bool = True
    hint: str = ""
    options: Sequence[Any] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimForm:
    """`fits`: when it is offered. `given`: fields nobody types; `typed`: what a fresh form begins with.

    `matter`: what is decided by post, where it is.
    """

    path: str
    heading: str
    lead: str
    send: str
    permission: str
    into: type[Any]
    decision: Callable[[Claim | None, Any], Sequence[Event]]
    fields: Sequence[Field]
    fits: Callable[[ClaimFile], bool]
    given: Callable[[ClaimFile], Mapping[str, Any]] = lambda _: {}
    typed: Callable[[ClaimFile], Mapping[str, str]] = lambda _: {}
    against: bool = False
    matter: Matter | None = None

    @property
    def approves(self) -> bool:
        """Whether it decides over the hash of the finding."""
        return self.into is DecideRepayment


def day(name: str, label: str, **more: Any) -> Field:
    """A day in either era."""
    return Field(kind="date", name=name, label=label, **more)


def number(label: str = "文書番号") -> Field:
    """文書番号."""
    return Field(kind="text", name="number", label=label, hint="例 福生第401号")


def _asked(file: ClaimFile) -> bool:
    return file.claim.stage in {
        Stage.FIXED,
        Stage.DEMANDED,
        Stage.REMINDED,
        Stage.DEFERRED,
    }


def _demanded(file: ClaimFile) -> bool:
    return _asked(file) and file.claim.demand is not None


def _overdue(file: ClaimFile) -> bool:
    claim = file.claim
    last = claim.reminders[-1] if claim.reminders else claim.demand
    return _demanded(file) and last is not None and last.due_on < file.today


def _limited(file: ClaimFile) -> bool:
    limit = file.claim.limited_on
    return _asked(file) and limit is not None and limit < file.today


def _to_carry(file: ClaimFile) -> bool:
    claim = file.claim
    return (
        _asked(file)
        and claim.into is ClaimInto.EXPENDITURE
        and file.today > closes_on(claim.fiscal_year)
    )


def _officer(file: ClaimFile) -> Mapping[str, Any]:
    return {"officer": file.of.desk.staff.person}


def _today(name: str, **more: str) -> Callable[[ClaimFile], Mapping[str, str]]:
    return lambda file: {name: wareki.short(file.today), **more}


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


def _decided(file: ClaimFile) -> bool:
    return file.claim.decided is None


FORMS: Final = (
    ClaimForm(
        path="explanation",
        heading="本人の説明",
        lead="返還を決める前に、本人の説明を聞きます。",
        send="説明を記録する",
        permission="benefit.draft",
        into=ExplainRepayment,
        decision=explain_repayment,
        fields=(
            day("explained_on", "説明のあった日"),
            Field(kind="area", name="words", label="説明の内容"),
        ),
        fits=_decided,
        typed=_today("explained_on"),
    ),
    ClaimForm(
        path="decision",
        heading="返還の決定",
        lead="もとの支給決定を取り消し、または変更する、それ自体が一つの決定です。確認した方とは別の方が決めます。",
        send="返還を決定する",
        permission="benefit.decide",
        matter=Matter.REPAYMENT,
        into=DecideRepayment,
        decision=decide_repayment,
        fields=(
            day("decided_on", "決裁日"),
            number(),
            Field(kind="radio", name="extent", label="内容", options=choices(ClaimExtent)),
            Field(
                kind="yen",
                name="claimed_yen",
                label="一部のときの額",
                required=False,
                hint="一部の返還のときだけ",
            ),
            Field(
                kind="area",
                name="reasons",
                label="理由",
                hint="本人に読まれる文章で（行政手続法14条）",
            ),
            Field(
                kind="area",
                name="weighed",
                label="公益と信頼の比較",
                required=False,
                hint="市の誤りのときは必ず。取り消す公益上の必要と、本人が受け取りを信じた事情",
            ),
        ),
        fits=_decided,
        typed=lambda file: {"decided_on": wareki.short(file.today), "approved": file.leaf},
        against=True,
    ),
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
        given=_officer,
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
        fits=lambda file: _asked(file) and file.claim.demand is None and not _to_carry(file),
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
        fits=lambda file: _demanded(file) and not _to_carry(file),
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
        fits=_demanded,
        typed=_today("agreed_on"),
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
        fits=_to_carry,
        given=_officer,
        typed=_today("carried_on", item=REVENUE_ITEM),
    ),
    ClaimForm(
        path="deferral",
        heading="徴収停止・履行延期",
        lead="債権はなくなりません。決めた日まで、求めるのを待ちます。",
        send="記録する",
        permission="payment.order",
        matter=Matter.DEFERRAL,
        into=DeferCollection,
        decision=defer_collection,
        fields=(
            day("deferred_on", "決めた日"),
            Field(kind="radio", name="ground", label="理由の別", options=choices(DeferGround)),
            day("until_on", "いつまで", hint="例 R9.3.31"),
            Field(kind="area", name="reasons", label="理由"),
        ),
        fits=_asked,
        given=_officer,
        typed=_today("deferred_on"),
    ),
    ClaimForm(
        path="expiry",
        heading="時効の完成",
        lead="公債権は五年で当然に消えます（自治法236条）。私債権は、本人が援用したときだけ記録します。",
        send="時効の完成を記録する",
        permission="payment.order",
        into=ExpireClaim,
        decision=expire_claim,
        fields=(
            day("expired_on", "完成を確かめた日"),
            day("pleaded_on", "援用の日", required=False, hint="私債権のときだけ"),
        ),
        fits=_limited,
        typed=_today("expired_on"),
    ),
    ClaimForm(
        path="write-off",
        heading="不納欠損",
        lead="債権を帳簿から落とします。記録は残ります。調定した方とは別の方が決めます。",
        send="不納欠損を決定する",
        permission="benefit.decide",
        matter=Matter.WRITE_OFF,
        into=WriteOff,
        decision=write_off,
        fields=(
            day("written_on", "決裁日"),
            number(),
            Field(kind="radio", name="ground", label="理由の別", options=choices(WriteOffGround)),
            Field(kind="area", name="reasons", label="理由"),
        ),
        fits=lambda file: file.claim.stage is Stage.EXPIRED or _asked(file),
        typed=_today("written_on"),
        against=True,
    ),
    ClaimForm(
        path="seen",
        heading="後閲",
        lead="代決された決裁を、決裁者があとから確かめます。",
        send="後閲を記録する",
        permission="case.read",
        into=SeeDeputyDecision,
        decision=see_money_decision,
        fields=(day("seen_on", "後閲の日"),),
        fits=lambda file: bool(to_see(file.of.desk, file.claim.deputies.unseen)),
        given=lambda file: viewer(file.of.desk),
        typed=lambda file: fresh(file.of.desk, file.claim.deputies.unseen),
    ),
)
LABELS: Final = {f"claim_{form.path}": form.heading for form in FORMS} | {
    "claim_found": "過払いの確認"
}
"""Name of a form as its drafts keep it → what people call it."""
CAUSES: Final = tuple(choices(ClaimCause))


def offered(file: ClaimFile) -> list[ClaimForm]:
    """The forms that fit and that this person may send."""
    return [form for form in FORMS if file.of.may(form.permission) and form.fits(file)]


def parts_kept(claim: Claim, today: date) -> list[tuple[date, int, str]]:
    """The plan that stands: each part with kept, due or broken, by what came in since it was agreed."""
    plan = claim.plan
    if plan is None:
        return []
    since = [one for one in claim.collected if one.collected_on >= plan.agreed_on]
    left = sum(opened(one.amount_yen, 0) for one in since)
    made = []
    for part in opened(plan.parts, ()):
        paid = left >= part.yen
        left -= part.yen
        state = "kept" if paid else "broken" if part.due_on < today else "due"
        made.append((part.due_on, part.yen, state))
    return made
