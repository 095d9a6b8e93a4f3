"""Costs of a move and supplements on the road of every order: batches, 組戻, re-issue, 戻入; never paid twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from events.contract import Event, Refused, fold, opened
from events.contract.benefits_moving import MovingCost
from events.contract.benefits_one_off import (
    MovingAccountChecked,
    MovingAccountStated,
    OneOffBatched,
    OneOffReissued,
    OneOffReturnBooked,
    OneOffTransferReturned,
)
from events.contract.benefits_transfers_v1 import BatchFilledV1, MonthLine
from events.contract.kind import UPCASTS, kind_of, newest
from events.contract.transfer_codes import PaidMatter
from services.benefits import moving, supplement
from services.benefits.batch import PayLine, contents_hash
from services.benefits.decisions.accounts import (
    CheckMovingAccount,
    StateMovingAccount,
    check_moving_account,
    state_moving_account,
)
from services.benefits.decisions.batching import LeaveBatch, join_batch, leave_batch
from services.benefits.decisions.moving_paying import order_moving
from services.benefits.decisions.paying import confirm_payment, pass_order
from services.benefits.decisions.sending_back import (
    book_return,
    cancel_order,
    reissue_order,
    return_order,
    return_transfer,
)
from services.benefits.decisions.supplementing import order_supplement
from services.benefits.moving import MovingStage
from services.benefits.orders import Orders
from services.benefits.payers import orders_of
from tests.benefits import facts, test_supplement
from tests.benefits import transfer_facts as of
from tests.benefits.facts import CLERK, LEAF, TREASURER
from tests.benefits.test_moving import COMMITTED, led, order

DAY = date(2026, 12, 10)
KEY = MovingCost.KEY_MONEY
STATE = StateMovingAccount(
    cost=KEY,
    **{name: getattr(of.change(), name) for name in type(of.change()).__dataclass_fields__},
)
CHECK = CheckMovingAccount(
    cost=KEY,
    **{name: getattr(of.check(), name) for name in type(of.check()).__dataclass_fields__},
)
PAYABLE_MOVE = led(*COMMITTED)
DECIDED: list[Event] = []
for _decision, _command, _ in test_supplement.STEPS[:2]:
    DECIDED += _decision(fold(supplement.evolve, DECIDED), _command)

MOVE = (moving.evolve, PAYABLE_MOVE, KEY.value, (order_moving, order(ordered_on=DAY, due_on=DAY)))
SUM = (supplement.evolve, DECIDED, "", (order_supplement, test_supplement.ORDER))
PAYERS = pytest.mark.parametrize(
    ("evolve", "begun", "part", "ordering"), [MOVE, SUM], ids=["moving", "supplement"]
)


def account(part: str) -> list[tuple[Any, Any]]:
    """A move states where its cost goes; a supplement goes where its grant does."""
    return [(state_moving_account, STATE), (check_moving_account, CHECK)] if part else []


def join(part: str, **changes: Any) -> Any:
    number = None if part else 1
    return of.join(part=part, today=DAY, account_no=number, **changes)


def money_steps(part: str, ordering: Any) -> list[tuple[Any, Any]]:
    """Every step that an order of that part may be asked for, lawful or not."""
    number = None if part else 1
    batches, who = (of.BATCH, of.GRANT), (CLERK, TREASURER)
    return [
        ordering,
        *((pass_order, facts.pass_on(part, passed_on=DAY, reviewer=w)) for w in who),
        *((confirm_payment, facts.confirm(part, paid_on=DAY, batch=b)) for b in (None, *batches)),
        *(
            (return_transfer, of.bounce(part=part, returned_on=DAY, batch=b))
            for b in (None, *batches)
        ),
        (return_order, of.give_back(part=part, returned_on=DAY)),
        (cancel_order, of.cancel(part=part, cancelled_on=DAY)),
        (reissue_order, of.reissue(part=part, reissued_on=DAY, account_no=number)),
        (book_return, of.book(part=part, order_no=ordering[1].order_no, booked_on=DAY)),
        *((join_batch, join(part, batch=b)) for b in batches),
        *((leave_batch, LeaveBatch(today=DAY, batch=b, part=part)) for b in batches),
        *account(part),
    ]


@PAYERS
def test_no_order_of_commands_pays_twice(evolve, begun, part, ordering) -> None:
    @settings(max_examples=120)
    @given(some.lists(some.sampled_from(money_steps(part, ordering)), max_size=25))
    def holds(commands: list[tuple[Any, Any]]) -> None:
        history: list[Event] = list(begun)
        for decision, command in commands:
            try:
                made = list(decision(fold(evolve, history), command))
            except Refused:
                continue
            history += made
            assert list(decision(fold(evolve, history), command)) == [], "repeats are harmless"
        _once(history, orders_of(fold(evolve, history)), part)

    holds()


def _once(history: list[Event], orders: Orders, part: str) -> None:
    standing = inside = undone = 0
    for fact in history:
        name = type(fact).__name__
        if name in {"MovingPaid", "SupplementPaid"}:
            standing += 1
            assert standing == 1, "paid twice"
        elif isinstance(fact, OneOffTransferReturned):
            assert fact.was_paid is (standing == 1)
            undone += fact.was_paid
            standing = inside = 0
        elif name in {"OneOffUnbatched", "OneOffOrderCancelled", "OneOffOrderReturned"}:
            inside = 0
        elif isinstance(fact, OneOffBatched):
            inside += 1
            assert inside == 1, "in two batches"
    held = orders.standing.get(part)
    assert bool(held and held.paid) is (standing == 1)
    assert sum(isinstance(fact, OneOffReturnBooked) for fact in history) <= undone
    if held is not None:
        assert not (held.passed and held.passed.reviewer in held.orderers)
        assert held.returned is None or not (held.passed or held.paid or held.batched)


@PAYERS
def test_batched_come_back_and_given_again_to_the_new_account(
    evolve, begun, part, ordering
) -> None:
    history: list[Event] = list(begun)

    def do(decision: Any, command: Any) -> list[Event]:
        made = list(decision(fold(evolve, history), command))
        history.extend(made)
        assert list(decision(fold(evolve, history), command)) == []
        return made

    def refused(decision: Any, command: Any, code: str) -> None:
        with pytest.raises(Refused) as told:
            decision(fold(evolve, history), command)
        assert told.value.code == code

    do(*ordering)
    refused(join_batch, join(part), "not-passed")
    refused(pass_order, facts.pass_on(part, passed_on=DAY, reviewer=CLERK), "self-approval")
    do(pass_order, facts.pass_on(part, passed_on=DAY))
    refused(join_batch, replace(join(part), account_no=None), "account-unchecked")
    for decision, command in account(part):
        do(decision, command)
    refused(join_batch, join(part, fiscal_year=2027), "other-year")
    do(join_batch, join(part))
    refused(join_batch, join(part, batch=of.GRANT), "in-a-batch")
    refused(confirm_payment, facts.confirm(part, paid_on=DAY), "in-a-batch")
    (paid,) = do(confirm_payment, facts.confirm(part, paid_on=DAY, batch=of.BATCH))
    (back,) = do(return_transfer, of.bounce(part=part, returned_on=DAY, batch=of.BATCH))
    assert isinstance(back, OneOffTransferReturned)
    assert back.was_paid
    assert opened(back.amount_yen, 0) == opened(paid.amount_yen, 0) > 0
    booking = of.book(part=part, order_no=ordering[1].order_no, booked_on=DAY)
    (booked,) = do(book_return, booking)
    assert booked.amount_yen == paid.amount_yen
    again = of.reissue(part=part, reissued_on=DAY, account_no=None if part else 2)
    (reissued,) = do(reissue_order, again)
    assert isinstance(reissued, OneOffReissued)
    assert (reissued.issue, reissued.account_no) == (2, 1 if part else 2)
    do(pass_order, facts.pass_on(part, passed_on=DAY))
    second = replace(join(part, batch=of.GRANT), account_no=None if part else 2)
    do(join_batch, second)
    do(confirm_payment, facts.confirm(part, paid_on=DAY, batch=of.GRANT))


def test_a_move_waits_again_when_its_money_comes_back() -> None:
    history = list(PAYABLE_MOVE)
    state = fold(moving.evolve, history)
    assert state is not None
    for kind in state.granted:
        for decision, command in (
            (order_moving, order(kind, ordered_on=DAY, due_on=DAY)),
            (pass_order, facts.pass_on(kind.value, passed_on=DAY)),
            (confirm_payment, facts.confirm(kind.value, paid_on=DAY)),
        ):
            history += decision(fold(moving.evolve, history), command)
    whole = fold(moving.evolve, history)
    assert whole is not None
    assert whole.stage is MovingStage.PAID
    history += return_transfer(whole, of.bounce(part=KEY.value, returned_on=DAY))
    waits = fold(moving.evolve, history)
    assert waits is not None
    assert (waits.stage, waits.over) == (MovingStage.GRANTED, False)


def test_the_account_of_a_cost_is_compared_by_a_second_person() -> None:
    history = list(PAYABLE_MOVE)
    (stated,) = state_moving_account(fold(moving.evolve, history), STATE)
    assert isinstance(stated, MovingAccountStated)
    history.append(stated)
    state = fold(moving.evolve, history)
    with pytest.raises(Refused) as told:
        check_moving_account(state, replace(CHECK, checker=CLERK))
    assert told.value.code == "self-approval"
    with pytest.raises(Refused) as told:
        check_moving_account(state, replace(CHECK, standing="00"))
    assert told.value.code == "stale-approval"
    (checked,) = check_moving_account(state, CHECK)
    assert isinstance(checked, MovingAccountChecked)
    assert checked.approved == LEAF
    with pytest.raises(Refused) as told:
        state_moving_account(state, replace(STATE, cost=MovingCost.DEPOSIT))
    assert told.value.code == "not-granted"


def test_a_line_of_the_first_form_is_a_month_of_rent_and_approved_by_the_same_hash() -> None:
    line = {"grant": str(of.GRANT), "case": str(of.GRANT), "month": "2026-11", "order_no": "支-1",
            "issue": 1}  # fmt: skip
    wire, body = newest(kind_of(BatchFilledV1).wire, {"number": "1", "lines": [line]}, UPCASTS)
    assert wire == "benefits.batch-filled.v2"
    (read,) = body["lines"]
    assert (read["matter"], read["part"]) == (PaidMatter.RENT.value, "2026-11")
    assert read["stream"] == read["account_at"] == line["grant"]
    old = MonthLine(grant=of.GRANT, case=of.GRANT, month="2026-11", order_no="支-1", issue=1)
    text = f"{old.grant}|{old.month}|{old.order_no}|{old.issue}|37000|aa"

    pay = PayLine(line=replace(of.LINE, order_no="支-1"), yen=37_000, account="aa")
    assert contents_hash([pay]) == sha256(text.encode()).hexdigest()
