"""支援の提供, モニタリング, プラン変更, 中断: nothing that needs a decision runs before it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from events.contract.codes import Service
from services.planning import decisions as d
from tests.planning import life

DAY = timedelta(days=1)
DECIDED = life.until(d.decide_support)
ACTIVE = life.until(d.start_service)
FREE = replace(life.START, service=Service.OFFICE_EMPLOYMENT_SUPPORT)


def starting(stated, command=life.START, **changes):
    return life.outcome(stated, (d.start_service, replace(command, **changes)))


@pytest.mark.parametrize("decision", [d.agree_plan, d.hold_support_conference, d.draft_decision])
def test_what_needs_a_decision_does_not_begin_before_it(decision):
    assert starting(life.until(decision)) == "not-decided"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"started_on": life.BEGINS}, ""),
        ({"started_on": life.DECIDED - DAY}, "not-decided"),
        ({"started_on": life.DECIDED}, "outside-period"),
        ({"started_on": life.ENDS}, ""),
        ({"started_on": life.ENDS + DAY}, "outside-period"),
        ({"started_on": life.TODAY + DAY}, "future-day"),
        ({"service": Service.WORK_PREPARATION}, "not-in-plan"),
    ],
)
def test_the_limits_of_a_decided_service(changes, code):
    assert starting(DECIDED, **changes) == code


@pytest.mark.parametrize(
    ("decision", "asked"),
    [(d.agree_plan, True), (d.hold_support_conference, False), (d.decide_support, False)],
)
def test_what_needs_no_decision_may_begin_once_agreed_and_asks_approval_afterwards(decision, asked):
    (started,) = d.start_service(life.state(life.until(decision)), FREE)
    assert started.retroactive_approval is asked


def test_what_needs_no_decision_waits_for_the_agreement():
    assert starting(life.until(d.draft_plan), FREE) == "not-agreed"
    agreed = life.until(d.agree_plan)
    assert starting(agreed, FREE, started_on=life.AGREED - DAY) == "before-earlier-step"
    assert starting(agreed, FREE, started_on=life.AGREED) == ""


def test_a_running_service_begins_once():
    assert starting(ACTIVE) == ""
    assert d.start_service(life.state(ACTIVE), life.START) == []
    assert starting(ACTIVE, started_on=life.BEGINS + DAY) == "already-running"


def test_an_evaluated_plan_starts_nothing():
    assert (
        starting(life.until(d.evaluate_plan), FREE, started_on=life.EVALUATED)
        == "already-evaluated"
    )


def test_a_service_ends_once_and_not_before_it_began():
    assert life.outcome(DECIDED, (d.end_service, life.END)) == "not-running"
    early = replace(life.END, ended_on=life.BEGINS - DAY)
    assert life.outcome(ACTIVE, (d.end_service, early)) == "before-earlier-step"
    ended = life.facts((d.end_service, replace(life.END, ended_on=life.BEGINS)), start=ACTIVE)
    assert life.state(ended).plan.running == ()
    assert d.end_service(life.state(ended), replace(life.END, ended_on=life.BEGINS)) == []


def test_a_service_may_run_out_after_the_evaluation_of_its_plan():
    evaluated = life.until(d.evaluate_plan)
    assert life.outcome(evaluated, (d.end_service, replace(life.END, ended_on=life.ENDS))) == ""


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({}, ""),
        ({"monitored_on": life.DECIDED - DAY, "next_on": None}, "before-earlier-step"),
        ({"monitored_on": life.TODAY + DAY, "next_on": None}, "future-day"),
        ({"next_on": life.MONITOR.monitored_on}, "next-in-the-past"),
        ({"next_on": life.MONITOR.monitored_on + DAY}, ""),
        ({"next_on": None}, ""),
        ({"plan_fits": False}, ""),
        ({"plan_fits": None}, "fit-unanswered"),
    ],
)
def test_the_limits_of_monitoring(changes, code):
    step = (d.record_monitoring, replace(life.MONITOR, **changes))
    assert life.outcome(ACTIVE, step) == code


@pytest.mark.parametrize(
    ("decision", "code"),
    [
        (d.complete_assessment, "no-plan"),
        (d.agree_plan, "not-decided"),
        (d.draft_decision, "not-decided"),
        (d.evaluate_plan, "already-evaluated"),
        (d.close_case, "case-closed"),
    ],
)
def test_only_a_plan_under_way_is_monitored_and_amended(decision, code):
    stated = life.until(decision)
    monitor = replace(life.MONITOR, monitored_on=life.CLOSED, next_on=None)
    assert life.outcome(stated, (d.record_monitoring, monitor)) == code
    amend = replace(life.AMEND, amended_on=life.CLOSED)
    assert life.outcome(stated, (d.amend_plan, amend)) == code


def test_support_begun_before_the_conference_is_monitored_too():
    begun = life.facts((d.start_service, FREE), start=life.until(d.agree_plan))
    assert life.outcome(begun, (d.record_monitoring, life.MONITOR)) == ""


def test_an_amendment_says_why_and_never_counts_a_plan():
    assert life.outcome(ACTIVE, (d.amend_plan, replace(life.AMEND, reason=" "))) == "reason-missing"
    (fact,) = d.amend_plan(life.state(ACTIVE), life.AMEND)
    assert life.state([*ACTIVE, fact]).plan.decided == life.state(ACTIVE).plan.decided


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({}, ""),
        ({"suspended_on": life.DECIDED - DAY}, "before-earlier-step"),
        ({"review_on": life.SUSPEND.suspended_on}, "review-in-the-past"),
        ({"reason": ""}, "reason-missing"),
    ],
)
def test_a_pause_has_a_reason_and_a_day_to_look_again(changes, code):
    step = (d.suspend_support, replace(life.SUSPEND, **changes))
    assert life.outcome(ACTIVE, step) == code


def test_paused_support_is_resumed_before_it_goes_on():
    paused = life.facts((d.suspend_support, life.SUSPEND), start=ACTIVE)
    later = replace(life.MONITOR, monitored_on=life.SUSPEND.suspended_on + DAY)
    assert life.outcome(paused, (d.record_monitoring, later)) == "suspended"
    assert starting(paused, FREE, started_on=life.SUSPEND.review_on) == "suspended"
    again = replace(life.SUSPEND, reason="別の理由")
    assert life.outcome(paused, (d.suspend_support, again)) == "suspended"
    early = replace(life.RESUME, resumed_on=life.SUSPEND.suspended_on - DAY)
    assert life.outcome(paused, (d.resume_support, early)) == "before-earlier-step"
    resumed = life.facts((d.resume_support, life.RESUME), start=paused)
    assert life.outcome(resumed, (d.record_monitoring, life.MONITOR)) == ""


def test_only_paused_support_is_resumed_and_only_decided_support_paused():
    assert life.outcome(ACTIVE, (d.resume_support, life.RESUME)) == "not-suspended"
    agreed = life.until(d.agree_plan)
    assert life.outcome(agreed, (d.suspend_support, life.SUSPEND)) == "not-decided"
