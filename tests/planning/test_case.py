"""The state of a planning stream knows every kind of its stage and refuses none it may meet."""

from dataclasses import replace

import pytest

from events.contract import KINDS, planning
from events.contract.codes import ClosureReason, EvaluationOutcome
from events.contract.intake import UseAppliedFor
from events.contract.kind import UPCASTS
from events.contract.watching import MonitoringResult
from services.planning import decisions as d
from services.planning.case import evolve
from services.planning.plan import Stage
from tests.planning import life

STEPS = {
    f"events.contract.{stage}" for stage in ("planning", "plan_links", "approving", "watching")
}
"""Where the facts of the thirteen steps are declared; programmes have streams and tests of their own."""

EVERY_WAY = (
    life.facts(
        *life.LIFE[:7],
        (d.start_service, life.START),
        (d.record_monitoring, replace(life.MONITOR, result=MonitoringResult.CONTINUE)),
        (d.amend_plan, life.AMEND),
        (d.suspend_support, life.SUSPEND),
        (d.resume_support, life.RESUME),
        (d.record_job_started, life.JOB),
        (d.check_job_retention, life.RETENTION),
        (d.record_income_increase, life.INCOME),
        (d.end_service, life.END),
        (d.evaluate_plan, life.EVALUATE),
        (d.record_assessment, life.REASSESS),
        (d.complete_assessment, life.RECOMPLETE),
        (d.hold_support_conference, life.EVALUATION_CONFERENCE),
        (d.renew_plan, life.RENEW),
        (d.close_case, replace(life.CLOSE, reason=ClosureReason.MOVED)),
        (d.record_follow_up, life.FOLLOW_UP),
    )
    + life.facts(
        *life.LIFE[:4],
        (d.hold_support_conference, life.RETURN),
        (d.agree_plan, life.AGREE),
        (d.hold_support_conference, replace(life.HOLD, conditions="家計を見直す")),
        (d.draft_decision, life.PROPOSE),
        (d.review_decision, life.REVIEW),
        (d.refuse_support, life.REFUSE),
    )
    + life.facts(
        *life.LIFE[:6],
        (d.decide_support, life.DEPUTISE),
        (d.see_deputy_decision, life.SEE),
    )
    + life.facts(
        *life.LIFE[:2],
        (d.draft_plan, replace(life.DRAFT, services=())),
        *life.LIFE[3:6],
        (d.confirm_plan, life.CONFIRM),
    )
)


def test_every_kind_of_the_stage_is_stated_by_some_decision_and_folded():
    declared = {
        kind.cls
        for kind in KINDS.values()
        if kind.cls.__module__ in STEPS and kind.wire not in UPCASTS
    }
    assert {type(fact) for fact in EVERY_WAY} == declared


@pytest.mark.parametrize(
    "fact", [f for f in EVERY_WAY if not isinstance(f, planning.AssessmentRecorded)]
)
def test_a_fact_out_of_place_is_a_programming_error_or_the_first_of_its_case(fact):
    first = (
        planning.JobStarted,
        planning.IncomeIncreased,
        planning.CaseClosed,
        planning.PlanAmended,
    )
    if isinstance(fact, first):
        assert evolve(None, fact).person == life.PERSON
    else:
        with pytest.raises(ValueError):
            evolve(None, fact)


def test_a_fact_of_another_stage_is_a_programming_error():
    state = life.state(life.until(d.record_assessment))
    stranger = UseAppliedFor(
        applied_on=life.APPLIED, person=life.PERSON, consent_handling=True, consent_sharing=True
    )
    with pytest.raises(ValueError):
        evolve(state, stranger)


@pytest.mark.parametrize(
    ("decision", "stage"),
    [
        (d.draft_plan, Stage.DRAFT),
        (d.agree_plan, Stage.AGREED),
        (d.hold_support_conference, Stage.IN_CONFERENCE),
        (d.draft_decision, Stage.IN_CONFERENCE),
        (d.decide_support, Stage.DECIDED),
        (d.start_service, Stage.ACTIVE),
        (d.record_monitoring, Stage.ACTIVE),
        (d.evaluate_plan, Stage.EVALUATED),
    ],
)
def test_the_plan_advances_stage_by_stage(decision, stage):
    state = life.state(life.until(decision))
    assert state.plan.stage is stage


def test_a_return_takes_agreement_approval_and_proposal_with_it():
    stated = life.facts(
        (d.hold_support_conference, life.RETURN), start=life.until(d.draft_decision)
    )
    plan = life.state(stated).plan
    assert plan.stage is Stage.DRAFT
    assert (plan.agreed, plan.endorsed, plan.proposal) == (None, None, None)


def test_support_resumed_after_an_evaluation_with_the_outcome_paused_goes_on_with_the_same_plan():
    paused = replace(life.EVALUATE, outcome=EvaluationOutcome.SUSPENDED)
    stated = life.facts(
        (d.suspend_support, life.SUSPEND),
        (d.evaluate_plan, paused),
        (d.resume_support, replace(life.RESUME, resumed_on=life.CLOSED)),
        start=life.until(d.start_service),
    )
    assert life.state(stated).plan.stage is Stage.ACTIVE
