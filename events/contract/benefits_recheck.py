"""Facts of 給付の総点検: what was found out later, what a recheck proposed and decided, and each correction."""

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from events.contract.benefits import ACT, APPROVAL, Household
from events.contract.code import Code, code_list
from events.contract.group import Clear, Money, Narrative, Stat
from events.contract.kind import Event, event

OWN: Final = "Yorisoi の定め(給付の総点検)"


@code_list("支給額が違う原因", basis=OWN)
class CorrectionCause(Code):
    """The step of the calculation at which a past payment differs. Never added up in one line."""

    PAID_DIFFERS = "paid_differs", "支給した額が決定額と違う"
    NOT_DECIDED = "not_decided", "支給決定のない月への支給"
    INCOME_NOT_COMPARED = "income_not_compared", "収入を基準額と比べず、家賃の上限まで支給"
    INCOME_NOT_DEDUCTED = "income_not_deducted", "基準額を超える収入の控除の計算が違う"
    FORMULA_OF_TIME = "formula_of_time", "支給月の算定式と違う式で計算"
    MUNICIPAL_RULE = "municipal_rule", "市の端数処理・最低額の規則が違う"
    ARITHMETIC = "arithmetic", "同じ数字からの計算が合わない"
    STANDARD_AMOUNT = "standard_amount", "基準額が違う"
    RENT_AS_CAP = "rent_as_cap", "家賃の上限の代わりに実際の家賃を使用"
    RENT_CAP = "rent_cap", "家賃の上限が違う"
    RENT = "rent", "家賃が違う"
    INCOME = "income", "世帯収入が違う"
    INCOME_ABOVE = "income_above", "収入要件を満たさない"
    SAVINGS_ABOVE = "savings_above", "資産要件を満たさない"
    REQUIREMENT = "requirement", "そのほかの要件を満たさない"
    COVID_TWELVE = "covid_twelve", "コロナ特例の12か月を、対象外の申請に適用"
    BEYOND_LIMIT = "beyond_limit", "支給できる月数を超えた支給"
    BEFORE_START = "before_start", "申請月より前の月への支給"
    AFTER_STOP = "after_stop", "支給中止より後の月への支給"


@dataclass(frozen=True, slots=True, kw_only=True)
class CauseSum:
    """How many payments differ for one cause; yen too much and too little, apart."""

    cause: CorrectionCause
    payments: int
    over_yen: int
    under_yen: int


@event("benefits.household-found", ja="判明した世帯の状況", basis="法22条", occurred="found_on")
class HouseholdFound(Event):
    """What the household had in truth from `from_month` (`YYYY-MM`) on; nothing paid is changed by it."""

    found_on: Clear[date]
    person: Clear[UUID]
    grant_no: Clear[int]
    from_month: Clear[str]
    household: Money[Household]
    how: Narrative[str]


@event("benefits.recheck-proposed", ja="総点検の起案", basis=OWN, occurred="proposed_on")
class RecheckProposed(Event):
    """The result that is to be corrected: `result` is its hash (hex), `rules` the text of corrected rules ("" none).

    `as_of` = position of the log; months `YYYY-MM`, "" = open; `wards` = codes it was read from.
    """

    proposed_on: Clear[date]
    drafter: Clear[UUID]
    as_of: Clear[int]
    from_month: Clear[str]
    to_month: Clear[str]
    wards: Clear[tuple[str, ...]]
    rules: Clear[str]
    result: Clear[str]
    grants: Clear[int]
    payments: Clear[int]
    sums: Clear[tuple[CauseSum, ...]]


@event("benefits.recheck-decided", ja="総点検の決裁", basis=APPROVAL, occurred="decided_on")
class RecheckDecided(Event):
    """By another natural person, over the hash of the result that was read."""

    decided_on: Clear[date]
    drafter: Clear[UUID]
    decider: Clear[UUID]
    post: Clear[str]
    number: Clear[str]
    approved: Clear[str]


@event("benefits.payment-corrected", ja="支給額の訂正", basis=ACT, occurred="corrected_on")
class PaymentCorrected(Event):
    """One month owed another sum than was paid, for one cause; the payment itself stays as it was made.

    Several causes of one month are several facts, each from the sum of the one before. `recheck` is the
    stream of the recheck, `approved` the hash that was decided.
    """

    corrected_on: Clear[date]
    person: Clear[UUID]
    grant_no: Clear[int]
    month: Clear[str]
    recheck: Clear[UUID]
    approved: Clear[str]
    old_yen: Stat[int]
    new_yen: Stat[int]
    cause: Stat[CorrectionCause]


@event(
    "benefits.recheck-carried-out", ja="総点検による訂正の完了", basis=OWN, occurred="carried_on"
)
class RecheckCarriedOut(Event):
    """Every line that was decided stands as a correction in the stream of its grant."""

    carried_on: Clear[date]
    approved: Clear[str]
    grants: Clear[int]
    corrections: Clear[int]
