"""Cases written from the text of the rules alone (benefits.md; 施行規則4条・10条・12条・16条), each with its expected answer.

`expected` and `expect` hold what the text decides and nothing else; null: the text (or the case) leaves it open.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from events.contract import Refused
from services.benefits.programmes.housing_security.evaluation import evaluate
from services.benefits.programmes.housing_security.evaluation.document import (
    answered,
    changed,
    refusals,
)

CASES: list[dict[str, Any]] = json.loads(
    Path(__file__).with_name("examined_cases.json").read_text(encoding="utf-8")
)
HOME = {
    "programme": "rent_subsidy",
    "application_date": "2025-05-10",
    "household_size": 1,
    "standard_amount": 84_000,
    "rent": 45_000,
    "rent_cap": 53_700,
    "household_income": 80_000,
}


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_what_the_text_says(case: dict[str, Any]) -> None:
    answer = evaluate(case["input"])
    assert {name: answer.get(name) for name in case["expected"]} == case["expected"], case["note"]
    for check in case["checks"]:
        again = evaluate(changed(case["input"], check["set"]))
        got = {name: again.get(name) for name in check["expect"]}
        assert got == check["expect"], (case["note"], check["set"])


def test_a_new_grant_waits_for_its_cause_unless_all_else_counts_as_met() -> None:
    asked = {
        "programme": "rent_subsidy",
        "application_date": "2025-04-10",
        "circumstances": {"stage": "repayment"},
        "history": {"payment_ended_month": "2024-03"},
    }
    open_ = evaluate(asked)
    assert (open_["eligible"], open_["repayment_allowed"]) == (None, None)
    assert open_["reasons"] == ["repayment_cause_not_established"]
    assert open_["provisional"] is True
    rich = evaluate(HOME | asked)
    assert (rich["income_requirement_met"], rich["eligible"]) == (True, None)
    met = {"stage": "repayment", "all_other_requirements_met": True}
    assert evaluate(asked | {"circumstances": met})["repayment_allowed"] is True


def test_a_return_whose_interruption_is_not_told_stays_open() -> None:
    back = HOME | {"circumstances": {"stage": "resumption"}, "history": {"months_paid": 2}}
    assert evaluate(back)["eligible"] is None
    met = {"stage": "resumption", "all_other_requirements_met": True}
    assert evaluate(back | {"circumstances": met})["eligible"] is True


def test_no_rent_is_nothing_to_pay() -> None:
    free = evaluate(HOME | {"rent": 0})
    assert (free["eligible"], free["monthly_amount"]) == (True, 0)
    assert free["reasons"] == ["income_at_or_below_standard", "met_amount_zero_no_payment"]


def test_an_answer_that_lacks_a_figure_says_which() -> None:
    nowhere = {k: v for k, v in HOME.items() if k not in {"standard_amount", "rent_cap"}}
    at = evaluate(nowhere | {"municipality": "どこにもない市"})
    assert at["reasons"] == ["standard_amount_not_in_the_table"]
    no_cap = evaluate(nowhere | {"municipality": "鹿島市", "household_size": 6})
    assert no_cap["reasons"] == ["rent_cap_not_in_the_table"]
    known = evaluate(HOME | {"rent": None, "circumstances": {"rent_at_or_above_cap": True}})
    assert (known["monthly_amount"], known["provisional"]) == (53_700, False)
    at_least = changed(HOME, {"rent": None, "circumstances.rent_at_or_above_cap": True})
    guessed = evaluate(at_least | {"household_income": 100_000})
    assert (guessed["monthly_amount"], guessed["provisional"]) == (37_700, True)


def test_one_case_among_many_that_cannot_be_read_spoils_no_other() -> None:
    good, bad = {"id": "A", "input": HOME}, {"id": "B", "input": HOME | {"rent": -9876}}
    told: Any = answered({"cases": [good, bad, 7, HOME]})
    first, second, third, fourth = told["cases"]
    assert first["monthly_amount"] == fourth["monthly_amount"] == 45_000
    assert second["id"] == "B"
    assert second["refused"]["field"] == "rent"
    assert third["refused"]["field"] == "case"
    sentences = refusals(told)
    assert [sentence[:6] for sentence in sentences] == ["2件目 re", "3件目 ca"]
    assert not any("9876" in sentence for sentence in sentences)
    assert refusals(answered(good)) == []


def test_a_check_that_cannot_be_read_leaves_the_case_its_answer() -> None:
    checks = [
        {"set": {"rent.a": 1}, "expect": {"monthly_amount": 1}},
        {"set": {"nowhere.at.all": 1}, "expect": {"monthly_amount": 45_000}},
    ]
    told: Any = answered({"input": HOME, "checks": checks})
    assert told["monthly_amount"] == 45_000
    assert told["checks"][0]["agrees"] is False
    assert told["checks"][0]["refused"]["field"] == "rent"
    assert told["checks"][1]["agrees"] is True
    assert told["checks"][1]["not_read"] == ["nowhere"]


def test_a_hostile_nesting_is_refused() -> None:
    deep: Any = {}
    for _ in range(300):
        deep = {"a": [deep]}
    with pytest.raises(Refused) as refused:
        answered({"input": HOME | {"deep": deep}, "checks": [{"set": {}}]})
    assert refused.value.field == "document"


@pytest.mark.parametrize(
    "document",
    [
        {"id": "\ud800", "input": HOME},
        HOME | {"\udfff": 1},
        {"input": HOME, "checks": [{"set": {"a": "\ud800"}}]},
        {"input": HOME, "checks": [{"set": {"rent": float("nan")}}]},
        {"input": HOME, "checks": [{"set": {"rent": [float("inf")]}}]},
    ],
)
def test_what_no_answer_can_repeat_is_refused(document: Any) -> None:
    with pytest.raises(Refused):
        answered(document)


def test_no_duty_is_asked_of_a_month_before_the_application() -> None:
    alone = {"cause": "work_reduced", "applicant_type": "self_employed", "activities_done": []}
    answer = evaluate(HOME | {"payment_month": "2016-01", "circumstances": alone})
    assert "business_consultation_1_per_month" in answer["required_activities"]  # type: ignore[operator]
    assert "payment_month_before_application" in answer["reasons"]  # type: ignore[operator]


@pytest.mark.parametrize("written", ["20250510", "2025-W19-6", "2025-5-10", " 2025-05-10"])
def test_a_day_is_written_in_one_way(written: str) -> None:
    with pytest.raises(Refused) as refused:
        evaluate(HOME | {"application_date": written})
    assert refused.value.field == "application_date"
    assert written not in refused.value.ja
