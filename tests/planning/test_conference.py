"""支援調整会議: three checks, roles, who came; approved or returned, as often as needed."""

from dataclasses import replace
from datetime import timedelta

import pytest

from events.contract.planning import PlanEndorsed, PlanReturned, SupportConferenceHeld
from services.planning import decisions as d
from services.planning.plan import Stage
from tests.planning import life

DAY = timedelta(days=1)
READY = life.until(d.agree_plan)


def holding(stated, command=life.HOLD, **changes):
    return life.outcome(stated, (d.hold_support_conference, replace(command, **changes)))


def test_the_conference_approves_the_plan():
    held, endorsed = d.hold_support_conference(life.state(READY), life.HOLD)
    assert isinstance(held, SupportConferenceHeld)
    assert isinstance(endorsed, PlanEndorsed)
    assert endorsed.endorsed_on == life.CONFERENCE


def test_the_conference_returns_the_plan_with_the_reason():
    held, returned = d.hold_support_conference(life.state(READY), life.RETURN)
    assert isinstance(returned, PlanReturned)
    assert life.value(returned.reason) == life.RETURN.return_reason
    assert life.state([*READY, held, returned]).plan.stage is Stage.DRAFT


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"held_on": life.AGREED}, ""),
        ({"held_on": life.AGREED - DAY}, "before-earlier-step"),
        ({"held_on": life.TODAY + DAY}, "future-day"),
        ({"attended": ()}, "attendees-missing"),
        ({"municipality_present": False}, "absence-unexplained"),
        ({"municipality_present": False, "absence_reason": "災害対応のため"}, ""),
        ({"roles": " "}, "roles-missing"),
        ({"fits_situation": None}, "check-unanswered"),
        ({"content_works": None}, "check-unanswered"),
        ({"raises_will": None}, "check-unanswered"),
        ({"fits_situation": False}, "check-not-met"),
        ({"content_works": False}, "check-not-met"),
        ({"raises_will": False}, "check-not-met"),
        ({"fits_situation": False, "endorses": False, "return_reason": "合わない"}, ""),
        ({"endorses": False, "return_reason": "\n"}, "reason-missing"),
    ],
)
def test_what_the_minutes_must_hold(changes, code):
    assert holding(READY, **changes) == code


def test_a_plan_the_person_has_not_agreed_to_is_not_discussed():
    assert holding(life.until(d.draft_plan)) == "not-agreed"
    assert holding(life.until(d.complete_assessment)) == "no-plan"


def test_an_approved_plan_may_still_be_returned_but_not_approved_again():
    approved = life.until(d.hold_support_conference)
    later = life.CONFERENCE + DAY
    assert holding(approved, life.RETURN, held_on=later) == ""
    assert holding(approved, held_on=later) == "already-endorsed"
    assert (
        holding(life.until(d.decide_support), life.RETURN, held_on=life.CLOSED) == "already-decided"
    )


def test_after_a_return_the_plan_is_agreed_and_discussed_anew_even_on_the_same_day_with_the_same_words():
    returned = life.facts((d.hold_support_conference, life.RETURN), start=READY)
    assert d.hold_support_conference(life.state(returned), life.RETURN) == []
    again = life.facts((d.agree_plan, life.AGREE), start=returned)
    assert len(d.hold_support_conference(life.state(again), life.RETURN)) == 2


def test_the_evaluation_is_discussed_only_of_a_decided_plan():
    assert holding(READY, life.EVALUATION_CONFERENCE) == "not-decided"
    decided = life.until(d.decide_support)
    early = replace(life.EVALUATION_CONFERENCE, held_on=life.DECIDED - DAY)
    assert holding(decided, early) == "before-earlier-step"
    assert holding(decided, life.EVALUATION_CONFERENCE, attended=()) == "attendees-missing"
    (held,) = d.hold_support_conference(life.state(decided), life.EVALUATION_CONFERENCE)
    assert isinstance(held, SupportConferenceHeld)
