"""世帯: who belongs to it on a day, what holds for whom since when, and slips that never counted."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from events.contract import DECLINED, UNKNOWN, Refused, fold, opened
from events.contract.assessment_codes import (
    Activity,
    CertificateStanding,
    DisabilityCertificate,
    HouseholdAttribute,
    InformationSource,
    LeavingReason,
    Relationship,
)
from events.contract.codes import AgeBand
from services.planning.programmes.household import joining as j
from services.planning.programmes.household import noting as n
from services.planning.programmes.household.members import (
    MOST,
    Members,
    evolve,
    living,
    member_of,
)
from tests.planning import life

CASE, PERSON, TODAY = life.CLERK, life.PERSON, life.TODAY
DAY = timedelta(days=1)
JOINED, LATER = date(2026, 5, 8), date(2026, 7, 1)
GIVEN: dict[str, Any] = {"today": TODAY, "person": PERSON, "case": CASE}
CHILD = j.JoinHousehold(
    **GIVEN,
    joined_on=JOINED,
    relationship=Relationship.CHILD,
    name="山本 みどり",
    born_on=date(2014, 5, 10),
    activity=Activity.PRIMARY_SCHOOL,
)
LEFT = j.LeaveHousehold(**GIVEN, member_no=1, left_on=LATER, reason=LeavingReason.MOVED_OUT)
NOTED = n.NoteAttribute(
    **GIVEN,
    member_no=1,
    noted_on=JOINED,
    attribute=HouseholdAttribute.TRUANCY,
    source=InformationSource.FAMILY,
)
ENDED = n.EndAttribute(
    **GIVEN,
    member_no=1,
    ended_on=LATER,
    attribute=HouseholdAttribute.TRUANCY,
    source=InformationSource.FAMILY,
)
PAPER = n.NoteCertificate(
    **GIVEN,
    member_no=0,
    noted_on=JOINED,
    certificate=DisabilityCertificate.MENTAL,
    standing=CertificateStanding.APPLYING,
)


def told(*steps: tuple[Any, Any]) -> Members:
    """The household after these commands."""
    state: Members | None = None
    for decide, command in steps:
        state = fold(evolve, decide(state, command), state)
        assert decide(state, command) == []
    assert state is not None
    return state


def refused(state: Members | None, decide: Any, command: Any) -> str:
    with pytest.raises(Refused) as caught:
        decide(state, command)
    return caught.value.code


def test_a_member_is_sealed_under_a_pseudonym_of_their_own():
    [fact] = j.join_household(None, CHILD)
    assert fact.name.subject == member_of(CASE, 1) != PERSON
    assert (life.value(fact.birth_year), life.value(fact.birth_month)) == (2014, 5)


@pytest.mark.parametrize(
    ("changes", "band"),
    [
        ({}, AgeBand.TEENS),
        ({"born_on": date(1956, 5, 9)}, AgeBand.SIXTIES),
        ({"born_on": date(1956, 5, 8)}, AgeBand.SEVENTIES),
        ({"born_on": UNKNOWN, "age": 29}, AgeBand.TWENTIES),
        ({"born_on": UNKNOWN, "age": 104}, AgeBand.SEVENTIES),
        ({"born_on": DECLINED}, DECLINED),
    ],
)
def test_the_band_is_that_of_the_day_of_joining(changes, band):
    [fact] = j.join_household(None, replace(CHILD, **changes))
    assert life.value(fact.age_band) == band


def test_where_only_an_age_is_known_the_year_is_estimated():
    [fact] = j.join_household(None, replace(CHILD, born_on=UNKNOWN, age=12))
    assert life.value(fact.birth_year) == 2014
    assert life.value(fact.birth_estimated) is True


def test_the_household_of_a_day_knows_who_was_there():
    members = told((j.join_household, CHILD), (j.leave_household, LEFT))
    assert [len(living(members, day)) for day in (JOINED - DAY, JOINED, LATER - DAY, LATER)] == [
        1, 2, 2, 1,
    ]  # fmt: skip


def test_a_slip_was_never_a_member():
    slip = replace(LEFT, reason=LeavingReason.MISTAKE)
    members = told((j.join_household, CHILD), (j.leave_household, slip))
    assert len(living(members, JOINED)) == 1


def test_who_comes_back_is_a_member_with_a_new_number():
    back = replace(CHILD, joined_on=LATER)
    members = told((j.join_household, CHILD), (j.leave_household, LEFT), (j.join_household, back))
    assert [member.number for member in living(members, LATER)] == [0, 2]


def test_school_and_work_are_those_of_the_latest_change_by_the_day():
    change = j.ChangeMember(
        **GIVEN, member_no=1, changed_on=LATER, activity=Activity.JUNIOR_HIGH_SCHOOL
    )
    child = told((j.join_household, CHILD), (j.change_member, change))[1]
    assert child.changed_by(LATER - DAY) is None
    changed = child.changed_by(LATER)
    assert changed is not None
    assert opened(changed.activity, None) is Activity.JUNIOR_HIGH_SCHOOL


def test_a_circumstance_holds_since_it_began_and_through_its_last_day():
    since = replace(NOTED, since_on=date(2025, 4, 1))
    child = told((j.join_household, CHILD), (n.note_attribute, since), (n.end_attribute, ENDED))[1]
    days = (date(2025, 3, 31), date(2025, 4, 1), LATER, LATER + DAY)
    assert [len(child.attributes_on(day)) for day in days] == [0, 1, 1, 0]
    never = replace(ENDED, mistaken=True)
    child = told((j.join_household, CHILD), (n.note_attribute, since), (n.end_attribute, never))[1]
    assert child.attributes_on(LATER) == ()


def test_a_circumstance_stands_once_and_may_come_back():
    members = told((j.join_household, CHILD), (n.note_attribute, NOTED))
    again = replace(NOTED, noted_on=LATER)
    assert refused(members, n.note_attribute, again) == "attribute-stands"
    members = fold(evolve, n.end_attribute(members, ENDED), members)
    assert members is not None
    assert len(n.note_attribute(members, replace(again, noted_on=LATER + DAY))) == 1


def test_the_last_word_on_a_certificate_stands():
    held = replace(PAPER, noted_on=LATER, standing=CertificateStanding.HELD, grade="2級")
    person = told((n.note_certificate, PAPER), (n.note_certificate, held))[0]
    assert [person.holds_certificate(day) for day in (LATER - DAY, LATER)] == [False, True]
    assert len(person.certificates_on(LATER)) == 1


@pytest.mark.parametrize(
    ("decide", "command", "code"),
    [
        (j.join_household, replace(CHILD, joined_on=TODAY + DAY), "future-day"),
        (j.join_household, replace(CHILD, age=11), "birth-and-age"),
        (j.join_household, replace(CHILD, born_on=UNKNOWN, age=131), "no-age"),
        (j.join_household, replace(CHILD, born_on=JOINED + DAY), "future-birth"),
        (j.leave_household, replace(LEFT, left_on=JOINED - DAY), "before-earlier-step"),
        (j.leave_household, replace(LEFT, member_no=0), "not-in-household"),
        (j.leave_household, replace(LEFT, member_no=7), "no-such-member"),
        (n.note_attribute, replace(NOTED, noted_on=TODAY + DAY), "future-day"),
        (n.note_attribute, replace(NOTED, since_on=JOINED + DAY), "since-later"),
        (n.end_attribute, ENDED, "no-such-attribute"),
        (n.note_certificate, replace(PAPER, certificate=DisabilityCertificate.NONE), "no-certificate"),
        (n.note_certificate, replace(PAPER, since_on=JOINED, renewal_on=JOINED - DAY), "period-reversed"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused(decide, command, code):
    assert refused(told((j.join_household, CHILD)), decide, command) == code


def test_nothing_is_said_of_somebody_who_left():
    gone = told((j.join_household, CHILD), (j.leave_household, LEFT))
    assert refused(gone, n.note_attribute, NOTED) == "not-in-household"
    assert (
        refused(gone, j.leave_household, replace(LEFT, left_on=LATER + DAY)) == "not-in-household"
    )


def test_there_are_as_many_members_as_intake_looks_for_when_keys_end():
    from services.intake.pseudonyms import others_of

    steps = [(j.join_household, replace(CHILD, name=f"子 {k}")) for k in range(MOST)]
    full = told(*steps)
    assert refused(full, j.join_household, replace(CHILD, name="もう一人")) == "too-many-members"
    assert {member_of(CASE, k) for k in range(1, MOST + 1)} <= set(others_of(CASE))
