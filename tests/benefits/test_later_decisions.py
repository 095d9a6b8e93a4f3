"""延長, 変更, 中断, 再開, 中止: what is proposed, who decides it, which months and yen stand afterwards."""

from __future__ import annotations

from datetime import date

import pytest

from events.contract import Event, fold, opened
from events.contract.benefits import GrantEnded, GrantStopped
from events.contract.benefits_life import (
    AmountChanged,
    ApplicationWithdrawn,
    ExtensionRefused,
    GrantExtended,
    GrantResumed,
    GrantSuspended,
    LaterDropped,
    LaterRefused,
    StopDecided,
)
from events.testing.scenario import Scenario
from services.benefits import decisions as d
from services.benefits.grant import Grant, Stage, evolve
from tests.benefits import later_facts as f
from tests.benefits.facts import (
    DRAFTER,
    GRANTED,
    PAYABLE,
    commit,
    end,
    month_done,
    order,
    ordered,
    submitted,
)

grant = Scenario(evolve)
LATE = f.LATE


def state(history: tuple[Event, ...]) -> Grant:
    found = fold(evolve, history)
    assert found is not None
    return found


def worth(history: tuple[Event, ...]) -> dict[str, int]:
    """Month → yen, as it stands."""
    held = state(history)
    return {month: held.owed(month) for month in held.payable}


def extended(history: tuple[Event, ...], number: str = "福生第201号") -> tuple[Event, ...]:
    steps = (d.apply_for_extension, f.apply()), (d.draft_extension, f.extend())
    return f.decided(history, *steps, number=number)


def test_an_extension_adds_three_months_behind_the_last() -> None:
    history = extended(f.PAID)
    last = history[-1]
    assert isinstance(last, GrantExtended)
    assert (last.first_month, last.months, last.extension_no) == ("2027-02", 3, 1)
    assert list(worth(history)) == [
        "2026-11", "2026-12", "2027-01", "2027-02", "2027-03", "2027-04",
    ]  # fmt: skip
    assert state(history).months_used == 3
    assert state(history).life.extension is None


def test_an_extension_that_came_late_or_fails_is_refused_with_its_reasons() -> None:
    late = {"today": date(2027, 2, 5), "arrived_on": date(2027, 2, 5)}
    draft = {"today": date(2027, 2, 5), "drafted_on": date(2027, 2, 5)}
    arrived = f.lived(f.PAID, (d.apply_for_extension, f.apply(**late)))
    history = f.lived(arrived, (d.draft_extension, f.extend(**draft)))
    proposal = f.proposed(history)
    assert not proposal.favours
    assert "延長の申請の期限" in opened(proposal.reasons, "")
    again = f.lived(f.PAID, (d.apply_for_extension, f.apply(income_yen=200_000)))
    refused = f.decided(again, (d.draft_extension, f.extend()))
    last = refused[-1]
    assert isinstance(last, ExtensionRefused)
    assert "収入要件" in opened(last.reasons, "")
    assert worth(refused) == worth(f.PAID)
    idle = f.lived(again, (d.draft_extension, f.extend(seeking_work=False)))
    assert "求職活動等" in opened(f.proposed(idle).reasons, "")


def test_nine_months_and_two_extensions_are_the_most() -> None:
    twice = extended(extended(f.PAID), "福生第202号")
    third = f.lived(twice, (d.apply_for_extension, f.apply()), (d.draft_extension, f.extend()))
    assert len(worth(twice)) == 9
    assert not f.proposed(third).favours
    assert "支給期間" in opened(f.proposed(third).reasons, "")


def test_a_refusal_for_an_amount_of_zero_says_so() -> None:
    applied = f.lived(f.PAID, (d.apply_for_extension, f.apply(income_yen=132_000, rent_yen=40_000)))
    proposal = f.proposed(f.lived(applied, (d.draft_extension, f.extend())))
    assert not proposal.favours
    assert "0円" in opened(proposal.reasons, "")
    assert proposal.citation == "施行規則11条"
    less = f.change(income_yen=132_000, rent_yen=40_000)
    assert "0円" in opened(f.proposed(f.lived(PAYABLE, (d.draft_change, less))).reasons, "")


