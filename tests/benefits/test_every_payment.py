"""Whatever is tried in whatever order: no month paid twice, never more than decided or committed, in one batch only."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as some

from events.contract import Event, Refused, fold, opened
from events.contract.benefits import ExpenditureCommitted, PaymentMade
from events.contract.benefits_transfers import (
    OrderBatched,
    ReturnedTransferBooked,
    TransferReturned,
)
from services.benefits.decisions import (
    commit_expenditure,
    confirm_payment,
    order_payment,
    pass_order,
)
from services.benefits.decisions.accounts import change_account, check_account
from services.benefits.decisions.batching import (
    LeaveBatch,
    join_batch,
    leave_batch,
)
from services.benefits.decisions.sending_back import (
    book_return,
    cancel_order,
    reissue_order,
    return_order,
    return_transfer,
)
from services.benefits.grant import evolve
from tests.benefits import facts
from tests.benefits import transfer_facts as of
from tests.benefits.facts import CLERK, TREASURER

DAY = date(2026, 12, 10)
MONTHS = some.sampled_from(["2026-11", "2026-12", "2027-01", "2027-02"])
BATCHES = some.sampled_from([of.BATCH, of.GRANT])
WHO = some.sampled_from([CLERK, TREASURER])
ORDER = {"ordered_on": DAY, "due_on": DAY, "evidence_first": False}
TRIES = some.one_of(
    some.builds(lambda m, w: (order_payment, facts.order(m, orderer=w, **ORDER)), MONTHS, WHO),
    some.builds(
        lambda m, w: (pass_order, facts.pass_on(m, passed_on=DAY, reviewer=w)), MONTHS, WHO
    ),
    some.builds(
        lambda m, b: (confirm_payment, facts.confirm(m, paid_on=DAY, batch=b)),
        MONTHS,
        some.none() | BATCHES,
    ),
    some.builds(
        lambda m, w: (return_order, of.give_back(part=m, returned_on=DAY, reviewer=w)),
        MONTHS,
        WHO,
    ),
    some.builds(lambda m: (cancel_order, of.cancel(part=m, cancelled_on=DAY)), MONTHS),
    some.builds(
        lambda m, b: (return_transfer, of.bounce(part=m, returned_on=DAY, batch=b)),
        MONTHS,
        some.none() | BATCHES,
    ),
    some.builds(lambda m: (reissue_order, of.reissue(part=m, reissued_on=DAY)), MONTHS),
    some.builds(
        lambda m: (book_return, of.book(part=m, order_no=f"支-{m}", booked_on=DAY)), MONTHS
    ),
    some.builds(lambda m, b: (join_batch, of.join(part=m, batch=b)), MONTHS, BATCHES),
    some.builds(
        lambda m, b: (leave_batch, LeaveBatch(today=DAY, batch=b, part=m)), MONTHS, BATCHES
    ),
    some.builds(lambda n: (change_account, of.change(number=n)), some.sampled_from(["1", "2"])),
    some.builds(lambda w: (check_account, of.check(checker=w)), WHO),
    some.just((commit_expenditure, facts.commit(committed_on=DAY))),
)
READY = (*facts.PAYABLE, of.changed(), of.checked())


@settings(max_examples=200)
@given(tries=some.lists(TRIES, max_size=30))
def test_no_order_of_commands_pays_a_month_twice(tries: list[tuple[Any, Any]]) -> None:
    history: list[Event] = list(READY)
    for decision, command in tries:
        try:
            made = list(decision(fold(evolve, history), command))
        except Refused:
            continue
        history += made
        assert list(decision(fold(evolve, history), command)) == []
    _holds(history)


def _holds(history: list[Event]) -> None:
    state = fold(evolve, history)
    assert state is not None
    standing: dict[str, int] = {}
    inside: dict[str, int] = {}
    for fact in history:
        if isinstance(fact, PaymentMade):
            assert fact.month not in standing, "paid twice"
            standing[fact.month] = opened(fact.amount_yen, 0)
        elif isinstance(fact, TransferReturned):
            assert fact.was_paid is (fact.month in standing)
            standing.pop(fact.month, None)
            inside.pop(fact.month, None)
        elif isinstance(fact, OrderBatched):
            inside[fact.month] = inside.get(fact.month, 0) + 1
    assert all(yen == state.owed(month) for month, yen in standing.items())
    assert {p.month for p in state.paid} == set(standing)
    committed = [f for f in history if isinstance(f, ExpenditureCommitted)]
    assert sum(standing.values()) <= sum(opened(f.amount_yen, 0) for f in committed)
    booked = [f for f in history if isinstance(f, ReturnedTransferBooked)]
    undone = [f for f in history if isinstance(f, TransferReturned) and f.was_paid]
    assert len(booked) <= len(undone)
    for month, held in state.months.items():
        assert month in state.payable
        assert not (held.passed and held.passed.reviewer in held.orderers)
        assert not held.paid or held.passed
        assert held.returned is None or not (held.passed or held.paid or held.batched)
