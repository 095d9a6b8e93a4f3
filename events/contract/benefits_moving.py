"""Facts of 転居費用補助 (法3条3項2号, from 2025-04-01): application, budget finding, decision, money per cost."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.contract.benefits import APPROVAL, Found, Household
from events.contract.code import Code, code_list
from events.contract.codes import REFORM_2025, Medium
from events.contract.group import Address, Clear, Identity, Money, Narrative, Stat
from events.contract.kind import Event, event

ACT = "法3条3項2号"


@code_list("転居費用補助の原因", basis=ACT, provisional=True)
class MovingCause(Code):
    """Why the income of the household fell."""

    DEATH = "death", "同居の親族の死亡", REFORM_2025
    LEFT_WORK = "left_work", "申請者・世帯員の離職・廃業", REFORM_2025
    INCOME_LOSS = "income_loss", "申請者・世帯員の休業等", REFORM_2025


@code_list("転居費用の種類", basis="各市要綱(転居費用の範囲)", provisional=True)
class MovingCost(Code):
    """A cost of a move; which are covered is dated data of the programme."""

    TRANSPORT_OF_GOODS = "transport_of_goods", "家財の運搬", REFORM_2025
    KEY_MONEY = "key_money", "礼金", REFORM_2025
    BROKER_FEE = "broker_fee", "仲介手数料", REFORM_2025
    GUARANTEE_FEE = "guarantee_fee", "家賃債務保証料", REFORM_2025
    HOME_INSURANCE = "home_insurance", "住宅保険料", REFORM_2025
    RESTORATION = "restoration", "原状回復", REFORM_2025
    LOCK_CHANGE = "lock_change", "鍵の交換", REFORM_2025
    DEPOSIT = "deposit", "敷金", REFORM_2025
    ADVANCE_RENT = "advance_rent", "前家賃", REFORM_2025
    FURNITURE = "furniture", "家具", REFORM_2025
    EQUIPMENT = "equipment", "設備・家電", REFORM_2025


@dataclass(frozen=True, slots=True, kw_only=True)
class CostLine:
    """Yen of one kind, as estimated or as paid."""

    kind: MovingCost
    yen: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CostPayee:
    """Who is paid for one kind, on the applicant's behalf."""

    kind: MovingCost
    name: str
    bank: str
    branch: str
    account: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthlyBudget:
    """Housing and all other costs a month, before and after the move, in yen."""

    rent_before_yen: int
    rent_after_yen: int
    others_before_yen: int
    others_after_yen: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MovingFigures:
    """What a decision rests on: the limit of the destination, what is paid per kind, the income test at home."""

    cap_yen: int
    cap_row: str
    limit_yen: int
    eligible_yen: int
    total_yen: int
    paid: tuple[CostLine, ...]
    excluded: tuple[MovingCost, ...]
    base_amount_yen: int
    income_yen: int
    threshold_yen: int
    table_row: str
    rule_version: str


@event("benefits.moving-applied", ja="転居費用補助の申請", basis=ACT, occurred="arrived_on")
class MovingApplied(Event):
    """A paper that arrived, whatever it lacks. `fell_in` = month (`YYYY-MM`) in which the income fell.

    The rent of `household` is that of the home lived in; `destination` = municipality moved to.
    """

    arrived_on: Clear[date]
    person: Clear[UUID]
    moving_no: Clear[int]
    medium: Clear[Medium]
    cause: Stat[MovingCause]
    fell_in: Money[str]
    household: Money[Household]
    destination: Address[str]
    costs: Money[tuple[CostLine, ...]]
    payees: Identity[tuple[CostPayee, ...]]


@event(
    "benefits.moving-corrected",
    ja="転居費用補助の補正",
    basis="行政手続法7条",
    occurred="corrected_on",
)
class MovingCorrected(Event):
    """The figures given now stand."""

    corrected_on: Clear[date]
    person: Clear[UUID]
    moving_no: Clear[int]
    household: Money[Household]
    destination: Address[str]
    costs: Money[tuple[CostLine, ...]]
    payees: Identity[tuple[CostPayee, ...]]


