"""Who may use the programmes beside 住居確保給付金, at the limit and one yen over, and until which day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from events.contract import Refused, opened
from events.contract.codes import Service
from events.contract.programme_eligibility import EligibilityBasis as Basis
from events.contract.programme_eligibility import ProgrammeEligibilityJudged
from services.benefits.decisions.judging_programmes import JudgeEligibility, judge_eligibility
from services.benefits.eligibility import Eligibility, evolve
from services.benefits.programmes.housing_security.standards import Standard
from services.benefits.programmes.other_services.judging import (
    PROGRAMMES,
    WAYS,
    AskedProgramme,
    Means,
    judge,
    savings_limit,
)

ON = date(2026, 11, 2)
TABLE = Standard(200_000, 40_000, "大阪市 4人", provisional=False)
PERSON = UUID(int=7)


def asked(programme: Service, basis: Basis = Basis.MEANS, **more: object) -> AskedProgramme:
    means = Means(standard=TABLE, income_yen=240_000, savings_yen=1_000_000)
    plain = AskedProgramme(
        programme=programme, basis=basis, on=ON, begins_on=ON, no_home=True, means=means
    )
    return replace(plain, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("programme", [Service.RESIDENTIAL_SUPPORT, Service.WORK_PREPARATION])
def test_income_against_the_limit_of_housing_assistance(programme: Service) -> None:
    at = asked(programme)
    assert judge(at).met
    assert not judge(replace(at, means=replace(at.means, income_yen=240_001))).met
    assert not judge(replace(at, means=replace(at.means, savings_yen=None))).met


def test_only_the_shelter_has_a_ceiling_of_savings() -> None:
    assert savings_limit(Service.RESIDENTIAL_SUPPORT, 200_000, ON) == 1_000_000
    assert savings_limit(Service.WORK_PREPARATION, 200_000, ON) == 1_200_000
    for programme, most in (
        (Service.RESIDENTIAL_SUPPORT, 1_000_000),
        (Service.WORK_PREPARATION, 1_200_000),
    ):
        for savings, met in ((most, True), (most + 1, False)):
            means = replace(asked(programme).means, savings_yen=savings)
            assert judge(asked(programme, means=means)).met is met


def test_a_shelter_asks_for_no_home_or_the_judgement_of_the_office() -> None:
    housed = asked(Service.RESIDENTIAL_SUPPORT, no_home=False)
    assert not judge(housed).met
    urgent = replace(housed, basis=Basis.URGENT, means=Means())
    assert not judge(urgent).met
    assert judge(replace(urgent, confirmed=True)).met


def test_clocks() -> None:
    for begins, programme, ends, most in (
        (date(2026, 11, 2), Service.RESIDENTIAL_SUPPORT, date(2027, 2, 1), date(2027, 5, 1)),
        (date(2026, 11, 30), Service.RESIDENTIAL_SUPPORT, date(2027, 2, 28), date(2027, 5, 29)),
        (date(2026, 11, 2), Service.WORK_PREPARATION, date(2027, 11, 1), date(2027, 11, 1)),
    ):
        found = judge(asked(programme, begins_on=begins))
        assert (found.ends_on, found.at_most_on) == (ends, most)
    for programme in (Service.BUDGET_IMPROVEMENT, Service.CHILD_LEARNING):
        assert judge(asked(programme, Basis.NEEDY, confirmed=True)).ends_on is None
    left = asked(Service.RESIDENTIAL_SUPPORT, Basis.LEFT_SHELTER, confirmed=True)
    assert judge(left).ends_on is None


def test_the_specially_protected_only_since_april_2025() -> None:
    for on, met in ((date(2025, 3, 31), False), (date(2025, 4, 1), True)):
        way = asked(Service.WORK_PREPARATION, Basis.SPECIAL_PROTECTED, confirmed=True, on=on)
        assert judge(way).met is met


def test_every_programme_has_its_ways_and_no_others() -> None:
    for programme in PROGRAMMES:
        for basis in Basis:
            if basis in WAYS[programme]:
                assert judge(asked(programme, basis, confirmed=True)).findings
            else:
                with pytest.raises(ValueError, match="not a way"):
                    judge(asked(programme, basis))


COMMAND = JudgeEligibility(
    today=ON,
    judged_on=ON,
    begins_on=ON,
    programme=Service.WORK_PREPARATION,
    basis=Basis.MEANS,
    judge=UUID(int=1),
    person=PERSON,
    standard=TABLE,
    income_yen=240_000,
    savings_yen=0,
)


def test_a_judgement_is_recorded_once_and_replaced_by_a_later_one() -> None:
    (made,) = judge_eligibility(None, COMMAND)
    assert isinstance(made, ProgrammeEligibilityJudged)
    assert (made.met, made.ends_on) == (True, date(2027, 11, 1))
    assert opened(made.findings, None)
    state = evolve(None, made)
    assert judge_eligibility(state, COMMAND) == []
    (poorer,) = judge_eligibility(state, replace(COMMAND, income_yen=240_001))
    assert evolve(state, poorer).judged[Service.WORK_PREPARATION].met is False
    assert evolve(Eligibility(), made).judged == {Service.WORK_PREPARATION: made}


def test_a_wrong_way_and_a_day_to_come_are_refused() -> None:
    for wrong, field in (
        (replace(COMMAND, basis=Basis.NEEDY), "basis"),
        (replace(COMMAND, judged_on=date(2026, 11, 3)), "judged_on"),
    ):
        with pytest.raises(Refused) as refused:
            judge_eligibility(None, wrong)
        assert refused.value.field == field
