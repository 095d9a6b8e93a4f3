"""Facts of 追加支給: what a correction says was paid too little, decided by another person and paid later."""

from datetime import date
from uuid import UUID

from events.contract.benefits import APPROVAL
from events.contract.benefits_claims import MonthSum
from events.contract.group import Clear, Money, Stat
from events.contract.kind import Event, event


@event("benefits.supplement-opened", ja="追加支給の起案", basis=APPROVAL, occurred="opened_on")
class SupplementOpened(Event):
    """Too little was paid: what is to be paid later, from the corrections of these months."""

    opened_on: Clear[date]
    person: Clear[UUID]
    grant: Clear[UUID]
    grant_no: Clear[int]
    supplement_no: Clear[int]
    drafter: Clear[UUID]
    months: Money[tuple[MonthSum, ...]]
    amount_yen: Stat[int]


@event("benefits.supplement-decided", ja="追加支給の決定", basis=APPROVAL, occurred="decided_on")
class SupplementDecided(Event):
    """By another natural person than the drafter; `approved` = leaf of the draft."""

    decided_on: Clear[date]
    person: Clear[UUID]
    supplement_no: Clear[int]
    number: Clear[str]
    post: Clear[str]
    decider: Clear[UUID]
    drafter: Clear[UUID]
    approved: Clear[str]
    fiscal_year: Clear[int]
    item: Clear[str]


@event(
    "benefits.supplement-ordered",
    ja="追加支給の支出命令",
    basis="地方自治法232条の4第1項",
    occurred="ordered_on",
)
class SupplementOrdered(Event):
    """支出命令 of the whole sum."""

    ordered_on: Clear[date]
    person: Clear[UUID]
    supplement_no: Clear[int]
    order_no: Clear[str]
    orderer: Clear[UUID]
    due_on: Clear[date]
    amount_yen: Stat[int]


@event(
    "benefits.supplement-passed",
    ja="追加支給の命令の審査",
    basis="地方自治法232条の4第2項",
    occurred="passed_on",
)
class SupplementPassed(Event):
    """会計管理者; never the person who ordered."""

    passed_on: Clear[date]
    person: Clear[UUID]
    supplement_no: Clear[int]
    reviewer: Clear[UUID]


@event("benefits.supplement-paid", ja="追加支給", basis="法3条3項", occurred="paid_on")
class SupplementPaid(Event):
    """On the day the treasury or the bank confirmed."""

    paid_on: Clear[date]
    person: Clear[UUID]
    supplement_no: Clear[int]
    fiscal_year: Clear[int]
    amount_yen: Stat[int]