@event(
    "benefits.moving-budget-found",
    ja="転居の必要の確認(家計)",
    basis=ACT,
    occurred="found_on",
    provisional=True,
)
class MovingBudgetFound(Event):
    """家計改善支援 (or budget advice) finds whether the move is needed and cannot be paid for."""

    found_on: Clear[date]
    person: Clear[UUID]
    moving_no: Clear[int]
    adviser: Clear[UUID]
    needed: Clear[bool]
    budget: Money[MonthlyBudget]
    note: Narrative[str]


@event("benefits.moving-drafted", ja="転居費用補助の起案", basis=APPROVAL, occurred="drafted_on")
class MovingDrafted(Event):
    """The proposal: every requirement as a finding, the sum per kind. `proposal`: to grant."""

    drafted_on: Clear[date]
    person: Clear[UUID]
    moving_no: Clear[int]
    drafter: Clear[UUID]
    proposal: Clear[bool]
    figures: Money[MovingFigures]
    findings: Money[tuple[Found, ...]]


@event("benefits.moving-reviewed", ja="転居費用補助の審査", basis=APPROVAL, occurred="reviewed_on")
class MovingReviewed(Event):
    """A superior looked at the proposal."""

    reviewed_on: Clear[date]
    person: Clear[UUID]
    moving_no: Clear[int]
    reviewer: Clear[UUID]
    opinion: Narrative[str]


@event("benefits.moving-decided", ja="転居費用補助の支給決定", basis=ACT, occurred="decided_on")
class MovingDecided(Event):
    """Granted by another natural person than the drafter; `approved` = leaf hash (hex) of the 起案."""

    decided_on: Clear[date]
    person: Clear[UUID]
    moving_no: Clear[int]
    number: Clear[str]
    post: Clear[str]
    decider: Clear[UUID]
    drafter: Clear[UUID]
    approved: Clear[str]
    figures: Money[MovingFigures]
    findings: Money[tuple[Found, ...]]


@event(
    "benefits.moving-refused",
    ja="転居費用補助の不支給決定",
    basis="行政手続法8条",
    occurred="refused_on",
)
class MovingRefused(Event):
    """A decision the citizen may contest."""

    refused_on: Clear[date]
    person: Clear[UUID]
    moving_no: Clear[int]
    number: Clear[str]
    citation: Clear[str]
    post: Clear[str]
    decider: Clear[UUID]
    drafter: Clear[UUID]
    approved: Clear[str]
    figures: Money[MovingFigures]
    findings: Money[tuple[Found, ...]]
    reasons: Narrative[str]


@event(
    "benefits.moving-committed",
    ja="転居費用補助の支出負担行為",
    basis="地方自治法232条の3",
    occurred="committed_on",
)
class MovingCommitted(Event):
    """The decided sum, as an expenditure of a fiscal year and a budget item; `payments` = kinds to be paid."""

    committed_on: Clear[date]
    person: Clear[UUID]
    moving_no: Clear[int]
    fiscal_year: Clear[int]
    item: Clear[str]
    payments: Clear[int]
    amount_yen: Stat[int]


@event(
    "benefits.moving-ordered",
    ja="転居費用補助の支出命令",
    basis="地方自治法232条の4第1項",
    occurred="ordered_on",
)
class MovingOrdered(Event):
    """The order for one kind of cost, to its payee."""

    ordered_on: Clear[date]
    person: Clear[UUID]
    moving_no: Clear[int]
    cost: Clear[MovingCost]
    order_no: Clear[str]
    fiscal_year: Clear[int]
    item: Clear[str]
    due_on: Clear[date]
    orderer: Clear[UUID]
    amount_yen: Stat[int]


@event(
    "benefits.moving-order-passed",
    ja="転居費用補助の支出命令の審査",
    basis="地方自治法232条の4第2項",
    occurred="passed_on",
)
class MovingOrderPassed(Event):
    """会計管理者's review, never by the person who ordered."""

    passed_on: Clear[date]
    person: Clear[UUID]
    moving_no: Clear[int]
    cost: Clear[MovingCost]
    order_no: Clear[str]
    reviewer: Clear[UUID]


@event("benefits.moving-paid", ja="転居費用補助の支給", basis=ACT, occurred="paid_on")
class MovingPaid(Event):
    """Paid on the day the treasury or bank confirmed."""

    paid_on: Clear[date]
    person: Clear[UUID]
    moving_no: Clear[int]
    cost: Clear[MovingCost]
    order_no: Clear[str]
    fiscal_year: Clear[int]
    amount_yen: Stat[int]
