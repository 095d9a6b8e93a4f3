"""返還と債権: found, decided by another person, fixed, demanded, collected or ended; one cause per claim."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from events.contract import Event, Refused, fold, opened
from events.contract.benefits_claims import (
    ClaimCarriedOver,
    ClaimCause,
    ClaimExpired,
    ClaimExtent,
    ClaimFixed,
    ClaimInto,
    ClaimKind,
    ClaimWrittenOff,
    CollectionDeferred,
    DeferGround,
    DemandIssued,
    InstalmentsAgreed,
    MoneyCollected,
    OverpaymentFound,
    ReminderIssued,
    RepaymentDecided,
    RepaymentExplained,
    ReturnBooked,
    WriteOffGround,
)
from events.log.recorded import Recorded
from events.testing.scenario import Scenario
from services.benefits.claim import Stage, evolve
from services.benefits.decisions.claiming import (
    DecideRepayment,
    ExplainRepayment,
    FindOverpayment,
    MonthAsked,
    decide_repayment,
    explain_repayment,
    find_overpayment,
)
from services.benefits.decisions.collecting import (
    AgreeInstalments,
    CollectMoney,
    IssueDemand,
    IssueReminder,
    agree_instalments,
    collect_money,
    issue_demand,
    issue_reminder,
    plan_of,
)
from services.benefits.decisions.ending_claims import (
    DeferCollection,
    ExpireClaim,
    WriteOff,
    defer_collection,
    expire_claim,
    write_off,
)
from services.benefits.decisions.fixing import CarryOver, FixClaim, carry_over, fix_claim
from services.benefits.projections.claim_list import ClaimRow, ClaimStep, limited_on
from services.benefits.projections.claim_list import evolve as row_of
from services.benefits.screens.claim_forms import parts_kept
from tests.benefits.facts import CLERK, DECIDER, DRAFTER, PERSON
from tests.benefits.test_grant_work import CASE, CONTEXT, STREAM

claim = Scenario(evolve)
LATER = date(2033, 1, 10)
FOUND_ON = date(2026, 12, 10)
LEAF = "cd" * 32


def find(**changes: Any) -> FindOverpayment:
    made: dict[str, Any] = {
        "today": LATER,
        "found_on": FOUND_ON,
        "person": PERSON,
        "grant": UUID(int=7),
        "grant_no": 1,
        "claim_no": 1,
        "finder": DRAFTER,
        "cause": ClaimCause.RECIPIENT_UNREPORTED,
        "recheck": None,
        "paid": {"2026-11": 37_000, "2026-12": 37_000},
        "years": {"2026-11": 2026, "2026-12": 2026},
        "claimed": {},
        "how": "課税資料",
        "months": (
            MonthAsked(month="2026-11", asked_yen=10_000),
            MonthAsked(month="2026-12", asked_yen=20_000),
        ),
    }
    return FindOverpayment(**(made | changes))


IN_POST: dict[str, Any] = {"post": "納税課 課長", "entitled": True, "standing": "cd" * 32}


def decide(**changes: Any) -> DecideRepayment:
    made: dict[str, Any] = {
        "today": LATER,
        "decided_on": date(2026, 12, 15),
        "decider": DECIDER,
        "post": "福祉局 課長",
        "entitled": True,
        "approved": LEAF,
        "standing": LEAF,
        "number": "福生第401号",
        "extent": ClaimExtent.WHOLE,
        "reasons": "届出のない収入があったため",
    }
    return DecideRepayment(**(made | changes))


def fixing(**changes: Any) -> FixClaim:
    made: dict[str, Any] = {
        "today": LATER,
        "fixed_on": date(2026, 12, 20),
        "officer": CLERK,
        **IN_POST,
        "number": "調第12号",
        "kind": ClaimKind.PUBLIC,
        "into": ClaimInto.EXPENDITURE,
        "item": "民生費・扶助費",
    }
    return FixClaim(**(made | changes))


def demand(**changes: Any) -> IssueDemand:
    made: dict[str, Any] = {
        "today": LATER,
        "issued_on": date(2026, 12, 21),
        "number": "納第12号",
        "due_on": date(2027, 1, 20),
    }
    return IssueDemand(**(made | changes))


def collect(yen: int, **changes: Any) -> CollectMoney:
    made: dict[str, Any] = {"today": LATER, "collected_on": date(2027, 1, 15), "amount_yen": yen}
    return CollectMoney(**(made | changes))


def lived(*steps: tuple[Any, Any]) -> list[Event]:
    history: list[Event] = []
    for decision, command in steps:
        history += decision(fold(evolve, history), command)
    return history


FOUND = lived((find_overpayment, find()))
DECIDED = lived((find_overpayment, find()), (decide_repayment, decide()))
FIXED = [*DECIDED, *fix_claim(fold(evolve, DECIDED), fixing())]
DEMANDED = [*FIXED, *issue_demand(fold(evolve, FIXED), demand())]
REVENUE = lived(
    (find_overpayment, find()),
    (decide_repayment, decide()),
    (fix_claim, fixing(into=ClaimInto.REVENUE)),
    (issue_demand, demand()),
)


def test_a_finding_names_months_that_were_paid_and_one_cause() -> None:
    (found,) = FOUND
    assert isinstance(found, OverpaymentFound)
    assert (opened(found.amount_yen, 0), found.paid_year) == (30_000, 2026)
    nothing = claim.given()
    nothing.when(find_overpayment, find(months=())).refused("months-missing")
    twice = (MonthAsked(month="2026-11", asked_yen=1),) * 2
    nothing.when(find_overpayment, find(months=twice)).refused("month-twice")
    much = (MonthAsked(month="2026-11", asked_yen=37_001),)
    nothing.when(find_overpayment, find(months=much)).refused("more-than-paid")
    nothing.when(find_overpayment, find(claimed={"2026-12": 17_001})).refused("more-than-paid")
    unpaid = (MonthAsked(month="2027-01", asked_yen=1),)
    nothing.when(find_overpayment, find(months=unpaid)).refused("more-than-paid")
    nothing.when(find_overpayment, find(how=" ")).refused("how-missing")
    claim.given(*FOUND).when(find_overpayment, find()).then()
    claim.given(*FOUND).when(find_overpayment, find(how="別")).refused("already-found")


def test_the_decision_is_one_of_its_own_by_another_person() -> None:
    waiting = claim.given(*FOUND)
    waiting.when(decide_repayment, decide()).kinds(RepaymentDecided)
    waiting.when(decide_repayment, decide(decider=DRAFTER)).refused("self-approval")
    waiting.when(decide_repayment, decide(entitled=False)).refused("not-entitled")
    waiting.when(decide_repayment, decide(standing="x")).refused("stale-approval")
    waiting.when(decide_repayment, decide(reasons=" ")).refused("reasons-missing")
    claim.given(*DECIDED).when(decide_repayment, decide()).then()
    claim.given(*DECIDED).when(decide_repayment, decide(number="福生第9号")).refused(
        "already-decided"
    )
    part = decide(extent=ClaimExtent.PART, claimed_yen=30_000)
    waiting.when(decide_repayment, part).refused("part-out-of-range")
    said = ExplainRepayment(today=LATER, explained_on=date(2026, 12, 12), words="知らなかった")
    waiting.when(explain_repayment, said).kinds(RepaymentExplained)
    claim.given(*DECIDED).when(explain_repayment, said).refused("already-decided")


def test_an_error_of_the_office_is_weighed_and_never_called_fraud() -> None:
    found = lived((find_overpayment, find(cause=ClaimCause.OFFICE_ERROR)))
    claim.given(*found).when(decide_repayment, decide()).refused("weighing-missing")
    history = lived(
        (find_overpayment, find(cause=ClaimCause.OFFICE_ERROR)),
        (decide_repayment, decide(weighed="信頼に比べ公益が大きい")),
    )
    made = history[-1]
    assert isinstance(made, RepaymentDecided)
    assert "18条" not in made.citation
    assert "職権" in made.citation
    assert "不正" not in ClaimCause.OFFICE_ERROR.ja


def test_not_asked_back_ends_the_claim_with_its_history() -> None:
    history = lived((find_overpayment, find()), (decide_repayment, decide(extent=ClaimExtent.NONE)))
    state = fold(evolve, history)
    assert state is not None
    assert (state.stage, state.claimed_yen) == (Stage.DROPPED, 0)
    claim.given(*history).when(fix_claim, fixing()).refused("claim-over")


def test_money_returns_into_its_year_until_31_may_and_is_carried_over_after() -> None:
    last, after = date(2027, 5, 31), date(2027, 6, 1)
    open_year = claim.given(*DEMANDED)
    open_year.when(collect_money, collect(10_000, collected_on=last)).kinds(
        MoneyCollected, ReturnBooked
    )
    open_year.when(collect_money, collect(10_000, collected_on=after)).refused("year-closed")
    carrying = CarryOver(
        today=LATER, carried_on=after, officer=CLERK, number="調第40号", item="諸収入", **IN_POST
    )
    open_year.when(carry_over, replace(carrying, carried_on=last)).refused("year-open")
    history = [*DEMANDED, *collect_money(fold(evolve, DEMANDED), collect(10_000))]
    (carried,) = carry_over(fold(evolve, history), carrying)
    assert isinstance(carried, ClaimCarriedOver)
    assert (carried.from_year, carried.fiscal_year) == (2026, 2027)
    assert opened(carried.amount_yen, 0) == 20_000
    again = claim.given(*history, carried)
    again.when(carry_over, carrying).then()
    again.when(collect_money, collect(1, collected_on=after)).refused("not-demanded")
    fresh = demand(issued_on=after, due_on=date(2027, 7, 1), number="納第41号")
    told = [*history, carried, *issue_demand(fold(evolve, [*history, carried]), fresh)]
    (came,) = collect_money(fold(evolve, told), collect(20_000, collected_on=date(2027, 6, 20)))
    assert isinstance(came, MoneyCollected)
    assert came.fiscal_year == 2027
    state = fold(evolve, [*told, came])
    assert state is not None
    assert state.stage is Stage.SETTLED
    claim.given(*REVENUE).when(carry_over, carrying).refused("not-expenditure")
    late = fixing(fixed_on=after)
    claim.given(*DECIDED).when(fix_claim, late).refused("year-closed")
    two = lived(
        (find_overpayment, find(years={"2026-11": 2026, "2026-12": 2027})),
        (decide_repayment, decide()),
    )
    claim.given(*two).when(fix_claim, fixing()).refused("several-years")


def test_each_step_waits_for_the_one_before_and_repeats_are_harmless() -> None:
    claim.given(*FOUND).when(fix_claim, fixing()).refused("not-decided")
    claim.given(*DECIDED).when(issue_demand, demand()).refused("not-fixed")
    claim.given(*FIXED).when(collect_money, collect(1)).refused("not-demanded")
    claim.given(*DECIDED).when(fix_claim, fixing()).kinds(ClaimFixed)
    claim.given(*FIXED).when(fix_claim, fixing()).then()
    claim.given(*FIXED).when(issue_demand, demand()).kinds(DemandIssued)
    claim.given(*DEMANDED).when(issue_demand, demand()).then()
    claim.given(*DEMANDED).when(collect_money, collect(30_001)).refused("more-than-owed")
    claim.given(*DEMANDED).when(collect_money, collect(0)).refused("more-than-owed")


def reminder(**changes: Any) -> IssueReminder:
    made: dict[str, Any] = {
        "today": LATER,
        "issued_on": date(2027, 2, 1),
        "number": "督第3号",
        "due_on": date(2027, 2, 15),
    }
    return IssueReminder(**(made | changes))


def test_a_reminder_comes_after_the_day_and_the_first_renews_the_five_years() -> None:
    on_the_day = reminder(issued_on=date(2027, 1, 20), due_on=date(2027, 2, 1))
    claim.given(*REVENUE).when(issue_reminder, on_the_day).refused("not-overdue")
    claim.given(*REVENUE).when(issue_reminder, reminder()).kinds(ReminderIssued)
    state = fold(evolve, REVENUE)
    assert state is not None
    assert state.limited_on == date(2032, 1, 20)
    reminded = [*REVENUE, *issue_reminder(state, reminder())]
    state = fold(evolve, reminded)
    assert state is not None
    assert state.limited_on == date(2032, 2, 1)
    second = reminder(issued_on=date(2027, 3, 1), due_on=date(2027, 3, 15), number="督第9号")
    state = fold(evolve, [*reminded, *issue_reminder(state, second)])
    assert state is not None
    assert state.limited_on == date(2032, 2, 1)


@pytest.mark.parametrize("kind", list(ClaimKind))
def test_a_public_claim_ends_by_itself_and_a_private_one_by_plea(kind: ClaimKind) -> None:
    history = lived(
        (find_overpayment, find()),
        (decide_repayment, decide()),
        (fix_claim, fixing(into=ClaimInto.REVENUE, kind=kind)),
        (issue_demand, demand()),
    )
    told = claim.given(*history)
    day = date(2032, 1, 21)
    early = ExpireClaim(today=LATER, expired_on=date(2032, 1, 20))
    told.when(expire_claim, early).refused("not-expired")
    without = ExpireClaim(today=LATER, expired_on=day)
    pleaded = replace(without, pleaded_on=date(2032, 1, 25))
    if kind is ClaimKind.PRIVATE:
        told.when(expire_claim, without).refused("plea-missing")
        told.when(expire_claim, pleaded).kinds(ClaimExpired)
    else:
        told.when(expire_claim, pleaded).refused("plea-needless")
        told.when(expire_claim, without).kinds(ClaimExpired)
        gone = [*history, *expire_claim(fold(evolve, history), without)]
        late = collect(1_000, collected_on=date(2032, 2, 1))
        claim.given(*gone).when(collect_money, late).refused("expired")


def off(**changes: Any) -> WriteOff:
    made: dict[str, Any] = {
        "today": LATER,
        "written_on": date(2032, 3, 1),
        "decider": DECIDER,
        **IN_POST,
        "number": "福生第501号",
        "ground": WriteOffGround.EXPIRED,
        "reasons": "時効の完成による",
    }
    return WriteOff(**(made | changes))


def test_a_claim_leaves_the_books_only_on_its_ground_and_stays_in_the_history() -> None:
    claim.given(*REVENUE).when(write_off, off()).refused("not-expired")
    claim.given(*REVENUE).when(write_off, off(decider=CLERK)).refused("self-approval")
    claim.given(*REVENUE).when(write_off, off(ground=WriteOffGround.WAIVED)).kinds(ClaimWrittenOff)
    expire = ExpireClaim(today=LATER, expired_on=date(2032, 1, 21))
    gone = [*REVENUE, *expire_claim(fold(evolve, REVENUE), expire)]
    (made,) = write_off(fold(evolve, gone), off())
    state = fold(evolve, [*gone, made])
    assert state is not None
    assert (state.stage, state.claimed_yen) == (Stage.WRITTEN_OFF, 30_000)
    claim.given(*gone, made).when(write_off, off()).then()


def test_collection_rests_and_instalments_are_kept_or_broken() -> None:
    rest = DeferCollection(
        today=LATER,
        deferred_on=date(2027, 2, 1),
        officer=CLERK,
        **IN_POST,
        ground=DeferGround.STOPPED,
        until_on=date(2028, 2, 1),
        reasons="財産なし",
    )
    claim.given(*REVENUE).when(defer_collection, rest).kinds(CollectionDeferred)
    agree = AgreeInstalments(
        today=LATER, agreed_on=date(2027, 1, 10), first_on=date(2027, 1, 31), parts=4
    )
    claim.given(*REVENUE).when(agree_instalments, agree).kinds(InstalmentsAgreed)
    claim.given(*REVENUE).when(agree_instalments, replace(agree, parts=1)).refused("parts")
    history = [*REVENUE, *agree_instalments(fold(evolve, REVENUE), agree)]
    history += collect_money(fold(evolve, history), collect(7_500, collected_on=date(2027, 1, 31)))
    state = fold(evolve, history)
    assert state is not None
    assert parts_kept(state, date(2027, 3, 1)) == [
        (date(2027, 1, 31), 7_500, "kept"),
        (date(2027, 2, 28), 7_500, "broken"),
        (date(2027, 3, 31), 7_500, "due"),
        (date(2027, 4, 30), 7_500, "due"),
    ]


@given(owed=some.integers(2, 5_000_000), parts=some.integers(2, 120))
def test_the_parts_of_a_plan_are_the_whole(owed: int, parts: int) -> None:
    plan = plan_of(max(owed, parts), date(2027, 1, 31), parts)
    assert sum(part.yen for part in plan) == max(owed, parts)
    assert len(plan) == parts
    assert all(part.yen > 0 for part in plan)
    assert [part.due_on for part in plan] == sorted({part.due_on for part in plan})


DAYS = some.dates(date(2026, 12, 10), date(2033, 1, 10))
TRIES = some.one_of(
    some.builds(lambda day, kind: (fix_claim, fixing(fixed_on=day, into=kind)), DAYS, some.sampled_from(ClaimInto)),
    some.builds(lambda day: (issue_demand, demand(issued_on=day, due_on=LATER)), DAYS),
    some.builds(lambda day, yen: (collect_money, collect(yen, collected_on=day)), DAYS, some.integers(1, 30_000)),
    some.builds(lambda day: (carry_over, CarryOver(today=LATER, carried_on=day, officer=CLERK, number="調第40号", item="諸収入", **IN_POST)), DAYS),
    some.builds(lambda day: (issue_reminder, reminder(issued_on=day, due_on=LATER)), DAYS),
    some.builds(lambda day: (expire_claim, ExpireClaim(today=LATER, expired_on=day)), DAYS),
    some.builds(lambda day, ground: (write_off, off(written_on=day, ground=ground)), DAYS, some.sampled_from(WriteOffGround)),
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(tries=some.lists(TRIES, max_size=20))
def test_whatever_is_tried_no_more_comes_in_than_is_owed(tries: list[tuple[Any, Any]]) -> None:
    history = list(DECIDED)
    for decision, command in tries:
        try:
            made = list(decision(fold(evolve, history), command))
        except Refused:
            continue
        history += made
    state = fold(evolve, history)
    assert state is not None
    assert 0 <= state.collected_yen <= state.claimed_yen
    booked = [fact for fact in history if isinstance(fact, ReturnBooked)]
    assert all(fact.booked_on <= date(fact.fiscal_year + 1, 5, 31) for fact in booked)
    if state.written_off:
        assert history[-1] is state.written_off


def row(*history: Event) -> ClaimRow:
    made: ClaimRow | None = None
    for version, fact in enumerate(history, 1):
        recorded = Recorded(STREAM, version, CASE, fact, CONTEXT, command=UUID(int=3))
        made = row_of(made, replace(recorded, position=version, source="benefits"))
    assert made is not None
    return made


def test_the_list_says_what_a_claim_waits_for_and_until_when() -> None:
    assert row(*FOUND).step is ClaimStep.DECIDE
    assert row(*DECIDED).step is ClaimStep.FIX
    assert row(*FIXED).step is ClaimStep.DEMAND
    waiting = row(*DEMANDED)
    assert (waiting.step, waiting.next_on) == (ClaimStep.COLLECT, date(2027, 1, 20))
    assert limited_on(waiting) == date(2032, 1, 20)
    part = [*DEMANDED, *collect_money(fold(evolve, DEMANDED), collect(10_000))]
    assert (row(*part).amount_yen, row(*part).collected_yen) == (30_000, 10_000)
    whole = [*DEMANDED, *collect_money(fold(evolve, DEMANDED), collect(30_000))]
    assert row(*whole).step is ClaimStep.OVER
    dropped = lived((find_overpayment, find()), (decide_repayment, decide(extent=ClaimExtent.NONE)))
    assert row(*dropped).step is ClaimStep.OVER
    for history in (FOUND, DECIDED, FIXED, DEMANDED, part, whole):
        state = fold(evolve, history)
        assert state is not None
        assert row(*history).collected_yen == state.collected_yen
        assert row(*history).amount_yen == state.claimed_yen
