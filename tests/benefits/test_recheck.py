"""給付の総点検: every yen of a difference has one cause; corrections only over the hash that was decided."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from events.contract import Event, Open, Refused, Shredded, fold, opened
from events.contract.benefits import Basis, GrantDecided, GrantStopped
from events.contract.benefits_life import GrantExtended
from events.contract.benefits_recheck import (
    CorrectionCause,
    HouseholdFound,
    PaymentCorrected,
    RecheckDecided,
    RecheckProposed,
)
from events.contract.codes import AmountBranch, StopReason
from events.testing.incidents import INCIDENTS
from events.testing.scenario import Scenario
from services.benefits.decisions.rechecking import (
    CorrectPayments,
    DecideRecheck,
    ProposeRecheck,
    RecordHousehold,
    correct_payments,
    decide_recheck,
    propose_recheck,
    record_household,
)
from services.benefits.grant import evolve
from services.benefits.recheck import evolve as evolve_recheck
from services.benefits.recheck import stream_of
from services.benefits.rechecking.judging import lines_of
from services.benefits.rechecking.line import Line, digest, sums
from services.benefits.rechecking.paid_grant import PaidGrant, Unreadable, paid_grant
from services.benefits.rechecking.rulebook import Rulebook, read
from tests.benefits import facts
from tests.benefits.facts import DECIDER, DRAFTER, PERSON, committed, month_done, submitted

grant = Scenario(evolve)
scenario = Scenario(evolve_recheck)
BOOK = Rulebook("大阪府", "大阪市")
TODAY = date(2026, 12, 10)
MONTHS = ("2026-11", "2026-12", "2027-01")
CASE = UUID(int=5)


def history(basis: dict[str, Any], monthly: int, **household: Any) -> list[Event]:
    """A paid grant whose decision recorded these figures; S 92,000 C 40,000 Y 100,000 R 45,000 unless said."""
    right = opened(facts.drafted().basis, None)
    assert isinstance(right, Basis)
    recorded = replace(right, **basis)
    application = submitted(household=Open(PERSON, replace(facts.HOME, **household)))
    decided = facts.decided(monthly_yen=Open(PERSON, monthly), basis=Open(PERSON, recorded))
    payments = [
        fact if not hasattr(fact, "amount_yen") else replace(fact, amount_yen=Open(PERSON, monthly))
        for month in MONTHS
        for fact in month_done(month)
    ]
    return [application, facts.drafted(), facts.reviewed(), decided, committed(), *payments]


def judged(story: list[Event], book: Rulebook = BOOK) -> list[Line]:
    state = fold(evolve, story)
    assert state is not None
    found = paid_grant(UUID(int=1), CASE, "271063", state, story)
    assert found is not None
    return lines_of(found, book)


def causes(story: list[Event]) -> set[tuple[CorrectionCause, int]]:
    return {
        (step.cause, step.new_yen - step.old_yen)
        for line in judged(story)
        for step in line.differences
    }


def test_a_right_grant_has_no_line() -> None:
    assert judged(history({}, 37_000)) == []


@pytest.mark.parametrize(
    ("basis", "monthly", "household", "expected"),
    [
        (
            {"branch": AmountBranch.FULL},
            40_000,
            {},
            {(CorrectionCause.INCOME_NOT_COMPARED, -3_000)},
        ),
        ({}, 39_500, {}, {(CorrectionCause.INCOME_NOT_DEDUCTED, -2_500)}),
        (
            {"branch": AmountBranch.PARTIAL_UNTIL_2020_06},
            32_000,
            {},
            {(CorrectionCause.FORMULA_OF_TIME, 5_000)},
        ),
        (
            {"base_amount_yen": 84_000},
            29_000,
            {},
            {(CorrectionCause.STANDARD_AMOUNT, 8_000)},
        ),
        (
            {"rent_cap_yen": 45_000, "income_yen": 90_000, "branch": AmountBranch.FULL},
            45_000,
            {"income_yen": 90_000},
            {(CorrectionCause.RENT_AS_CAP, -5_000)},
        ),
        (
            {"rent_cap_yen": 36_000},
            36_000,
            {},
            {(CorrectionCause.RENT_CAP, 1_000)},
        ),
        ({"income_yen": 98_000}, 39_000, {}, {(CorrectionCause.INCOME, -2_000)}),
        ({"rent_yen": 44_000}, 36_000, {}, {(CorrectionCause.RENT, 1_000)}),
        ({}, 37_000, {"savings_yen": 600_000}, {(CorrectionCause.SAVINGS_ABOVE, -37_000)}),
        (
            {"income_yen": 140_000},
            0,
            {"income_yen": 140_000},
            set(),
        ),
    ],
)
def test_each_difference_is_named(
    basis: dict[str, Any],
    monthly: int,
    household: dict[str, Any],
    expected: set[tuple[CorrectionCause, int]],
) -> None:
    assert causes(history(basis, monthly, **household)) == expected


def test_several_causes_of_one_month_stay_apart() -> None:
    story = history(
        {"base_amount_yen": 84_000, "branch": AmountBranch.FULL, "income_yen": 95_000}, 40_000
    )
    found = judged(story)
    assert {line.causes for line in found} == {
        (
            CorrectionCause.INCOME_NOT_COMPARED,
            CorrectionCause.STANDARD_AMOUNT,
            CorrectionCause.INCOME,
        )
    }
    assert [(one.cause, one.over_yen, one.under_yen) for one in sums(found)] == [
        (CorrectionCause.INCOME_NOT_COMPARED, 18_000, 0),
        (CorrectionCause.STANDARD_AMOUNT, 0, 18_000),
        (CorrectionCause.INCOME, 9_000, 0),
    ]


def test_a_payment_after_the_stop_and_one_of_another_sum_than_decided() -> None:
    story = history({}, 37_000)
    stop = GrantStopped(
        stopped_on=TODAY,
        person=PERSON,
        grant_no=1,
        last_month="2026-12",
        reason=StopReason.OTHER,
        reasons=Open(PERSON, "x"),
    )
    (late,) = judged([*story, stop])
    assert (late.month, late.due_yen, late.causes) == (
        "2027-01",
        0,
        (CorrectionCause.AFTER_STOP,),
    )
    other = [
        replace(fact, amount_yen=Open(PERSON, 38_000)) if fact == story[7] else fact
        for fact in story
    ]
    (line,) = judged(other)
    assert line.causes == (CorrectionCause.PAID_DIFFERS,)


def test_an_extension_is_judged_by_its_own_figures_and_by_its_own_table() -> None:
    from_honest = next(
        one for one in INCIDENTS[3].planted(right=0) if one.wrong and len(one.facts) > 20
    )
    state = fold(evolve, from_honest.facts)
    assert state is not None
    paid_one = paid_grant(UUID(int=1), CASE, "271063", state, from_honest.facts)
    assert paid_one is not None
    assert [ruling.stage.value for ruling in paid_one.rulings] == [
        "first",
        "extension_1",
        "extension_2",
        "extension_3_covid",
    ]
    extension = next(fact for fact in from_honest.facts if isinstance(fact, GrantExtended))
    figures = opened(extension.figures, None)
    assert figures is not None
    assert figures.household is not None
    more = replace(figures.household, income_yen=140_000)
    story = [
        replace(fact, figures=Open(fact.person, replace(figures, household=more)))
        if fact == extension
        else fact
        for fact in from_honest.facts
    ]
    lines = lines_of(
        replace(paid_one, rulings=_of(story, paid_one)), BOOK, last=paid_one.payments[8].month
    )
    months = [one.month for one in paid_one.payments[3:6]]
    assert [line.month for line in lines] == months
    assert {line.causes for line in lines} == {(CorrectionCause.INCOME,)}


def _of(story: list[Event], like: PaidGrant) -> tuple[Any, ...]:
    state = fold(evolve, story)
    assert state is not None
    made = paid_grant(like.stream, like.case, like.area, state, story)
    assert made is not None
    return made.rulings


def found_out(from_month: str = "2026-12", **changes: Any) -> HouseholdFound:
    home = replace(facts.HOME, **changes)
    return HouseholdFound(
        found_on=TODAY,
        person=PERSON,
        grant_no=1,
        from_month=from_month,
        household=Open(PERSON, home),
        how=Open(PERSON, "課税資料"),
    )


def test_what_was_found_out_later_counts_from_its_month_on() -> None:
    story = [*history({}, 37_000), found_out(income_yen=110_000)]
    assert [(line.month, line.due_yen) for line in judged(story)] == [
        ("2026-12", 27_000),
        ("2027-01", 27_000),
    ]
    command = RecordHousehold(
        today=TODAY,
        found_on=TODAY,
        from_month="2026-12",
        household_size=1,
        income_yen=110_000,
        savings_yen=300_000,
        rent_yen=45_000,
        how="課税資料",
    )
    given_ = grant.given(*history({}, 37_000))
    given_.when(record_household, command).then(found_out(income_yen=110_000))
    grant.given(*story).when(record_household, command).then()
    grant.given(*story).when(record_household, replace(command, how=" ")).refused("how-missing")
    grant.given(submitted()).when(record_household, command).refused("not-decided")


def test_a_grant_whose_key_is_gone_cannot_be_judged() -> None:
    story = history({}, 37_000)
    story[0] = replace(story[0], household=Shredded())  # type: ignore[call-arg]
    with pytest.raises(Unreadable):
        judged(story)


def test_corrected_rules_replace_entries_of_the_same_day_and_add_others() -> None:
    text = """