def test_a_change_touches_only_months_not_ordered() -> None:
    history = f.decided(PAYABLE, (d.draft_change, f.change()))
    last = history[-1]
    assert isinstance(last, AmountChanged)
    assert worth(history) == {"2026-11": 37_000, "2026-12": 32_000, "2027-01": 32_000}
    given = grant.given(*PAYABLE, ordered("2026-12"))
    given.when(d.draft_change, f.change()).refused("already-ordered")
    grant.given(*PAYABLE).when(d.draft_change, f.change(rent_yen=45_000)).refused(
        "nothing-to-change"
    )
    grant.given(*PAYABLE).when(d.draft_change, f.change(first_month="2027-02")).refused(
        "not-payable"
    )
    unproved = f.decided(PAYABLE, (d.draft_change, f.change(proved=False)))
    assert isinstance(unproved[-1], LaterRefused)
    assert worth(unproved) == worth(PAYABLE)


def test_a_month_ordered_between_proposal_and_decision_holds_it_up() -> None:
    history = f.lived(PAYABLE, (d.draft_change, f.change()), (d.review_later, f.review()))
    grant.given(*history, ordered("2026-12")).when(d.decide_later, f.decide()).refused(
        "already-ordered"
    )


def test_a_pause_puts_months_off_and_a_return_adds_them_up() -> None:
    history = f.decided((*PAYABLE, *month_done("2026-11")), (d.draft_suspension, f.suspend()))
    paused = history[-1]
    assert isinstance(paused, GrantSuspended)
    assert paused.resume_by == date(2028, 11, 30)
    assert (state(history).stage, state(history).payable) == (Stage.SUSPENDED, ("2026-11",))
    grant.given(*history).when(order_it := d.order_payment, order("2026-12")).refused("not-payable")
    assert order_it is d.order_payment
    grant.given(*history).when(d.apply_for_extension, f.apply()).refused("suspended")
    grant.given(*history).when(d.end_grant, end(today=LATE, ended_on=LATE)).refused("may-resume")
    back = f.decided(history, (d.draft_resumption, f.resume()), number="福生第202号")
    assert isinstance(back[-1], GrantResumed)
    assert list(worth(back)) == ["2026-11", "2027-02", "2027-03"]
    assert state(back).stage is Stage.ACTIVE


def test_a_return_after_two_years_or_unwell_is_refused() -> None:
    history = f.decided((*PAYABLE, *month_done("2026-11")), (d.draft_suspension, f.suspend()))
    late = {"today": date(2028, 12, 1), "drafted_on": date(2028, 12, 1)}
    for changes in (
        {**late, "asked_on": date(2028, 12, 1), "first_month": "2028-12"},
        {"recovered": False},
        {"seeking_work": False},
    ):
        tried = f.lived(history, (d.draft_resumption, f.resume(**changes)))
        assert not f.proposed(tried).favours, changes
    last_day = {"today": date(2028, 12, 1), "drafted_on": date(2028, 11, 30)}
    good = f.resume(**last_day, asked_on=date(2028, 11, 30), first_month="2028-11")
    assert f.proposed(f.lived(history, (d.draft_resumption, good))).favours
    grant.given(*history).when(d.draft_resumption, f.resume(first_month="2026-11")).refused(
        "month-too-early"
    )
    grant.given(*PAYABLE).when(d.draft_resumption, f.resume()).refused("not-suspended")


def test_a_pause_that_nobody_ends_is_over_after_two_years() -> None:
    history = f.decided((*PAYABLE, *month_done("2026-11")), (d.draft_suspension, f.suspend()))
    day = date(2028, 12, 1)
    grant.given(*history).when(d.end_grant, end(today=day, ended_on=day)).kinds(GrantEnded)


def test_a_stop_states_the_decision_and_the_stop() -> None:
    history = f.decided(PAYABLE, (d.draft_stop, f.stop()))
    decided, stopped = history[-2:]
    assert isinstance(decided, StopDecided)
    assert isinstance(stopped, GrantStopped)
    assert (decided.drafter, decided.explained) == (DRAFTER, False)
    assert state(history).payable == ("2026-11",)
    assert state(history).stage is Stage.STOPPED


def test_the_person_is_asked_before_a_stop() -> None:
    silent = f.stop(unasked="")
    grant.given(*PAYABLE).when(d.draft_stop, silent).refused("explanation-first")
    asked = f.lived(PAYABLE, (d.ask_for_explanation, f.ask()))
    early = f.stop(unasked="", drafted_on=date(2027, 1, 19))
    grant.given(*asked).when(d.draft_stop, early).refused("explanation-first")
    after = f.decided(asked, (d.draft_stop, silent))
    assert isinstance(after[-2], StopDecided)
    assert after[-2].explained
    answered = f.lived(asked, (d.record_explanation, f.explain(given_on=date(2027, 1, 10))))
    found = f.proposed(f.lived(answered, (d.draft_stop, early)))
    assert "本人の説明を受けました" in opened(found.figures, None).findings[0].sentence  # type: ignore[union-attr]
    grant.given(*PAYABLE).when(d.record_explanation, f.explain()).refused("nothing-asked")


