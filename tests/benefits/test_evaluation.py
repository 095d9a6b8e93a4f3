"""Every published and derived case, and its checks, through the one answer that the command and the page give."""

from __future__ import annotations

import json
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from events.contract import Refused
from services.benefits.programmes.housing_security.evaluation import evaluate
from services.benefits.programmes.housing_security.evaluation.document import answered, changed
from services.benefits.programmes.housing_security.regrant import Ground
from services.benefits.programmes.housing_security.stage import Stage

CASES: list[dict[str, Any]] = json.loads(
    (Path(__file__).parents[1] / "figures" / "benefit_examples.json").read_text(encoding="utf-8")
)["cases"]
CONTRADICTS_ITSELF = {"PT-fukutsu-2p"}
"""福津市 prints a threshold by 123,000 and an asset limit by 124,000: only what fits the first is asserted."""
BY_ID = {case["id"]: case for case in CASES}
HOME = {
    "programme": "rent_subsidy",
    "municipality": None,
    "application_date": "2025-05-10",
    "payment_month": "2025-05",
    "household_size": 1,
    "standard_amount": 84_000,
    "rent": 45_000,
    "rent_cap": 40_000,
    "household_income": 80_000,
    "financial_assets": 100_000,
    "municipal_rule": {},
}


def asked(**more: Any) -> dict[str, Any]:
    return deepcopy(HOME) | more


def told(given: dict[str, Any], **circumstances: Any) -> dict[str, Any]:
    return evaluate(given | {"circumstances": circumstances})


def test_there_are_forty_six() -> None:
    assert len(CASES) == 46
    assert sum(len(case["checks"]) for case in CASES) > 150


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_every_example_and_its_checks(case: dict[str, Any]) -> None:
    answer = evaluate(case["input"])
    for name, wanted in case["expected"].items():
        contradiction = case["id"] in CONTRADICTS_ITSELF and name in {"asset_limit", "reasons"}
        if wanted is not None and not contradiction:
            assert answer[name] == wanted, name
    for check in case["checks"]:
        again = evaluate(changed(case["input"], check["set"]))
        assert {name: again[name] for name in check["expect"]} == check["expect"]


def test_one_page_alone_contradicts_the_rule() -> None:
    against = {
        case["id"]
        for case in CASES
        if case["agrees"] is not None and not case["agrees"]["municipal"]
    }
    assert against == CONTRADICTS_ITSELF
    assert evaluate(BY_ID["PT-fukutsu-2p"]["input"])["asset_limit"] == 738_000


def test_one_case_a_list_and_a_whole_file_answer_alike() -> None:
    case = BY_ID["ED-05"]
    alone: Any = answered(case)
    assert alone["id"] == "ED-05"
    assert alone["checks"][0]["agrees"] is True
    assert answered({"cases": [case]}) == answered([case]) == {"cases": [alone]}
    bare: Any = answered(case["input"])
    assert bare == {name: alone[name] for name in bare}


def test_s_and_c_come_from_the_table_of_the_municipality_by_the_month_of_application() -> None:
    home = asked(municipality="川崎市", standard_amount=None, rent_cap=None, rent=60_000)
    for day, standard, limit in (("2026-06-30", 84_000, 137_700), ("2026-07-01", 92_000, 145_700)):
        answer = evaluate(home | {"application_date": day, "payment_month": day[:7]})
        assert (answer["standard_amount"], answer["threshold"]) == (standard, limit)
        assert answer["table_rows"]
    assert answer["provisional"] is True
    nowhere = evaluate(home | {"municipality": "どこにもない市"})
    assert (nowhere["threshold"], nowhere["monthly_amount"], nowhere["eligible"]) == (None,) * 3


def test_without_a_rule_in_the_case_the_data_of_the_municipality_decide() -> None:
    at = asked(municipality="文京区", standard_amount=84_000, rent=40_000, household_income=124_000)
    assert evaluate(at)["income_requirement_met"] is True
    del at["municipal_rule"]
    assert evaluate(at)["income_requirement_met"] is False
    printed = at | {"municipal_rule": {"income_comparison": "lt", "minimum_payment": None}}
    assert evaluate(printed)["income_requirement_met"] is False


