"""Facts of 各種減免制度 and of loans: 貸付あっせん, 生活福祉資金, the lender's decision, repayment.

`entry_no` numbers the facts of the programme; `of_no` is the entry a fact speaks of.
"""

from datetime import date
from typing import Final
from uuid import UUID

from events.contract.budget_codes import (
    LoanKind,
    LoanResult,
    ReliefResult,
    ReliefScheme,
    RepaymentStatus,
)
from events.contract.group import Clear, Money, Narrative, Stat
from events.contract.kind import Event, event

RELIEF: Final = "各法令・各市条例の減免"
LOANS: Final = "生活福祉資金貸付制度要綱・貸付あっせん"


@event(
    "planning.relief-applied-for",
    ja="減免の申請",
    basis=RELIEF,
    occurred="applied_on",
    provisional=True,
)
class ReliefAppliedFor(Event):
    """`of_no`: the relief it renews, 0 for a first application; `expected_on` = when the answer is expected."""

    applied_on: Clear[date]
    person: Clear[UUID]
    entry_no: Clear[int]
    of_no: Clear[int]
    scheme: Stat[ReliefScheme]
    expected_on: Clear[date | None]
    note: Narrative[str]


@event(
    "planning.relief-decided",
    ja="減免の決定",
    basis=RELIEF,
    occurred="decided_on",
    provisional=True,
)
class ReliefDecided(Event):
    """The answer to application `of_no`; `yearly_yen` = by how much the burden of a year is smaller."""

    decided_on: Clear[date]
    person: Clear[UUID]
    entry_no: Clear[int]
    of_no: Clear[int]
    result: Stat[ReliefResult]
    yearly_yen: Money[int]
    until_on: Clear[date | None]
    renewal_on: Clear[date | None]
    note: Narrative[str]


@event(
    "planning.loan-asked-for",
    ja="貸付の案内・あっせん",
    basis=LOANS,
    occurred="asked_on",
    provisional=True,
)
class LoanAskedFor(Event):
    """The person asks for a loan; with a 貸付あっせん書 where `letter_no` is not 0, else after guidance alone."""

    asked_on: Clear[date]
    person: Clear[UUID]
    entry_no: Clear[int]
    kind: Stat[LoanKind]
    letter_no: Clear[int]
    expected_on: Clear[date | None]
    lender: Narrative[str]
    amount_yen: Money[int]
    monthly_yen: Money[int]
    purpose: Narrative[str]
    opinion: Narrative[str]


@event(
    "planning.loan-decided",
    ja="貸付の決定",
    basis=LOANS,
    occurred="decided_on",
    provisional=True,
)
class LoanDecided(Event):
    """The lender's answer to request `of_no`; the day of the first repayment where one is set."""

    decided_on: Clear[date]
    person: Clear[UUID]
    entry_no: Clear[int]
    of_no: Clear[int]
    result: Stat[LoanResult]
    granted_yen: Money[int]
    repays_from: Clear[date | None]
    note: Narrative[str]


@event(
    "planning.loan-repayment-stated",
    ja="償還の状況",
    basis=LOANS,
    occurred="stated_on",
    provisional=True,
)
class LoanRepaymentStated(Event):
    """How the repayment of loan `of_no` stands. Known only where person and lender share it (`shared`)."""

    stated_on: Clear[date]
    person: Clear[UUID]
    entry_no: Clear[int]
    of_no: Clear[int]
    status: Stat[RepaymentStatus]
    shared: Clear[bool]
    left_yen: Money[int | None]
    next_on: Clear[date | None]
