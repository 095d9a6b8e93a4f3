"""F15, F18, F62: visit and accompaniment told apart, where and with whom, and how often in each month."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from events.contract.codes import ContactMethod
from events.contract.contacting import (
    ContactChannel,
    ContactDetailed,
    EmailAttached,
    EmailSender,
    channel_of,
)
from events.contract.intake import ContactRecorded
from events.contract.sealed import Open
from services.intake.decisions import AttachEmail, RecordContact, attach_email, record_contact
from tests.intake.facts import MAY_7, MAY_8, PERSON, RECEIVED, TODAY, contact, intake

VISIT = RecordContact(
    today=TODAY,
    contacted_on=MAY_8,
    channel=ContactChannel.VISIT,
    content="暮らしぶりを見た",
    place="自宅",
    present="民生委員",
    minutes=60,
)
MAIL = AttachEmail(today=TODAY, sent_on=MAY_7, sender=EmailSender.PERSON, text="件名: 相談です")


@pytest.mark.parametrize("channel", list(ContactChannel))
def test_every_way_has_its_place_in_the_national_list_and_tells_itself(channel):
    facts = intake.given(RECEIVED).when(record_contact, replace(VISIT, channel=channel)).facts
    assert facts[0].method is channel.method
    assert facts[1] == ContactDetailed(
        contacted_on=MAY_8, person=PERSON, contact_no=1, channel=channel,
        place=Open(PERSON, "自宅"), present=Open(PERSON, "民生委員"),
    )  # fmt: skip


@pytest.mark.parametrize("method", list(ContactMethod))
def test_the_national_word_alone_needs_no_second_fact(method):
    plain = replace(VISIT, channel=None, method=method, place="", present="")
    facts = intake.given(RECEIVED).when(record_contact, plain).facts
    assert [type(fact) for fact in facts] == [ContactRecorded]
    assert channel_of(method).method is method


def test_f62_an_accompaniment_is_no_visit():
    bare = replace(VISIT, place="", present="")
    made = {}
    for channel in (ContactChannel.VISIT, ContactChannel.ACCOMPANIMENT):
        facts = intake.given(RECEIVED).when(record_contact, replace(bare, channel=channel)).facts
        made[channel] = facts[1].channel
    assert set(made.values()) == {ContactChannel.VISIT, ContactChannel.ACCOMPANIMENT}


def test_details_belong_to_the_contact_with_their_number_and_are_stated_once():
    first = intake.given(RECEIVED, contact()).when(record_contact, VISIT).facts
    assert first[1].contact_no == 2
    intake.given(RECEIVED, contact(), *first).when(record_contact, VISIT).then()
    elsewhere = replace(VISIT, place="事務所")
    closer = intake.given(RECEIVED, contact(), *first).when(record_contact, elsewhere).facts
    assert [(fact.contact_no, fact.place.value) for fact in closer] == [(2, "事務所")]


def test_some_way_there_must_be():
    none = replace(VISIT, channel=None)
    intake.given(RECEIVED).when(record_contact, none).refused("method-missing")


def test_f18_an_e_mail_is_kept_with_its_day_and_its_sender():
    early = replace(MAIL, sent_on=MAY_7 - timedelta(days=3))
    made = intake.given(RECEIVED).when(attach_email, early).facts
    assert list(made) == [
        EmailAttached(
            sent_on=date(2026, 5, 4),
            person=PERSON,
            sender=EmailSender.PERSON,
            text=Open(PERSON, "件名: 相談です"),
        )
    ]
    intake.given(RECEIVED, *made).when(attach_email, early).then()
    intake.given(RECEIVED).when(attach_email, replace(MAIL, text=" ")).refused("text-missing")
    intake.given(RECEIVED).when(
        attach_email, replace(MAIL, sent_on=TODAY + timedelta(days=1))
    ).refused("future-day")
