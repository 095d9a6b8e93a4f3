"""Whatever is tried in whatever order: no illegal state, repeats harmless, never more paid than decided."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any
from uuid import UUID, uuid5

from hypothesis import given, settings
from hypothesis import strategies as some

from events.contract import Event, Refused, fold, opened
from events.contract.benefits import GrantDecided, GrantDrafted, PaymentMade
from services.benefits import months, schedule
from services.benefits.decisions import (
    Document,
    commit_expenditure,
    confirm_payment,
    correct_application,
    decide_grant,
    draft_grant,
    end_grant,
    order_payment,
    pass_order,
    receive_application,
    refuse_grant,
    review_grant,
    stop_grant,
)
from services.benefits.grant import Grant, evolve
from tests.benefits import facts
from tests.benefits.facts import CLERK, DECIDER, DRAFTER, PERSON, REVIEWER, SPACE, TREASURER
from tests.benefits.later_commands import any_step

PEOPLE = some.sampled_from([DRAFTER, REVIEWER, DECIDER, CLERK, TREASURER])
MONTHS = some.sampled_from(["2026-10", "2026-11", "2026-12", "2027-01", "2027-02"])
DAYS = some.dates(date(2026, 11, 1), date(2026, 12, 11))
DUE = date(2026, 11, 16)

TRIES = some.one_of(
    some.builds(
        lambda missing: (receive_application, facts.receive(missing=missing, due_on=DUE)),
        some.sampled_from([(), (Document.INCOME,)]),
    ),
    some.builds(
        lambda day, yen: (
            correct_application,
            facts.correct(corrected_on=day, income_yen=yen),
        ),
        DAYS,
        some.sampled_from([100_000, 200_000]),
    ),
    some.builds(
        lambda day, who: (draft_grant, facts.draft(drafted_on=day, drafter=who)), DAYS, PEOPLE
    ),
    some.builds(
        lambda day, who: (review_grant, facts.review(reviewed_on=day, reviewer=who)), DAYS, PEOPLE
    ),
    some.builds(
        lambda day, who: (decide_grant, facts.decide(decided_on=day, decider=who)), DAYS, PEOPLE
    ),
    some.builds(
        lambda day, who: (refuse_grant, facts.refuse(refused_on=day, decider=who)), DAYS, PEOPLE
    ),
    some.builds(lambda day: (commit_expenditure, facts.commit(committed_on=day)), DAYS),
    some.builds(
        lambda month, who: (
            order_payment,
            facts.order(month, ordered_on=date(2026, 12, 10), due_on=facts.TODAY, orderer=who),
        ),
        MONTHS,
        PEOPLE,
    ),
    some.builds(
        lambda month, who: (
            pass_order,
            facts.pass_on(month, passed_on=date(2026, 12, 10), reviewer=who),
        ),
        MONTHS,
        PEOPLE,
    ),
    some.builds(
        lambda month: (confirm_payment, facts.confirm(month, paid_on=date(2026, 12, 10))), MONTHS
    ),
    some.builds(lambda month: (stop_grant, facts.stop(last_month=month)), MONTHS),
    some.just((end_grant, facts.end())),
)
LIFE: list[tuple[Any, Any]] = [
    (receive_application, facts.receive()),
    (draft_grant, facts.draft()),
    (review_grant, facts.review()),
    (decide_grant, facts.decide()),
    (commit_expenditure, facts.commit()),
]


def lived(tries: list[tuple[Any, Any]], begun: int) -> list[Event]:
    history: list[Event] = []
    for decision, command in LIFE[:begun] + tries:
        state = fold(evolve, history)
        try:
            made = list(decision(state, command))
        except Refused:
            continue
        history += made
        repeated = decision(fold(evolve, history), command)
        assert list(repeated) == []
    return history


@settings(max_examples=150)
@given(tries=some.lists(TRIES, max_size=25), begun=some.integers(0, len(LIFE)))
def test_no_order_of_commands_breaks_a_grant(tries: list[tuple[Any, Any]], begun: int) -> None:
    history = lived(tries, begun)
    state = fold(evolve, history)
    paid = [fact for fact in history if isinstance(fact, PaymentMade)]
    decisions = [fact for fact in history if isinstance(fact, GrantDecided)]
    assert len({fact.month for fact in paid}) == len(paid)
    assert len(decisions) <= 1
    if not decisions:
        assert not paid
        return
    (decision,) = decisions
    monthly = opened(decision.monthly_yen, 0)
    assert len(paid) <= decision.months
    assert all(opened(fact.amount_yen, -1) == monthly for fact in paid)
    assert decision.decider != decision.drafter
    assert state is not None
    assert state.proposal is not None
    assert state.proposal.basis == decision.basis
    for month, held in state.months.items():
        assert month in state.payable
        if held.passed:
            assert held.passed.reviewer != held.ordered.orderer
        if held.paid:
            assert held.passed


@given(tries=some.lists(TRIES, max_size=25))
def test_a_decision_states_the_last_proposal_before_it(tries: list[tuple[Any, Any]]) -> None:
    history = lived(tries, 3)
    for place, fact in enumerate(history):
        if isinstance(fact, GrantDecided):
            drafts = [one for one in history[:place] if isinstance(one, GrantDrafted)]
            assert drafts[-1].monthly_yen == fact.monthly_yen
            assert drafts[-1].findings == fact.findings


@settings(max_examples=200)
@given(seed=some.integers(0, 2**32), steps=some.integers(1, 60))
def test_no_order_of_later_commands_breaks_a_grant(seed: int, steps: int) -> None:
    chance = Random(seed)  # noqa: S311 - a walk
    history: list[Event] = list(facts.PAYABLE)
    for decision, command in (any_step(chance) for _ in range(steps)):
        state = fold(evolve, history)
        try:
            made = list(decision(state, command))
        except Refused:
            continue
        history += made
        assert list(decision(fold(evolve, history), command)) == []
    state = fold(evolve, history)
    assert state is not None
    whole(state, history)


def whole(state: Grant, history: list[Event]) -> None:
    """What holds after any life: each month once, never above nine, never more paid than owed or committed."""
    assert list(state.payable) == sorted(set(state.payable))
    assert len(state.payable) <= 9
    paid = [fact for fact in history if isinstance(fact, PaymentMade)]
    assert len({fact.month for fact in paid}) == len(paid) == state.months_used
    assert all(fact.month in state.payable for fact in paid)
    assert all(
        opened(one.ordered.amount_yen, 0) == state.owed(m) for m, one in state.months.items()
    )
    assert sum(opened(fact.amount_yen, 0) for fact in paid) <= state.committed_yen
    for one in state.life.decisions:
        assert one.decider != one.drafter
    assert schedule.lines(history) == state.lines


GRANTS = some.sampled_from([uuid5(SPACE, name) for name in ("first", "second", "third")])


@given(tries=some.lists(some.tuples(MONTHS, GRANTS), max_size=20))
def test_a_persons_month_belongs_to_one_grant(tries: list[tuple[str, UUID]]) -> None:
    history: list[Event] = []
    for month, grant in tries:
        command = months.ClaimMonth(today=facts.TODAY, person=PERSON, month=month, grant=grant)
        held = fold(months.evolve, history)
        before = held.taken.get(month) if held else None
        try:
            made = months.claim_month(held, command)
        except Refused as refusal:
            assert refusal.code == "month-taken"
            assert before not in (None, grant)
            continue
        assert (made == []) is (before == grant)
        history += made
    state = fold(months.evolve, history)
    assert len(state.taken if state else {}) == len(history)


def test_all_grants_of_a_person_meet_on_one_stream() -> None:
    assert months.stream_of(PERSON) == uuid5(PERSON, "housing_security")
