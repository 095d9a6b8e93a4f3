"""公的給付の確認 and 準備の段階: only what is new is stated; the last word stands."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from events.contract import Refused, fold
from events.contract.assessment_codes import BenefitResult, PublicBenefit, ReadinessStage
from services.planning.programmes.benefit_checks import checking as c
from services.planning.programmes.benefit_checks.checklist import Checklist
from services.planning.programmes.benefit_checks.checklist import evolve as check
from services.planning.programmes.readiness import judging as g
from services.planning.programmes.readiness.judged import evolve as judge
from services.planning.screens.benefit_checks import offered
from tests.planning import life

DAY = timedelta(days=1)
FIRST, LATER = date(2026, 5, 8), date(2026, 6, 1)
GIVEN: dict[str, Any] = {"today": life.TODAY, "person": life.PERSON}
PENSION = c.Check(benefit=PublicBenefit.DISABILITY_PENSION, result=BenefitResult.TO_APPLY)
CHILD = c.Check(benefit=PublicBenefit.CHILD_ALLOWANCE, result=BenefitResult.CHECKED)
LIST = c.CheckBenefits(**GIVEN, checked_on=FIRST, checks=(PENSION, CHILD))


def checked(*commands: c.CheckBenefits) -> Checklist:
    state: Checklist | None = None
    for command in commands:
        state = fold(check, c.check_benefits(state, command), state)
        assert c.check_benefits(state, command) == []
    assert state is not None
    return state


def refused(command: c.CheckBenefits, state: Checklist | None = None) -> tuple[str, str | None]:
    with pytest.raises(Refused) as caught:
        c.check_benefits(state, command)
    return caught.value.code, caught.value.field


def test_a_line_without_a_result_states_nothing():
    untouched = c.Check(benefit=PublicBenefit.OLD_AGE_PENSION)
    assert c.check_benefits(None, replace(LIST, checks=(untouched,))) == []
    assert len(c.check_benefits(None, replace(LIST, checks=(untouched, CHILD)))) == 1


def test_only_what_differs_from_the_last_word_is_stated_again():
    state = checked(LIST)
    applied = replace(PENSION, result=BenefitResult.APPLIED)
    [fact] = c.check_benefits(state, replace(LIST, checked_on=LATER, checks=(applied, CHILD)))
    assert life.value(fact.benefit) is PublicBenefit.DISABILITY_PENSION


def test_what_is_to_be_applied_for_stands_by_its_day_until_it_is_done():
    soon = replace(PENSION, benefit=PublicBenefit.SCHOOL_EXPENSES, due_on=LATER)
    state = checked(replace(LIST, checks=(PENSION, soon)))
    waiting = [life.value(fact.benefit) for fact in state.to_apply]
    assert waiting == [PublicBenefit.SCHOOL_EXPENSES, PublicBenefit.DISABILITY_PENSION]
    refused_now = replace(PENSION, result=BenefitResult.REFUSED)
    later = checked(
        replace(LIST, checks=(PENSION, soon)),
        replace(LIST, checked_on=LATER, checks=(refused_now,)),
    )
    assert [life.value(f.benefit) for f in later.to_apply] == [PublicBenefit.SCHOOL_EXPENSES]


def test_a_benefit_is_offered_on_the_days_it_exists_and_read_for_ever():
    before, during, after = date(2019, 9, 30), date(2022, 12, 31), date(2023, 1, 1)
    supplement, grant = PublicBenefit.PENSION_SUPPLEMENT, PublicBenefit.COVID_GRANT
    assert supplement not in offered(None, before)
    assert {supplement, grant} <= set(offered(None, during))
    assert grant not in offered(None, after)
    once = c.Check(benefit=grant, result=BenefitResult.GRANTED)
    assert grant in offered(checked(replace(LIST, checked_on=during, checks=(once,))), after)


@pytest.mark.parametrize(
    ("line", "code", "field"),
    [
        (c.Check(benefit=PublicBenefit.OLD_AGE_PENSION, note="調べる"), "result-missing", "result"),
        (replace(CHILD, due_on=LATER), "due-without-application", "due_on"),
        (c.Check(benefit=PublicBenefit.COVID_GRANT, result=BenefitResult.CHECKED), "code-not-in-force", "result"),
    ],
)  # fmt: skip
def test_a_slip_names_its_line(line, code, field):
    assert refused(replace(LIST, checks=(PENSION, line))) == (code, f"checks-1-{field}")


def test_the_list_of_an_earlier_day_does_not_overwrite_a_later_one():
    state = checked(replace(LIST, checked_on=LATER))
    earlier = replace(LIST, checks=(replace(PENSION, result=BenefitResult.APPLIED),))
    assert refused(earlier, state) == ("before-earlier-step", "checked_on")
    assert refused(replace(LIST, checked_on=life.TODAY + DAY))[0] == "future-day"


def test_the_stage_of_a_day_is_the_latest_judged_by_then():
    daily = g.JudgeReadiness(
        **GIVEN, judged_on=FIRST, stage=ReadinessStage.DAILY_LIFE, reason="朝起きられない"
    )
    work = replace(daily, judged_on=LATER, stage=ReadinessStage.EMPLOYMENT, reason="通えている")
    state = None
    for command in (work, daily):
        state = fold(judge, g.judge_readiness(state, command), state)
        assert g.judge_readiness(state, command) == []
    assert state is not None
    assert state.on(FIRST - DAY) is None
    on = {day: state.on(day) for day in (FIRST, LATER)}
    assert [life.value(made.stage) for made in on.values() if made] == [
        ReadinessStage.DAILY_LIFE,
        ReadinessStage.EMPLOYMENT,
    ]
    with pytest.raises(Refused, match="reason-missing"):
        g.judge_readiness(None, replace(daily, reason=" "))
