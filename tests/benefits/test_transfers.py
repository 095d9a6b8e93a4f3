"""Accounts, orders sent back or cancelled, batches, transfers that come back, 戻入, the end of a fiscal year."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from events.contract import Open, fold, opened
from events.contract.benefits import ExpenditureCommitted, GrantEnded, PaymentOrdered
from events.contract.benefits_transfers import (
    BatchHandedOver,
    BatchReleased,
    BatchResultRead,
    BatchWithdrawn,
    OrderCancelled,
    OrderReissued,
    OrderReturned,
    OrderUnbatched,
    ReturnedTransferBooked,
)
from events.testing.scenario import Scenario
from services.benefits import batch
from services.benefits.decisions import (
    commit_expenditure,
    confirm_payment,
    order_payment,
    pass_order,
)
from services.benefits.decisions.accounts import change_account, check_account
from services.benefits.decisions.batching import (
    FillBatch,
    HandOverBatch,
    LeaveBatch,
    ProposeBatch,
    ReadResult,
    WithdrawBatch,
    fill_batch,
    hand_over_batch,
    join_batch,
    leave_batch,
    open_batch,
    propose_batch,
    read_result,
    release_batch,
    withdraw_batch,
)
from services.benefits.decisions.sending_back import (
    book_return,
    cancel_order,
    reissue_order,
    return_order,
    return_transfer,
)
from services.benefits.fiscal import FiscalRule, YearEnd
from services.benefits.grant import evolve
from tests.benefits import transfer_facts as of
from tests.benefits.facts import (
    CLERK,
    DRAFTER,
    GRANTED,
    LANDLORD,
    PAYABLE,
    PERSON,
    TODAY,
    TREASURER,
    commit,
    committed,
    confirm,
    order,
    ordered,
    paid,
    pass_on,
    passed,
)
from tests.benefits.test_paying import ALL_PAID, STOPPED

grant = Scenario(evolve)
batches = Scenario(batch.evolve)
READY = (*PAYABLE, of.changed(), of.checked(), ordered(), passed())
BACK = (*PAYABLE, ordered(), passed(), paid(), of.bounced())
EARLY = FiscalRule(
    ends=(
        YearEnd(
            fiscal_year=2026,
            commit_until=date(2027, 3, 31),
            order_until=date(2027, 4, 20),
            pay_until=date(2027, 5, 31),
        ),
    )
)


def test_an_account_is_stated_from_a_paper_and_checked_by_another() -> None:
    grant.given(*GRANTED).when(change_account, of.change()).then(of.changed())
    grant.given(*GRANTED, of.changed()).when(change_account, of.change()).then()
    grant.given(*GRANTED, of.changed()).when(check_account, of.check()).then(of.checked())
    for changes, code in (
        ({"checker": CLERK}, "self-approval"),
        ({"standing": "ba" * 32}, "stale-approval"),
        ({"entitled": False}, "not-entitled"),
        ({"checked_on": date(2026, 11, 24)}, "before-earlier-step"),
    ):
        tried = grant.given(*GRANTED, of.changed()).when(check_account, of.check(**changes))
        tried.refused(code)
    grant.given(*GRANTED).when(check_account, of.check()).refused("no-account")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"holder_kana": "港管理"}, "kana"),
        ({"holder_kana": ""}, "kana"),
        ({"holder_kana": "ア" * 31}, "kana-long"),
        ({"holder_kana": "ガ" * 16}, "kana-long"),
        ({"bank_code": "999"}, "digits"),
        ({"branch_code": "００２"}, "digits"),
        ({"number": "12345678"}, "digits"),
        ({"mandate": "届出書"}, "mandate-missing"),
    ],
)
def test_an_account_the_bank_would_not_take_is_refused(changes: dict[str, Any], code: str) -> None:
    grant.given(*GRANTED).when(change_account, of.change(**changes)).refused(code)


def test_a_changed_account_needs_a_new_check_before_money_goes_there() -> None:
    other = of.changed(account_no=2, account=Open(LANDLORD, replace(of.ACCOUNT, number="7654321")))
    grant.given(*READY).when(join_batch, of.join()).then(of.batched())
    grant.given(*READY, other).when(join_batch, of.join()).refused("account-unchecked")
    grant.given(*READY, other, of.checked(2)).when(join_batch, of.join()).then(
        of.batched(account_no=2)
    )


def test_an_order_sent_back_can_be_given_again() -> None:
    sent = OrderReturned(
        returned_on=date(2026, 11, 27),
        person=PERSON,
        grant_no=1,
        month="2026-11",
        order_no="支-2026-11",
        reviewer=TREASURER,
        reasons=Open(PERSON, "科目の細節が違う"),
    )
    before = (*PAYABLE, ordered())
    grant.given(*before).when(return_order, of.give_back()).then(sent)
    grant.given(*before, sent).when(return_order, of.give_back()).then()
    grant.given(*before).when(return_order, of.give_back(reviewer=CLERK)).refused("self-approval")
    grant.given(*before).when(return_order, of.give_back(reasons=" ")).refused("reasons-missing")
    grant.given(*before, passed()).when(return_order, of.give_back()).refused("already-passed")
    again = order(order_no="支-2", ordered_on=date(2026, 11, 28))
    grant.given(*before, sent).when(pass_order, pass_on()).refused("not-ordered")
    grant.given(*before, sent).when(order_payment, again).then(
        ordered(order_no="支-2", ordered_on=date(2026, 11, 28))
    )


def test_an_order_is_cancelled_unless_money_may_be_on_its_way() -> None:
    sure = OrderCancelled(
        cancelled_on=date(2026, 11, 28),
        person=PERSON,
        grant_no=1,
        month="2026-11",
        order_no="支-2026-11",
        clerk=CLERK,
        was_passed=False,
        was_returned=False,
        reasons=Open(PERSON, "転居が決まった"),
    )
    for before in ((*PAYABLE, ordered()), (*PAYABLE, ordered(), passed())):
        gone = replace(sure, was_passed=len(before) == len(PAYABLE) + 2)
        grant.given(*before).when(cancel_order, of.cancel()).then(gone)
        grant.given(*before, gone).when(cancel_order, of.cancel()).then()
    grant.given(*READY, of.batched()).when(cancel_order, of.cancel()).refused("in-a-batch")
    done = (*PAYABLE, ordered(), passed(), paid())
    grant.given(*done).when(cancel_order, of.cancel()).refused("already-paid")
    back = grant.given(*BACK).when(cancel_order, of.cancel(cancelled_on=date(2026, 12, 3)))
    back.kinds(OrderCancelled)


def test_a_returned_transfer_makes_the_month_unpaid_and_goes_once_more() -> None:
    done = (*PAYABLE, ordered(), passed(), paid())
    grant.given(*done).when(return_transfer, of.bounce()).then(of.bounced())
    grant.given(*BACK).when(return_transfer, of.bounce()).then()
    never = (*PAYABLE, ordered(), passed())
    grant.given(*never).when(return_transfer, of.bounce()).then(of.bounced(was_paid=False))
    grant.given(*PAYABLE, ordered()).when(return_transfer, of.bounce()).refused("not-passed")
    grant.given(*BACK).when(pass_order, pass_on()).refused("transfer-returned")
    grant.given(*BACK).when(reissue_order, of.reissue()).refused("account-unchecked")

    mended = (*BACK, of.changed(), of.checked())
    once_more = OrderReissued(
        reissued_on=date(2026, 12, 4),
        person=PERSON,
        grant_no=1,
        month="2026-11",
        order_no="支-2026-11",
        issue=2,
        orderer=CLERK,
        due_on=date(2026, 12, 10),
        account_no=1,
    )
    grant.given(*mended).when(reissue_order, of.reissue()).then(once_more)
    given = (*mended, once_more)
    grant.given(*given).when(reissue_order, of.reissue()).then()
    early = pass_on(passed_on=date(2026, 12, 3))
    grant.given(*given).when(pass_order, early).refused("before-earlier-step")
    late = pass_on(passed_on=date(2026, 12, 5))
    again = grant.given(*given).when(pass_order, late)
    assert len(again.facts) == 1
    second = confirm(paid_on=date(2026, 12, 10))
    grant.given(*given, *again.facts).when(confirm_payment, second).then(
        replace(paid(), paid_on=date(2026, 12, 10))
    )


def test_a_transfer_returned_after_the_end_opens_the_grant_for_paying() -> None:
    ended = (
        *ALL_PAID,
        GrantEnded(ended_on=TODAY, person=PERSON, grant_no=1, months_paid=3),
        of.changed(),
        of.checked(),
    )
    grant.given(*ended).when(order_payment, order()).refused("grant-over")
    back = grant.given(*ended).when(return_transfer, of.bounce())
    back.then(of.bounced())
    grant.given(*ended, *back.facts).when(reissue_order, of.reissue()).kinds(OrderReissued)


def test_money_that_came_back_is_booked_until_31_may_and_is_other_revenue_later() -> None:
    booked = ReturnedTransferBooked(
        booked_on=date(2026, 12, 5),
        person=PERSON,
        grant_no=1,
        month="2026-11",
        order_no="支-2026-11",
        fiscal_year=2026,
        item=ordered().item,
        amount_yen=Open(PERSON, 37_000),
    )
    grant.given(*BACK).when(book_return, of.book()).then(booked)
    grant.given(*BACK, booked).when(book_return, of.book()).then()
    last = of.book(booked_on=date(2027, 5, 31), today=date(2027, 6, 1))
    grant.given(*BACK).when(book_return, last).kinds(ReturnedTransferBooked)
    late = of.book(booked_on=date(2027, 6, 1), today=date(2027, 6, 1))
    grant.given(*BACK).when(book_return, late).refused("past-year")
    unpaid = (*PAYABLE, ordered(), passed(), of.bounced(was_paid=False))
    grant.given(*unpaid).when(book_return, of.book()).refused("nothing-returned")


def test_an_order_that_came_back_twice_is_booked_twice() -> None:
    history = list(BACK)
    later = date(2026, 12, 10)
    for decision, command in (
        (change_account, of.change(number="7")),
        (check_account, of.check()),
        (reissue_order, of.reissue()),
        (pass_order, pass_on(passed_on=later)),
        (confirm_payment, confirm(paid_on=later)),
        (return_transfer, of.bounce(returned_on=later)),
    ):
        history += decision(fold(evolve, history), command)
    for day in (date(2026, 12, 5), later):
        (booked,) = book_return(fold(evolve, history), of.book(booked_on=day))
        assert opened(booked.amount_yen, 0) == 37_000  # type: ignore[attr-defined]
        history.append(booked)
    again = of.book(booked_on=date(2026, 12, 9))
    grant.given(*history).when(book_return, again).refused("nothing-returned")


def test_an_order_is_in_one_batch_and_its_result_comes_through_it() -> None:
    inside = (*READY, of.batched())
    grant.given(*inside).when(join_batch, of.join()).then()
    grant.given(*inside).when(join_batch, of.join(batch=of.GRANT)).refused("in-a-batch")
    grant.given(*PAYABLE, of.changed(), of.checked(), ordered()).when(
        join_batch, of.join()
    ).refused("not-passed")
    grant.given(*READY).when(join_batch, of.join(fiscal_year=2025)).refused("other-year")
    grant.given(*READY[:-4], ordered(), passed()).when(join_batch, of.join()).refused(
        "account-unchecked"
    )
    grant.given(*inside).when(confirm_payment, confirm()).refused("in-a-batch")
    grant.given(*inside).when(confirm_payment, confirm(batch=of.BATCH)).then(paid())
    grant.given(*READY).when(confirm_payment, confirm(batch=of.BATCH)).refused("in-a-batch")
    grant.given(*inside).when(return_transfer, of.bounce()).refused("in-a-batch")
    leave = LeaveBatch(today=TODAY, batch=of.BATCH, part="2026-11")
    grant.given(*inside).when(leave_batch, leave).kinds(OrderUnbatched)
    grant.given(*READY).when(leave_batch, leave).then()


def test_a_batch_from_opening_to_the_answer() -> None:
    batches.given().when(open_batch, of.open_it()).then(of.opened())
    batches.given(of.opened()).when(open_batch, of.open_it()).then()
    other = of.open_it(fiscal_year=2025, transfer_on=date(2026, 12, 1))
    batches.given(of.opened()).when(open_batch, other).refused("number-used")
    batches.given().when(open_batch, other).refused("year-closed")
    fill = FillBatch(today=date(2026, 11, 28), number="2026-11-01", lines=(of.LINE,))
    batches.given(of.opened()).when(fill_batch, fill).then(of.filled())
    batches.given(of.opened(), of.filled()).when(fill_batch, fill).then()
    full = (of.opened(), of.filled())
    propose = ProposeBatch(
        today=TODAY,
        proposed_on=date(2026, 11, 28),
        proposer=CLERK,
        total_yen=37_000,
        contents="ee" * 32,
    )
    batches.given(of.opened()).when(propose_batch, propose).refused("batch-empty")
    batches.given(*full).when(propose_batch, propose).then(of.proposed())
    asked = (*full, of.proposed())
    batches.given(*asked).when(release_batch, of.release()).then(of.released())
    hand = HandOverBatch(
        today=TODAY,
        handed_on=date(2026, 11, 29),
        clerk=DRAFTER,
        sha256="ff" * 32,
        size=488,
        contents="ee" * 32,
    )
    batches.given(*asked).when(hand_over_batch, hand).refused("not-released")
    batches.given(*asked, of.released()).when(hand_over_batch, hand).then(of.handed())
    away = (*asked, of.released(), of.handed())
    batches.given(*away).when(hand_over_batch, hand).then()
    tampered = replace(hand, sha256="fe" * 32)
    batches.given(*away).when(hand_over_batch, tampered).refused("file-differs")
    answer = ReadResult(today=TODAY, clerk=CLERK, sha256="", paid=1, returned=0)
    batches.given(*asked).when(read_result, answer).refused("not-handed-over")
    batches.given(*away).when(read_result, answer).kinds(BatchResultRead)
    give_up = WithdrawBatch(today=TODAY, clerk=CLERK)
    batches.given(*asked).when(withdraw_batch, give_up).kinds(BatchWithdrawn)
    batches.given(*away).when(withdraw_batch, give_up).refused("handed-over")


def test_a_batch_that_was_given_up_leaves_nobody() -> None:
    """Its orders may be in another batch by then: its file would pay them twice."""
    gone = (
        *(of.opened(), of.filled(), of.proposed(), of.released()),
        BatchWithdrawn(withdrawn_on=TODAY, number="2026-11-01", clerk=CLERK),
    )
    hand = HandOverBatch(
        today=TODAY,
        handed_on=date(2026, 11, 29),
        clerk=DRAFTER,
        sha256="ff" * 32,
        size=488,
        contents="ee" * 32,
    )
    batches.given(*gone).when(hand_over_batch, hand).refused("batch-closed")
    again = WithdrawBatch(today=TODAY, clerk=CLERK)
    batches.given(*gone).when(withdraw_batch, again).then()
    batches.given(*gone, of.handed()).when(withdraw_batch, again).refused("handed-over")


def test_a_part_of_an_answer_that_is_read_twice_counts_once() -> None:
    two = (of.LINE, replace(of.LINE, part="2026-12", order_no="支-2"))
    away = (of.opened(), of.filled(*two), of.proposed(), of.released(), of.handed())
    half = ReadResult(today=TODAY, clerk=CLERK, sha256="", paid=1, returned=0)
    (read,) = read_result(fold(batch.evolve, away), half)
    batches.given(*away, read).when(read_result, half).then()
    whole = replace(half, returned=1)
    (rest,) = read_result(fold(batch.evolve, (*away, read)), whole)
    settled = fold(batch.evolve, (*away, read, rest))
    assert settled is not None
    assert (settled.stage, settled.answered) == (batch.BatchStage.SETTLED, 2)


def test_what_a_batch_told_of_an_order_is_counted_from_the_order() -> None:
    inside = (*READY, of.batched())
    for history, said in (
        (inside, None),
        ((*inside, paid()), True),
        ((*inside, paid(), of.bounced()), True),
        ((*inside, of.bounced(was_paid=False)), False),
        ((*READY, paid()), None),
    ):
        assert batch.paid_by(of.BATCH, "2026-11", history) is said
        assert batch.paid_by(of.GRANT, "2026-11", history) is None
        assert batch.paid_by(of.BATCH, "2026-12", history) is None


def test_a_release_is_by_another_person_and_for_what_was_read() -> None:
    asked = (of.opened(), of.filled(), of.proposed())
    for changes, code in (
        ({"releaser": CLERK}, "self-approval"),
        ({"entitled": False}, "not-entitled"),
        ({"approved": "ba" * 32}, "stale-approval"),
        ({"contents": "dd" * 32}, "stale-approval"),
        ({"released_on": date(2026, 11, 27)}, "before-earlier-step"),
    ):
        batches.given(*asked).when(release_batch, of.release(**changes)).refused(code)
    more = of.filled(replace(of.LINE, part="2026-12"))
    batches.given(*asked, more).when(release_batch, of.release()).refused("not-proposed")
    released = (*asked, of.released())
    batches.given(*released).when(release_batch, of.release()).then()
    batches.given(*released).when(
        fill_batch, FillBatch(today=TODAY, number="2026-11-01", lines=more.lines)
    ).refused("batch-closed")
    assert {BatchReleased, BatchHandedOver}.isdisjoint(map(type, asked))


def test_the_contents_hash_covers_every_yen_and_every_account() -> None:
    one = batch.PayLine(line=of.LINE, yen=37_000, account="aa")
    two = replace(one, line=replace(of.LINE, part="2026-12"))
    assert batch.contents_hash([one, two]) == batch.contents_hash([two, one])
    for other in (replace(one, yen=37_001), replace(one, account="ab"), two):
        assert batch.contents_hash([one]) != batch.contents_hash([other])


def test_what_changes_commits_the_difference() -> None:
    """A stop makes less: 減額 of what is no longer owed."""
    less = grant.given(*PAYABLE, STOPPED).when(commit_expenditure, commit(committed_on=TODAY))
    less.then(committed(committed_on=TODAY, amount_yen=Open(PERSON, -74_000)))
    grant.given(*PAYABLE, STOPPED, *less.facts).when(
        commit_expenditure, commit(committed_on=TODAY)
    ).then()


def test_an_order_needs_enough_left_of_a_commitment() -> None:
    little = committed(amount_yen=Open(PERSON, 40_000))
    outcome = grant.given(*GRANTED, little, ordered()).when(order_payment, order("2026-12"))
    outcome.refused("commitment-short")
    more = grant.given(*GRANTED, little, ordered()).when(commit_expenditure, commit(item="別"))
    assert [opened(f.amount_yen, 0) for f in more.facts if isinstance(f, ExpenditureCommitted)] == [
        71_000
    ]


def test_a_closed_year_is_not_ordered_from_and_its_rest_is_committed_anew() -> None:
    after = date(2027, 4, 21)
    late = order("2027-01", today=after, ordered_on=after, due_on=after, rule=EARLY)
    grant.given(*PAYABLE).when(order_payment, late).refused("year-closed")
    in_time = replace(late, ordered_on=date(2027, 4, 20))
    grant.given(*PAYABLE).when(order_payment, in_time).kinds(PaymentOrdered)
    old = commit(today=after, committed_on=after, rule=EARLY, item="別")
    grant.given(*PAYABLE, STOPPED).when(commit_expenditure, old).refused("year-closed")
    anew = replace(old, fiscal_year=2027)
    made = grant.given(*PAYABLE, ordered(), passed(), paid()).when(commit_expenditure, anew)
    made.then(
        committed(committed_on=after, fiscal_year=2027, item="別", amount_yen=Open(PERSON, 74_000))
    )
    again = grant.given(*PAYABLE, ordered(), passed(), paid(), *made.facts)
    (fact,) = again.when(order_payment, late).facts
    assert isinstance(fact, PaymentOrdered)
    assert (fact.fiscal_year, fact.item) == (2027, "別")
    too_late = pass_on("2026-11", today=date(2027, 6, 1), passed_on=date(2027, 6, 1), rule=EARLY)
    grant.given(*PAYABLE, ordered()).when(pass_order, too_late).refused("year-closed")


def test_by_month_every_month_is_paid_from_its_own_year() -> None:
    own = FiscalRule(by_month=True)
    first = commit(rule=own)
    grant.given(*GRANTED).when(commit_expenditure, first).then(committed())
    grant.given(*GRANTED).when(commit_expenditure, replace(first, fiscal_year=2027)).refused(
        "not-payable"
    )
    grant.given(*GRANTED, committed(fiscal_year=2027)).when(order_payment, order(rule=own)).refused(
        "commitment-short"
    )
