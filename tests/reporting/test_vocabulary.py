"""Indicator files: what is not in the vocabulary refuses to load, and names file and word."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from services.reporting.measure import FOLDER, UnknownWord, load
from services.reporting.national import COUNT_COLUMNS
from services.reporting.projections.kpi_fact import OUTCOMES, AgeBand, Route, Sex

GOOD = """
ja     = "新規"
unit   = "件"
source = "表"
rule   = "数える。"
since  = 2015-04-01
order  = 1

[[count]]
kind  = "plan"
where = { migrated = false }
"""


@pytest.mark.parametrize(
    ("before", "after", "word"),
    [
        ('unit   = "件"', 'units  = "件"', "units"),
        ('kind  = "plan"', 'kind  = "plans"', "plans"),
        ("migrated = false", "migrate = false", "migrate"),
        ('kind  = "plan"', 'kind  = "plan"\ncolumn = "x"', "column"),
        ('kind  = "plan"', 'kind  = "plan"\nservice = "rent"', "rent"),
        ('kind  = "plan"', 'kind  = "closed"\noutcome = "gone"', "gone"),
        ('kind  = "plan"', 'kind  = "plan"\noutcome = "improved"', "outcome"),
        ('kind  = "plan"', 'kind  = "plan"\nonce_per = "case"', "case"),
        ('kind  = "plan"', 'kind  = "plan"\nsum = "flags"', "flags"),
        ('ja     = "新規"', 'ja     = ""', "ja"),
        ('rule   = "数える。"', "", "rule"),
        ("since  = 2015-04-01", "", "since"),
    ],
)
def test_an_unknown_or_missing_word_refuses_to_load(
    tmp_path: Path, before: str, after: str, word: str
) -> None:
    assert before in GOOD
    (tmp_path / "mine.toml").write_text(GOOD.replace(before, after), "utf-8")
    with pytest.raises(UnknownWord, match=f"mine: .*{word}"):
        load(tmp_path)


def test_a_good_file_loads(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(GOOD, "utf-8")
    assert load(tmp_path)["mine"].ja == "新規"


def test_the_count_columns_are_those_of_the_national_table_in_its_order() -> None:
    columns = [i.id for i in load().values() if i.order <= COUNT_COLUMNS]
    assert columns == [
        "new_consultations",
        "plans_created",
        "employment_support_targets",
        "svc_housing_benefit",
        "svc_temporary_living",
        "svc_household_finance",
        "svc_employment_preparation",
        "svc_certified_work_training",
        "svc_employment_support_by_agency",
        "svc_welfare_fund_loan",
        "svc_public_assistance_employment_project",
        "employed",
        "employed_with_employment_plan",
        "income_increased",
        "income_increased_with_employment_plan",
    ]


def test_every_order_is_given_once_and_every_file_begins_with_the_act_or_later() -> None:
    found = load()
    assert len({i.order for i in found.values()}) == len(found) == len(list(FOLDER.glob("*.toml")))
    assert all(i.since >= date(2015, 4, 1) for i in found.values())


def test_places_in_code_lists_are_stored_so_lists_only_grow_at_their_end() -> None:
    begins = {
        Sex: ["male", "female", "other"],
        AgeBand: ["10s", "20s", "30s", "40s", "50s", "60s", "70s"],
        Route: ["self_visit", "self_remote", "family_visit", "family_remote", "outreach"],
    }
    named = {codes.__name__: [code.value for code in codes] for codes in OUTCOMES.values()}
    assert named["Triage"][:5] == [
        "information_only", "referred", "consent_pending", "support", "discontinued",
    ]  # fmt: skip
    assert named["ReferralTarget"][0] == "public_assistance_counter"
    assert named["ClosureReason"][:3] == ["improved", "settled_for_now", "contact_lost"]
    assert named["EvaluationOutcome"] == ["closed", "renewed", "suspended"]
    for codes, first in begins.items():
        assert [code.value for code in codes][: len(first)] == first
