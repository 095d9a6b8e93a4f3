"""Printed figures: exact integers, one rounding at the end, half up; a dash where nothing can be derived."""

from __future__ import annotations

import json
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.reporting.printing import DASH, per_100k_month, percent, quotient, shown

FIGURES = Path(__file__).parents[1] / "figures" / "statistics_examples.json"
ROWS = json.loads(FIGURES.read_text("utf-8"))["rows"]
RATES = [
    (row, key)
    for row in ROWS
    for key in ("new_consultations", "plans_created", "employment_support_targets")
    if row["population"] and row["published"].get(f"{key}_per_100k_month") is not None
]


@pytest.mark.parametrize(("row", "key"), RATES, ids=[f"{row['id']} {key}" for row, key in RATES])
def test_every_published_rate_is_printed_as_published(row: dict, key: str) -> None:
    printed = per_100k_month(row["counts"][key], row["period"]["months"], row["population"])
    assert printed == row["published"][f"{key}_per_100k_month"]


@pytest.mark.parametrize(
    "row",
    [r for r in ROWS if r["by_rule"].get("employment_income_rate_pct")],
    ids=lambda r: r["id"],
)
def test_every_rate_by_rule_is_printed_as_the_examples_say(row: dict) -> None:
    counts, by_rule = row["counts"], row["by_rule"]
    top = counts["employed_with_employment_plan"] + counts["income_increased_with_employment_plan"]
    targets, plans = counts["employment_support_targets"], counts["plans_created"]
    assert percent(top, targets, 0) == by_rule["employment_income_rate_pct"]
    assert percent(targets, plans, 1) == by_rule["target_share_of_plans_pct"]
    share = percent(plans, counts["new_consultations"], 1)
    assert share == by_rule["plan_share_of_consultations_pct"]


@pytest.mark.parametrize(
    ("area", "key", "exact", "printed"),
    [
        ("秋田市", "plans_created", "1.84988", "1.8"),
        ("横浜市", "employment_support_targets", "6.75021", "6.8"),
        ("大阪府", "new_consultations", "22.2496", "22.2"),
    ],
)
def test_near_ties_round_by_their_exact_value(
    area: str, key: str, exact: str, printed: str
) -> None:
    row = next(r for r in ROWS if r["area"] == area)
    count, people = row["counts"][key], row["population"]
    places = len(exact.split(".")[1])
    assert quotient(count * 100_000, 12 * people, places) == exact
    assert per_100k_month(count, 12, people) == printed


@pytest.mark.parametrize(
    ("numerator", "denominator", "decimals", "printed"),
    [
        (63, 120, 0, "53"),
        (1, 8, 0, "13"),
        (1, 200, 0, "1"),
        (1, 2000, 1, "0.1"),
        (3, 2000, 1, "0.2"),
    ],
)
def test_an_exact_tie_goes_up(
    numerator: int, denominator: int, decimals: int, printed: str
) -> None:
    assert percent(numerator, denominator, decimals) == printed


@pytest.mark.parametrize(
    ("over", "of", "printed"), [(62, 56, "111"), (1165, 1105, "105"), (25, 21, "119")]
)
def test_a_rate_may_exceed_one_hundred(over: int, of: int, printed: str) -> None:
    assert percent(over, of, 0) == printed


def test_nothing_in_the_denominator_is_no_rate_and_zero_above_it_is_zero() -> None:
    assert percent(0, 0, 0) is None
    assert percent(5, 0, 1) is None
    assert percent(0, 31, 0) == "0"
    assert per_100k_month(5, 12, None) is None
    assert per_100k_month(5, 12, 0) is None
    assert per_100k_month(0, 12, 300_000) == "0.0"


def test_the_dash_is_the_full_width_one_and_stands_for_nothing_else() -> None:
    assert DASH == "\N{FULLWIDTH HYPHEN-MINUS}"
    assert shown(None) == DASH
    assert shown(0) == "0"
    assert shown(786163) == "786,163"
    assert shown("0.0") == "0.0"


@given(st.integers(0, 10**9), st.integers(1, 10**9), st.integers(0, 3))
def test_the_quotient_is_that_of_exact_decimals(over: int, of: int, decimals: int) -> None:
    from fractions import Fraction

    whole = Fraction(over, of)
    exact = Decimal(whole.numerator) / Decimal(whole.denominator)
    step = Decimal(1).scaleb(-decimals)
    # Decimal keeps 28 digits: enough to tell every quotient of these from a tie
    assert quotient(over, of, decimals) == f"{exact.quantize(step, ROUND_HALF_UP):f}"
