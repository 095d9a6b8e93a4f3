"""支援会議 (法9条): nobody sits there unbound, and what was shared is opened by a deliberate act."""

from dataclasses import replace
from datetime import timedelta

import pytest

from events.contract import Open
from events.contract.case_in_council import CaseDiscussed
from events.contract.concern import ConcernDiscussed, CouncilMinutesOpened
from events.contract.concern_codes import CouncilHost, CouncilOutcome, Secrecy
from events.contract.council import ConfidentialCouncilHeld, Member
from events.testing.scenario import Scenario
from services.intake.decisions.case_in_council import DiscussCase, discuss_case
from services.intake.decisions.council import (
    Attendee,
    DiscussConcern,
    HoldCouncil,
    OpenCouncilMinutes,
    discuss_concern,
    hold_council,
    open_council_minutes,
)
from services.intake.states.council import evolve
from tests.intake.concern_facts import (
    COUNCIL,
    ENDED,
    MAY_6,
    MAY_8,
    MAY_20,
    NOTED,
    PERSON,
    READER,
    TODAY,
    concern,
)
from tests.intake.facts import RECEIVED, intake

council = Scenario(evolve)
ATTENDED = (
    Attendee(organisation="西区役所", name="係長 井上", secrecy=Secrecy.PUBLIC_DUTY),
    Attendee(organisation="民生委員", name="森", secrecy=Secrecy.PLEDGED_NOW),
)
HOLD = HoldCouncil(
    today=TODAY, held_on=MAY_8, person=COUNCIL, host=CouncilHost.WARD_CENTRE, attended=ATTENDED
)
HELD = ConfidentialCouncilHeld(
    held_on=MAY_8,
    person=COUNCIL,
    host=CouncilHost.WARD_CENTRE,
    members=2,
    attended=Open(
        COUNCIL,
        tuple(
            Member(organisation=one.organisation, name=one.name, secrecy=one.secrecy)  # type: ignore[arg-type]
            for one in ATTENDED
        ),
    ),
    place=Open(COUNCIL, ""),
    remarks=Open(COUNCIL, ""),
)
DISCUSS = DiscussConcern(
    today=TODAY,
    council=COUNCIL,
    held_on=MAY_8,
    outcome=CouncilOutcome.APPROACH,
    next_on=MAY_20,
    shared="水道の使用が三週間ない",
    roles="民生委員が訪問",
)
DISCUSSED = ConcernDiscussed(
    discussed_on=MAY_8,
    person=PERSON,
    council=COUNCIL,
    outcome=CouncilOutcome.APPROACH,
    next_on=MAY_20,
    shared=Open(PERSON, "水道の使用が三週間ない"),
    roles=Open(PERSON, "民生委員が訪問"),
)
OPEN = OpenCouncilMinutes(today=TODAY, reader=READER, reason="訪問の前に確かめる")


def test_a_meeting_names_its_members_and_what_binds_each() -> None:
    council.given().when(hold_council, HOLD).then(HELD)
    council.given(HELD).when(hold_council, HOLD).then()
    council.given(HELD).when(hold_council, replace(HOLD, person=READER)).refused("already-held")


@pytest.mark.parametrize(
    ("attended", "code"),
    [
        (ATTENDED[:1], "members-missing"),
        ((ATTENDED[0], replace(ATTENDED[1], secrecy=None)), "secrecy-missing"),
        ((ATTENDED[0], replace(ATTENDED[1], name=" ")), "member-unnamed"),
        ((ATTENDED[0], replace(ATTENDED[1], organisation="")), "member-unnamed"),
    ],
)
def test_nobody_sits_there_unbound_or_unnamed(attended, code) -> None:
    council.given().when(hold_council, replace(HOLD, attended=attended)).refused(code)


def test_what_is_said_of_a_person_goes_into_that_concern_once() -> None:
    concern.given(NOTED).when(discuss_concern, DISCUSS).then(DISCUSSED)
    concern.given(NOTED, DISCUSSED).when(discuss_concern, DISCUSS).then()
    other = replace(DISCUSS, shared="別のこと")
    concern.given(NOTED, DISCUSSED).when(discuss_concern, other).refused("already-discussed")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"shared": ""}, "shared-missing"),
        ({"roles": ""}, "roles-missing"),
        ({"held_on": MAY_6}, "before-concern"),
        ({"next_on": MAY_6}, "next-before-day"),
    ],
)
def test_an_item_needs_what_was_shared_and_who_acts(changes, code) -> None:
    concern.given(NOTED).when(discuss_concern, replace(DISCUSS, **changes)).refused(code)


def test_a_concern_that_is_over_is_not_discussed() -> None:
    concern.given(NOTED, ENDED).when(discuss_concern, DISCUSS).refused("concern-over")


def test_the_minutes_are_opened_with_a_reason_for_one_day() -> None:
    opened = CouncilMinutesOpened(
        opened_on=TODAY, person=PERSON, reader=READER, reason=Open(PERSON, "訪問の前に確かめる")
    )
    given = concern.given(NOTED, DISCUSSED)
    given.when(open_council_minutes, replace(OPEN, reason="")).refused("reason-missing")
    given.when(open_council_minutes, OPEN).then(opened)
    again = concern.given(NOTED, DISCUSSED, opened)
    again.when(open_council_minutes, OPEN).then()
    tomorrow = replace(OPEN, today=TODAY + timedelta(days=1))
    again.when(open_council_minutes, tomorrow).kinds(CouncilMinutesOpened)
    concern.given(NOTED).when(open_council_minutes, OPEN).refused("not-discussed")


# 相談中の方


CASE = DiscussCase(
    today=TODAY, council=COUNCIL, held_on=MAY_20, host=CouncilHost.WARD_CENTRE,
    outcome=CouncilOutcome.WATCH, shared="家賃を半年払っていない",
)  # fmt: skip


def test_f97_a_case_is_discussed_once_per_meeting():
    made = intake.given(RECEIVED).when(discuss_case, CASE).facts
    assert [type(fact) for fact in made] == [CaseDiscussed]
    intake.given(RECEIVED, *made).when(discuss_case, CASE).then()
    other = replace(CASE, shared="別のこと")
    intake.given(RECEIVED, *made).when(discuss_case, other).refused("already-discussed")
    again = replace(CASE, council=READER, held_on=MAY_20)
    assert len(intake.given(RECEIVED, *made).when(discuss_case, again).facts) == 1


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"shared": " "}, "shared-missing"),
        ({"outcome": CouncilOutcome.APPROACH}, "roles-missing"),
        ({"next_on": MAY_8}, "next-before-day"),
        ({"held_on": MAY_6}, "before-reception"),
        ({"held_on": TODAY + timedelta(days=1)}, "future-day"),
    ],
)
def test_f97_what_a_meeting_says_of_a_case_is_whole(changes, code):
    intake.given(RECEIVED).when(discuss_case, replace(CASE, **changes)).refused(code)
