"""プラン(案): after the application and a completed assessment on or after it; agreed by the person."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from events.contract.codes import Independence, Service
from events.contract.plan_links import MeasureIndependence, ObjectiveIssues, PlanLinked
from events.contract.planning import PlanDrafted
from events.contract.resource_picks import MeasureResource, PlanResourcesPicked
from services.planning import decisions as d
from tests.planning import life

DAY = timedelta(days=1)
ASSESSED = life.until(d.complete_assessment)


def drafting(stated, **changes):
    return life.outcome(stated, (d.draft_plan, replace(life.DRAFT, **changes)))


def test_without_application_there_is_no_plan():
    assert drafting(ASSESSED, applied_on=None) == "not-applied"


def test_without_completed_assessment_there_is_no_plan():
    assert drafting([]) == "not-assessed"
    assert drafting(life.until(d.record_assessment)) == "not-assessed"


def test_an_assessment_completed_before_the_application_does_not_count():
    assert drafting(ASSESSED, applied_on=life.ASSESSED + DAY) == "not-assessed"
    assert drafting(ASSESSED, applied_on=life.ASSESSED) == ""


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"drafted_on": life.ASSESSED}, ""),
        ({"drafted_on": life.ASSESSED - DAY}, "before-earlier-step"),
        ({"drafted_on": life.TODAY + DAY}, "future-day"),
        ({"evaluation_due_on": life.BEGINS, "monitoring_on": None}, ""),
        ({"evaluation_due_on": life.BEGINS - DAY, "monitoring_on": None}, "period-reversed"),
        ({"monitoring_on": life.ENDS}, ""),
        ({"monitoring_on": life.ENDS + DAY}, "outside-period"),
        ({"monitoring_on": life.BEGINS - DAY}, "outside-period"),
        ({"services": (Service.INFORMAL, Service.INFORMAL)}, "service-twice"),
        ({"services": (Service.TEMPORARY_LIVING,)}, "code-not-in-force"),
        ({"services": ()}, ""),
    ],
)
def test_the_limits_of_a_draft(changes, code):
    assert drafting(ASSESSED, **changes) == code


def test_a_service_may_be_planned_ahead_of_the_day_from_which_it_exists():
    step = (d.draft_plan, replace(life.DRAFT, services=(Service.RESIDENTIAL_SUPPORT,)))
    day = date(2025, 3, 28)
    early = life.facts(
        (d.record_assessment, replace(life.RECORD, assessed_on=day)),
        (d.complete_assessment, replace(life.COMPLETE, completed_on=day)),
    )
    period = {"evaluation_due_on": date(2025, 6, 30), "monitoring_on": None}
    for begins, code in ((date(2025, 4, 1), ""), (date(2025, 3, 31), "code-not-in-force")):
        command = replace(step[1], applied_on=day, drafted_on=day, begins_on=begins, **period)
        assert life.outcome(early, (d.draft_plan, command)) == code


def test_a_later_draft_takes_the_place_of_the_former_and_needs_a_new_agreement():
    stated = life.until(d.agree_plan)
    draft, *_ = d.draft_plan(life.state(stated), replace(life.DRAFT, long_term_objective="復職"))
    assert isinstance(draft, PlanDrafted)
    assert (draft.plan_no, draft.draft_no) == (1, 2)
    assert life.state([*stated, draft]).plan.agreed is None


def test_the_same_draft_twice_is_one():
    assert d.draft_plan(life.state(life.until(d.draft_plan)), life.DRAFT) == []
    assert d.draft_plan(life.state(life.until(d.agree_plan)), life.DRAFT) == []


@pytest.mark.parametrize(
    ("decision", "code"),
    [
        (d.hold_support_conference, "in-conference"),
        (d.draft_decision, "in-conference"),
        (d.decide_support, "plan-running"),
        (d.start_service, "plan-running"),
        (d.evaluate_plan, "plan-running"),
        (d.close_case, "case-closed"),
    ],
)
def test_after_the_conference_a_plan_is_not_rewritten_in_silence(decision, code):
    assert drafting(life.until(decision), drafted_on=life.CLOSED) == code


def test_agreement_needs_a_draft_and_is_not_before_it():
    assert life.outcome(ASSESSED, (d.agree_plan, life.AGREE)) == "no-plan"
    stated = life.until(d.draft_plan)
    early = replace(life.AGREE, agreed_on=life.DRAFTED - DAY)
    assert life.outcome(stated, (d.agree_plan, early)) == "before-earlier-step"
    assert life.outcome(stated, (d.agree_plan, replace(life.AGREE, agreed_on=life.DRAFTED))) == ""
    future = replace(life.AGREE, agreed_on=life.TODAY + DAY)
    assert life.outcome(stated, (d.agree_plan, future)) == "future-day"


def test_a_decided_plan_is_not_agreed_again():
    later = replace(life.AGREE, agreed_on=life.CLOSED)
    assert life.outcome(life.until(d.decide_support), (d.agree_plan, later)) == "no-draft"


def test_a_draft_may_be_linked_anew_without_being_drafted_anew():
    stated = life.until(d.draft_plan)
    link = (ObjectiveIssues(objective=1, issues=(2,)),)
    linked = replace(life.DRAFT, links=link, issues_at_work=frozenset({1, 2}))
    [fact] = d.draft_plan(life.state(stated), linked)
    assert isinstance(fact, PlanLinked)
    assert (fact.draft_no, fact.issues, life.value(fact.aims)) == (
        1,
        link,
        (Independence.ECONOMIC,),
    )
    assert d.draft_plan(life.state([*stated, fact]), linked) == []
    [aim] = d.draft_plan(life.state(stated), replace(life.DRAFT, employment_reason="本人の希望"))
    assert life.value(aim.reason) == "本人の希望"


def test_an_objective_is_linked_to_issues_somebody_works_on():
    stated = life.until(d.complete_assessment)
    for links, at_work, code in (
        ((ObjectiveIssues(objective=1, issues=(3,)),), frozenset({1}), "issue-settled"),
        ((ObjectiveIssues(objective=2, issues=(1,)),), frozenset({1}), "no-such-objective"),
    ):
        draft = replace(life.DRAFT, links=links, issues_at_work=at_work)
        assert life.outcome(stated, (d.draft_plan, draft)) == code
    kinds = (MeasureIndependence(measure=9, independence=(Independence.SOCIAL,)),)
    wrong = replace(life.DRAFT, kinds=kinds)
    assert life.outcome(stated, (d.draft_plan, wrong)) == "no-such-measure"


def test_a_measure_names_a_resource_of_the_directory():
    entry = UUID(int=7)
    picks = (MeasureResource(measure=1, resource=entry),)
    picked = replace(life.DRAFT, picks=picks, resources=frozenset({entry}))
    stated = life.until(d.draft_plan)
    [fact] = d.draft_plan(life.state(stated), picked)
    assert isinstance(fact, PlanResourcesPicked)
    assert (fact.draft_no, fact.measures) == (1, picks)
    assert d.draft_plan(life.state([*stated, fact]), picked) == []
    for changes, code in (
        ({"resources": frozenset()}, "no-such-resource"),
        ({"picks": (MeasureResource(measure=9, resource=entry),)}, "no-such-measure"),
    ):
        assert life.outcome(stated, (d.draft_plan, replace(picked, **changes))) == code
