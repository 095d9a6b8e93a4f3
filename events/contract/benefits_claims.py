"""Facts of money asked back (返還・債権); one cause per claim, in a stream of its own."""

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from events.contract.benefits import APPROVAL
from events.contract.code import Code, code_list
from events.contract.group import Clear, Money, Narrative, Stat
from events.contract.kind import Event, event

FIXING: Final = "地方自治法231条・施行令154条"
REMINDING: Final = "地方自治法231条の3第1項・施行令171条"
LIMITATION: Final = "地方自治法236条・民法145条"
RULES: Final = "各市 財務規則・債権管理条例"


@code_list("過払いの原因", basis="法18条・民法703条")
class ClaimCause(Code):
    """Why it was too much. Counted apart, never added up; an error of the office is never fraud."""

    FRAUD = "fraud", "偽りその他不正の手段(法18条)"
    RECIPIENT_UNREPORTED = "recipient_unreported", "本人の届出の漏れ"
    OFFICE_ERROR = "office_error", "市の計算の誤り"
    RULE_CHANGE = "rule_change", "さかのぼる制度の変更"


@code_list("返還の決定の内容", basis="法18条・民法703条", provisional=True)
class ClaimExtent(Code):
    """How much is asked back."""

    WHOLE = "whole", "全部の返還を求める"
    PART = "part", "一部の返還を求める"
    NONE = "none", "返還を求めない"


@code_list("債権の区分", basis="地方自治法231条の3・236条")
class ClaimKind(Code):
    """Set by an officer, dated: decides reminder, interest and limitation."""

    ENFORCED_PUBLIC = "enforced_public", "強制徴収公債権"
    PUBLIC = "public", "非強制徴収公債権"
    PRIVATE = "private", "私債権"


@code_list("返還金の受入れ", basis="地方自治法施行令159条・160条")
class ClaimInto(Code):
    """Where the money goes: back into the year's expenditure, or into revenue."""

    EXPENDITURE = "expenditure", "歳出戻入(同じ年度の科目へ)"
    REVENUE = "revenue", "歳入(諸収入)"


@code_list("徴収を待つ理由", basis="地方自治法施行令171条の5・171条の6", provisional=True)
class DeferGround(Code):
    """Why collection rests."""

    STOPPED = "stopped", "徴収停止(所在不明・財産なしなど)"
    POSTPONED = "postponed", "履行延期の特約"


@code_list("不納欠損の理由", basis=RULES, provisional=True)
class WriteOffGround(Code):
    """The only grounds on which a claim leaves the books."""

    EXPIRED = "expired", "時効の完成"
    WAIVED = "waived", "債権の放棄(議会の議決または条例)"
    LOST = "lost", "免責・敗訴などによる消滅"


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthSum:
    """Yen of one month (`YYYY-MM`)."""

    month: str
    yen: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Instalment:
    """One part of a plan of instalments."""

    due_on: date
    yen: int


@event("benefits.overpayment-found", ja="過払いの確認", basis=FIXING, occurred="found_on")
class OverpaymentFound(Event):
    """`grant` = stream of the grant; `recheck` = stream of the 総点検 it came from.

    `paid_year` = 会計年度 the months were paid from, 0 where they lie in several.
    """

    found_on: Clear[date]
    person: Clear[UUID]
    grant: Clear[UUID]
    grant_no: Clear[int]
    claim_no: Clear[int]
    finder: Clear[UUID]
    cause: Clear[ClaimCause]
    recheck: Clear[UUID | None]
    paid_year: Clear[int]
    months: Money[tuple[MonthSum, ...]]
    amount_yen: Stat[int]
    how: Narrative[str]


@event(
    "benefits.repayment-explained", ja="過払いについての説明", basis=RULES, occurred="explained_on"
)
class RepaymentExplained(Event):
    """What the person said before the decision."""

    explained_on: Clear[date]
    person: Clear[UUID]
    claim_no: Clear[int]
    words: Narrative[str]


@event("benefits.repayment-decided", ja="返還の決定", basis=APPROVAL, occurred="decided_on")
class RepaymentDecided(Event):
    """Withdrawal or correction of the grant's decision as a decision of its own, and how much is asked back.

    `weighed`: public interest against reliance, where the office had erred. `approved` = leaf of the finding.
    """

    decided_on: Clear[date]
    person: Clear[UUID]
    claim_no: Clear[int]
    number: Clear[str]
    post: Clear[str]
    decider: Clear[UUID]
    finder: Clear[UUID]
    approved: Clear[str]
    extent: Clear[ClaimExtent]
    claimed_yen: Stat[int]
    citation: Clear[str]
    reasons: Narrative[str]
    weighed: Narrative[str]