[[values.savings_limit_months]]
from = 2015-04-01
value = 3
source = "試し"
mark = "assumed"

[[municipal."大阪府/大阪市/minimum_yen"]]
from = 2026-04-01
value = 37500
source = "試し"
mark = "assumed"
"""
    book = replace(BOOK, corrections=read(text))
    assert [(line.due_yen, line.causes) for line in judged(history({}, 37_000), book)] == [
        (0, (CorrectionCause.MUNICIPAL_RULE, CorrectionCause.SAVINGS_ABOVE))
    ] * 3
    assert judged(history({}, 37_000)) == [], "nothing remains of the trial"
    for wrong in ("[x]", "values = 3", "[[values.nothing]]\nfrom = 2015-04-01", "[["):
        with pytest.raises(Refused, match="rules-unreadable"):
            read(wrong)


LINES = judged(history({"branch": AmountBranch.FULL}, 40_000))


def proposal(**changes: Any) -> ProposeRecheck:
    made: dict[str, Any] = {
        "today": TODAY,
        "drafter": DRAFTER,
        "as_of": 9,
        "from_month": "",
        "to_month": "",
        "wards": ("271063",),
        "rules": "",
        "result": digest(LINES, ""),
        "grants": 1,
        "payments": 3,
        "sums": sums(LINES),
    }
    return ProposeRecheck(**(made | changes))


(PROPOSED,) = propose_recheck(None, proposal())
assert isinstance(PROPOSED, RecheckProposed)


def decision(**changes: Any) -> DecideRecheck:
    made: dict[str, Any] = {
        "today": TODAY,
        "decided_on": TODAY,
        "decider": DECIDER,
        "post": "福祉局 課長",
        "entitled": True,
        "approved": digest(LINES, ""),
        "standing": digest(LINES, ""),
        "number": "福生第301号",
    }
    return DecideRecheck(**(made | changes))


def decided_recheck() -> RecheckDecided:
    (made,) = decide_recheck(fold(evolve_recheck, [PROPOSED]), decision())
    assert isinstance(made, RecheckDecided)
    return made


def test_four_eyes_over_the_hash_of_the_result() -> None:
    scenario.given().when(propose_recheck, proposal(sums=())).refused("nothing-differs")
    scenario.given(PROPOSED).when(propose_recheck, proposal()).then()
    waiting = scenario.given(PROPOSED)
    waiting.when(decide_recheck, decision()).kinds(RecheckDecided)
    waiting.when(decide_recheck, decision(decider=DRAFTER)).refused("self-approval")
    waiting.when(decide_recheck, decision(entitled=False)).refused("not-entitled")
    waiting.when(decide_recheck, decision(standing="x")).refused("stale-approval")
    waiting.when(decide_recheck, decision(approved="x")).refused("stale-approval")
    waiting.when(decide_recheck, decision(number="だいたい")).refused("document-number")
    scenario.given().when(decide_recheck, decision()).refused("no-proposal")
    done = scenario.given(PROPOSED, decided_recheck())
    done.when(decide_recheck, decision()).then()
    done.when(decide_recheck, decision(number="福生第9号")).refused("already-decided")


def corrected(story: list[Event], lines: list[Line]) -> list[PaymentCorrected]:
    command = CorrectPayments(
        today=TODAY,
        recheck=stream_of("x"),
        decided=decided_recheck(),
        lines=tuple(lines),
    )
    state = fold(evolve, story)
    made = correct_payments(state, command)
    assert correct_payments(fold(evolve, [*story, *made]), command) == []
    return [fact for fact in made if isinstance(fact, PaymentCorrected)]


YEN = some.integers(0, 60_000)


@settings(max_examples=150, deadline=None)
@given(
    monthly=YEN,
    base=some.integers(60_000, 120_000),
    cap=YEN,
    rent=YEN,
    income=some.integers(0, 150_000),
    real=some.integers(0, 150_000),
    branch=some.sampled_from(list(AmountBranch)),
)
def test_the_sum_of_corrections_is_new_minus_old_whatever_was_recorded(
    monthly: int, base: int, cap: int, rent: int, income: int, real: int, branch: AmountBranch
) -> None:
    basis = {
        "base_amount_yen": base,
        "rent_cap_yen": cap,
        "rent_yen": rent,
        "income_yen": income,
        "branch": branch,
    }
    story = history(basis, monthly, income_yen=real)
    lines = judged(story)
    for line in lines:
        assert line.differences[0].old_yen == line.paid_yen
        assert line.differences[-1].new_yen == line.due_yen
        pairs = zip(line.differences, line.differences[1:], strict=False)
        assert all(one.new_yen == two.old_yen for one, two in pairs)
    made = corrected(story, lines)
    change = sum(opened(one.new_yen, 0) - opened(one.old_yen, 0) for one in made)
    assert change == sum(line.due_yen - line.paid_yen for line in lines)
    assert judged([*story, *made]) == []
    state = fold(evolve, [*story, *made])
    assert state is not None
    by_month = {line.month: line.due_yen for line in lines}
    assert [state.standing(month) for month in MONTHS] == [
        by_month.get(month, monthly) for month in MONTHS
    ]


def test_the_same_lines_have_the_same_hash_in_any_order_and_any_other_line_another() -> None:
    assert digest(LINES, "") == digest(LINES[::-1], "")
    assert digest(LINES, "") != digest(LINES, "x")
    assert digest(LINES, "") != digest(LINES[1:], "")
    assert digest(LINES, "") != digest([replace(LINES[0], due_yen=1), *LINES[1:]], "")


def test_the_decision_stays_as_it_was_made() -> None:
    story = history({"branch": AmountBranch.FULL}, 40_000)
    state = fold(evolve, [*story, *corrected(story, judged(story))])
    assert state is not None
    assert isinstance(state.decided, GrantDecided)
    assert opened(state.decided.monthly_yen, 0) == 40_000
    assert [opened(one.amount_yen, 0) for one in state.paid] == [40_000] * 3