def test_the_cliff_and_what_the_classic_mistake_pays() -> None:
    at = evaluate(asked(rent=60_000, household_income=124_000))
    assert (at["eligible"], at["monthly_amount"]) == (True, 20_000)
    over = evaluate(asked(rent=60_000, household_income=124_001))
    assert (over["eligible"], over["monthly_amount"]) == (False, 0)
    assert over["reasons"] == ["income_over_threshold"]
    assert over["wrong_result_if_actual_rent_used_in_threshold"] == 19_999


def test_the_formula_of_july_2020_is_paid_back_to_april() -> None:
    spring = asked(
        application_date="2020-04-10",
        payment_month="2020-05",
        rent=50_000,
        household_income=94_000,
        history={"receiving_since": "2020-04"},
    )
    answer = evaluate(spring)
    assert (answer["amount_formula"], answer["monthly_amount"]) == ("2015", 30_000)
    assert answer["retroactive_difference_per_month"] == 10_000
    assert "retroactive_difference_per_month" not in evaluate(asked())


@pytest.mark.parametrize(
    ("stage", "first", "paid", "on", "met", "at_most", "left"),
    [
        ("extension_1", "2024-12-01", 3, "2025-02-20", True, 9, 6),
        ("extension_2", "2024-12-01", 6, "2025-05-20", True, 9, 3),
        ("extension_2", "2024-12-01", 9, "2025-08-20", False, 9, 0),
        ("extension_3_covid", "2021-03-31", 9, "2021-12-20", True, 12, 3),
        ("extension_3_covid", "2021-04-01", 9, "2021-12-20", False, 9, 0),
        ("extension_3_covid", "2020-04-01", 9, "2020-12-31", False, 12, 3),
        ("extension_3_covid", "2020-04-01", 12, "2021-04-20", False, 12, 0),
        ("continuation_after_move", "2024-12-01", 4, "2025-04-10", True, 9, 5),
        ("resumption", "2020-05-01", 8, "2021-03-10", True, 12, 4),
    ],
)
def test_months_of_a_grant(
    stage: str, first: str, paid: int, on: str, met: bool, at_most: int, left: int
) -> None:
    history = {
        "first_application_date": first,
        "months_paid": paid,
        "suspended_from": "2020-12" if stage == "resumption" else None,
    }
    given = asked(application_date=on, payment_month=None, history=history)
    answer = told(given, stage=stage, cause="illness_or_injury" if stage == "resumption" else None)
    assert answer["eligible"] is met
    assert (answer["max_months"], answer["max_remaining_months"]) == (at_most, left)
    assert (answer["monthly_amount"] or 0) == (40_000 if met else 0)


def test_return_after_illness_within_two_years() -> None:
    history = {
        "first_application_date": "2023-01-10",
        "months_paid": 4,
        "suspended_from": "2023-05",
    }
    for on, allowed in (("2025-04-30", True), ("2025-05-01", False)):
        given = asked(application_date=on, payment_month=None, history=history)
        answer = told(given, stage="resumption", cause="illness_or_injury")
        assert (answer["eligible"], answer["resumption_allowed"]) == (allowed, allowed)
        assert (answer["max_remaining_months"], answer["latest_resumption_years"]) == (5, 2)


def test_a_month_paid_in_another_ward_is_not_paid_again() -> None:
    history = {"months_paid": 4, "month_already_paid_in_other_ward": True, "previous_ward": "北区"}
    given = asked(history=history)
    answer = told(given, stage="continuation_after_move", ward="南区")
    assert (answer["accepted"], answer["eligible"], answer["monthly_amount"]) == (False, False, 0)
    assert "one_payment_per_person_and_month" in answer["reasons"]
    free = given | {"history": history | {"month_already_paid_in_other_ward": False}}
    goes_on = told(free, stage="continuation_after_move", ward="南区")
    assert (goes_on["accepted"], goes_on["monthly_amount"]) == (True, 40_000)
    away = {"origin_municipality": "A市", "destination_municipality": "B市"}
    assert told(free, stage="continuation_after_move", **away)["eligible"] is False


