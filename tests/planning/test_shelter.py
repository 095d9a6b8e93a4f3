"""Rooms and stays: one person per bed and night, the three-month clock, extensions by another person."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID, uuid5

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from events.contract import Refused, fold, shelter, shelter_rooms
from events.contract.shelter_codes import (
    Destination,
    ExitReason,
    RoomFor,
    ShelterGoods,
    StayBasis,
)
from events.testing.scenario import Scenario
from services.planning.programmes.period import last_day, nights
from services.planning.programmes.shelter import (
    extending,
    issuing,
    linking,
    rooms,
    staying,
    stays,
    voiding,
)
from services.planning.programmes.shelter.rules import LIMITS, Limit, label_on, limit_on
from services.planning.programmes.shelter.utilisation import (
    Capacity,
    Use,
    months_until,
    utilisation,
)

PERSON, CLERK, DIRECTOR = (UUID(int=n) for n in (1, 2, 3))
ROOM, SHELTER = UUID(int=10), UUID(int=11)
DAY = timedelta(days=1)
BEGAN = date(2026, 6, 1)
TODAY = date(2026, 7, 15)
AREA = "271063"
GRANTED = staying.Granted(
    plan_no=1, number="西福第1号", begins_on=BEGAN, ends_on=date(2026, 12, 31)
)
IN = staying.MoveIn(
    today=TODAY,
    person=PERSON,
    began_on=BEGAN,
    berth=f"{ROOM}:1",
    basis=StayBasis.INCOME_TEST,
    use=uuid5(PERSON, "1"),
    area=AREA,
    granted=GRANTED,
    needs_decision=True,
)
MOVE = staying.MoveRoom(
    today=TODAY,
    person=PERSON,
    moved_on=date(2026, 6, 10),
    berth=f"{ROOM}:2",
    use=uuid5(PERSON, "2"),
)
OUT = staying.Leave(
    today=TODAY,
    person=PERSON,
    left_on=date(2026, 7, 10),
    reason=ExitReason.HOME_FOUND,
    destination=Destination.PRIVATE_RENTAL,
)
PROPOSE = extending.ProposeExtension(
    today=TODAY,
    person=PERSON,
    proposed_on=date(2026, 7, 10),
    until_on=date(2026, 9, 30),
    reason="治療が続く",
    drafter=CLERK,
    area=AREA,
)
DECIDE = extending.DecideExtension(
    today=TODAY,
    person=PERSON,
    decided_on=date(2026, 7, 12),
    granted=True,
    number="西福第31号",
    approved="ab",
    standing="ab",
    decider=DIRECTOR,
    post="保健福祉課長",
    entitled=True,
    area=AREA,
)
MEALS = issuing.IssueGoods(
    today=TODAY,
    person=PERSON,
    issued_on=date(2026, 6, 2),
    items=(ShelterGoods.BREAKFAST, ShelterGoods.CLOTHING),
)
case = Scenario(stays.evolve)
STAYING = tuple(staying.move_in(None, IN))


def folded(*facts):
    return fold(stays.evolve, facts)


def after(facts, decision, command):
    return (*facts, *decision(folded(*facts), command))


@pytest.mark.parametrize(
    ("first", "months", "last"),
    [
        (date(2026, 4, 1), 3, date(2026, 6, 30)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2026, 12, 1), 3, date(2027, 2, 28)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2026, 6, 15), 12, date(2027, 6, 14)),
    ],
)
def test_a_period_of_months_ends_as_the_civil_code_says(first, months, last):
    assert last_day(first, months) == last


def test_the_stay_lasts_three_months_and_counts_nights():
    (began,) = STAYING
    assert began.until_on == date(2026, 8, 31)
    assert (began.plan_no, began.decision_number, began.before_decision) == (1, "西福第1号", False)
    stay = folded(began).current
    assert stay.all_nights == 91
    assert [stay.nights(BEGAN), stay.nights(BEGAN + DAY)] == [1, 2]
    left = folded(*after(STAYING, staying.leave, OUT)).latest
    assert left.nights(TODAY) == 39


def test_a_decision_that_ends_earlier_ends_the_stay_earlier():
    short = replace(IN, granted=replace(GRANTED, ends_on=date(2026, 7, 1)))
    (began,) = staying.move_in(None, short)
    assert began.until_on == date(2026, 7, 1)


@pytest.mark.parametrize("granted", [None, replace(GRANTED, begins_on=BEGAN + DAY)])
def test_before_its_decision_a_stay_needs_urgency(granted):
    early = replace(IN, granted=granted)
    case.given().when(staying.move_in, early).refused("not-decided")
    (began,) = staying.move_in(None, replace(early, basis=StayBasis.URGENCY))
    assert began.before_decision
    (free,) = staying.move_in(None, replace(early, needs_decision=False))
    assert not free.before_decision


@pytest.mark.parametrize(
    ("decision", "command", "code"),
    [
        (staying.move_in, replace(IN, use=uuid5(PERSON, "9")), "already-staying"),
        (staying.move_room, replace(MOVE, berth=f"{ROOM}:1"), "same-bed"),
        (staying.move_room, replace(MOVE, berth="nowhere"), "no-such-bed"),
        (staying.move_room, replace(MOVE, moved_on=BEGAN - DAY), "before-earlier-step"),
        (staying.move_room, replace(MOVE, moved_on=TODAY + DAY), "future-day"),
        (staying.leave, replace(OUT, left_on=BEGAN - DAY), "before-earlier-step"),
        (extending.propose_extension, replace(PROPOSE, reason=" "), "reason-missing"),
        (extending.propose_extension, replace(PROPOSE, until_on=date(2026, 8, 31)), "not-longer"),
        (extending.propose_extension, replace(PROPOSE, until_on=date(2026, 12, 1)), "beyond-limit"),
        (extending.decide_extension, DECIDE, "not-proposed"),
        (issuing.issue_goods, replace(MEALS, items=()), "nothing-issued"),
        (issuing.issue_goods, replace(MEALS, issued_on=BEGAN - DAY), "not-staying"),
        (voiding.void_stay, voiding.VoidStay(today=TODAY, person=PERSON, stay_no=2, reason="誤り"), "no-such-entry"),
        (voiding.void_stay, voiding.VoidStay(today=TODAY, person=PERSON, stay_no=1, reason=""), "reason-missing"),
    ],
)  # fmt: skip
def test_what_a_stay_refuses(decision, command, code):
    case.given(*STAYING).when(decision, command).refused(code)


def test_repeats_say_nothing_new():
    case.given(*STAYING).when(staying.move_in, IN).then()
    left = after(STAYING, staying.leave, OUT)
    case.given(*left).when(staying.leave, OUT).then()
    again = replace(IN, began_on=OUT.left_on - DAY)
    case.given(*left).when(staying.move_in, again).refused("overlaps-stay")
    case.given(*left).when(staying.move_in, replace(again, began_on=OUT.left_on)).kinds(
        shelter.StayBegan
    )
    proposed = after(STAYING, extending.propose_extension, PROPOSE)
    case.given(*proposed).when(extending.propose_extension, PROPOSE).then()
    decided = after(proposed, extending.decide_extension, DECIDE)
    case.given(*decided).when(extending.decide_extension, DECIDE).then()


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"decider": CLERK}, "self-approval"),
        ({"entitled": False}, "not-entitled"),
        ({"standing": "cd"}, "proposal-changed"),
        ({"number": ""}, "number-missing"),
        ({"granted": False}, "reasons-missing"),
        ({"decided_on": PROPOSE.proposed_on - DAY}, "before-earlier-step"),
    ],
)
def test_an_extension_is_decided_by_another_person_in_sight_of_the_proposal(changes, code):
    proposed = after(STAYING, extending.propose_extension, PROPOSE)
    case.given(*proposed).when(extending.decide_extension, replace(DECIDE, **changes)).refused(code)


def test_an_extension_moves_the_last_day_only_when_granted():
    proposed = after(STAYING, extending.propose_extension, PROPOSE)
    granted = folded(*after(proposed, extending.decide_extension, DECIDE)).current
    assert granted.until_on == PROPOSE.until_on and granted.proposal is None
    no = replace(DECIDE, granted=False, reasons="住まいが決まっている")
    refused = folded(*after(proposed, extending.decide_extension, no)).current
    assert refused.until_on == date(2026, 8, 31) and refused.proposal is None


def test_each_meal_of_a_day_is_given_once_unless_taken_back():
    given = after(STAYING, issuing.issue_goods, MEALS)
    case.given(*given).when(issuing.issue_goods, MEALS).refused("meal-twice")
    clothes = replace(MEALS, items=(ShelterGoods.CLOTHING,))
    case.given(*given).when(issuing.issue_goods, clothes).kinds(shelter.ShelterGoodsIssued)
    slip = voiding.VoidGoods(today=TODAY, person=PERSON, entry_no=1, reason="誤り")
    back = after(given, voiding.void_goods, slip)
    case.given(*back).when(voiding.void_goods, slip).then()
    (again,) = issuing.issue_goods(folded(*back), MEALS)
    assert again.entry_no == 2


def test_an_urgent_stay_is_linked_once_to_the_decision_that_came():
    urgent = replace(IN, granted=None, basis=StayBasis.URGENCY)
    began = tuple(staying.move_in(None, urgent))
    link = linking.LinkStay(today=TODAY, person=PERSON, linked_on=TODAY, stay_no=1, granted=GRANTED)
    case.given(*began).when(linking.link_stay, replace(link, granted=None)).refused("not-decided")
    linked = after(began, linking.link_stay, link)
    case.given(*linked).when(linking.link_stay, link).then()
    other = replace(link, granted=replace(GRANTED, number="別"))
    case.given(*linked).when(linking.link_stay, other).refused("already-linked")
    case.given(*STAYING).when(linking.link_stay, link).refused("nothing-to-link")


def test_a_stay_taken_back_counts_nowhere():
    slip = voiding.VoidStay(today=TODAY, person=PERSON, stay_no=1, reason="別の方")
    back = after(STAYING, voiding.void_stay, slip)
    assert folded(*back).current is None and folded(*back).latest is None
    case.given(*back).when(voiding.void_stay, slip).then()


def test_the_label_and_the_limit_follow_the_day_and_the_city():
    assert label_on(date(2025, 3, 31)) == "一時生活支援"
    assert label_on(date(2025, 4, 1)) == "居住支援"
    two_weeks = Limit(
        since=date(2025, 4, 1),
        area=AREA,
        months=1,
        at_most_months=1,
        alarm_days=3,
        citation="市要綱",
        provisional=False,
    )
    assert limit_on(BEGAN, AREA, (*LIMITS, two_weeks)) is two_weeks
    assert limit_on(BEGAN, "271276", (*LIMITS, two_weeks)) is LIMITS[1]


# ---- the room ----

OPENED = shelter_rooms.RoomOpened(
    opened_on=BEGAN, shelter=SHELTER, label="201", beds=2, welcomes=RoomFor.ANYONE
)
TAKE = rooms.TakeBed(
    today=TODAY,
    taken_on=BEGAN,
    person=PERSON,
    use=UUID(int=50),
    stay_no=1,
    room=ROOM,
    bed=1,
)
room = Scenario(rooms.evolve)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"use": UUID(int=51)}, "bed-taken"),
        ({"use": UUID(int=51), "taken_on": BEGAN + 30 * DAY}, "bed-taken"),
        ({"use": UUID(int=51), "bed": 3}, "no-such-bed"),
        ({"use": UUID(int=51), "bed": 0}, "no-such-bed"),
        ({"use": UUID(int=51), "bed": 2, "taken_on": BEGAN - DAY}, "room-closed"),
    ],
)
def test_what_a_room_refuses(changes, code):
    taken = rooms.take_bed(fold(rooms.evolve, [OPENED]), TAKE)
    room.given(OPENED, *taken).when(rooms.take_bed, replace(TAKE, **changes)).refused(code)


def test_a_room_in_use_is_not_closed_and_an_empty_one_takes_nobody_after():
    taken = rooms.take_bed(fold(rooms.evolve, [OPENED]), TAKE)
    close = rooms.CloseRoom(today=TODAY, closed_on=TODAY)
    room.given(OPENED, *taken).when(rooms.close_room, close).refused("room-in-use")
    closed = rooms.close_room(fold(rooms.evolve, [OPENED]), close)
    room.given(OPENED, *closed).when(rooms.take_bed, TAKE).refused("room-closed")
    room.given(OPENED, *closed).when(rooms.close_room, close).then()


STEP = st.tuples(st.integers(0, 11), st.integers(1, 2), st.integers(0, 20))


@settings(max_examples=150, deadline=None)
@given(st.lists(STEP, max_size=30))
def test_no_sequence_puts_two_persons_into_one_bed_on_one_night(steps):
    """A step takes a bed (a fresh use) or frees the use of the same number, on day n."""
    facts = [OPENED]
    for number, (which, bed, day) in enumerate(steps):
        state = fold(rooms.evolve, facts)
        on = BEGAN + day * DAY
        held = state.taken[which % len(state.taken)] if state.taken and which % 2 else None
        try:
            if held is not None:
                freed = rooms.FreeBed(freed_on=on, person=PERSON, use=held.use, room=ROOM)
                longer = state.freed_on(held.use)
                if longer is None or on <= longer:  # a stay ends once; a slip only shortens it
                    facts += rooms.free_bed(state, freed)
            else:
                take = replace(TAKE, use=UUID(int=100 + number), bed=bed, taken_on=on)
                facts += rooms.take_bed(state, take)
        except Refused:
            continue
    state = fold(rooms.evolve, facts)
    slept = [
        (taken.bed, taken.taken_on + n * DAY)
        for taken in state.taken
        for n in range(60)
        if (end := state.freed_on(taken.use)) is None or taken.taken_on + n * DAY < end
    ]
    assert len(slept) == len(set(slept))


def test_use_is_nights_slept_over_nights_there_were():
    beds = [Capacity(2, date(2026, 6, 11), None)]
    uses = [Use(date(2026, 6, 11), date(2026, 6, 21)), Use(date(2026, 6, 30), None)]
    june, july = utilisation([date(2026, 6, 1), date(2026, 7, 1)], beds, uses, date(2026, 7, 4))
    assert (june.slept, june.possible, june.percent) == (11, 40, 28)
    assert (july.slept, july.possible, july.percent) == (4, 8, 50)
    (empty,) = utilisation([date(2026, 5, 1)], beds, uses, date(2026, 7, 4))
    assert empty.percent is None
    assert nights(date(2026, 6, 1), date(2026, 6, 1), date(2026, 6, 1), date(2026, 7, 1)) == 0
    assert months_until(date(2026, 2, 9), 3) == [
        date(2025, 12, 1),
        date(2026, 1, 1),
        date(2026, 2, 1),
    ]
