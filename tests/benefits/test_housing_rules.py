"""Each rule of the grant against the law told a second time, at the limit and one over, for every version."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from services.benefits.programmes import calendar_month
from services.benefits.programmes.housing_security import (
    activity,
    derivation,
    income_items,
    moving,
    parameters,
    period,
    regrant,
    standards,
    versions,
)
from services.benefits.programmes.housing_security.activity import Doing
from services.benefits.programmes.housing_security.income_items import IncomeItem, IncomeKind
from services.benefits.programmes.housing_security.moving import Cost
from services.benefits.programmes.housing_security.regrant import Ground
from services.benefits.programmes.housing_security.stage import Stage
from services.benefits.programmes.housing_security.time_limit import time_limit
from tests.benefits import oracle

TABLE = json.loads(
    Path(standards.__file__).with_name("standards.json").read_text(encoding="utf-8")
)["municipalities"]
DAY = timedelta(days=1)
days = some.dates(date(2015, 4, 1), date(2027, 3, 31))
months = days.map(calendar_month.month_of)


@settings(max_examples=60)
@given(left=days, runs=some.lists(some.integers(0, 400), max_size=4), past=some.integers(-3, 1600))
def test_time_after_leaving_walked_day_by_day(left: date, runs: list[int], past: int) -> None:
    arrived = left + timedelta(days=past)
    limit = time_limit(left, runs, max(arrived, date(2015, 4, 1)))
    if arrived >= date(2015, 4, 1):
        assert (left <= arrived <= limit.last_day) is oracle.in_time(left, runs, arrived)


def test_a_run_of_29_days_never_counts_and_two_long_ones_are_added() -> None:
    left, on = date(2023, 1, 15), date(2025, 3, 1)
    plain = date(2025, 1, 14)
    for runs, added in (([29], 0), ([29, 29], 0), ([30], 30), ([30, 29], 30), ([30, 45], 75)):
        assert time_limit(left, runs, on).last_day == plain + added * DAY, runs
    four = date(2027, 1, 14)
    for runs in ([730], [731], [400, 400]):
        assert time_limit(left, runs, on).last_day == four
    assert not time_limit(left, [730], on).capped
    assert time_limit(left, [731], on).capped
    assert time_limit(left, [60], date(2023, 3, 31)).last_day == plain
    assert time_limit(left, [60], date(2023, 4, 1)).last_day == plain + 60 * DAY


@given(first=days)
def test_months_of_a_grant_by_its_first_application(first: date) -> None:
    assert period.months_at_most(first) == oracle.grant_months(first)


@given(standard=some.integers(0, 400_000), on=days, stage=some.sampled_from(Stage))
def test_savings_limit_month_by_month(standard: int, on: date, stage: Stage) -> None:
    third = stage is Stage.EXTENSION_3_COVID and on >= date(2021, 1, 1)
    limit = oracle.savings_limit(standard, third_of_2020=third)
    assert period.savings_limit(standard, on, stage) == limit


@pytest.mark.parametrize(
    ("stage", "first", "paid", "on", "allowed"),
    [
        (Stage.EXTENSION_1, date(2025, 1, 1), 3, date(2025, 3, 31), True),
        (Stage.EXTENSION_2, date(2025, 1, 1), 6, date(2025, 6, 30), True),
        (Stage.EXTENSION_2, date(2025, 1, 1), 9, date(2025, 9, 30), False),
        (Stage.EXTENSION_2, date(2020, 5, 1), 9, date(2021, 2, 1), False),
        (Stage.EXTENSION_3_COVID, date(2020, 5, 1), 9, date(2021, 1, 1), True),
        (Stage.EXTENSION_3_COVID, date(2020, 5, 1), 9, date(2020, 12, 31), False),
        (Stage.EXTENSION_3_COVID, date(2020, 3, 31), 9, date(2021, 1, 1), False),
        (Stage.EXTENSION_3_COVID, date(2021, 4, 1), 9, date(2022, 1, 1), False),
    ],
)
def test_extensions(stage: Stage, first: date, paid: int, on: date, allowed: bool) -> None:
    found = period.extension(stage, first_application_on=first, asked_on=on, paid=paid)
    assert found.allowed is allowed
    assert bool(found.reason) is not allowed
    assert found.months == (3 if allowed else 0)


def test_the_last_months_of_an_extension_are_only_those_left() -> None:
    found = period.extension(
        Stage.EXTENSION_2,
        first_application_on=date(2025, 1, 1),
        asked_on=date(2025, 8, 1),
        paid=8,
    )
    assert (found.allowed, found.months, found.remaining) == (True, 1, 1)
    with pytest.raises(ValueError, match="extends nothing"):
        period.extension(
            Stage.FIRST, first_application_on=date(2025, 1, 1), asked_on=date(2025, 1, 1), paid=0
        )


def test_first_and_last_months_and_days() -> None:
    on = date(2025, 5, 20)
    assert period.first_month(on, home_lost=False) == "2025-05"
    assert period.first_month(on, home_lost=True, move_in_costs_month="2025-05") == "2025-06"
    assert period.first_month(on, home_lost=True, move_in_costs_month="2025-03") == "2025-05"
    assert period.last_month_after_excess("2025-12") == "2025-12"
    assert period.extension_due("2025-02") == date(2025, 2, 28)
    assert period.resumption_last_day("2023-05", on) == date(2025, 4, 30)
    assert period.resumption_last_day("2020-01", date(2020, 3, 31)) is None
    assert period.months_at_most(on, Stage.REGRANT, 0) == 3
    assert period.months_at_most(on, Stage.REGRANT, 2) == 9
    assert period.months_at_most(on, Stage.REGRANT_COVID_SPECIAL) == 3
    assert period.fiscal_year_of(date(2025, 3, 31)) == 2024


@given(
    arrived=days,
    ground=some.sampled_from(
        [
            Ground.DISMISSAL,
            Ground.VOLUNTARY_RESIGNATION,
            Ground.WORK_REDUCED,
            Ground.CLOSED_BUSINESS,
        ]
    ),
    own_fault=some.sampled_from([True, False, None]),
    ago=some.integers(0, 30),
    last_application=some.none() | days,
)
def test_a_new_grant_after_one(
    arrived: date, ground: Ground, own_fault: bool | None, ago: int, last_application: date | None
) -> None:
    last_paid = calendar_month.plus(calendar_month.month_of(arrived), -ago)
    found = regrant.regrant(
        regrant.Asked(
            arrived_on=arrived,
            ground=ground,
            own_fault=own_fault,
            last_paid_month=last_paid,
            last_application_on=last_application,
        )
    )
    lawful = oracle.regrant(arrived, ground.value, own_fault, last_paid, last_application)
    assert found.allowed is lawful


def test_one_year_after_the_last_paid_month_and_the_exempt_dismissal() -> None:
    def asked(on: date, ground: Ground, applied: date | None = None) -> regrant.Regrant:
        return regrant.regrant(
            regrant.Asked(
                arrived_on=on,
                ground=ground,
                own_fault=False,
                last_paid_month="2024-06",
                last_application_on=applied,
            )
        )

    assert asked(date(2025, 6, 30), Ground.WORK_REDUCED).reasons == ("one_year_not_passed",)
    assert asked(date(2025, 7, 1), Ground.WORK_REDUCED).allowed
    assert asked(date(2025, 7, 1), Ground.WORK_REDUCED).earliest_month == "2025-07"
    assert asked(date(2024, 8, 1), Ground.DISMISSAL, date(2024, 3, 31)).allowed
    assert not asked(date(2024, 8, 1), Ground.DISMISSAL, date(2024, 4, 1)).allowed
    guessed = asked(date(2024, 8, 1), Ground.DISMISSAL)
    assert (guessed.allowed, guessed.provisional) == (False, True)
    assert asked(date(2025, 7, 1), Ground.LEFT_WORK).allowed
    assert not asked(date(2025, 7, 1), Ground.ILLNESS_OR_INJURY).allowed


@given(arrived=days, before=some.booleans())
def test_the_special_grant(arrived: date, before: bool) -> None:
    asked = regrant.Asked(
        arrived_on=arrived, ground=Ground.VOLUNTARY_RESIGNATION, special_before=before
    )
    assert regrant.special(asked).allowed is oracle.special(arrived, had_one=before)


@settings(max_examples=40)
@given(
    per_person=some.integers(280, 350),
    addition=some.integers(160, 215),
    size=some.integers(1, 8),
    year=some.sampled_from([2019, 2025, 2026]),
)
def test_the_derivation_climbs_to_the_same_salary(
    per_person: int, addition: int, size: int, year: int
) -> None:
    ordinance = derivation.Ordinance(
        per_person=per_person * 1000, base=100_000, addition_from_two=addition * 1000
    )
    found = derivation.derive(ordinance, size, year)
    slow = oracle.standard_amount(ordinance.limit(size), year)
    assert (found.annual_salary_yen, found.standard_amount_yen) == slow


@pytest.mark.parametrize("limit", range(1_060_000, 1_090_000, 500))
def test_the_steps_of_the_table_below_1628000(limit: int) -> None:
    ordinance = derivation.Ordinance(per_person=limit - 100_000, base=100_000, addition_from_two=0)
    found = derivation.derive(ordinance, 1, 2025)
    assert found.annual_salary_yen == oracle.standard_amount(limit, 2025)[0]


def test_a_limit_beyond_the_table_is_not_guessed() -> None:
    rich = derivation.Ordinance(per_person=6_000_000, base=0, addition_from_two=0)
    with pytest.raises(LookupError):
        derivation.derive(rich, 1, 2025)
    with pytest.raises(LookupError):
        derivation.derive(rich, 1, 2013)


def test_every_published_standard_amount_is_derived_but_for_the_named_one() -> None:
    """Per municipality one variant of the ordinance gives all its figures; 3級地 of three people is known."""
    checked = named = 0
    for place in TABLE:
        for entry in place["standard_amounts"]:
            year = derivation.tax_fiscal_year(
                max(date.fromisoformat(entry["effective_from"]), date(2025, 7, 1))
            )
            amounts = {int(size): yen for size, yen in entry["amounts"].items()}
            assert () in derivation.unexplained(amounts, year).values(), place["municipality"]
            checked += len(amounts)
            named += amounts.get(3) == 140_000
    assert checked > 1000
    assert named >= 4
    three = derivation.derive(derivation.ordinances()["3"], 3, 2025)
    assert three.standard_amount_yen == 141_000
    assert derivation.unexplained({3: 140_000}, 2026)["3"] == (3,)


def test_the_tax_year_changes_on_1_july_of_the_application() -> None:
    for on, year in ((date(2026, 6, 30), 2025), (date(2026, 7, 1), 2026), (date(2027, 1, 1), 2026)):
        assert derivation.tax_fiscal_year(on) == year


def test_child_benefits_count_until_march_2023() -> None:
    items = [
        IncomeItem(kind=IncomeKind.EMPLOYMENT, yen=90_000),
        IncomeItem(kind=IncomeKind.COMMUTING_ALLOWANCE, yen=8_000),
        IncomeItem(kind=IncomeKind.CHILD_ALLOWANCE, yen=10_000),
        IncomeItem(kind=IncomeKind.CHILD_REARING_ALLOWANCE, yen=40_000),
        IncomeItem(kind=IncomeKind.SELF_EMPLOYMENT, yen=50_000, expenses_yen=30_000),
        IncomeItem(kind=IncomeKind.SELF_EMPLOYMENT, yen=10_000, expenses_yen=30_000),
        IncomeItem(kind=IncomeKind.STUDENT_INCOME, yen=60_000),
    ]
    for on, left_out, total in (
        (date(2023, 3, 31), True, 160_000),
        (date(2023, 4, 1), True, 110_000),
        (date(2023, 4, 1), False, 170_000),
    ):
        found = income_items.count(items, on, student_left_out=left_out)
        assert found.total_yen == total
    assert {line.item.kind for line in found.left_out} == {
        IncomeKind.COMMUTING_ALLOWANCE,
        IncomeKind.CHILD_ALLOWANCE,
        IncomeKind.CHILD_REARING_ALLOWANCE,
        IncomeKind.SELF_EMPLOYMENT,
    }
    for kind in IncomeKind:
        assert income_items.count(
            [IncomeItem(kind=kind, yen=1)], date(2015, 4, 1), student_left_out=False
        )


@given(month=months)
def test_every_month_of_the_scheme_has_its_duties(month: str) -> None:
    asked = activity.duties(month)
    assert Doing.CONTACT in asked.kinds
    enough = {duty.doing: duty.in_month(month) for duty in asked.duties}
    assert activity.lacking(asked, enough, month) == ()
    for duty in asked.duties:
        one_less = enough | {duty.doing: enough[duty.doing] - 1}
        assert activity.lacking(asked, one_less, month) == (duty,)


def test_duties_by_the_month_of_the_activity() -> None:
    codes = {
        month: [duty.code for duty in activity.duties(month).duties]
        for month in ("2020-04", "2020-05", "2022-05", "2023-04")
    }
    usual = ["contact_4_per_month", "job_consultation_2_per_month", "application_1_per_week"]
    assert codes["2020-04"] == codes["2023-04"] == usual
    assert codes["2020-05"] == ["contact_1_per_month"]
    assert codes["2022-05"][1:] == ["job_consultation_1_per_month", "application_1_per_month"]
    assert activity.duties("2022-05", contacts=1).duties[0].times == 1
    with pytest.raises(LookupError):
        activity.duties("2023-03", business=True)
    for month, wanted in ((6, True), (7, False)):
        found = activity.business_alternative(
            arrived_on=date(2023, 4, 1), income_loss=True, self_employed=True, grant_month=month
        )
        assert found is wanted


@given(
    costs=some.dictionaries(some.sampled_from(Cost), some.integers(0, 300_000)),
    cap=some.integers(0, 80_000),
)
def test_a_move_is_paid_up_to_three_caps_and_only_what_is_covered(
    costs: dict[Cost, int], cap: int
) -> None:
    not_covered = {Cost.DEPOSIT, Cost.ADVANCE_RENT, Cost.FURNITURE, Cost.EQUIPMENT}
    found = moving.moving(costs, cap, date(2025, 4, 1))
    eligible = sum(yen for kind, yen in costs.items() if kind not in not_covered)
    assert found.eligible_yen == eligible
    assert found.total_yen == min(eligible, cap + cap + cap)
    assert set(found.excluded) == set(costs) & not_covered
    assert all(paid <= costs[kind] for kind, paid in found.paid.items())


def test_costs_of_the_new_home_come_first_and_time_runs_from_the_fall() -> None:
    on = date(2025, 6, 1)
    found = moving.moving({Cost.TRANSPORT_OF_GOODS: 90_000, Cost.KEY_MONEY: 80_000}, 30_000, on)
    assert found.paid == {Cost.KEY_MONEY: 80_000, Cost.TRANSPORT_OF_GOODS: 10_000}
    assert moving.in_time("2023-06", on)
    assert not moving.in_time("2023-05", on)
    assert not moving.in_time("2025-07", on)
    assert moving.earliest_again("2025-06", on) == "2026-07"
    assert not moving.in_force(date(2025, 3, 31))


def test_every_version_has_a_key_and_a_source_and_holds_from_its_day() -> None:
    for version in versions.VERSIONS:
        assert version.source
        assert version.holds(version.since)
        assert not version.holds(version.since - DAY)
        if version.until:
            assert version.holds(version.until)
            assert not version.holds(version.until + DAY)
    assert len({version.name for version in versions.VERSIONS}) == len(versions.VERSIONS) == 14
    told = versions.in_force({versions.Key.FIRST_APPLICATION: date(2021, 3, 31)})
    assert [version.name for version in told] == ["twelve_months"]


def test_open_points_are_parameters_marked_as_provisional() -> None:
    on = date(2026, 11, 1)
    for name in ("months_elsewhere_count", "homeless_paper_first", "moving_paid_by_origin"):
        entry = parameters.parameter("大阪府", "大阪市", name, on)
        assert entry is not None
        assert entry.provisional
    assert not parameters.allowed("大阪府", "大阪市", "months_elsewhere_count", on)
    assert parameters.allowed("大阪府", "大阪市", "student_income_left_out", on)
    assert not parameters.allowed("大阪府", "大阪市", "regrant_max_extensions", date(2023, 3, 31))
