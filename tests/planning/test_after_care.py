"""地域居住支援: a year at most, looks done and missed, the next day always known."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from events.contract import after_care, fold
from events.contract.after_care import AfterCareEnd, AfterCareFor, LookInManner, LookInOutcome
from events.testing.scenario import Scenario
from services.planning.programmes.after_care import enrolling, looking_in
from services.planning.programmes.after_care.enrolments import evolve

PERSON = UUID(int=1)
TODAY, BEGAN = date(2027, 8, 1), date(2026, 6, 1)
DAY = timedelta(days=1)
BEGIN = enrolling.BeginAfterCare(
    today=TODAY,
    person=PERSON,
    began_on=BEGAN,
    target=AfterCareFor.LEFT_SHELTER,
    left_on=BEGAN,
    every_days=14,
)
LOOK = looking_in.LookIn(
    today=TODAY,
    person=PERSON,
    looked_in_on=date(2026, 6, 15),
    manner=LookInManner.VISIT,
    outcome=LookInOutcome.ABSENT,
)
END = enrolling.EndAfterCare(
    today=TODAY, person=PERSON, ended_on=date(2027, 5, 31), reason=AfterCareEnd.PERIOD_OVER
)
case = Scenario(evolve)
ENROLLED = tuple(enrolling.begin_after_care(None, BEGIN))


def after(facts, decision, command):
    return (*facts, *decision(fold(evolve, facts), command))


def test_it_lasts_a_year_and_the_first_look_has_its_day():
    (began,) = ENROLLED
    assert (began.until_on, began.next_on) == (date(2027, 5, 31), date(2026, 6, 15))
    case.given(*ENROLLED).when(enrolling.begin_after_care, BEGIN).then()


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"left_on": None}, "left-missing"),
        ({"left_on": BEGAN + DAY}, "left-later"),
        ({"every_days": 0}, "step-out-of-range"),
        ({"every_days": 93}, "step-out-of-range"),
        ({"began_on": TODAY + DAY}, "future-day"),
    ],
)
def test_what_an_enrolment_refuses(changes, code):
    case.given().when(enrolling.begin_after_care, replace(BEGIN, **changes)).refused(code)
    isolated = replace(BEGIN, target=AfterCareFor.ISOLATED, left_on=None)
    case.given().when(enrolling.begin_after_care, isolated).kinds(after_care.AfterCareBegan)


def test_a_missed_look_is_counted_and_the_next_is_due():
    looked = after(ENROLLED, looking_in.look_in, LOOK)
    state = fold(evolve, looked)
    assert state.counted(1) == (0, 1)
    assert state.current.next_on == date(2026, 6, 29)
    assert looked[-1].planned_on == date(2026, 6, 15)


def test_after_the_last_day_no_further_look_is_planned():
    last = replace(LOOK, looked_in_on=date(2027, 5, 25), outcome=LookInOutcome.MET)
    assert after(ENROLLED, looking_in.look_in, last)[-1].next_on is None


def test_the_latest_slip_makes_its_day_due_again_an_earlier_one_does_not():
    one = after(ENROLLED, looking_in.look_in, LOOK)
    two = after(one, looking_in.look_in, replace(LOOK, looked_in_on=date(2026, 6, 29)))
    slip = looking_in.VoidLookIn(today=TODAY, person=PERSON, entry_no=2, reason="別の方")
    assert fold(evolve, after(two, looking_in.void_look_in, slip)).current.next_on == date(
        2026, 6, 29
    )
    first = replace(slip, entry_no=1)
    back = after(two, looking_in.void_look_in, first)
    assert fold(evolve, back).current.next_on == date(2026, 7, 13)
    assert fold(evolve, back).counted(1) == (0, 1)
    case.given(*back).when(looking_in.void_look_in, first).then()
    case.given(*two).when(looking_in.void_look_in, replace(slip, entry_no=3)).refused(
        "no-such-entry"
    )


def test_it_ends_once_and_nobody_looks_in_afterwards():
    ended = after(ENROLLED, enrolling.end_after_care, END)
    case.given(*ended).when(enrolling.end_after_care, END).then()
    case.given(*ended).when(looking_in.look_in, LOOK).refused("not-enrolled")
    again = replace(BEGIN, began_on=date(2027, 6, 1))
    assert enrolling.begin_after_care(fold(evolve, ended), again)[0].enrolment_no == 2
