"""Facts of 住居確保給付金: application, decision, money. Sums are integer yen."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.contract.codes import AmountBranch, GrantKind, HardshipCause, Medium, StopReason
from events.contract.group import Clear, Identity, Money, Narrative, Stat
from events.contract.kind import Event, event

ACT = "法3条3項"
APPROVAL = "各市 決裁・専決規程"


@dataclass(frozen=True, slots=True, kw_only=True)
class Household:
    """What the applicant's household has, in the application month. Yen are per month but savings.

    None: the paper does not say; it is stored all the same, and asked for.
    """

    size: int | None
    income_yen: int | None
    savings_yen: int | None
    rent_yen: int | None

    @property
    def complete(self) -> bool:
        """Whether the paper says everything."""
        return None not in (self.size, self.income_yen, self.savings_yen, self.rent_yen)


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """The four figures and the rule behind an amount, kept apart for ever (statistics of errors: つくば市).

    None: not established, where an application is refused for papers that never came.
    """

    base_amount_yen: int | None
    rent_yen: int | None
    rent_cap_yen: int | None
    income_yen: int | None
    threshold_yen: int | None
    branch: AmountBranch
    table_row: str
    rule_version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One requirement, judged: a sentence with its numbers, and its provision."""

    requirement: str
    met: bool
    sentence: str
    citation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Payee:
    """貸主等: who is paid. Kept under a subject of its own."""

    name: str
    bank: str
    branch: str
    account: str


@event(
    "benefits.application-submitted",
    ja="支給申請",
    basis=f"{ACT}・行政手続法7条",
    occurred="arrived_on",
)
class ApplicationSubmitted(Event):
    """A paper that arrived is a fact, whatever it lacks; the legal test days run from `arrived_on`."""

    arrived_on: Clear[date]
    person: Clear[UUID]
    grant_no: Clear[int]
    kind: Clear[GrantKind]
    medium: Clear[Medium]
    cause: Stat[HardshipCause]
    cause_on: Money[date]
    household: Money[Household]
    payee: Identity[Payee]
    dwelling: Narrative[str]


@event("benefits.correction-asked", ja="補正依頼(給付)", basis="行政手続法7条", occurred="asked_on")
class BenefitCorrectionAsked(Event):
    """What the application lacks, and by when it should be brought."""

    asked_on: Clear[date]
    person: Clear[UUID]
    grant_no: Clear[int]
    missing: Clear[tuple[str, ...]]
    due_on: Clear[date]


@event("benefits.application-corrected", ja="補正", basis="行政手続法7条", occurred="corrected_on")
class ApplicationCorrected(Event):
    """The applicant completed the application; the figures given now stand."""

    corrected_on: Clear[date]
    person: Clear[UUID]
    grant_no: Clear[int]
    household: Money[Household]
    payee: Identity[Payee]


@event("benefits.grant-drafted", ja="支給起案", basis=APPROVAL, occurred="drafted_on")
class GrantDrafted(Event):
    """The proposal: every requirement as a finding, the amount with its four figures."""

    drafted_on: Clear[date]
    person: Clear[UUID]
    grant_no: Clear[int]
    drafter: Clear[UUID]
    first_month: Clear[str]
    months: Clear[int]
    monthly_yen: Money[int]
    basis: Money[Basis]
    findings: Money[tuple[Found, ...]]
    proposal: Clear[bool]


@event("benefits.grant-reviewed", ja="審査", basis=APPROVAL, occurred="reviewed_on")
class GrantReviewed(Event):
    """A superior looked at the proposal."""

    reviewed_on: Clear[date]
    person: Clear[UUID]
    grant_no: Clear[int]
    reviewer: Clear[UUID]
    opinion: Narrative[str]