@event("benefits.claim-fixed", ja="調定", basis=FIXING, occurred="fixed_on", version=2)
class ClaimFixed(Event):
    """Year, item and class of the claim, set by an officer in a post; version 1 (claims_v1.py) had no post."""

    fixed_on: Clear[date]
    person: Clear[UUID]
    claim_no: Clear[int]
    officer: Clear[UUID]
    post: Clear[str]
    number: Clear[str]
    kind: Clear[ClaimKind]
    into: Clear[ClaimInto]
    fiscal_year: Clear[int]
    item: Clear[str]
    amount_yen: Stat[int]


@event("benefits.demand-issued", ja="納入通知", basis=FIXING, occurred="issued_on")
class DemandIssued(Event):
    """納入通知書, for what is owed on that day."""

    issued_on: Clear[date]
    person: Clear[UUID]
    claim_no: Clear[int]
    number: Clear[str]
    due_on: Clear[date]
    amount_yen: Stat[int]


@event("benefits.reminder-issued", ja="督促", basis=REMINDING, occurred="issued_on")
class ReminderIssued(Event):
    """督促状; the first one renews the limitation."""

    issued_on: Clear[date]
    person: Clear[UUID]
    claim_no: Clear[int]
    number: Clear[str]
    due_on: Clear[date]
    amount_yen: Stat[int]


@event("benefits.instalments-agreed", ja="分納の約束", basis=RULES, occurred="agreed_on")
class InstalmentsAgreed(Event):
    """The plan that stands; a new one replaces the former."""

    agreed_on: Clear[date]
    person: Clear[UUID]
    claim_no: Clear[int]
    last_on: Clear[date]
    next_on: Clear[date]
    parts: Money[tuple[Instalment, ...]]


@event("benefits.money-collected", ja="返還金の収納", basis=FIXING, occurred="collected_on")
class MoneyCollected(Event):
    """Money that came in, all or part."""

    collected_on: Clear[date]
    person: Clear[UUID]
    claim_no: Clear[int]
    fiscal_year: Clear[int]
    amount_yen: Stat[int]


@event("benefits.return-booked", ja="戻入", basis="地方自治法施行令159条", occurred="booked_on")
class ReturnBooked(Event):
    """The money is back in the item of the year it was paid from, by 31 May."""

    booked_on: Clear[date]
    person: Clear[UUID]
    claim_no: Clear[int]
    fiscal_year: Clear[int]
    item: Clear[str]
    amount_yen: Stat[int]


@event(
    "benefits.claim-carried-over",
    ja="過年度収入への繰越し",
    basis="地方自治法施行令160条",
    occurred="carried_on",
    version=2,
)
class ClaimCarriedOver(Event):
    """Not returned by 31 May: revenue of the year at hand, with a 調定 of its own. Version 1 had no post."""

    carried_on: Clear[date]
    person: Clear[UUID]
    claim_no: Clear[int]
    officer: Clear[UUID]
    post: Clear[str]
    number: Clear[str]
    from_year: Clear[int]
    fiscal_year: Clear[int]
    item: Clear[str]
    amount_yen: Stat[int]


@event(
    "benefits.collection-deferred",
    ja="徴収停止・履行延期",
    basis="地方自治法施行令171条の5・171条の6",
    occurred="deferred_on",
    version=2,
    provisional=True,
)
class CollectionDeferred(Event):
    """Collection rests until that day. Version 1 had no post."""

    deferred_on: Clear[date]
    person: Clear[UUID]
    claim_no: Clear[int]
    officer: Clear[UUID]
    post: Clear[str]
    ground: Clear[DeferGround]
    until_on: Clear[date]
    reasons: Narrative[str]


@event("benefits.claim-expired", ja="時効の完成", basis=LIMITATION, occurred="expired_on")
class ClaimExpired(Event):
    """Public claims end by themselves; a private one only where the debtor pleads it (`pleaded_on`)."""

    expired_on: Clear[date]
    person: Clear[UUID]
    claim_no: Clear[int]
    pleaded_on: Clear[date | None]
    amount_yen: Stat[int]


@event("benefits.claim-written-off", ja="不納欠損", basis=RULES, occurred="written_on")
class ClaimWrittenOff(Event):
    """Out of the books, with its ground and 決裁; the claim stays in the history."""

    written_on: Clear[date]
    person: Clear[UUID]
    claim_no: Clear[int]
    number: Clear[str]
    post: Clear[str]
    decider: Clear[UUID]
    ground: Clear[WriteOffGround]
    amount_yen: Stat[int]
    reasons: Narrative[str]