def test_a_stop_needs_reasons_provision_and_an_open_month() -> None:
    for changes, code in (
        ({"reasons": " "}, "reasons-missing"),
        ({"citation": ""}, "citation-missing"),
        ({"last_month": "2027-01"}, "nothing-to-stop"),
        ({"last_month": "いつか"}, "month-unreadable"),
    ):
        grant.given(*PAYABLE).when(d.draft_stop, f.stop(**changes)).refused(code)
    given = grant.given(*PAYABLE, ordered("2026-12"))
    given.when(d.draft_stop, f.stop()).refused("already-ordered")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"decider": DRAFTER}, "self-approval"),
        ({"entitled": False}, "not-entitled"),
        ({"post": ""}, "not-entitled"),
        ({"standing": "cd" * 32}, "stale-approval"),
        ({"number": " "}, "number-missing"),
        ({"decided_on": date(2027, 1, 24)}, "before-earlier-step"),
    ],
)
def test_who_may_not_decide_a_later_matter(changes: dict[str, object], code: str) -> None:
    history = f.lived(PAYABLE, (d.draft_stop, f.stop()), (d.review_later, f.review()))
    grant.given(*history).when(d.decide_later, f.decide(**changes)).refused(code)


def test_a_proposal_is_reviewed_by_another_replaced_and_dropped() -> None:
    tabled = f.lived(PAYABLE, (d.draft_stop, f.stop()))
    given = grant.given(*tabled)
    given.when(d.decide_later, f.decide()).refused("not-reviewed")
    given.when(d.review_later, f.review(reviewer=DRAFTER)).refused("self-review")
    given.when(d.draft_stop, f.stop()).then()
    replaced = f.lived(tabled, (d.review_later, f.review()), (d.draft_change, f.change()))
    grant.given(*replaced).when(d.decide_later, f.decide()).refused("not-reviewed")
    dropped = f.lived(tabled, (d.drop_later, f.drop()))
    assert isinstance(dropped[-1], LaterDropped)
    grant.given(*dropped).when(d.drop_later, f.drop()).then()
    grant.given(*dropped).when(d.review_later, f.review()).refused("no-proposal")
    grant.given(*tabled).when(d.drop_later, f.drop(reason="")).refused("reason-missing")


def test_an_application_is_withdrawn_by_a_signed_paper_only() -> None:
    given = grant.given(submitted())
    given.when(d.withdraw_application, f.withdraw(signed=False)).refused("not-signed")
    given.when(d.withdraw_application, f.withdraw()).kinds(ApplicationWithdrawn)
    gone = f.lived((submitted(),), (d.withdraw_application, f.withdraw()))
    assert state(gone).stage is Stage.WITHDRAWN
    grant.given(*gone).when(d.withdraw_application, f.withdraw()).then()
    grant.given(*GRANTED).when(d.withdraw_application, f.withdraw()).refused("already-decided")
    waiting = f.lived(f.PAID, (d.apply_for_extension, f.apply()))
    after = f.lived(waiting, (d.withdraw_application, f.withdraw()))
    assert state(after).life.extension is None
    assert state(after).stage is Stage.ACTIVE


def test_the_end_waits_for_what_is_still_to_be_decided() -> None:
    waiting = f.lived(f.PAID, (d.apply_for_extension, f.apply()))
    day = {"today": LATE, "ended_on": LATE}
    grant.given(*waiting).when(d.end_grant, end(**day)).refused("decision-open")


def test_an_extension_needs_its_own_commitment() -> None:
    history = extended(f.PAID)
    day = {"today": LATE, "ordered_on": LATE, "due_on": LATE}
    grant.given(*history).when(d.order_payment, order("2027-02", **day)).refused("commitment-short")
    more = f.lived(history, (d.commit_expenditure, commit(today=LATE, committed_on=LATE)))
    assert opened(more[-1].amount_yen, 0) == 111_000  # type: ignore[attr-defined]
    grant.given(*more).when(d.commit_expenditure, commit(today=LATE, committed_on=LATE)).then()
    assert f.lived(more, (d.order_payment, order("2027-02", **day)))[-1] is not None
