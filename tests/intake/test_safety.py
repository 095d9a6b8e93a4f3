"""住所の秘匿 and 連絡の注意: what stands, since when, until when, and what a new case takes over."""

from dataclasses import replace
from datetime import timedelta

import pytest

from events.contract import Open, Refused, fold
from events.contract.codes import Channel, ConsultationTopic, Triage
from events.contract.safety import (
    AddressSecrecyStated,
    ContactInstructionsStated,
    ForbiddenWay,
    SecrecyGround,
    SecretAddressOpened,
)
from services.intake.consultation import evolve
from services.intake.decisions import (
    OpenSecretAddress,
    ReceiveConsultation,
    StateAddressSecrecy,
    StateContactInstructions,
    open_secret_address,
    receiving,
    state_address_secrecy,
    state_contact_instructions,
)
from services.intake.decisions.phone import possible_phone
from tests.intake.facts import (
    MAY_6,
    MAY_7,
    MAY_8,
    MAY_31,
    PERSON,
    RECEIVED,
    TODAY,
    VISITOR,
    intake,
    triaged,
)

SECRET = StateAddressSecrecy(
    today=TODAY,
    stated_on=MAY_8,
    address_secret=True,
    ground=SecrecyGround.REGISTER_MEASURE,
    note="転居したばかり",
)
WARN = StateContactInstructions(
    today=TODAY,
    stated_on=MAY_8,
    forbidden=(ForbiddenWay.LETTER, ForbiddenWay.TELEPHONE),
    never="元配偶者",
)
LOOK = OpenSecretAddress(today=TODAY, reason="訪問の道順を確かめる")


def facts(decide, command, *before):
    return intake.given(RECEIVED, *before).when(decide, command).facts


@pytest.mark.parametrize(
    ("decide", "command"),
    [(state_address_secrecy, SECRET), (state_contact_instructions, WARN)],
    ids=["secrecy", "instructions"],
)
def test_safety_is_stated_between_reception_and_today_and_once(decide, command):
    intake.given().when(decide, command).refused("no-consultation")
    intake.given(RECEIVED).when(decide, replace(command, stated_on=MAY_6)).refused(
        "before-reception"
    )
    intake.given(RECEIVED).when(decide, replace(command, today=MAY_7)).refused("future-day")
    made = facts(decide, command)
    assert len(made) == 1
    intake.given(RECEIVED, *made).when(decide, command).then()


def test_danger_does_not_end_with_the_case():
    ended = triaged(Triage.INFORMATION_ONLY)
    assert len(facts(state_address_secrecy, SECRET, ended)) == 1
    assert len(facts(state_contact_instructions, WARN, ended)) == 1


def test_secrecy_stands_through_its_last_day_and_is_lifted_with_a_reason():
    made = facts(state_address_secrecy, replace(SECRET, until=MAY_31))
    beside = fold(evolve, [RECEIVED, *made]).beside
    assert beside.secret_on(MAY_31)
    assert not beside.secret_on(MAY_31 + timedelta(days=1))
    lift = replace(SECRET, address_secret=False, note="")
    intake.given(RECEIVED, *made).when(state_address_secrecy, lift).refused("reason-missing")
    lifted = facts(state_address_secrecy, replace(lift, note="ご本人の申出"), *made)
    assert not fold(evolve, [RECEIVED, *made, *lifted]).beside.secret_on(MAY_8)
    intake.given(RECEIVED).when(state_address_secrecy, lift).then()


@pytest.mark.parametrize(
    ("decide", "command"),
    [(state_address_secrecy, SECRET), (state_contact_instructions, WARN)],
)
def test_an_end_before_the_beginning_is_refused(decide, command):
    intake.given(RECEIVED).when(decide, replace(command, until=MAY_7)).refused("until-before-start")


def test_instructions_say_something_and_are_taken_back():
    empty = replace(WARN, forbidden=(), never=" ")
    intake.given(RECEIVED).when(state_contact_instructions, empty).refused("instructions-missing")
    made = facts(state_contact_instructions, WARN)
    assert made[0].forbidden == (ForbiddenWay.TELEPHONE, ForbiddenWay.LETTER)
    back = replace(WARN, in_force=False)
    after = facts(state_contact_instructions, back, *made)
    assert fold(evolve, [RECEIVED, *made, *after]).beside.instructed_on(MAY_8) is None


def test_each_look_is_a_fact_with_its_reason():
    intake.given(RECEIVED).when(open_secret_address, replace(LOOK, reason="")).refused(
        "reason-missing"
    )
    intake.given(RECEIVED).when(open_secret_address, LOOK).then(
        SecretAddressOpened(
            opened_on=TODAY, person=PERSON, reason=Open(PERSON, "訪問の道順を確かめる")
        )
    )


def test_a_new_case_of_the_person_is_protected_from_its_first_day():
    before = fold(
        evolve,
        [RECEIVED, *facts(state_address_secrecy, SECRET), *facts(state_contact_instructions, WARN)],
    )
    again = ReceiveConsultation(
        today=TODAY,
        received_on=TODAY,
        person=VISITOR,
        channel=Channel.TELEPHONE,
        topics=(ConsultationTopic.HOUSING,),
    )
    made = receiving(before)(None, again)
    secrecy = next(fact for fact in made if isinstance(fact, AddressSecrecyStated))
    warned = next(fact for fact in made if isinstance(fact, ContactInstructionsStated))
    assert (secrecy.person, secrecy.stated_on, secrecy.address_secret) == (VISITOR, TODAY, True)
    assert secrecy.ground == Open(VISITOR, SecrecyGround.REGISTER_MEASURE)
    assert warned.never == Open(VISITOR, "元配偶者")
    assert len(receiving(None)(None, again)) == 1
    over = fold(evolve, [RECEIVED, *facts(state_address_secrecy, replace(SECRET, until=MAY_8))])
    assert len(receiving(over)(None, again)) == 1


@pytest.mark.parametrize(
    "number",
    [
        "",
        "090-1234-5678",
        "０６－６５３８－６４００",
        "(06) 6538-6400",
        "+81 90 1234 5678",
        "06ー1234ー5678",
        "06-1234-5678内線12",
    ],
)
def test_what_can_be_called_is_a_telephone_number(number):
    possible_phone(number, field="phone")


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("abc", "phone-impossible"),
        ("090-1234-567x", "phone-impossible"),
        ("110", "phone-length"),
        ("1" * 16, "phone-length"),
        ("---", "phone-length"),
    ],
)
def test_what_cannot_be_called_is_refused_by_its_rule(number, code):
    with pytest.raises(Refused) as refusal:
        possible_phone(number, field="phone")
    assert (refusal.value.code, refusal.value.field) == (code, "phone")
    assert number not in refusal.value.ja
