"""プラン評価, 再プラン, 終結: evaluation first, a new assessment for a new plan, attempts for lost contact."""

from dataclasses import replace
from datetime import timedelta

import pytest

from events.contract.codes import ClosureReason
from events.contract.planning import CaseClosed, PlanRenewed
from services.planning import decisions as d
from tests.planning import life

DAY = timedelta(days=1)
EVALUATED = life.until(d.evaluate_plan)
DISCUSSED = life.facts((d.hold_support_conference, life.EVALUATION_CONFERENCE), start=EVALUATED)
REASSESSED = life.facts(
    (d.record_assessment, life.REASSESS), (d.complete_assessment, life.RECOMPLETE), start=EVALUATED
)
LOST = replace(life.CLOSE, reason=ClosureReason.CONTACT_LOST, contact_attempts=3)


def closing(stated, command=life.CLOSE, **changes):
    return life.outcome(stated, (d.close_case, replace(command, **changes)))


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({}, ""),
        ({"evaluated_on": life.DECIDED}, ""),
        ({"evaluated_on": life.DECIDED - DAY}, "before-earlier-step"),
        ({"evaluated_on": life.TODAY + DAY}, "future-day"),
        ({"results": ()}, "results-missing"),
        ({"results": (), "one_sided": True}, ""),
    ],
)
def test_the_limits_of_an_evaluation(changes, code):
    step = (d.evaluate_plan, replace(life.EVALUATE, **changes))
    assert life.outcome(life.until(d.start_service), step) == code


def test_only_a_decided_plan_is_evaluated_and_once():
    assert (
        life.outcome(life.until(d.draft_decision), (d.evaluate_plan, life.EVALUATE))
        == "not-decided"
    )
    other = replace(life.EVALUATE, remaining="住まい")
    assert life.outcome(EVALUATED, (d.evaluate_plan, other)) == "already-evaluated"


def test_a_paused_plan_is_evaluated_too():
    paused = life.facts((d.suspend_support, life.SUSPEND), start=life.until(d.start_service))
    assert life.outcome(paused, (d.evaluate_plan, life.EVALUATE)) == ""


def test_a_new_plan_needs_the_evaluation_and_a_new_assessment():
    assert life.outcome(life.until(d.start_service), (d.renew_plan, life.RENEW)) == "not-evaluated"
    assert life.outcome(EVALUATED, (d.renew_plan, life.RENEW)) == "not-assessed"
    early = replace(life.RENEW, renewed_on=life.EVALUATED)
    assert life.outcome(REASSESSED, (d.renew_plan, early)) == "before-earlier-step"
    (fact,) = d.renew_plan(life.state(REASSESSED), life.RENEW)
    assert isinstance(fact, PlanRenewed)
    assert (fact.plan_no, fact.previous_plan_no) == (2, 1)


def test_a_new_plan_is_opened_once_and_drafted_under_the_next_number():
    renewed = life.facts((d.renew_plan, life.RENEW), start=REASSESSED)
    assert d.renew_plan(life.state(renewed), life.RENEW) == []
    later = replace(life.RENEW, renewed_on=life.CLOSED + DAY)
    assert life.outcome(renewed, (d.renew_plan, later)) == "already-renewed"
    draft = replace(life.DRAFT, drafted_on=life.CLOSED)
    fact, *_ = d.draft_plan(life.state(renewed), draft)
    assert (fact.plan_no, fact.draft_no) == (2, 1)


def test_paused_support_is_resumed_before_a_new_plan():
    paused = life.facts(
        (
            d.suspend_support,
            replace(life.SUSPEND, suspended_on=life.EVALUATED, review_on=life.CLOSED),
        ),
        start=REASSESSED,
    )
    assert life.outcome(paused, (d.renew_plan, life.RENEW)) == "suspended"


@pytest.mark.parametrize(
    "reason", [r for r in ClosureReason if r is not ClosureReason.CONTACT_LOST]
)
def test_nothing_but_lost_contact_closes_a_plan_that_was_not_evaluated(reason):
    assert closing(life.until(d.start_service), reason=reason) == "not-evaluated"


@pytest.mark.parametrize(
    ("reason", "code"),
    [
        (ClosureReason.IMPROVED, "no-evaluation-conference"),
        (ClosureReason.SETTLED_FOR_NOW, "no-evaluation-conference"),
        (ClosureReason.HANDED_OVER, "no-evaluation-conference"),
        (ClosureReason.OWN_REQUEST, "no-evaluation-conference"),
        (ClosureReason.OTHER, "no-evaluation-conference"),
        (ClosureReason.MOVED, ""),
        (ClosureReason.DIED, ""),
    ],
)
def test_the_conference_evaluates_first_except_where_nobody_is_left_to_ask(reason, code):
    assert closing(EVALUATED, reason=reason) == code
    assert closing(EVALUATED, reason=reason, conference_evaluation_required=False) == ""
    assert closing(DISCUSSED, reason=reason) == ""


@pytest.mark.parametrize(
    ("attempts", "code"), [(0, "attempts-missing"), (2, "attempts-missing"), (3, "")]
)
@pytest.mark.parametrize(
    "decision", [None, d.record_assessment, d.agree_plan, d.draft_decision, d.start_service]
)
def test_lost_contact_closes_from_any_state_after_enough_attempts(decision, attempts, code):
    assert closing(life.until(decision), LOST, contact_attempts=attempts) == code


def test_the_number_of_attempts_is_the_citys():
    assert closing([], LOST, contact_attempts=1, minimum_attempts=1) == ""
    assert closing([], LOST, contact_attempts=4, minimum_attempts=5) == "attempts-missing"


@pytest.mark.parametrize(
    ("reason", "code"),
    [
        (ClosureReason.IMPROVED, "not-evaluated"),
        (ClosureReason.SETTLED_FOR_NOW, "not-evaluated"),
        (ClosureReason.OWN_REQUEST, ""),
        (ClosureReason.MOVED, ""),
    ],
)
@pytest.mark.parametrize("decision", [None, d.complete_assessment, d.draft_decision])
def test_without_a_decided_plan_nobody_can_say_what_it_reached(decision, reason, code):
    assert closing(life.until(decision), reason=reason) == code


def test_the_end_is_not_before_the_evaluation_nor_in_the_future():
    assert closing(DISCUSSED, closed_on=life.EVALUATED - DAY) == "before-earlier-step"
    assert closing(DISCUSSED, closed_on=life.TODAY + DAY) == "future-day"


def test_a_closed_case_stays_closed_and_takes_only_follow_ups():
    stated = life.until(d.close_case)
    assert isinstance(stated[-1], CaseClosed)
    assert d.close_case(life.state(stated), life.CLOSE) == []
    assert closing(stated, LOST) == "case-closed"
    followed = life.facts((d.record_follow_up, life.FOLLOW_UP), start=stated)
    assert life.state(followed).closed == stated[-1]
    assert d.record_follow_up(life.state(followed), life.FOLLOW_UP) == []


def test_a_follow_up_needs_a_closed_case_its_words_and_a_day_after_the_end():
    assert life.outcome(DISCUSSED, (d.record_follow_up, life.FOLLOW_UP)) == "not-closed"
    assert life.outcome([], (d.record_follow_up, life.FOLLOW_UP)) == "not-closed"
    stated = life.until(d.close_case)
    early = replace(life.FOLLOW_UP, followed_up_on=life.CLOSED - DAY)
    assert life.outcome(stated, (d.record_follow_up, early)) == "before-earlier-step"
    silent = replace(life.FOLLOW_UP, note=" ")
    assert life.outcome(stated, (d.record_follow_up, silent)) == "note-missing"