def test_the_self_employed_may_consult_until_the_sixth_month() -> None:
    done = {
        "applicant_type": "self_employed",
        "cause": "work_reduced",
        "own_fault": False,
        "activities_done": ["support_contact", "business_consultation", "plan_action"],
    }
    for months, met in (([1, 2, 3], True), ([4, 5, 6], True), ([7, 8, 9], False)):
        answer = told(asked(), **done, grant_months=months)
        assert (answer["activity_requirement_met"], answer["accepted"]) == (met, met), months
        assert answer["eligible"] is met
    assert answer["required_activities"] == [
        "contact_4_per_month",
        "job_consultation_2_per_month",
        "application_1_per_week",
    ]
    search = done | {"activities_done": ["job_consultation", "job_application"]}
    assert told(asked(), **search, grant_months=[7, 8, 9])["activity_requirement_met"] is True
    before = asked(application_date="2023-03-31", payment_month="2023-03")
    assert told(before, **done, grant_months=[1, 2, 3])["activity_requirement_met"] is False


def relocating(**more: Any) -> dict[str, Any]:
    given = {
        "programme": "relocation_subsidy",
        "application_date": "2025-06-01",
        "household_size": 1,
        "rent_cap": 40_000,
    }
    return evaluate(given | {"circumstances": more})


def test_the_budget_gate_of_a_move() -> None:
    costs = {"transport_of_goods": 60_000, "restoration": 10_000}
    home = {"costs": costs, "current_rent": 60_000, "other_monthly_costs_before": 50_000}
    falls = relocating(
        **home, new_rent=40_000, other_monthly_costs_after=50_000, budget_service_confirmed=True
    )
    assert (falls["budget_condition_met"], falls["eligible"]) == (True, True)
    assert falls["total_amount"] == 70_000
    rises = {"new_rent": 65_000, "budget_service_confirmed": True}
    assert relocating(**home, **rises, other_monthly_costs_after=44_999)["budget_condition_met"]
    equal = relocating(**home, **rises, other_monthly_costs_after=45_000)
    assert (equal["budget_condition_met"], equal["total_amount"]) == (False, 0)
    unsaid = relocating(costs=costs, budget_service_confirmed=False)
    assert (unsaid["eligible"], unsaid["total_amount"]) == (False, 0)


def test_no_move_was_paid_before_april_2025() -> None:
    given = {
        "programme": "relocation_subsidy",
        "application_date": "2025-03-31",
        "rent_cap": 40_000,
    }
    assert evaluate(given)["eligible"] is False
    assert evaluate(given | {"application_date": "2025-04-01"})["max_total_amount"] == 120_000


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"rent": "45000"}, "rent"),
        ({"rent": -1}, "rent"),
        ({"rent": 45_000.0}, "rent"),
        ({"rent": True}, "rent"),
        ({"household_size": 0}, "household_size"),
        ({"application_month": "2025-5"}, "application_month"),
        ({"application_month": "2025-06"}, "application_month"),
        ({"application_date": "2025-02-30"}, "application_date"),
        ({"application_date": "2015-03-31"}, "application_date"),
        ({"payment_month": "2015-03"}, "payment_month"),
        ({"history": {"suspended_from": "9999-12"}}, "history.suspended_from"),
        ({"programme": "rent"}, "programme"),
        ({"programme": None}, "programme"),
        ({"circumstances": []}, "circumstances"),
        ({"circumstances": {"stage": "extension_9"}}, "circumstances.stage"),
        ({"circumstances": {"costs": {"deposit": None}}}, "circumstances.costs.deposit"),
        ({"circumstances": {"ordinance": {"base": 1}}}, "circumstances.ordinance"),
        ({"history": {"months_paid": 1.5}}, "history.months_paid"),
        ({"municipal_rule": {"amount_round_up_to": 0}}, "municipal_rule.amount_round_up_to"),
        ({"municipal_rule": {"income_comparison": "eq"}}, "municipal_rule.income_comparison"),
    ],
)
def test_a_wrong_value_is_refused_with_its_path(change: dict[str, Any], path: str) -> None:
    with pytest.raises(Refused) as refused:
        evaluate(asked(**change))
    assert refused.value.field == path
    assert refused.value.ja.startswith(f"{path}: ")


@pytest.mark.parametrize("document", [1, "x", None, b"[1]", {"cases": 1}, {"input": []}])
def test_what_is_no_case_is_refused(document: object) -> None:
    with pytest.raises(Refused):
        answered(document)


