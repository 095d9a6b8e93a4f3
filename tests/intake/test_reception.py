"""相談受付: what is needed (nearly nothing), what is kept, what is a slip."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from events.contract import DECLINED, NOT_ASKED, UNKNOWN, Open
from events.contract.codes import (
    AgeBand,
    Channel,
    ConsultationTopic,
    MatchReason,
    Naming,
    Origin,
    Sameness,
    VisitorRelation,
)
from events.contract.intake import IdentityJudged, Visitor
from services.intake.decisions import Judgement, ReceiveConsultation, receive_consultation
from tests.intake.facts import (
    CANDIDATE,
    MAY_6,
    MAY_7,
    PERSON,
    RECEIVED,
    VISITOR,
    intake,
    received,
    triaged,
)

LEAST = ReceiveConsultation(
    today=MAY_7,
    received_on=MAY_7,
    person=PERSON,
    channel=Channel.OFFICE_VISIT,
    topics=(ConsultationTopic.HOUSING,),
)


def only(command):
    """The reception that came of it."""
    facts = receive_consultation(None, command)
    assert len(facts) == 1
    return facts[0]


def test_channel_and_day_and_one_topic_are_enough():
    intake.given().when(receive_consultation, LEAST).then(RECEIVED)


def test_a_word_of_story_is_enough_without_a_topic():
    told = only(replace(LEAST, topics=(), story="家賃が払えない"))
    assert told.story == Open(PERSON, "家賃が払えない")


@pytest.mark.parametrize("story", ["", "  ", "\n　"])
def test_neither_story_nor_topic_is_a_slip(story):
    command = replace(LEAST, topics=(), story=story)
    intake.given().when(receive_consultation, command).refused("story-missing")


def test_a_main_topic_counts_as_raised_and_stands_in_the_order_of_the_form():
    command = replace(
        LEAST,
        topics=(ConsultationTopic.JOB_SEARCH,),
        main_topics=(ConsultationTopic.HOUSING,),
    )
    assert only(command).topics == Open(
        PERSON, (ConsultationTopic.HOUSING, ConsultationTopic.JOB_SEARCH)
    )


def test_a_reception_of_tomorrow_is_refused_and_one_of_today_is_not():
    intake.given().when(receive_consultation, LEAST).kinds(type(RECEIVED))
    intake.given().when(receive_consultation, replace(LEAST, today=MAY_6)).refused("future-day")


@pytest.mark.parametrize(
    "name",
    ["髙橋 﨑", "𠮷野家 𠮷", "葛\U000e0100城 辻\U000e0101", "Ｊｏｈｎ　ｽﾐｽ", "か\u3099く"],
    ids=["variant forms", "beyond the basic plane", "variation selectors", "widths", "marks"],
)
def test_a_name_is_kept_code_point_by_code_point(name):
    assert only(replace(LEAST, name=name)).name == Open(PERSON, name)


def test_a_name_of_blanks_is_a_question_not_asked():
    told = only(replace(LEAST, name="　 ", kana=" "))
    assert (told.name, told.kana) == (Open(PERSON, NOT_ASKED), Open(PERSON, NOT_ASKED))
    assert told.naming is Naming.ANONYMOUS


def test_a_nickname_is_a_name_to_be_linked_later():
    told = only(replace(LEAST, name="たけちゃん", naming=Naming.NICKNAME))
    assert told.naming is Naming.NICKNAME


def test_an_anonymous_reception_with_a_name_is_a_slip():
    command = replace(LEAST, name="田中", naming=Naming.ANONYMOUS)
    intake.given().when(receive_consultation, command).refused("anonymous-with-name")


def test_the_age_band_is_that_of_the_day_of_reception():
    turns_forty = replace(LEAST, born_on=date(1986, 5, 7))
    assert only(turns_forty).age_band == Open(PERSON, AgeBand.FORTIES)
    assert only(replace(turns_forty, received_on=MAY_6)).age_band == Open(PERSON, AgeBand.THIRTIES)


def test_an_estimated_band_counts_only_without_a_birth_date():
    guessed = replace(LEAST, age_band=AgeBand.SIXTIES)
    assert only(guessed).age_band == Open(PERSON, AgeBand.SIXTIES)
    assert only(replace(guessed, born_on=date(1990, 1, 1))).age_band == Open(
        PERSON, AgeBand.THIRTIES
    )


@pytest.mark.parametrize("state", [NOT_ASKED, DECLINED, UNKNOWN])
def test_why_there_is_no_answer_is_kept(state):
    told = only(replace(LEAST, born_on=state, sex=state, phone=state))
    assert (told.born_on.value, told.sex.value, told.phone.value) == (state, state, state)


def test_a_child_born_today_may_be_received_and_one_born_tomorrow_not():
    assert only(replace(LEAST, born_on=MAY_7)).age_band == Open(PERSON, AgeBand.TEENS)
    tomorrow = replace(LEAST, born_on=MAY_7 + timedelta(days=1))
    intake.given().when(receive_consultation, tomorrow).refused("born-after-reception")


def test_a_hundred_and_thirty_years_are_the_limit():
    assert only(replace(LEAST, born_on=date(1895, 5, 8))).age_band == Open(
        PERSON, AgeBand.SEVENTIES
    )
    older = replace(LEAST, born_on=date(1895, 5, 7))
    intake.given().when(receive_consultation, older).refused("age-impossible")


def test_a_visitor_has_a_subject_of_their_own():
    told = only(
        replace(
            LEAST,
            visitor_person=VISITOR,
            visitor_name="田中 花子",
            visitor_phone="06-0000-0000",
            visitor_relation=VisitorRelation.FAMILY,
        )
    )
    assert told.visitor == Open(
        VISITOR,
        Visitor(name="田中 花子", phone="06-0000-0000", relation=VisitorRelation.FAMILY),
    )


def test_nobody_else_came_then_nobody_else_gets_a_key():
    assert only(replace(LEAST, visitor_person=VISITOR)).visitor == Open(PERSON, None)


def test_a_visitor_of_unknown_relation_is_another():
    told = only(replace(LEAST, visitor_person=VISITOR, visitor_name="民生委員"))
    assert told.visitor.value.relation is VisitorRelation.OTHER


def test_a_consultation_after_an_earlier_case_is_no_new_one():
    earlier = UUID(int=7)
    assert only(replace(LEAST, previous_case=earlier)).origin is Origin.RECONSULTATION
    settled = replace(LEAST, previous_case=earlier, reconsultation=False)
    assert (only(settled).origin, only(settled).previous_case) == (Origin.NEW, earlier)
    typed = replace(settled, origin=Origin.RECONSULTATION)
    assert only(typed).origin is Origin.NEW
    moved = replace(LEAST, previous_case=earlier, origin=Origin.TRANSFER_WITHIN)
    assert only(moved).origin is Origin.TRANSFER_WITHIN


def test_judgements_made_at_the_counter_follow_the_reception():
    command = replace(
        LEAST,
        judgements=(
            Judgement(
                candidate=CANDIDATE,
                sameness=Sameness.SAME,
                score=80,
                reasons=(MatchReason.KANA_EQUAL, MatchReason.BIRTH_EQUAL),
            ),
        ),
    )
    intake.given().when(receive_consultation, command).then(
        RECEIVED,
        IdentityJudged(
            judged_on=MAY_7,
            person=PERSON,
            candidate=CANDIDATE,
            sameness=Sameness.SAME,
            score=80,
            reasons=(MatchReason.KANA_EQUAL, MatchReason.BIRTH_EQUAL),
        ),
    )


def test_a_repeated_reception_states_nothing_new():
    intake.given(RECEIVED).when(receive_consultation, LEAST).then()


def test_another_person_cannot_be_received_into_the_same_case():
    other = replace(LEAST, person=UUID(int=99))
    intake.given(RECEIVED).when(receive_consultation, other).refused("already-received")


def test_a_repetition_is_harmless_whatever_came_after():
    from events.contract.codes import Triage

    intake.given(received(), triaged(Triage.INFORMATION_ONLY)).when(
        receive_consultation, LEAST
    ).then()