@event("benefits.grant-decided", ja="支給決定", basis=ACT, occurred="decided_on")
class GrantDecided(Event):
    """Granted by another natural person than the drafter; carries all inputs, rule version and branch.

    `first_month` is `YYYY-MM`; `approved` the leaf hash (hex) of the 支給起案.
    """

    decided_on: Clear[date]
    person: Clear[UUID]
    grant_no: Clear[int]
    kind: Clear[GrantKind]
    number: Clear[str]
    first_month: Clear[str]
    months: Clear[int]
    post: Clear[str]
    decider: Clear[UUID]
    drafter: Clear[UUID]
    approved: Clear[str]
    monthly_yen: Money[int]
    basis: Money[Basis]
    findings: Money[tuple[Found, ...]]


@event("benefits.grant-refused", ja="不支給決定", basis="行政手続法8条", occurred="refused_on")
class GrantRefused(Event):
    """A decision the citizen may contest: findings, reasons, citation, number."""

    refused_on: Clear[date]
    person: Clear[UUID]
    grant_no: Clear[int]
    number: Clear[str]
    citation: Clear[str]
    post: Clear[str]
    decider: Clear[UUID]
    drafter: Clear[UUID]
    approved: Clear[str]
    basis: Money[Basis]
    findings: Money[tuple[Found, ...]]
    reasons: Narrative[str]


@event("benefits.month-claimed", ja="支給月の登録", basis="一人一月一支給", occurred="claimed_on")
class MonthClaimed(Event):
    """On the person's own stream: this month is taken by this grant; a second grant cannot take it."""

    claimed_on: Clear[date]
    person: Clear[UUID]
    month: Clear[str]
    grant: Clear[UUID]


@event(
    "benefits.expenditure-committed",
    ja="支出負担行為",
    basis="地方自治法232条の3",
    occurred="committed_on",
)
class ExpenditureCommitted(Event):
    """The decision becomes an expenditure of a fiscal year and a budget item (款・項・目・節)."""

    committed_on: Clear[date]
    person: Clear[UUID]
    grant_no: Clear[int]
    fiscal_year: Clear[int]
    item: Clear[str]
    amount_yen: Stat[int]


@event(
    "benefits.payment-ordered",
    ja="支出命令",
    basis="地方自治法232条の4第1項",
    occurred="ordered_on",
)
class PaymentOrdered(Event):
    """The order for one month. The fiscal year stands on the order, never derived from the payment day."""

    ordered_on: Clear[date]
    person: Clear[UUID]
    grant_no: Clear[int]
    month: Clear[str]
    order_no: Clear[str]
    fiscal_year: Clear[int]
    item: Clear[str]
    due_on: Clear[date]
    orderer: Clear[UUID]
    amount_yen: Stat[int]


@event(
    "benefits.order-passed",
    ja="支出命令の審査",
    basis="地方自治法232条の4第2項",
    occurred="passed_on",
)
class OrderPassed(Event):
    """会計管理者 found no breach of law or budget, and the debt fixed. Never the person who ordered."""

    passed_on: Clear[date]
    person: Clear[UUID]
    grant_no: Clear[int]
    month: Clear[str]
    order_no: Clear[str]
    reviewer: Clear[UUID]


@event("benefits.payment-made", ja="給付支給", basis=ACT, occurred="paid_on")
class PaymentMade(Event):
    """Money paid on the day the treasury or bank confirmed; not an order and not a file."""

    paid_on: Clear[date]
    person: Clear[UUID]
    grant_no: Clear[int]
    month: Clear[str]
    order_no: Clear[str]
    fiscal_year: Clear[int]
    amount_yen: Stat[int]


@event("benefits.grant-stopped", ja="支給中止", basis="施行規則・各市要綱", occurred="stopped_on")
class GrantStopped(Event):
    """Payment ends with `last_month` (`YYYY-MM`); reasons the citizen may contest."""

    stopped_on: Clear[date]
    person: Clear[UUID]
    grant_no: Clear[int]
    last_month: Clear[str]
    reason: Clear[StopReason]
    reasons: Narrative[str]


@event("benefits.grant-ended", ja="支給終了", basis="施行規則12条", occurred="ended_on")
class GrantEnded(Event):
    """All months decided were paid."""

    ended_on: Clear[date]
    person: Clear[UUID]
    grant_no: Clear[int]
    months_paid: Clear[int]
