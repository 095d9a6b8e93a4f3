"""追加支給: from corrections alone, decided by another person, ordered, passed and paid like every payment."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from events.contract import Event, Open, fold, opened
from events.contract.benefits_claims import MonthSum
from events.contract.benefits_supplements import (
    SupplementDecided,
    SupplementOpened,
    SupplementOrdered,
    SupplementPaid,
    SupplementPassed,
)
from events.testing.scenario import Scenario
from services.benefits.decisions.paying import (
    ConfirmPayment,
    PassOrder,
    confirm_payment,
    pass_order,
)
from services.benefits.decisions.supplementing import (
    DecideSupplement,
    OpenSupplement,
    OrderSupplement,
    decide_supplement,
    open_supplement,
    order_supplement,
)
from services.benefits.supplement import evolve
from tests.benefits.facts import CLERK, DECIDER, DRAFTER, PERSON, TREASURER

supplement = Scenario(evolve)
DAY = date(2026, 12, 10)
OPEN = OpenSupplement(
    today=DAY,
    person=PERSON,
    grant=UUID(int=7),
    grant_no=1,
    supplement_no=1,
    drafter=DRAFTER,
    months=(MonthSum(month="2026-11", yen=3_000), MonthSum(month="2026-12", yen=3_000)),
)
DECIDE = DecideSupplement(
    today=DAY,
    decided_on=DAY,
    decider=DECIDER,
    post="福祉局 課長",
    entitled=True,
    approved="x",
    standing="x",
    number="福生第601号",
    item="扶助費",
)
ORDER = OrderSupplement(today=DAY, ordered_on=DAY, orderer=CLERK, order_no="支-9", due_on=DAY)
PASS = PassOrder(today=DAY, passed_on=DAY, reviewer=TREASURER, part="")
PAY = ConfirmPayment(today=DAY, paid_on=DAY, part="")
STEPS: list[tuple[Any, Any, type[Event]]] = [
    (open_supplement, OPEN, SupplementOpened),
    (decide_supplement, DECIDE, SupplementDecided),
    (order_supplement, ORDER, SupplementOrdered),
    (pass_order, PASS, SupplementPassed),
    (confirm_payment, PAY, SupplementPaid),
]


def test_the_steps_in_their_order_and_in_no_other() -> None:
    history: list[Event] = []
    for n, (decision, command, kind) in enumerate(STEPS):
        for later, after, _ in STEPS[n + 1 :]:
            assert supplement.given(*history).when(later, after).refusal is not None
        supplement.given(*history).when(decision, command).kinds(kind)
        history += decision(fold(evolve, history), command)
        supplement.given(*history).when(decision, command).then()
    state = fold(evolve, history)
    assert state is not None
    assert state.order is not None
    assert state.order.paid is not None
    assert opened(state.order.paid.amount_yen, 0) == 6_000
    assert state.opened.amount_yen == Open(PERSON, 6_000)


def test_two_persons_and_nothing_without_a_correction() -> None:
    supplement.given().when(open_supplement, replace(OPEN, months=())).refused("nothing-missing")
    begun = supplement.given(*open_supplement(None, OPEN))
    begun.when(decide_supplement, replace(DECIDE, decider=DRAFTER)).refused("self-approval")
    begun.when(decide_supplement, replace(DECIDE, approved="y")).refused("stale-approval")
    begun.when(decide_supplement, replace(DECIDE, entitled=False)).refused("not-entitled")
    history: list[Event] = []
    for decision, command, _ in STEPS[:3]:
        history += decision(fold(evolve, history), command)
    own = replace(PASS, reviewer=CLERK)
    supplement.given(*history).when(pass_order, own).refused("self-approval")
