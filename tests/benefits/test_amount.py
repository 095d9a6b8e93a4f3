"""The amount against what municipalities print, against an independent slow count, and at its edges."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from events.contract.codes import AmountBranch, HardshipCause
from services.benefits.programmes import dated
from services.benefits.programmes.housing_security.amount import (
    Comparison,
    MunicipalRule,
    amount,
    income_meets,
    threshold,
)
from services.benefits.programmes.housing_security.municipal_rules import municipal_rule
from services.benefits.programmes.housing_security.rules import (
    Claim,
    adjudicate,
    cause_in_time,
    savings_limit,
)
from services.benefits.programmes.housing_security.standards import Standard, standard
from services.benefits.programmes.housing_security.values import VALUES

CASES = json.loads(
    (Path(__file__).parents[1] / "figures" / "benefit_examples.json").read_text(encoding="utf-8")
)["cases"]
OF_RENT = [case for case in CASES if case["input"]["rent"] is not None]
"""Cases of 家賃補助 with its figures; the others are asked of `evaluate` (test_evaluation.py)."""
BY_ID = {case["id"]: case for case in CASES}
CONTRADICTS_ITSELF = {"福津市"}
"""Pages whose figures do not fit each other; only what fits is asserted."""
NATIONAL = MunicipalRule()
AFTER = date(2026, 11, 1)


def of_kind(kind: str) -> list[Any]:
    return [pytest.param(case, id=case["id"]) for case in OF_RENT if case["kind"] == kind]


def rule_of(given: dict[str, Any]) -> MunicipalRule:
    printed = {name: value for name, value in given["municipal_rule"].items() if value is not None}
    return MunicipalRule(
        comparison=Comparison(printed.get("income_comparison", "le")),
        amount_round_up_to=printed.get("amount_round_up_to", 1),
        minimum_yen=printed.get("minimum_payment", 0),
        threshold_round_up_to=printed.get("threshold_round_up_to", 1),
    )


def first(month: str) -> date:
    return date.fromisoformat(f"{month}-01")


def judged(given: dict[str, Any], rule: MunicipalRule | None = None) -> tuple[bool, int]:
    """Whether income qualifies, and the monthly amount (0 where it does not)."""
    rule = rule or rule_of(given)
    base, rent, cap = given["standard_amount"], given["rent"], given["rent_cap"]
    income = given["household_income"]
    met = income_meets(income, threshold(base, rent, cap, rule), rule)
    month = first(given["payment_month"])
    found = amount(base=base, rent=rent, cap=cap, income=income, payment_month=month, rule=rule)
    return met, found.monthly_yen if met else 0


@pytest.mark.parametrize("case", of_kind("published_amount"))
def test_published_amounts(case: dict[str, Any]) -> None:
    expected = case["expected"]
    assert judged(case["input"]) == (expected["eligible"], expected["monthly_amount"])
    by_the_regulation = judged(case["input"], NATIONAL)[0]
    assert (by_the_regulation == expected["eligible"]) or not case["agrees"]["national"]


@pytest.mark.parametrize("case", of_kind("published_threshold"))
def test_published_thresholds_and_asset_limits(case: dict[str, Any]) -> None:
    asked, expected = case["input"], case["expected"]
    base, rent, cap = asked["standard_amount"], asked["rent"], asked["rent_cap"]
    nothing_earned = judged(asked | {"household_income": 0})
    assert nothing_earned == (True, expected["max_monthly_amount"])
    if expected["threshold"] is not None:
        assert threshold(base, rent, cap, rule_of(asked)) == expected["threshold"]
        national = threshold(base, rent, cap, NATIONAL)
        assert (national == expected["threshold"]) or not case["agrees"]["national"]
    limit = expected["asset_limit"]
    if limit is not None and asked["municipality"] not in CONTRADICTS_ITSELF:
        assert savings_limit(base, date.fromisoformat(asked["application_date"])) == limit


def test_the_page_that_contradicts_itself_is_known_by_name() -> None:
    """福津市 prints a threshold by one base amount and an asset limit by another."""
    wrong = {
        case["input"]["municipality"]
        for case in CASES
        if case["agrees"] and not case["agrees"]["municipal"]
    }
    assert wrong == CONTRADICTS_ITSELF
    (case,) = [c for c in CASES if c["input"]["municipality"] == "福津市"][:1]
    asked, printed = case["input"], case["expected"]["asset_limit"]
    day = date.fromisoformat(asked["application_date"])
    assert savings_limit(asked["standard_amount"], day) != printed


CHECKED = [
    pytest.param(case, check, id=f"{case['id']}-{number}")
    for case in OF_RENT
    for number, check in enumerate(case["checks"])
    if case["id"] != "ED-08"
]


@pytest.mark.parametrize(("case", "check"), CHECKED)
def test_the_checks_beside_each_case(case: dict[str, Any], check: dict[str, Any]) -> None:
    asked = json.loads(json.dumps(case["input"]))
    for path, value in check["set"].items():
        place = asked
        *above, name = path.split(".")
        for step in above:
            place = place[step]
        place[name] = value
    expected = check["expect"]
    assert expected
    for name, value in expected.items():
        if name == "asset_requirement_met":
            limit = savings_limit(asked["standard_amount"], first(asked["application_month"]))
            assert (asked["financial_assets"] <= limit) is value
        elif name == "income_requirement_met":
            assert judged(asked)[0] is value
        else:
            assert name == "monthly_amount"
            assert judged(asked)[1] == value


def test_met_with_zero() -> None:
    asked = BY_ID["ED-01"]["input"]
    assert judged(asked) == (True, 0)


def test_the_base_amount_changes_on_1_july_of_the_application() -> None:
    """ED-08, from our own table: 川崎市 84,000 until June 2026, 92,000 from July."""
    for check in BY_ID["ED-08"]["checks"]:
        day = date.fromisoformat(check["set"]["application_date"])
        row = standard("神奈川県", "川崎市", 1, day)
        assert row is not None
        assert row.base_amount_yen == check["expect"]["standard_amount"]
        limit = threshold(row.base_amount_yen, 53_700, row.rent_cap_yen, NATIONAL)
        assert limit == check["expect"]["threshold"]
        met, paid = judged(BY_ID["ED-08"]["input"] | check["set"])
        assert met is check["expect"]["income_requirement_met"]
        assert paid == check["expect"]["monthly_amount"]


@pytest.mark.parametrize("case", of_kind("published_threshold"))
def test_our_table_holds_what_the_municipality_prints(case: dict[str, Any]) -> None:
    asked = case["input"]
    held = [
        row
        for prefecture in PREFECTURES
        if (
            row := standard(
                prefecture,
                asked["municipality"],
                asked["household_size"],
                date.fromisoformat(asked["application_date"]),
            )
        )
    ]
    if asked["municipality"] in CONTRADICTS_ITSELF or not held:
        return
    (row,) = held
    assert row.base_amount_yen == asked["standard_amount"]
    assert row.rent_cap_yen == (asked["rent_cap"] or row.rent_cap_yen)


PREFECTURES = (
    "北海道",
    "茨城県",
    "埼玉県",
    "千葉県",
    "東京都",
    "神奈川県",
    "静岡県",
    "愛知県",
    "滋賀県",
    "大阪府",
    "兵庫県",
    "奈良県",
    "愛媛県",
    "福岡県",
    "佐賀県",
    "鹿児島県",
    "沖縄県",
)


def test_households_of_more_than_eight_are_computed_and_provisional() -> None:
    """施行規則4条 defines S; the table prints eight. 1級地: 350,000 x 9 + 310,000 = 3,460,000 → 4,875,000 → 407,000."""
    nine = standard("大阪府", "大阪市", 9, AFTER)
    eight = standard("大阪府", "大阪市", 8, AFTER)
    assert nine is not None
    assert eight is not None
    assert (nine.base_amount_yen, nine.rent_cap_yen) == (407_000, eight.rent_cap_yen)
    assert nine.provisional
    assert "算式" in nine.row
    variant = standard("北海道", "釧路市", 9, AFTER)
    assert variant is not None
    assert variant.base_amount_yen == 377_000
    for beyond in (0, 60):
        assert standard("大阪府", "大阪市", beyond, AFTER) is None
    assert standard("大阪府", "どこにもない市", 1, AFTER) is None


def slowly(base: int, rent: int, cap: int, income: int, *, old: bool) -> int:
    """The Regulation in one sentence each, counting yen by yen: how much rent may be paid out."""
    ceiling = min(rent, cap)
    if income > base + ceiling:
        return 0
    above = max(income - base, 0)
    left = (ceiling if old else rent) - above
    paid = 0
    while paid < left and paid < ceiling:
        paid += 1
    return paid


small = some.integers(0, 60)


@given(base=small, rent=small, cap=small, income=some.integers(0, 200), old=some.booleans())
def test_an_independent_count_agrees(
    base: int, rent: int, cap: int, income: int, old: bool
) -> None:
    month = date(2020, 6, 1) if old else date(2020, 7, 1)
    given_ = {"standard_amount": base, "rent": rent, "rent_cap": cap, "household_income": income}
    _, paid = judged(given_ | {"payment_month": month.strftime("%Y-%m")}, NATIONAL)
    assert paid == slowly(base, rent, cap, income, old=old)


yen = some.integers(0, 500_000)


@given(base=yen, rent=yen, cap=yen, income=yen, more=yen)
def test_more_income_never_pays_more(
    base: int, rent: int, cap: int, income: int, more: int
) -> None:
    poor = {"standard_amount": base, "rent": rent, "rent_cap": cap, "payment_month": "2026-11"}
    less_income = judged(poor | {"household_income": income}, NATIONAL)[1]
    more_income = judged(poor | {"household_income": income + more}, NATIONAL)[1]
    assert more_income <= less_income <= min(rent, cap)


def test_at_the_threshold_and_one_yen_over() -> None:
    """With R above C the new formula has a cliff: R − C at the threshold, nothing one yen above."""
    at = {"standard_amount": 92_000, "rent": 52_000, "rent_cap": 40_000, "payment_month": "2026-11"}
    assert judged(at | {"household_income": 132_000}, NATIONAL) == (True, 12_000)
    assert judged(at | {"household_income": 132_001}, NATIONAL) == (False, 0)
    below = MunicipalRule(comparison=Comparison.BELOW)
    assert judged(at | {"household_income": 132_000}, below) == (False, 0)
    assert judged(at | {"household_income": 131_999}, below) == (True, 12_001)


def test_the_formula_follows_the_payment_month() -> None:
    for month, paid, branch in (
        (date(2020, 6, 1), 30_000, AmountBranch.PARTIAL_UNTIL_2020_06),
        (date(2020, 7, 1), 40_000, AmountBranch.PARTIAL),
    ):
        found = amount(
            base=84_000, rent=52_000, cap=40_000, income=94_000, payment_month=month, rule=NATIONAL
        )
        assert (found.monthly_yen, found.branch) == (paid, branch)


CLAIM = Claim(
    arrived_on=date(2026, 11, 2),
    cause=HardshipCause.LEFT_WORK,
    cause_on=date(2026, 9, 30),
    household_size=1,
    income_yen=100_000,
    savings_yen=552_000,
    rent_yen=45_000,
    main_earner=True,
    housing_at_risk=True,
    seeking_work=True,
    no_overlap=True,
    no_gang_member=True,
)
OSAKA = Standard(92_000, 40_000, "大阪市 1人", provisional=True)


def test_savings_at_the_limit_and_one_yen_over() -> None:
    for savings, met in ((552_000, True), (552_001, False)):
        found = adjudicate(replace(CLAIM, savings_yen=savings), OSAKA, NATIONAL, AFTER)
        assert found.met is met
        assert (found.monthly_yen > 0) is met
    assert savings_limit(180_000, AFTER) == 1_000_000


@pytest.mark.parametrize(
    ("left", "arrived", "met"),
    [
        (date(2024, 11, 3), date(2026, 11, 2), True),
        (date(2024, 11, 2), date(2026, 11, 2), False),
        (date(2024, 2, 29), date(2026, 2, 28), True),
        (date(2024, 2, 29), date(2026, 3, 1), False),
        (date(2026, 11, 3), date(2026, 11, 2), False),
    ],
)
def test_two_years_from_leaving_work(left: date, arrived: date, met: bool) -> None:
    found = cause_in_time(replace(CLAIM, cause_on=left, arrived_on=arrived))
    assert found.met is met


def test_days_without_a_possible_search_are_added_up_to_four_years() -> None:
    """ED-09: 60 days of illness move 14 January to 15 March; a run below 30 days never counts."""
    case = BY_ID["ED-09"]
    left = date.fromisoformat(case["input"]["circumstances"]["left_job_date"])
    last = date.fromisoformat(case["expected"]["last_day"])
    ill = replace(CLAIM, cause_on=left, hindered_days=60)
    assert cause_in_time(replace(ill, arrived_on=last)).met
    assert not cause_in_time(replace(ill, arrived_on=last + timedelta(days=1))).met
    assert not cause_in_time(replace(ill, hindered_days=29, arrived_on=date(2025, 1, 15))).met
    very_ill = replace(CLAIM, cause_on=date(2020, 1, 15), hindered_days=2_000)
    assert cause_in_time(replace(very_ill, arrived_on=date(2024, 1, 14))).met
    assert not cause_in_time(replace(very_ill, arrived_on=date(2024, 1, 15))).met
    before = replace(CLAIM, cause_on=date(2021, 1, 15), hindered_days=60)
    assert not cause_in_time(replace(before, arrived_on=date(2023, 1, 15))).met


def test_lost_income_must_have_come_by_the_month_of_application() -> None:
    lost = replace(CLAIM, cause=HardshipCause.INCOME_LOSS)
    assert cause_in_time(replace(lost, cause_on=date(2026, 11, 30))).met
    assert not cause_in_time(replace(lost, cause_on=date(2026, 12, 1))).met


def test_a_city_that_prints_two_operators_is_provisional_and_follows_the_regulation() -> None:
    rule = municipal_rule("愛媛県", "松山市", AFTER)
    assert rule.comparison is Comparison.AT_MOST
    assert (rule.amount_round_up_to, rule.minimum_yen, rule.provisional) == (100, 100, True)
    assert municipal_rule("東京都", "文京区", AFTER).comparison is Comparison.BELOW
    assert municipal_rule("大阪府", "大阪市", AFTER) == NATIONAL


def test_values_need_order_source_and_mark(tmp_path: Path) -> None:
    def load(text: str) -> dated.DatedValues:
        path = tmp_path / "values.toml"
        path.write_text(text, encoding="utf-8")
        return dated.load(path)

    entry = '[[x]]\nfrom = {}\nvalue = {}\nsource = "s"\nmark = "sure"\n'
    two = load(entry.format("2020-01-01\nuntil = 2020-12-31", 1) + entry.format("2022-01-01", 2))
    assert two.entry("x", date(2019, 12, 31)) is None
    assert two.on("x", date(2020, 12, 31)) == 1
    assert two.entry("x", date(2021, 6, 1)) is None
    assert two.on("x", date(2023, 1, 1)) == 2
    with pytest.raises(LookupError):
        two.on("x", date(2021, 6, 1))
    for bad in (
        entry.format("2022-01-01", 1) + entry.format("2020-01-01", 2),
        '[[x]]\nfrom = 2020-01-01\nvalue = 1\nmark = "sure"\n',
        '[[x]]\nfrom = 2020-01-01\nvalue = 1\nsource = "s"\nmark = "maybe"\n',
    ):
        with pytest.raises(ValueError, match="x:"):
            load(bad)
    assert VALUES.on("first_grant_months", AFTER) == 3
