"""就労 and 増収: whether the person held a plan with 就労目標 is judged on the day, and stored."""

from dataclasses import replace
from datetime import timedelta

import pytest

from events.contract.planning import IncomeIncreased, JobStarted
from services.planning import decisions as d
from tests.planning import life

DAY = timedelta(days=1)
DECIDED = life.until(d.decide_support)
LATE_DECISION = life.facts(
    *life.LIFE[:6], (d.decide_support, replace(life.DECIDE, decided_on=life.BEGINS + 10 * DAY))
)
WITHOUT_OBJECTIVE = life.facts(
    *life.LIFE[:2], (d.draft_plan, replace(life.DRAFT, seeks_employment=False)), *life.LIFE[3:7]
)


def job(stated, on):
    (fact,) = d.record_job_started(life.state(stated), replace(life.JOB, started_on=on))
    assert isinstance(fact, JobStarted)
    return fact.plan_no, fact.holds_employment_plan


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (life.DECIDED - DAY, (0, False)),
        (life.DECIDED, (1, False)),
        (life.BEGINS - DAY, (1, False)),
        (life.BEGINS, (1, True)),
        (life.ENDS, (1, True)),
        (life.ENDS + DAY, (1, False)),
    ],
    ids=["undecided", "decided, not begun", "day before", "first day", "last day", "day after"],
)
def test_the_plan_is_held_from_its_first_to_its_last_day(on, expected):
    assert job(DECIDED, on) == expected


def test_a_plan_decided_late_is_held_from_the_decision():
    assert job(LATE_DECISION, life.BEGINS + 9 * DAY) == (0, False)
    assert job(LATE_DECISION, life.BEGINS + 10 * DAY) == (1, True)


def test_a_plan_without_the_objective_is_no_employment_plan():
    assert job(WITHOUT_OBJECTIVE, life.BEGINS) == (1, False)


def test_a_job_without_any_plan_counts_as_a_job():
    (fact,) = d.record_job_started(None, life.JOB)
    assert (fact.person, fact.plan_no, fact.holds_employment_plan) == (life.PERSON, 0, False)


def test_a_rise_of_income_is_judged_the_same_way():
    (fact,) = d.record_income_increase(life.state(DECIDED), life.INCOME)
    assert isinstance(fact, IncomeIncreased)
    assert fact.holds_employment_plan


def test_one_event_counts_once():
    stated = life.facts((d.record_job_started, life.JOB), start=DECIDED)
    same_day = replace(life.INCOME, increased_on=life.JOB.started_on)
    assert life.outcome(stated, (d.record_income_increase, same_day)) == "counted-once"
    assert d.record_job_started(life.state(stated), life.JOB) == []
    risen = life.facts((d.record_income_increase, life.INCOME), start=DECIDED)
    same = replace(life.JOB, started_on=life.INCOME.increased_on)
    assert life.outcome(risen, (d.record_job_started, same)) == "counted-once"


def test_tomorrow_and_closed_cases_are_refused():
    tomorrow = replace(life.JOB, started_on=life.TODAY + DAY)
    assert life.outcome(DECIDED, (d.record_job_started, tomorrow)) == "future-day"
    closed = life.until(d.close_case)
    assert life.outcome(closed, (d.record_job_started, life.JOB)) == "case-closed"
    assert life.outcome(closed, (d.record_income_increase, life.INCOME)) == "case-closed"
