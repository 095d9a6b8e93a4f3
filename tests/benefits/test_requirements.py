"""Every requirement as a finding of one claim: at the limit, one over, by the law of its day, for every stage."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from events.contract.codes import HardshipCause
from services.benefits.programmes.housing_security.amount import Comparison, MunicipalRule
from services.benefits.programmes.housing_security.claim import Before, Claim
from services.benefits.programmes.housing_security.income_items import (
    IncomeItem,
    IncomeKind,
    count,
)
from services.benefits.programmes.housing_security.regrant import Ground
from services.benefits.programmes.housing_security.rules import adjudicate
from services.benefits.programmes.housing_security.stage import Stage
from services.benefits.programmes.housing_security.standards import Standard
from services.benefits.screens import rule_book

TABLE = Standard(84_000, 40_000, "1人", provisional=False)
NATIONAL = MunicipalRule()
CLAIM = Claim(
    arrived_on=date(2025, 5, 10),
    cause=HardshipCause.LEFT_WORK,
    cause_on=date(2025, 3, 31),
    household_size=1,
    income_yen=124_000,
    savings_yen=504_000,
    rent_yen=45_000,
    main_earner=True,
    housing_at_risk=True,
    seeking_work=True,
    no_overlap=True,
    no_gang_member=True,
)


def unmet(rule: MunicipalRule = NATIONAL, **changes: object) -> list[str]:
    claim = replace(CLAIM, **changes)  # type: ignore[arg-type]
    found = adjudicate(claim, TABLE, rule, claim.arrived_on.replace(day=1))
    assert (found.monthly_yen > 0) <= found.met
    return [finding.requirement for finding in found.findings if not finding.met]


def test_at_every_limit_all_is_met_and_one_over_only_that_fails() -> None:
    assert unmet() == []
    assert unmet(income_yen=124_001) == ["収入要件"]
    assert unmet(savings_yen=504_001) == ["資産要件"]
    assert unmet(MunicipalRule(comparison=Comparison.BELOW)) == ["収入要件"]
    assert unmet(cause_on=date(2023, 5, 11)) == []
    assert unmet(cause_on=date(2023, 5, 10)) == ["離職・廃業からの期間"]
    for field, requirement in (
        ("main_earner", "主たる生計維持者"),
        ("housing_at_risk", "住居の喪失・そのおそれ"),
        ("seeking_work", "求職活動等"),
        ("no_overlap", "類似給付との重複なし"),
        ("no_gang_member", "暴力団員でない"),
    ):
        assert unmet(**{field: False}) == [requirement]


@pytest.mark.parametrize(
    ("changes", "before", "after", "requirement"),
    [
        ({"age": 65}, date(2020, 3, 31), date(2020, 4, 1), "年齢"),
        ({"cause": HardshipCause.INCOME_LOSS}, date(2020, 4, 19), date(2020, 4, 20), "申請の原因"),
        (
            {"training_allowance": True},
            date(2021, 5, 31),
            date(2021, 6, 1),
            "類似給付との重複なし",
        ),
        (
            {"cause": HardshipCause.INCOME_LOSS, "self_employed": True},
            date(2023, 3, 31),
            date(2023, 4, 1),
            "求職活動等",
        ),
    ],
)
def test_the_law_of_the_day(
    changes: dict[str, object], before: date, after: date, requirement: str
) -> None:
    dated = {"cause_on": date(2020, 2, 1), "runs_days": (400, 400)}
    assert requirement in unmet(**dated, **changes, arrived_on=before)
    assert requirement not in unmet(**dated, **changes, arrived_on=after)


def test_sixty_four_was_young_enough() -> None:
    old = {"cause_on": date(2020, 2, 1), "arrived_on": date(2020, 3, 31)}
    assert unmet(**old, age=64) == []
    assert unmet(**old, age=65) == ["年齢"]


def test_the_alternative_of_the_self_employed_ends_after_the_sixth_month() -> None:
    own = {"cause": HardshipCause.INCOME_LOSS, "self_employed": True}
    assert unmet(**own, grant_month=6) == []
    assert unmet(**own, grant_month=7) == ["求職活動等"]
    assert unmet(self_employed=True) == ["求職活動等"]
    assert unmet(cause=HardshipCause.INCOME_LOSS, own_fault=True) == ["申請の原因"]


def test_an_extension_asks_neither_cause_nor_time_but_the_months() -> None:
    old = {"cause_on": date(2001, 1, 1), "stage": Stage.EXTENSION_2}
    before = Before(months_paid=6, first_application_on=date(2024, 11, 1))
    assert unmet(**old, before=before) == []
    assert unmet(**old, before=replace(before, months_paid=9)) == ["支給期間"]


def test_the_third_extension_has_its_own_limit_of_savings() -> None:
    before = Before(months_paid=9, first_application_on=date(2021, 3, 31))
    third = {"stage": Stage.EXTENSION_3_COVID, "arrived_on": date(2021, 12, 20), "before": before}
    assert unmet(**third, savings_yen=252_000) == []
    assert unmet(**third, savings_yen=252_001) == ["資産要件"]
    later = replace(before, first_application_on=date(2021, 4, 1))
    assert unmet(**third | {"before": later}, savings_yen=0) == ["支給期間"]


def test_the_limit_of_the_third_extension_is_told_to_nobody_else() -> None:
    before = Before(months_paid=9, first_application_on=date(2025, 11, 2))
    third = {"stage": Stage.EXTENSION_3_COVID, "arrived_on": date(2026, 7, 20), "before": before}
    assert unmet(**third, savings_yen=503_000) == ["支給期間"]


def test_return_and_new_grant() -> None:
    ill = Before(months_paid=4, first_application_on=date(2023, 1, 1), suspended_from="2023-05")
    back = {"stage": Stage.RESUMPTION, "before": ill}
    assert unmet(**back, arrived_on=date(2025, 4, 30)) == []
    assert unmet(**back, arrived_on=date(2025, 5, 1)) == ["中断後の再開"]
    assert unmet(**back | {"before": Before()}) == ["中断後の再開"]
    again = {"stage": Stage.REGRANT, "ground": Ground.EMPLOYER_SIDE}
    assert unmet(**again, before=Before(last_paid_month="2024-04")) == []
    assert unmet(**again, before=Before(last_paid_month="2024-05")) == ["再支給の要件"]
    extra = {"stage": Stage.REGRANT_COVID_SPECIAL, "cause_on": date(2022, 12, 1)}
    assert unmet(**extra, arrived_on=date(2023, 3, 31)) == []
    assert unmet(**extra, arrived_on=date(2023, 4, 1)) == ["再支給の要件"]
    twice = Before(special_regrant=True)
    assert unmet(**extra, arrived_on=date(2023, 3, 31), before=twice) == ["再支給の要件"]
    assert unmet(stage=Stage.CONTINUATION_AFTER_MOVE, before=Before(months_paid=8)) == []
    assert unmet(stage=Stage.CONTINUATION_AFTER_MOVE, before=Before(months_paid=9)) == ["支給期間"]


@given(income=some.integers(0, 200_000), more=some.integers(0, 100_000))
def test_no_claim_gains_by_more_income(income: int, more: int) -> None:
    poor = adjudicate(replace(CLAIM, income_yen=income), TABLE, NATIONAL, CLAIM.arrived_on)
    rich = adjudicate(replace(CLAIM, income_yen=income + more), TABLE, NATIONAL, CLAIM.arrived_on)
    assert rich.monthly_yen <= poor.monthly_yen
    assert rich.met <= poor.met


def test_items_left_out_stand_in_the_sentence_and_unsure_ones_make_it_provisional() -> None:
    def judged(kind: IncomeKind) -> tuple[str, bool]:
        items = [IncomeItem(kind=kind, yen=15_000)]
        counted = count(items, CLAIM.arrived_on, student_left_out=True)
        claim = replace(CLAIM, income_yen=counted.total_yen, counted=counted)
        found = adjudicate(claim, TABLE, NATIONAL, CLAIM.arrived_on)
        return next(f.sentence for f in found.findings if f.requirement == "収入要件"), (
            found.provisional
        )

    sentence, provisional = judged(IncomeKind.CHILD_ALLOWANCE)
    assert "収入に入れないもの: 児童手当 15,000円" in sentence
    assert not provisional
    assert judged(IncomeKind.OTHER)[1] is True


def test_the_rule_book_names_every_figure_of_every_file() -> None:
    chapters = rule_book.chapters("愛媛県", "松山市")
    assert [chapter.id for chapter in chapters if not chapter.lines] == []
    assert {line.mark for chapter in chapters for line in chapter.lines} == {
        "確実",
        "二次資料",
        "暫定",
    }
    assert not [line.name for chapter in chapters for line in chapter.lines if line.name.isascii()]
    assert len(rule_book.versions()) == 14
    assert not rule_book.chapters("大阪府", "大阪市")[4].lines
