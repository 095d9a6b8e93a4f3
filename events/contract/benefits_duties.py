"""Facts of the monthly duties of a running grant: activity, its acceptance, payment held, income reported."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.contract.code import Code, code_list
from events.contract.group import Clear, Money, Narrative, Stat
from events.contract.kind import Event, event

DUTIES = "施行規則14条・各市要綱(求職活動等)"


@code_list("求職活動等の種類", basis=DUTIES, provisional=True)
class ActivityType(Code):
    """Which duties the person has in that month."""

    JOB_SEARCH = "job_search", "求職活動(離職・廃業、休業等)"
    OWN_BUSINESS = "own_business", "自営の方の自立に向けた活動"


@code_list("支払を見合わせる理由", basis=DUTIES, provisional=True)
class HoldGround(Code):
    """Why a month is not paid for the time being."""

    EVIDENCE_MISSING = "evidence_missing", "求職活動等の報告がない"
    EVIDENCE_SHORT = "evidence_short", "求職活動等の回数が足りない"
    INCOME_UNCLEAR = "income_unclear", "収入を確かめている"
    DWELLING_UNCLEAR = "dwelling_unclear", "居住・賃貸借契約を確かめている"
    PAYEE_UNCLEAR = "payee_unclear", "振込先を確かめている"
    OTHER = "other", "その他"


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityCounts:
    """How often in a month: with the 自立相談支援機関, job or business advice, applications, acts of the plan."""

    contacts: int = 0
    consultations: int = 0
    applications: int = 0
    plan_actions: int = 0


@event("benefits.activity-reported", ja="求職活動等の報告", basis=DUTIES, occurred="reported_on")
class ActivityReported(Event):
    """One month's activity against what was required of it. A later report of the month replaces the former."""

    reported_on: Clear[date]
    person: Clear[UUID]
    grant_no: Clear[int]
    month: Clear[str]
    kind: Clear[ActivityType]
    done: Stat[ActivityCounts]
    required: Stat[ActivityCounts]
    source: Clear[str]
    note: Narrative[str]


@event("benefits.evidence-accepted", ja="求職活動等の確認", basis=DUTIES, occurred="accepted_on")
class EvidenceAccepted(Event):
    """An officer accepted the month's report. `short`: though less was done than required; `reason` says why."""

    accepted_on: Clear[date]
    person: Clear[UUID]
    grant_no: Clear[int]
    month: Clear[str]
    officer: Clear[UUID]
    short: Clear[bool]
    reason: Narrative[str]


@event("benefits.payment-held", ja="支払の見合わせ", basis=DUTIES, occurred="held_on")
class PaymentHeld(Event):
    """This month is not ordered until it is released."""

    held_on: Clear[date]
    person: Clear[UUID]
    grant_no: Clear[int]
    month: Clear[str]
    ground: Clear[HoldGround]
    note: Narrative[str]


@event("benefits.payment-released", ja="支払の見合わせの解除", basis=DUTIES, occurred="released_on")
class PaymentReleased(Event):
    """The month may be ordered again."""

    released_on: Clear[date]
    person: Clear[UUID]
    grant_no: Clear[int]
    month: Clear[str]
    note: Narrative[str]


@event("benefits.income-reported", ja="収入の報告", basis=DUTIES, occurred="reported_on")
class IncomeReported(Event):
    """月の収入 of the household; `employed_on` the first day of a 常用就職 (様式6), `employed` whether one began."""

    reported_on: Clear[date]
    person: Clear[UUID]
    grant_no: Clear[int]
    month: Clear[str]
    employed: Clear[bool]
    income_yen: Money[int]
    employed_on: Money[date | None]
    note: Narrative[str]
