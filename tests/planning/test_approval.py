"""起案 → 決裁: by the post, by another person, of the draft that was really read; the plan counts once."""

from dataclasses import replace
from datetime import timedelta

import pytest

from events.contract.codes import DecisionForm, Service
from events.contract.planning import DecisionDrafted, PlanConfirmed, PlanDecided, SupportDecided
from services.planning import decisions as d
from services.planning.plan import Stage
from tests.planning import life

DAY = timedelta(days=1)
PROPOSED = life.until(d.draft_decision)
BOTH = (Service.HOUSING_SECURITY, Service.WORK_PREPARATION)
TWO = life.facts(
    *life.LIFE[:2],
    (d.draft_plan, replace(life.DRAFT, services=(*BOTH, Service.INFORMAL))),
    *life.LIFE[3:6],
)
WORK = d.Granting(
    service=Service.WORK_PREPARATION, number="西福第15号", begins_on=life.BEGINS, ends_on=life.ENDS
)
NONE = life.facts(
    *life.LIFE[:2],
    (d.draft_plan, replace(life.DRAFT, services=(Service.INFORMAL,))),
    *life.LIFE[3:6],
)
OTHER_SEAL = "cd" * 32


def deciding(stated=PROPOSED, **changes):
    return life.outcome(stated, (d.decide_support, replace(life.DECIDE, **changes)))


def test_the_draft_asks_for_a_decision_where_a_service_needs_one():
    proposal = PROPOSED[-1]
    assert isinstance(proposal, DecisionDrafted)
    assert proposal.form is DecisionForm.SUPPORT_DECISION
    assert proposal.services == (Service.HOUSING_SECURITY,)


def test_the_draft_asks_for_a_confirmation_where_none_does():
    assert NONE[-1].form is DecisionForm.CONFIRMATION
    assert NONE[-1].services == (Service.INFORMAL,)


def test_the_decision_counts_the_plan():
    decided, counted = d.decide_support(life.state(PROPOSED), life.DECIDE)
    assert isinstance(decided, SupportDecided)
    assert (decided.drafter, decided.decider) == (life.CLERK, life.DIRECTOR)
    assert decided.approved == life.SEAL
    assert isinstance(counted, PlanDecided)
    assert (counted.decided_on, counted.drafted_on) == (life.DECIDED, life.DRAFTED)
    assert (counted.begins_on, counted.ends_on) == (life.BEGINS, life.ENDS)
    assert life.value(counted.seeks_employment) is True


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"entitled": False}, "not-entitled"),
        ({"post": ""}, "not-entitled"),
        ({"decider": life.CLERK}, "self-approval"),
        ({"standing": OTHER_SEAL}, "stale-approval"),
        ({"approved": OTHER_SEAL}, "stale-approval"),
        ({"approved": OTHER_SEAL, "standing": OTHER_SEAL}, ""),
        ({"decided_on": life.PROPOSED}, ""),
        ({"decided_on": life.PROPOSED - DAY}, "before-earlier-step"),
        ({"decided_on": life.TODAY + DAY}, "future-day"),
        ({"grantings": ()}, "service-missing"),
        ({"grantings": (life.GRANTING, life.GRANTING)}, "service-missing"),
        ({"grantings": (WORK,)}, "not-in-plan"),
        ({"grantings": (replace(life.GRANTING, number=" "),)}, "number-missing"),
        ({"grantings": (replace(life.GRANTING, ends_on=life.BEGINS),)}, ""),
        ({"grantings": (replace(life.GRANTING, ends_on=life.BEGINS - DAY),)}, "period-reversed"),
        (
            {"grantings": (replace(life.GRANTING, service=Service.OFFICE_EMPLOYMENT_SUPPORT),)},
            "no-decision-needed",
        ),
    ],
)
def test_the_limits_of_a_decision(changes, code):
    assert deciding(**changes) == code


def test_nothing_is_decided_before_the_conference_or_without_a_draft():
    assert deciding(life.until(d.agree_plan)) == "not-endorsed"
    assert deciding(life.until(d.hold_support_conference)) == "no-proposal"
    proposing = (d.draft_decision, life.PROPOSE)
    assert life.outcome(life.until(d.agree_plan), proposing) == "not-endorsed"
    early = replace(life.PROPOSE, drafted_on=life.CONFERENCE - DAY)
    stated = life.until(d.hold_support_conference)
    assert life.outcome(stated, (d.draft_decision, early)) == "before-earlier-step"


def test_several_decisions_count_one_plan_and_only_with_the_last_one():
    (first,) = d.decide_support(life.state(TWO), life.DECIDE)
    assert isinstance(first, SupportDecided)
    rest = replace(life.DECIDE, grantings=(WORK,))
    second, counted = d.decide_support(life.state([*TWO, first]), rest)
    assert isinstance(second, SupportDecided)
    assert isinstance(counted, PlanDecided)
    assert (
        deciding([*TWO, first, second, counted], grantings=(replace(WORK, number="別"),))
        == "already-decided"
    )


