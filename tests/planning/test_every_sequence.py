"""Whatever the commands and their order: no illegal state, repeats add nothing, a plan counts once."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from events.contract import Event, Refused
from events.contract.codes import ClosureReason, EvaluationOutcome, Service
from events.contract.planning import (
    CaseClosed,
    FollowUpRecorded,
    PlanDecided,
    PlanDrafted,
    PlanRenewed,
)
from services.planning import decisions as d
from services.planning.case import Case, evolve
from services.planning.plan import Stage
from tests.planning import life

STEPS: tuple[life.Step, ...] = (
    *life.LIFE,
    (d.draft_plan, replace(life.DRAFT, services=(Service.INFORMAL,))),
    (d.hold_support_conference, life.RETURN),
    (d.draft_decision, replace(life.PROPOSE, opinion="改")),
    (d.refuse_support, life.REFUSE),
    (d.confirm_plan, life.CONFIRM),
    (d.start_service, replace(life.START, service=Service.OFFICE_EMPLOYMENT_SUPPORT)),
    (d.end_service, life.END),
    (d.amend_plan, life.AMEND),
    (d.record_job_started, life.JOB),
    (d.record_income_increase, life.INCOME),
    (d.suspend_support, life.SUSPEND),
    (d.resume_support, life.RESUME),
    (d.evaluate_plan, replace(life.EVALUATE, outcome=EvaluationOutcome.SUSPENDED)),
    (d.record_assessment, life.REASSESS),
    (d.complete_assessment, life.RECOMPLETE),
    (d.renew_plan, life.RENEW),
    (d.close_case, replace(life.CLOSE, reason=ClosureReason.CONTACT_LOST, contact_attempts=3)),
    (d.record_follow_up, life.FOLLOW_UP),
)
LATER = timedelta(days=1)


def moved(step: life.Step, days: int) -> life.Step:
    """The same command with every legal day later; later rounds of a life come later."""
    decision, command = step
    days_of = {
        name: value + days * LATER
        for name in command.__slots__
        if name.endswith("_on") and name != "applied_on" and (value := getattr(command, name))
    }
    later = replace(command, today=command.today + 4000 * LATER, **days_of)
    if isinstance(later, d.DecideSupport):
        grantings = (
            replace(g, begins_on=g.begins_on + days * LATER, ends_on=g.ends_on + days * LATER)
            for g in later.grantings
        )
        return decision, replace(later, grantings=tuple(grantings))
    return decision, later


def applied(sequence: list[life.Step]) -> Iterator[tuple[Case | None, list[Event]]]:
    """State and new facts after each command; each accepted command is repeated on the spot."""
    state: Case | None = None
    for decision, command in sequence:
        try:
            new = decision(state, command)
        except Refused:
            continue
        for fact in new:
            state = evolve(state, fact)
        assert decision(state, command) == []
        yield state, new


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(STEPS), st.sampled_from([0, 0, 0, 120])), max_size=60),
    st.integers(0, len(life.LIFE)),
)
def test_no_sequence_of_commands_reaches_an_illegal_state(chosen, head):
    sequence = [*life.LIFE[:head], *(moved(step, days) for step, days in chosen)]
    facts: list[Event] = []
    for state, new in applied(sequence):
        closed = any(isinstance(fact, CaseClosed) for fact in facts)
        assert not closed or all(isinstance(fact, FollowUpRecorded) for fact in new)
        facts += new
        legal(state)
    counted = Counter(fact.plan_no for fact in facts if isinstance(fact, PlanDecided))
    assert all(times == 1 for times in counted.values())
    opened = [f.plan_no for f in facts if isinstance(f, (PlanDrafted, PlanRenewed))]
    assert sorted(set(opened)) == list(range(1, len(set(opened)) + 1))
    assert opened == sorted(opened)


def legal(state: Case | None) -> None:
    assert state is not None
    for number, plan in enumerate(state.plans, 1):
        assert plan.plan_no == number
        if plan.stage in (Stage.DECIDED, Stage.CONFIRMED, Stage.ACTIVE, Stage.EVALUATED):
            assert plan.decided
        if plan.decided:
            assert plan.endorsed
            assert plan.agreed
        if plan.stage is Stage.IN_CONFERENCE:
            assert plan.endorsed
            assert not plan.decided
        for granted in plan.granted + plan.granted_before:
            assert granted.drafter != granted.decider
        assert len({g.service for g in plan.granted}) == len(plan.granted)
        assert len({r.service for r in plan.running}) == len(plan.running)
    for plan in state.plans[:-1]:
        assert plan.stage is Stage.EVALUATED


@settings(max_examples=50, deadline=None)
@given(st.integers(1, 6))
def test_rounds_of_renewal_keep_plan_numbers_dense(rounds):
    state: Case | None = None
    for n in range(rounds):
        steps = [
            *life.LIFE[:10],
            (d.record_assessment, life.REASSESS),
            (d.complete_assessment, life.RECOMPLETE),
            (d.renew_plan, life.RENEW),
        ]
        for decision, command in (moved(step, 120 * n) for step in steps[(2 if n else 0) :]):
            for fact in decision(state, command):
                state = evolve(state, fact)
    assert state is not None
    assert [plan.plan_no for plan in state.plans] == list(range(1, rounds + 2))
    assert sum(plan.decided is not None for plan in state.plans) == rounds
