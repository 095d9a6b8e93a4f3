"""出納管理: whatever the order of lines, the balance is never below zero and no large line is signed by one alone."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.contract import Refused
from events.contract.budget_codes import CashAct, KeptThing, PersonConfirmation
from events.contract.cash_handling import CashHandled
from services.planning.programmes.household_budget import cash_book, keeping, mending
from services.planning.programmes.household_budget.dues import DueKind, dues, marks
from services.planning.programmes.household_budget.record import NOTHING_YET, Budget, evolve

PERSON = UUID("00000000-0000-4000-8000-000000000001")
ONE, OTHER = (UUID(f"00000000-0000-4000-8000-0000000000{n}1") for n in "ab")
TODAY = date(2026, 7, 28)
FIRST = date(2026, 5, 1)
RECEIVED = keeping.HandleCash(
    today=TODAY,
    person=PERSON,
    staff=ONE,
    handled_on=FIRST,
    act=CashAct.CASH_RECEIVED,
    confirmation=PersonConfirmation.SIGNED,
    amount_yen=20_000,
    receipt_no="1",
)
PAID = replace(RECEIVED, act=CashAct.PAID_OUT, amount_yen=5_000, purpose="電気", receipt_no="2")
THING = replace(
    RECEIVED, act=CashAct.THING_RECEIVED, thing=KeptThing.PASSBOOK, amount_yen=0, receipt_no=""
)
SECOND = keeping.CountersignCash(
    today=TODAY, person=PERSON, staff=OTHER, of_no=1, countersigned_on=FIRST
)
COUNT = keeping.CountCash(
    today=TODAY, person=PERSON, staff=OTHER, counted_on=date(2026, 5, 31), counted_yen=20_000
)


def after(*steps) -> Budget:
    state = NOTHING_YET
    for decide, command in steps:
        for fact in decide(state, command):
            state = evolve(state, fact)
        assert list(decide(state, command)) == []
    return state


def code(budget, decide, command) -> str:
    try:
        decide(budget, command)
    except Refused as refusal:
        return refusal.code
    return ""


def due(budget: Budget) -> list[tuple[DueKind, date]]:
    return [(d.kind, d.on) for d in dues(m for entry in budget.entries for m in marks(entry))]


@pytest.mark.parametrize(
    ("command", "refused"),
    [
        (replace(RECEIVED, amount_yen=0), "amount-missing"),
        (replace(RECEIVED, receipt_no=" "), "receipt-missing"),
        (replace(RECEIVED, handled_on=TODAY + timedelta(days=1)), "future-day"),
        (replace(PAID, purpose=""), "purpose-missing"),
        (PAID, "below-zero"),
        (replace(THING, thing=None), "thing-missing"),
        (replace(THING, act=CashAct.THING_RETURNED), "not-kept"),
    ],
)
def test_the_limits_of_a_line(command, refused):
    assert code(None, keeping.handle_cash, command) == refused


def test_money_is_not_paid_out_before_it_was_received():
    state = after((keeping.handle_cash, replace(RECEIVED, handled_on=FIRST + timedelta(days=2))))
    assert code(state, keeping.handle_cash, PAID) == "below-zero"
    assert (
        code(state, keeping.handle_cash, replace(PAID, handled_on=FIRST + timedelta(days=2))) == ""
    )


def test_above_the_limit_somebody_else_countersigns_before_the_next_large_line():
    large = replace(RECEIVED, amount_yen=keeping.SECOND_SIGNATURE_YEN + 1)
    state = after((keeping.handle_cash, large))
    assert (DueKind.COUNTERSIGN, FIRST) in due(state)
    assert (
        code(state, keeping.handle_cash, replace(large, receipt_no="9")) == "second-signature-first"
    )
    assert code(state, keeping.handle_cash, PAID) == ""
    assert code(state, keeping.countersign_cash, replace(SECOND, staff=ONE)) == "same-person"
    signed = after((keeping.handle_cash, large), (keeping.countersign_cash, SECOND))
    assert DueKind.COUNTERSIGN not in [kind for kind, _ in due(signed)]
    assert code(signed, keeping.handle_cash, replace(large, receipt_no="9")) == ""
    small = after((keeping.handle_cash, replace(RECEIVED, amount_yen=keeping.SECOND_SIGNATURE_YEN)))
    assert code(small, keeping.countersign_cash, SECOND) == "no-second-needed"


def test_what_is_kept_is_counted_every_month_by_somebody_else():
    state = after((keeping.handle_cash, RECEIVED))
    assert due(state) == [(DueKind.COUNT, date(2026, 5, 31))]
    assert code(state, keeping.count_cash, replace(COUNT, staff=ONE)) == "same-person"
    short = replace(COUNT, counted_yen=19_000)
    assert code(state, keeping.count_cash, short) == "difference-unexplained"
    assert code(state, keeping.count_cash, replace(short, note="数え直す")) == ""
    counted = after((keeping.handle_cash, RECEIVED), (keeping.count_cash, COUNT))
    assert due(counted) == [(DueKind.COUNT, date(2026, 6, 30))]
    back = replace(RECEIVED, act=CashAct.CASH_RETURNED, handled_on=date(2026, 6, 2))
    returned = after(
        (keeping.handle_cash, RECEIVED), (keeping.count_cash, COUNT), (keeping.handle_cash, back)
    )
    assert due(returned) == []


def test_a_new_line_never_postpones_a_count_that_is_overdue():
    later = replace(RECEIVED, handled_on=date(2026, 7, 3), receipt_no="7")
    state = after((keeping.handle_cash, RECEIVED), (keeping.handle_cash, later))
    assert due(state) == [(DueKind.COUNT, date(2026, 5, 31))]


def test_a_line_is_not_withdrawn_where_later_ones_live_on_it():
    state = after((keeping.handle_cash, RECEIVED), (keeping.handle_cash, PAID))
    first = mending.WithdrawEntry(today=TODAY, person=PERSON, of_no=1, reason="誤り")
    assert code(state, mending.withdraw_entry, first) == "below-zero"
    gone = after(
        (keeping.handle_cash, RECEIVED),
        (keeping.handle_cash, PAID),
        (mending.withdraw_entry, replace(first, of_no=2)),
        (mending.withdraw_entry, first),
    )
    assert cash_book.holds(gone.of(CashHandled)) is False
    assert due(gone) == []


def test_things_are_kept_beside_money():
    state = after((keeping.handle_cash, THING))
    assert cash_book.things(state.of(CashHandled))[KeptThing.PASSBOOK] == 1
    assert due(state) == [(DueKind.COUNT, date(2026, 5, 31))]


LINES = st.builds(
    lambda act, amount, day, staff, number: replace(
        RECEIVED,
        act=act,
        amount_yen=amount,
        handled_on=FIRST + timedelta(days=day),
        staff=staff,
        purpose="支払",
        receipt_no=str(number),
    ),
    st.sampled_from(sorted(cash_book.CASH)),
    st.integers(1, 60_000),
    st.integers(0, 80),
    st.sampled_from([ONE, OTHER]),
    st.integers(1, 9),
)
WITHDRAWALS = st.builds(
    lambda number: mending.WithdrawEntry(today=TODAY, person=PERSON, of_no=number, reason="誤り"),
    st.integers(1, 12),
)
SIGNATURES = st.builds(
    lambda number, staff: replace(SECOND, of_no=number, staff=staff, countersigned_on=TODAY),
    st.integers(1, 12),
    st.sampled_from([ONE, OTHER]),
)
DECIDES = {
    keeping.HandleCash: keeping.handle_cash,
    mending.WithdrawEntry: mending.withdraw_entry,
    keeping.CountersignCash: keeping.countersign_cash,
}


@given(st.lists(st.one_of(LINES, LINES, WITHDRAWALS, SIGNATURES), max_size=14))
def test_no_sequence_of_commands_leads_below_zero(commands):
    state = NOTHING_YET
    for command in commands:
        decide = DECIDES[type(command)]
        try:
            facts = decide(state, command)
        except Refused:
            continue
        for fact in facts:
            state = evolve(state, fact)
        assert list(decide(state, command)) == []
        book = cash_book.cash_book(state)
        assert all(line.balance >= 0 for line in book)
        assert sum(line.waits for line in book) <= 1
        assert all(line.second is None or line.second.staff != line.fact.staff for line in book)
        held = cash_book.holds(state.of(CashHandled))
        assert (DueKind.COUNT in [kind for kind, _ in due(state)]) is held
