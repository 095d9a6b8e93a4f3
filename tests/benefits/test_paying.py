"""支出負担行為, 支出命令, 会計管理者の審査, 給付支給, 中止, 終了."""

from __future__ import annotations

from datetime import date
from typing import Any

from events.contract import Event, Open
from events.contract.benefits import GrantEnded, GrantStopped
from events.contract.codes import StopReason
from events.testing.scenario import Scenario
from services.benefits.decisions import (
    commit_expenditure,
    confirm_payment,
    end_grant,
    order_payment,
    pass_order,
    stop_grant,
)
from services.benefits.grant import evolve
from tests.benefits.facts import (
    CLERK,
    GRANTED,
    PAYABLE,
    PERSON,
    commit,
    committed,
    confirm,
    end,
    month_done,
    order,
    ordered,
    paid,
    pass_on,
    passed,
    stop,
    submitted,
)

grant = Scenario(evolve)
ALL_PAID = (
    *PAYABLE,
    *month_done("2026-11"),
    *month_done("2026-12"),
    *month_done("2027-01"),
)
STOPPED = GrantStopped(
    stopped_on=date(2026, 12, 1),
    person=PERSON,
    grant_no=1,
    last_month="2026-11",
    reason=StopReason.INCOME_ABOVE_THRESHOLD,
    reasons=Open(PERSON, "常用就職により収入が上限を超えたため"),
)


def test_a_month_from_commitment_to_payment() -> None:
    grant.given(*GRANTED).when(commit_expenditure, commit()).then(committed())
    grant.given(*PAYABLE).when(order_payment, order()).then(ordered())
    grant.given(*PAYABLE, ordered()).when(pass_order, pass_on()).then(passed())
    grant.given(*PAYABLE, ordered(), passed()).when(confirm_payment, confirm()).then(paid())


def test_every_step_waits_for_the_one_before() -> None:
    grant.given(submitted()).when(commit_expenditure, commit()).refused("not-decided")
    grant.given(*GRANTED).when(order_payment, order()).refused("not-committed")
    grant.given(*PAYABLE).when(pass_order, pass_on()).refused("not-ordered")
    grant.given(*PAYABLE).when(confirm_payment, confirm()).refused("not-ordered")
    grant.given(*PAYABLE, ordered()).when(confirm_payment, confirm()).refused("not-passed")


def test_each_step_once_and_its_repeat_is_harmless() -> None:
    done = (*PAYABLE, *month_done("2026-11"))
    grant.given(*PAYABLE).when(commit_expenditure, commit()).then()
    grant.given(*PAYABLE).when(commit_expenditure, commit(item="別")).refused("already-committed")
    grant.given(*done).when(order_payment, order()).then()
    grant.given(*done).when(order_payment, order(order_no="別")).refused("already-ordered")
    grant.given(*done).when(pass_order, pass_on()).then()
    grant.given(*done).when(pass_order, pass_on(reviewer=PERSON)).refused("already-passed")
    grant.given(*done).when(confirm_payment, confirm()).then()
    other = confirm(paid_on=date(2026, 12, 1))
    grant.given(*done).when(confirm_payment, other).refused("already-paid")


def test_only_the_decided_months_are_paid() -> None:
    for month in ("2026-10", "2027-02", "2026-13", ""):
        grant.given(*PAYABLE).when(order_payment, order(month)).refused("not-payable")


def test_the_person_who_ordered_never_passes() -> None:
    given = grant.given(*PAYABLE, ordered())
    given.when(pass_order, pass_on(reviewer=CLERK)).refused("self-approval")


def test_money_steps_keep_the_order_of_days() -> None:
    early = date(2026, 11, 1)
    tries: tuple[tuple[tuple[Event, ...], Any, Any], ...] = (
        (GRANTED, commit_expenditure, commit(committed_on=early)),
        (PAYABLE, order_payment, order(ordered_on=early)),
        ((*PAYABLE, ordered()), pass_order, pass_on(passed_on=early)),
        ((*PAYABLE, ordered(), passed()), confirm_payment, confirm(paid_on=early)),
    )
    for history, decision, command in tries:
        grant.given(*history).when(decision, command).refused("before-earlier-step")
    late = confirm(paid_on=date(2026, 12, 11))
    grant.given(*PAYABLE, ordered(), passed()).when(confirm_payment, late).refused("future-day")


def test_slips_of_the_clerk() -> None:
    grant.given(*GRANTED).when(commit_expenditure, commit(item=" ")).refused("item-missing")
    grant.given(*GRANTED).when(commit_expenditure, commit(fiscal_year=26)).refused("fiscal-year")
    grant.given(*PAYABLE).when(order_payment, order(order_no="")).refused("number-missing")
    early = order(due_on=date(2026, 11, 1))
    grant.given(*PAYABLE).when(order_payment, early).refused("due-before-order")


def test_the_fiscal_year_of_an_order_is_that_of_the_commitment_not_of_the_day() -> None:
    history = (*GRANTED, committed(fiscal_year=2027))
    outcome = grant.given(*history).when(order_payment, order())
    outcome.then(ordered(fiscal_year=2027))


def test_a_stop_leaves_the_months_before_it_payable_and_closes_those_after() -> None:
    grant.given(*PAYABLE).when(stop_grant, stop()).then(STOPPED)
    history = (*PAYABLE, STOPPED)
    grant.given(*history).when(order_payment, order("2026-11")).then(ordered("2026-11"))
    grant.given(*history).when(order_payment, order("2026-12")).refused("not-payable")
    ordered_before = (*PAYABLE, ordered("2026-11"), STOPPED)
    grant.given(*ordered_before).when(pass_order, pass_on()).then(passed())
    grant.given(*ordered_before, passed()).when(confirm_payment, confirm()).then(paid())


def test_after_a_stop_only_what_is_left_is_committed() -> None:
    outcome = grant.given(*GRANTED, STOPPED).when(commit_expenditure, commit())
    outcome.then(committed(amount_yen=Open(PERSON, 37_000)))


def test_a_stop_cannot_reach_back_over_an_order_nor_stop_nothing() -> None:
    grant.given(*PAYABLE, ordered("2026-12")).when(stop_grant, stop()).refused("already-ordered")
    grant.given(*PAYABLE).when(stop_grant, stop(last_month="2027-01")).refused("nothing-to-stop")
    grant.given(*PAYABLE).when(stop_grant, stop(last_month="いつか")).refused("month-unreadable")
    grant.given(*PAYABLE).when(stop_grant, stop(reasons="")).refused("reasons-missing")
    grant.given(*PAYABLE, STOPPED).when(stop_grant, stop()).then()
    again = stop(stopped_on=date(2026, 12, 2))
    grant.given(*PAYABLE, STOPPED).when(stop_grant, again).refused("grant-over")


def test_the_end_comes_after_the_last_payment() -> None:
    given = grant.given(*ALL_PAID)
    given.when(end_grant, end()).then(
        GrantEnded(ended_on=date(2026, 12, 10), person=PERSON, grant_no=1, months_paid=3)
    )
    grant.given(*ALL_PAID[:-1]).when(end_grant, end()).refused("months-open")
    given.when(end_grant, end(ended_on=date(2026, 11, 29))).refused("before-earlier-step")
