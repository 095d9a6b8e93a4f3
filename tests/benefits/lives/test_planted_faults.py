"""The comparison can fail: each fault planted in the product is found by the lives."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from events.contract.codes import AmountBranch
from services.benefits import fiscal, months
from services.benefits.decisions import (
    changing,
    collecting,
    extending,
    fixing,
    paying,
    reporting_income,
    suspending,
)
from services.benefits.grant import Grant
from services.benefits.programmes.housing_security import (
    findings,
    period,
    regrant,
    rules,
    standards,
    standing,
)
from services.benefits.programmes.housing_security.amount import Amount
from services.benefits.screens.register import Register
from tests.benefits.lives import person_file, ward_file
from tests.benefits.lives.author import THEMES, life
from tests.benefits.lives.comparing import differences

Patch = pytest.MonkeyPatch


def rent_capped_inside(patch: Patch) -> None:
    """The classic overpayment's mirror: the formula before July 2020 kept (section 9, つくば)."""
    true = rules.amount

    def wrong(*, base: int, rent: int, cap: int, **told: Any) -> Amount:
        return true(base=base, rent=min(rent, cap), cap=cap, **told)

    for module in (rules, changing, reporting_income):
        patch.setattr(module, "amount", wrong)


def income_never_compared(patch: Patch) -> None:
    """佐世保: paid up to the cap whatever the income."""

    def wrong(*, rent: int, cap: int, **_: Any) -> Amount:
        return Amount(min(rent, cap), AmountBranch.FULL)

    patch.setattr(rules, "amount", wrong)


def months_counted_per_person(patch: Patch) -> None:
    def wrong(self: Register) -> int:
        return sum(row.months_used for row in self.own[:-1])

    patch.setattr(Register, "counted_elsewhere", property(wrong))


def extension_ignores_months_used(patch: Patch) -> None:
    true = period.extension

    def wrong(stage: Any, *, paid: int, **told: Any) -> period.Extension:
        return true(stage, paid=min(paid, 3), **told)

    patch.setattr(period, "extension", wrong)
    patch.setattr(standing, "extension", wrong)


def return_ignores_months_used(patch: Patch) -> None:
    patch.setattr(suspending, "_months", lambda _grant, _command: 3)


def year_from_the_day_of_payment(patch: Patch) -> None:
    true = paying.year_of_order

    def wrong(grant: Grant, month: str, on: date, rule: Any) -> Any:
        return replace(true(grant, month, on, rule), fiscal_year=fiscal.fiscal_year_of(on))

    patch.setattr(paying, "year_of_order", wrong)


def year_closes_a_day_later(patch: Patch) -> None:
    true = fiscal.statutory

    def wrong(year: int) -> fiscal.YearEnd:
        end = true(year)
        day = date(year + 1, 6, 1)
        return replace(end, order_until=day, pay_until=day)

    patch.setattr(fiscal, "statutory", wrong)


def standard_of_april(patch: Patch) -> None:
    """The new tax year from 1 April instead of 1 July."""
    true = standards.standard

    def wrong(prefecture: str, name: str, size: int, on: date) -> Any:
        return true(prefecture, name, size, on + timedelta(days=91))

    patch.setattr(person_file.standards, "standard", wrong)


def no_guard_over_wards(patch: Patch) -> None:
    patch.setattr(months, "claim_month", lambda _state, _command: [])


def new_grant_a_month_early(patch: Patch) -> None:
    patch.setattr(regrant, "_earliest", lambda asked: regrant.plus(asked.last_paid_month, 12))


def late_extension_taken(patch: Patch) -> None:
    patch.setattr(period, "extension_due", lambda _month: date(2099, 1, 1))


def income_limit_one_yen_lower(patch: Patch) -> None:
    patch.setattr(findings, "income_meets", lambda income, limit, _rule: income < limit)


def return_two_years_and_a_day(patch: Patch) -> None:
    true = period.resumption_last_day

    def wrong(month: str, on: date) -> date | None:
        last = true(month, on)
        return last + timedelta(days=1) if last else None

    patch.setattr(standing, "resumption_last_day", wrong)


def money_back_into_a_closed_year(patch: Patch) -> None:
    for module in (collecting, fixing):
        patch.setattr(module, "closes_on", lambda year: date(year + 1, 6, 30))


def change_counts_from_next_month(patch: Patch) -> None:
    true = extending.month_after
    patch.setattr(reporting_income, "month_after", lambda month: true(true(month)))


def refusals_without_instruction(patch: Patch) -> None:
    true = ward_file.of_later

    def wrong(grant: Any, fact: Any) -> Any:
        return replace(true(grant, fact), contestable=False)

    patch.setattr(ward_file, "of_later", wrong)


def letter_with_another_sum(patch: Patch) -> None:
    true = ward_file.of_grant

    def wrong(grant: Any, fact: Any) -> Any:
        notice = true(grant, fact)
        (term, _), *others = notice.lines
        return replace(notice, lines=((term, "月額 1円"), *others))

    patch.setattr(ward_file, "of_grant", wrong)


FAULTS: list[tuple[Callable[[Patch], None], str]] = [
    (rent_capped_inside, "plain"),
    (income_never_compared, "plain"),
    (months_counted_per_person, "again"),
    (extension_ignores_months_used, "illness"),
    (return_ignores_months_used, "illness"),
    (year_from_the_day_of_payment, "year end"),
    (year_closes_a_day_later, "year end"),
    (standard_of_april, "plain"),
    (no_guard_over_wards, "wards"),
    (new_grant_a_month_early, "again"),
    (late_extension_taken, "plain"),
    (income_limit_one_yen_lower, "again"),
    (return_two_years_and_a_day, "illness"),
    (money_back_into_a_closed_year, "recovery"),
    (change_counts_from_next_month, "stopped"),
    (refusals_without_instruction, "plain"),
    (letter_with_another_sum, "plain"),
]


@pytest.mark.parametrize(("plant", "theme"), FAULTS, ids=[one.__name__ for one, _ in FAULTS])
def test_a_planted_fault_is_found(
    plant: Callable[[Patch], None], theme: str, monkeypatch: Patch
) -> None:
    """Among the two hundred lives of the comparison itself, those of its theme."""
    plant(monkeypatch)
    seeds = range(THEMES.index(theme), 200, len(THEMES))
    assert any(differences(life(seed)) for seed in seeds)