def test_several_services_are_decided_in_one_command():
    both = replace(life.DECIDE, grantings=(life.GRANTING, WORK))
    stated = d.decide_support(life.state(TWO), both)
    assert [type(fact) for fact in stated] == [SupportDecided, SupportDecided, PlanDecided]
    assert d.decide_support(life.state([*TWO, *stated]), both) == []


def test_a_service_decided_once_is_not_decided_again_under_another_number():
    stated = [*TWO, *d.decide_support(life.state(TWO), life.DECIDE)]
    again = (replace(life.GRANTING, number="西福第99号"),)
    assert deciding(stated, grantings=again) == "already-decided"


def test_only_what_the_draft_proposes_is_decided():
    stated = life.facts(
        (d.draft_decision, replace(life.PROPOSE, needs_decision=frozenset(BOTH[:1]))),
        start=TWO[:-1],
    )
    assert deciding(stated, grantings=(WORK,)) == "not-proposed"


def test_a_plan_that_needs_a_decision_cannot_be_confirmed():
    confirming = (d.confirm_plan, replace(life.CONFIRM, needs_decision=life.NEEDS))
    assert life.outcome(PROPOSED, confirming) == "decision-needed"
    assert life.outcome(PROPOSED, (d.confirm_plan, life.CONFIRM)) == "form-differs"


def test_a_partly_decided_plan_cannot_be_confirmed_when_the_rule_changes():
    stated = [*TWO, *d.decide_support(life.state(TWO), life.DECIDE)]
    assert life.outcome(stated, (d.confirm_plan, life.CONFIRM)) == "decision-needed"


def test_a_plan_that_needs_none_is_confirmed_and_counted_once():
    confirmed, counted = d.confirm_plan(life.state(NONE), life.CONFIRM)
    assert isinstance(confirmed, PlanConfirmed)
    assert counted.form is DecisionForm.CONFIRMATION
    stated = [*NONE, confirmed, counted]
    assert life.state(stated).plan.stage is Stage.CONFIRMED
    assert d.confirm_plan(life.state(stated), life.CONFIRM) == []
    other = (d.confirm_plan, replace(life.CONFIRM, number="別"))
    assert life.outcome(stated, other) == "already-decided"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"entitled": False}, "not-entitled"),
        ({"decider": life.CLERK}, "self-approval"),
        ({"standing": OTHER_SEAL}, "stale-approval"),
        ({"confirmed_on": life.PROPOSED - DAY}, "before-earlier-step"),
        ({"number": ""}, "number-missing"),
    ],
)
def test_a_confirmation_needs_a_second_person_as_well(changes, code):
    assert life.outcome(NONE, (d.confirm_plan, replace(life.CONFIRM, **changes))) == code


def test_a_confirmation_is_asked_for_cannot_be_decided_as_support():
    switched = replace(
        life.DECIDE,
        needs_decision=frozenset({Service.INFORMAL}),
        grantings=(replace(life.GRANTING, service=Service.INFORMAL),),
    )
    assert life.outcome(NONE, (d.decide_support, switched)) == "form-differs"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({}, ""),
        ({"entitled": False}, "not-entitled"),
        ({"decider": life.CLERK}, "self-approval"),
        ({"standing": OTHER_SEAL}, "stale-approval"),
        ({"number": ""}, "number-missing"),
        ({"citation": ""}, "citation-missing"),
        ({"reasons": ""}, "reasons-missing"),
    ],
)
def test_a_refusal_needs_its_reasons_and_a_second_person(changes, code):
    assert life.outcome(PROPOSED, (d.refuse_support, replace(life.REFUSE, **changes))) == code


def test_after_a_refusal_the_plan_is_drafted_agreed_and_discussed_again():
    stated = life.facts((d.refuse_support, life.REFUSE), start=PROPOSED)
    assert life.state(stated).plan.stage is Stage.DRAFT
    assert deciding(stated) == "not-endorsed"
    later = life.facts(
        (d.draft_plan, replace(life.DRAFT, services=(Service.INFORMAL,), drafted_on=life.DECIDED)),
        (d.agree_plan, replace(life.AGREE, agreed_on=life.DECIDED)),
        (d.hold_support_conference, replace(life.HOLD, held_on=life.DECIDED)),
        (d.draft_decision, replace(life.PROPOSE, drafted_on=life.DECIDED)),
        (d.confirm_plan, life.CONFIRM),
        start=stated,
    )
    assert later[-1].plan_no == 1


def test_one_service_granted_one_refused_leaves_the_granted_one_running():
    stated = life.facts((d.decide_support, life.DECIDE), (d.refuse_support, life.REFUSE), start=TWO)
    assert life.outcome(stated, (d.start_service, life.START)) == ""


def test_a_later_draft_of_the_decision_replaces_the_former():
    again = replace(life.PROPOSE, opinion="期間を改める")
    (second,) = d.draft_decision(life.state(PROPOSED), again)
    assert life.state([*PROPOSED, second]).plan.proposal == second