def test_a_limit_beyond_the_table_is_refused() -> None:
    rich = {"per_person": 9_000_000, "base": 0, "addition_from_two": 0}
    case = asked(programme="standard_amount", circumstances={"ordinance": rich})
    with pytest.raises(Refused):
        evaluate(case)


def test_a_key_that_nobody_reads_is_named() -> None:
    answer = evaluate(asked(standrad_amount=1, circumstances={"staage": "x"}))
    assert answer["not_read"] == ["standrad_amount", "circumstances.staage"]


def test_every_stage_answers_every_household() -> None:
    """No combination of the schema breaks the answer."""
    for stage in Stage:
        for case in CASES:
            given = deepcopy(case["input"])
            given["circumstances"]["stage"] = stage.value
            answer = evaluate(given)
            assert answer["eligible"] in {True, False, None}


EVERY_KEY = {
    "household_size": some.integers(1, 12),
    "standard_amount": some.none() | some.integers(0, 400_000),
    "rent": some.none() | some.integers(0, 90_000),
    "rent_cap": some.none() | some.integers(0, 90_000),
    "household_income": some.none() | some.integers(0, 400_000),
    "financial_assets": some.none() | some.integers(0, 2_000_000),
}
DAYS = some.dates(date(2015, 4, 1), date(2030, 3, 31)).map(date.isoformat)
MONTHS = DAYS.map(lambda day: day[:7])


@settings(max_examples=150)
@given(
    figures=some.fixed_dictionaries(EVERY_KEY),
    programme=some.sampled_from(["rent_subsidy", "relocation_subsidy", "standard_amount"]),
    municipality=some.sampled_from([None, "大阪市", "松山市", "桑名市", "どこか"]),
    day=some.none() | DAYS,
    payment=some.none() | MONTHS,
    circumstances=some.fixed_dictionaries(
        {},
        optional={
            "all_other_requirements_met": some.booleans(),
            "rent_at_or_above_cap": some.booleans(),
            "stage": some.sampled_from([stage.value for stage in Stage]),
            "cause": some.sampled_from([ground.value for ground in Ground]),
            "own_fault": some.booleans(),
            "left_job_date": DAYS,
            "no_job_search_runs_days": some.lists(some.integers(0, 900), max_size=3),
            "applicant_type": some.just("self_employed"),
            "grant_months": some.lists(some.integers(1, 12), max_size=3),
            "activities_done": some.lists(some.sampled_from(["contact", "plan", "interview"])),
            "destination_municipality": some.sampled_from(["桑名市", "大阪市"]),
            "costs": some.dictionaries(some.sampled_from(["deposit", "x"]), some.integers(0, 9)),
            "current_rent": some.integers(0, 9),
            "new_rent": some.integers(0, 9),
            "budget_service_confirmed": some.booleans(),
            "kyuchi": some.sampled_from(["1級地-1", "3級地", "?"]),
        },
    ),
    history=some.fixed_dictionaries(
        {},
        optional={
            "first_application_date": DAYS,
            "first_application_fiscal_year": some.integers(2015, 2026),
            "receiving_since": MONTHS,
            "last_application_date": DAYS,
            "payment_ended_month": MONTHS,
            "months_paid": some.integers(0, 15),
            "suspended_from": MONTHS,
            "month_already_paid_in_other_ward": some.booleans(),
            "special_repayment": some.fixed_dictionaries({"from": MONTHS, "to": MONTHS}),
        },
    ),
)
def test_no_case_of_the_schema_breaks_the_answer(
    figures: dict[str, Any],
    programme: str,
    municipality: str | None,
    day: str | None,
    payment: str | None,
    circumstances: dict[str, Any],
    history: dict[str, Any],
) -> None:
    answer: Any = evaluate(
        figures
        | {
            "programme": programme,
            "municipality": municipality,
            "application_date": day,
            "payment_month": payment,
            "circumstances": circumstances,
            "history": history,
        }
    )
    assert json.loads(json.dumps(answer)) == answer
    paid = answer["monthly_amount"]
    assert paid is None or 0 <= paid <= max(answer.get("max_monthly_amount", 0) + 100, 100)
    assert not (answer["eligible"] is False and (paid or answer.get("total_amount")))
