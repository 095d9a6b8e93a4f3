"""A grant of the published incidents as the facts an office then wrote: application, decisions, payments."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID, uuid5

from events.contract.benefits import (
    ApplicationSubmitted,
    Basis,
    ExpenditureCommitted,
    Found,
    GrantDecided,
    GrantDrafted,
    GrantReviewed,
    Household,
    OrderPassed,
    Payee,
    PaymentMade,
    PaymentOrdered,
)
from events.contract.benefits_life import (
    ExtensionApplied,
    GrantExtended,
    LaterDrafted,
    LaterFigures,
    LaterReviewed,
    Matter,
)
from events.contract.codes import AmountBranch, GrantKind, HardshipCause, Medium
from events.contract.kind import Event
from events.contract.sealed import Open

SPACE: Final = UUID("5a6d1e0c-0000-4000-8000-000000000009")
CITY: Final = ("大阪府", "大阪市")
"""Whose table the histories are written by."""
BASE: Final = {1: 84_000, 2: 130_000, 3: 172_000}
CAP: Final = {1: 40_000, 2: 48_000, 3: 52_000}
"""S (applications until June 2026) and C of that table, by household size."""
FIRST: Final = 3
"""Months of a first decision, and of each extension."""
OFFICERS: Final = [uuid5(SPACE, name) for name in ("drafter", "reviewer", "decider", "treasurer")]
REQUIREMENTS: Final = (
    "離職・廃業からの期間",
    "主たる生計維持者",
    "住居の喪失・そのおそれ",
    "収入要件",
    "資産要件",
    "求職活動等",
    "類似給付との重複なし",
    "暴力団員でない",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """The figures of one grant and what was decided on them; `wrong` = month → yen paid too much."""

    applied_on: date
    size: int
    rent: int
    income: int
    cap_used: int
    monthly: int
    branch: AmountBranch
    months: int
    wrong_months: int
    over: int


@dataclass(frozen=True, slots=True)
class Planted:
    """One grant as facts in order; `wrong` = month (`YYYY-MM`) → yen paid too much."""

    stream: UUID
    case: UUID
    person: UUID
    facts: tuple[Event, ...]
    wrong: dict[str, int]


def written(case: Case, name: str) -> Planted:
    """The facts as the office then wrote them."""
    person, grant_case = uuid5(SPACE, f"person {name}"), uuid5(SPACE, f"case {name}")
    months = list(_months(case.applied_on, case.months))
    wrong = dict.fromkeys(months[len(months) - case.wrong_months :], case.over)
    return Planted(
        uuid5(grant_case, "housing_security/1"),
        grant_case,
        person,
        (*_decided(case, person, name, months[0]), *_paid(case, person, name, months)),
        wrong if case.wrong_months else {},
    )


def _figures(case: Case) -> tuple[Household, Basis, tuple[Found, ...]]:
    household = Household(
        size=case.size, income_yen=case.income, savings_yen=100_000, rent_yen=case.rent
    )
    basis = Basis(
        base_amount_yen=BASE[case.size],
        rent_yen=case.rent,
        rent_cap_yen=case.cap_used,
        income_yen=case.income,
        threshold_yen=BASE[case.size] + min(case.rent, case.cap_used),
        branch=case.branch,
        table_row=f"{CITY[1]} {case.size}人",
        rule_version="移行前の規則",
    )
    findings = tuple(
        Found(requirement=one, met=True, sentence="確認済み。", citation="施行規則10条")
        for one in REQUIREMENTS
    )
    return household, basis, findings


def _decided(case: Case, person: UUID, name: str, first: str) -> Iterator[Event]:
    household, basis, findings = _figures(case)
    day, payee = case.applied_on, uuid5(person, "payee")
    yield ApplicationSubmitted(
        arrived_on=day,
        person=person,
        grant_no=1,
        kind=GrantKind.RENT,
        medium=Medium.COUNTER,
        cause=Open(person, HardshipCause.LEFT_WORK),
        cause_on=Open(person, day - timedelta(days=40)),
        household=Open(person, household),
        payee=Open(
            payee, Payee(name="ミナト カンリ", bank="見本銀行", branch="西", account="普通 1")
        ),
        dwelling=Open(person, ""),
    )
    yield GrantDrafted(
        drafted_on=day,
        person=person,
        grant_no=1,
        drafter=OFFICERS[0],
        first_month=first,
        months=FIRST,
        monthly_yen=Open(person, case.monthly),
        basis=Open(person, basis),
        findings=Open(person, findings),
        proposal=True,
    )
    yield GrantReviewed(
        reviewed_on=day,
        person=person,
        grant_no=1,
        reviewer=OFFICERS[1],
        opinion=Open(person, ""),
    )
    yield GrantDecided(
        decided_on=day,
        person=person,
        grant_no=1,
        kind=GrantKind.RENT,
        number=f"福生第{int(uuid5(SPACE, name)) % 9000 + 1000}号",
        first_month=first,
        months=FIRST,
        post="福祉局 課長",
        decider=OFFICERS[2],
        drafter=OFFICERS[0],
        approved="ab" * 32,
        monthly_yen=Open(person, case.monthly),
        basis=Open(person, basis),
        findings=Open(person, findings),
    )


def _paid(case: Case, person: UUID, name: str, months: list[str]) -> Iterator[Event]:
    item, year = "民生費・扶助費", _fiscal_year(case.applied_on)
    yield ExpenditureCommitted(
        committed_on=case.applied_on,
        person=person,
        grant_no=1,
        fiscal_year=year,
        item=item,
        amount_yen=Open(person, case.monthly * case.months),
    )
    for place, month in enumerate(months):
        if place and place % FIRST == 0:
            yield from _extended(case, person, name, place // FIRST, months)
        order = f"支-{name}-{month}"
        day = date(int(month[:4]), int(month[5:]), 25)
        yield PaymentOrdered(
            ordered_on=day,
            person=person,
            grant_no=1,
            month=month,
            order_no=order,
            fiscal_year=_fiscal_year(day),
            item=item,
            due_on=day,
            orderer=OFFICERS[0],
            amount_yen=Open(person, case.monthly),
        )
        yield OrderPassed(
            passed_on=day,
            person=person,
            grant_no=1,
            month=month,
            order_no=order,
            reviewer=OFFICERS[3],
        )
        yield PaymentMade(
            paid_on=day,
            person=person,
            grant_no=1,
            month=month,
            order_no=order,
            fiscal_year=_fiscal_year(day),
            amount_yen=Open(person, case.monthly),
        )


def _extended(
    case: Case, person: UUID, name: str, extension_no: int, months: list[str]
) -> Iterator[Event]:
    """Another three months, or what is left of them."""
    household, basis, findings = _figures(case)
    first = months[extension_no * FIRST]
    last = months[extension_no * FIRST - 1]
    day = date(int(last[:4]), int(last[5:]), 26)
    count = min(FIRST, len(months) - extension_no * FIRST)
    figures = Open(
        person,
        LaterFigures(household=household, monthly_yen=case.monthly, basis=basis, findings=findings),
    )
    yield ExtensionApplied(
        arrived_on=day,
        person=person,
        grant_no=1,
        extension_no=extension_no,
        medium=Medium.COUNTER,
        household=Open(person, household),
    )
    yield LaterDrafted(
        drafted_on=day,
        person=person,
        grant_no=1,
        later_no=extension_no,
        matter=Matter.EXTENSION,
        drafter=OFFICERS[0],
        favours=True,
        first_month=first,
        last_month="",
        months=count,
        change=None,
        stop=None,
        citation="施行規則12条",
        figures=figures,
        reasons=Open(person, ""),
    )
    yield LaterReviewed(
        reviewed_on=day,
        person=person,
        grant_no=1,
        later_no=extension_no,
        reviewer=OFFICERS[1],
        opinion=Open(person, ""),
    )
    yield GrantExtended(
        decided_on=day,
        person=person,
        grant_no=1,
        later_no=extension_no,
        number=f"福生第{int(uuid5(SPACE, f'{name}/{extension_no}')) % 9000 + 1000}号",
        post="福祉局 課長",
        decider=OFFICERS[2],
        drafter=OFFICERS[0],
        approved="ab" * 32,
        figures=figures,
        reasons=Open(person, ""),
        extension_no=extension_no,
        first_month=first,
        months=count,
    )


def _months(day: date, count: int) -> Iterator[str]:
    for n in range(count):
        month = day.month - 1 + n
        yield f"{day.year + month // 12}-{month % 12 + 1:02d}"


def _fiscal_year(day: date) -> int:
    return day.year if day.month >= 4 else day.year - 1
