"""転居費用補助: application, budget finding, proposal by the rules, decision, money per cost to its payee."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from events.contract import Event, Open, Refused, fold
from events.contract.benefits_moving import (
    CostLine,
    MovingCause,
    MovingCost,
    MovingDecided,
    MovingDrafted,
    MovingOrdered,
    MovingRefused,
)
from events.contract.codes import Medium
from services.benefits.decisions.document import Document
from services.benefits.decisions.moving_applying import (
    ApplyForMoving,
    CorrectMoving,
    CostRow,
    FindBudget,
    apply_for_moving,
    correct_moving,
    find_budget,
)
from services.benefits.decisions.moving_deciding import (
    DecideMoving,
    ReviewMoving,
    decide_moving,
    draft_moving,
    review_moving,
)
from services.benefits.decisions.moving_judging import DraftMoving
from services.benefits.decisions.moving_paying import (
    CommitMoving,
    OrderMoving,
    commit_moving,
    order_moving,
)
from services.benefits.decisions.paying import (
    ConfirmPayment,
    PassOrder,
    confirm_payment,
    pass_order,
)
from services.benefits.moving import Moving, MovingStage, evolve
from services.benefits.notices.of_moving import of_moving_grant, of_moving_to_payee
from services.benefits.programmes.housing_security.moving import JA, Cost
from tests.benefits.facts import (
    CLERK,
    DECIDER,
    DRAFTER,
    LANDLORD,
    ONE_PERSON,
    PERSON,
    REVIEWER,
    RULE,
    TODAY,
    TREASURER,
)

ARRIVED = date(2026, 11, 2)
MOVERS = CostRow(
    kind=MovingCost.TRANSPORT_OF_GOODS, cost_yen=80_000, payee_name="見本引越",
    payee_bank="見本銀行", payee_branch="西", payee_account="普通 7654321",
)  # fmt: skip
KEY = CostRow(kind=MovingCost.KEY_MONEY, cost_yen=60_000, payee_name="見本不動産",
              payee_bank="見本銀行", payee_branch="北", payee_account="普通 1111111")  # fmt: skip
DEPOSIT = CostRow(kind=MovingCost.DEPOSIT, cost_yen=50_000, payee_name="見本不動産")
LEAF = "cd" * 32


def made(command: Any, usual: dict[str, Any], changes: dict[str, Any]) -> Any:
    return command(**({"today": TODAY} | usual | changes))


def apply(**changes: Any) -> ApplyForMoving:
    usual = {
        "arrived_on": ARRIVED, "person": PERSON, "payees_person": LANDLORD, "moving_no": 1,
        "medium": Medium.COUNTER, "cause": MovingCause.LEFT_WORK, "fell_in": "2026-08",
        "household_size": 1, "income_yen": 100_000, "savings_yen": 300_000, "rent_yen": 52_000,
        "destination": "大阪市", "costs": (MOVERS, KEY, DEPOSIT),
    }  # fmt: skip
    return made(ApplyForMoving, usual, changes)


def find(**changes: Any) -> FindBudget:
    usual = {
        "found_on": date(2026, 11, 10), "adviser": CLERK, "needed": True, "rent_before_yen": 52_000,
        "rent_after_yen": 38_000, "others_before_yen": 90_000, "others_after_yen": 90_000,
    }  # fmt: skip
    return made(FindBudget, usual, changes)


def draft(**changes: Any) -> DraftMoving:
    usual = {
        "drafted_on": date(2026, 11, 15), "drafter": DRAFTER, "standard": ONE_PERSON, "rule": RULE,
        "cap_yen": 40_000, "cap_row": "大阪市 1人", "fell_markedly": True, "main_earner": True,
        "no_overlap": True, "no_gang_member": True, "no_earlier": True,
    }  # fmt: skip
    return made(DraftMoving, usual, changes)


def review(**changes: Any) -> ReviewMoving:
    return made(ReviewMoving, {"reviewed_on": date(2026, 11, 16), "reviewer": REVIEWER}, changes)


def decide(**changes: Any) -> DecideMoving:
    usual = {
        "decided_on": date(2026, 11, 17), "decider": DECIDER, "post": "課長", "entitled": True,
        "approved": LEAF, "standing": LEAF, "number": "福生第301号",
    }  # fmt: skip
    return made(DecideMoving, usual, changes)


def commit(**changes: Any) -> CommitMoving:
    usual = {"committed_on": date(2026, 11, 18), "fiscal_year": 2026, "item": "扶助費"}
    return made(CommitMoving, usual, changes)


def order(cost: MovingCost = MovingCost.KEY_MONEY, **changes: Any) -> OrderMoving:
    day = date(2026, 11, 19)
    usual = {"ordered_on": day, "orderer": CLERK, "cost": cost, "order_no": f"支-{cost.value}",
             "due_on": day}  # fmt: skip
    return made(OrderMoving, usual, changes)


def passing(cost: MovingCost = MovingCost.KEY_MONEY, **changes: Any) -> PassOrder:
    usual = {"passed_on": date(2026, 11, 20), "reviewer": TREASURER, "part": cost.value}
    return made(PassOrder, usual, changes)


def pay(cost: MovingCost = MovingCost.KEY_MONEY, **changes: Any) -> ConfirmPayment:
    usual = {"paid_on": date(2026, 11, 25), "part": cost.value}
    return made(ConfirmPayment, usual, changes)


def led(*steps: tuple[Any, Any]) -> list[Event]:
    history: list[Event] = []
    for decision, command in steps:
        facts = list(decision(fold(evolve, history), command))
        assert facts, decision
        history += facts
        assert list(decision(fold(evolve, history), command)) == [], "repeats are harmless"
    return history


def state(history: list[Event]) -> Moving:
    found = fold(evolve, history)
    assert found
    return found


APPLIED = ((apply_for_moving, apply()),)
DRAFTED = (*APPLIED, (find_budget, find()), (draft_moving, draft()))
DECIDED = (*DRAFTED, (review_moving, review()), (decide_moving, decide()))
COMMITTED = (*DECIDED, (commit_moving, commit()))


def test_the_costs_of_facts_and_rules_are_the_same() -> None:
    assert {kind.value: kind.ja for kind in MovingCost} == {kind.value: JA[kind] for kind in Cost}


def test_the_whole_way_pays_each_cost_to_its_payee_and_nothing_that_is_excluded() -> None:
    kinds = (MovingCost.KEY_MONEY, MovingCost.TRANSPORT_OF_GOODS)
    money = [
        step
        for kind in kinds
        for step in ((order_moving, order(kind)), (pass_order, passing(kind)),
                     (confirm_payment, pay(kind)))
    ]  # fmt: skip
    history = led(*COMMITTED, *money)
    moving = state(history)
    assert moving.stage is MovingStage.PAID
    assert moving.granted == {MovingCost.KEY_MONEY: 60_000, MovingCost.TRANSPORT_OF_GOODS: 60_000}
    assert moving.committed
    assert moving.committed.amount_yen == Open(PERSON, 120_000)
    assert moving.committed.payments == 2
    assert sum(p.paid.amount_yen.value for p in moving.payments.values() if p.paid) == 120_000  # type: ignore[union-attr]


@pytest.mark.parametrize(("movers", "paid"), [(60_000, 60_000), (60_001, 60_000), (59_999, 59_999)])
def test_three_times_the_cap_of_the_destination_is_the_limit(movers: int, paid: int) -> None:
    costs = (replace(MOVERS, cost_yen=movers), KEY)
    history = led((apply_for_moving, apply(costs=costs)), *DRAFTED[1:])
    drafted = history[-1]
    assert isinstance(drafted, MovingDrafted)
    assert drafted.figures.value.limit_yen == 120_000  # type: ignore[union-attr]
    lines = {line.kind: line.yen for line in drafted.figures.value.paid}  # type: ignore[union-attr]
    assert lines == {MovingCost.KEY_MONEY: 60_000, MovingCost.TRANSPORT_OF_GOODS: paid}


@pytest.mark.parametrize(
    ("steps", "changes", "against"),
    [
        ((apply(fell_in="2024-10"), find()), {}, "収入減からの期間"),
        ((apply(income_yen=132_001), find()), {}, "収入要件"),
        ((apply(savings_yen=552_001), find()), {}, "資産要件"),
        ((apply(), find(needed=False)), {}, "家計の見地からの転居の必要"),
        ((apply(), find(rent_after_yen=52_000)), {}, "家計の見地からの転居の必要"),
        ((apply(), None), {}, "家計の見地からの転居の必要"),
        ((apply(), find()), {"fell_markedly": False}, "収入の著しい減少"),
        ((apply(), find()), {"main_earner": False}, "主たる生計維持者"),
        ((apply(), find()), {"no_overlap": False}, "類似給付との重複なし"),
        ((apply(), find()), {"no_gang_member": False}, "暴力団員でない"),
        ((apply(), find()), {"no_earlier": False}, "前の転居費用補助"),
    ],
)  # fmt: skip
def test_one_requirement_unmet_is_a_refusal(steps: Any, changes: Any, against: str) -> None:
    applied, found = steps
    begun = [(apply_for_moving, applied), *([(find_budget, found)] if found else [])]
    history = led(*begun, (draft_moving, draft(**changes)))
    drafted = history[-1]
    assert isinstance(drafted, MovingDrafted)
    assert not drafted.proposal
    assert [one.requirement for one in drafted.findings.value if not one.met] == [against]  # type: ignore[union-attr]


def test_at_every_limit_it_is_granted() -> None:
    rising = find(rent_after_yen=60_000, others_after_yen=81_999)
    at = apply(fell_in="2024-11", income_yen=132_000, savings_yen=552_000)
    history = led((apply_for_moving, at), (find_budget, rising), (draft_moving, draft()))
    assert history[-1].proposal  # type: ignore[attr-defined]
    even = find(rent_after_yen=60_000, others_after_yen=82_000)
    history = led((apply_for_moving, at), (find_budget, even), (draft_moving, draft()))
    assert not history[-1].proposal  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("steps", "decision", "command", "code"),
    [
        ((), apply_for_moving, apply(arrived_on=date(2025, 3, 31)), "not-yet"),
        ((), apply_for_moving, apply(costs=(KEY, KEY)), "cost-twice"),
        ((), apply_for_moving, apply(rent_yen=None), "due-missing"),
        (APPLIED, draft_moving, draft(cap_yen=None), "no-cap"),
        (APPLIED, draft_moving, draft(standard=None), "no-standard"),
        (DRAFTED, review_moving, review(reviewer=DRAFTER), "self-review"),
        (DRAFTED, decide_moving, decide(), "not-reviewed"),
        (DECIDED[:-1], decide_moving, decide(decider=DRAFTER), "self-approval"),
        (DECIDED[:-1], decide_moving, decide(standing="ee" * 32), "stale-approval"),
        (DECIDED[:-1], decide_moving, decide(entitled=False), "not-entitled"),
        (DECIDED, find_budget, find(), "already-decided"),
        (DECIDED, order_moving, order(), "not-committed"),
        (COMMITTED, order_moving, order(MovingCost.DEPOSIT), "not-granted"),
        (COMMITTED, pass_order, passing(), "not-ordered"),
        ((*COMMITTED, (order_moving, order())), pass_order, passing(reviewer=CLERK),
         "self-approval"),
        ((*COMMITTED, (order_moving, order())), confirm_payment, pay(), "not-passed"),
        ((*COMMITTED, (order_moving, order())), order_moving, order(order_no="支-9"),
         "already-ordered"),
    ],
)  # fmt: skip
def test_what_would_not_be_right_now_is_refused(
    steps: Any, decision: Any, command: Any, code: str
) -> None:
    with pytest.raises(Refused, match=code):
        decision(fold(evolve, led(*steps)), command)


def test_an_application_with_gaps_is_a_fact_and_is_asked_for() -> None:
    history = led((apply_for_moving, apply(costs=(), missing=(Document.ESTIMATE,), due_on=TODAY)))
    assert history[1].missing == ("entries", "estimate")  # type: ignore[attr-defined]
    with pytest.raises(Refused, match="correction-open"):
        draft_moving(state(history), draft())
    late = date(2026, 12, 11)
    (refusing,) = draft_moving(state(history), draft(today=late, drafted_on=late))
    assert "転居費用の見積書" in refusing.findings.value[0].sentence  # type: ignore[attr-defined]


def test_a_correction_keeps_the_account_nobody_typed_again() -> None:
    shown = replace(MOVERS, payee_bank="", payee_branch="", payee_account="", cost_yen=70_000)
    told = CorrectMoving(
        today=TODAY, corrected_on=date(2026, 11, 9), payees_person=LANDLORD, household_size=1,
        income_yen=90_000, savings_yen=0, rent_yen=52_000, destination="大阪市", costs=(shown,),
    )  # fmt: skip
    moving = state(led(*DRAFTED, (correct_moving, told)))
    assert moving.application.payees.value[0].account == "普通 7654321"  # type: ignore[union-attr]
    assert moving.application.costs == Open(
        PERSON, (CostLine(kind=MovingCost.TRANSPORT_OF_GOODS, yen=70_000),)
    )
    assert moving.proposal is None


def test_a_refusal_needs_reasons_and_a_provision() -> None:
    begun = (
        *APPLIED,
        (find_budget, find(needed=False)),
        (draft_moving, draft()),
        (review_moving, review()),
    )
    for lacking in ({"reasons": "x"}, {"citation": "法3条"}):
        with pytest.raises(Refused, match="missing"):
            decide_moving(state(led(*begun)), decide(**lacking))
    history = led(*begun, (decide_moving, decide(citation="法3条", reasons="必要がない")))
    assert isinstance(history[-1], MovingRefused)
    assert state(history).over


def test_a_payee_is_told_of_one_cost_only() -> None:
    history = led(*COMMITTED, (order_moving, order()))
    applied, ordered = state(history).application, history[-1]
    assert isinstance(ordered, MovingOrdered)
    told = repr(of_moving_to_payee(applied, ordered))
    assert "60,000円" in told
    assert "見本不動産" in told
    for kept in ("見本引越", "120,000", "100,000", "1111111"):
        assert kept not in told, kept
    decided = next(fact for fact in history if isinstance(fact, MovingDecided))
    own = repr(of_moving_grant(applied, decided))
    for words in ("120,000円", "敷金", "40,000円の3倍"):
        assert words in own, words
