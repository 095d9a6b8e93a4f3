"""気がかり: what is told of somebody who is not yet a case, and what may be done about it."""

from dataclasses import replace

import pytest

from events.contract import KINDS, Open
from events.contract.codes import ContactMethod, ReferralTarget
from events.contract.concern import BeforeCase, ConcernNoted, ConcernReopened, ConcernReplied
from events.contract.concern_codes import (
    ConcernBasis,
    ConcernEndReason,
    ConcernHandling,
    ConcernSource,
    LookOutcome,
    ReplyScope,
)
from events.contract.council import ConfidentialCouncilHeld
from services.intake.decisions import SharingBasis
from services.intake.decisions.concern import NoteConcern, note_concern
from services.intake.decisions.concern_ends import (
    EndConcern,
    HandOverConcern,
    LinkConcern,
    end_concern,
    hand_over_concern,
    link_concern,
)
from services.intake.decisions.concern_steps import (
    RECEIPT,
    LookIntoConcern,
    ReopenConcern,
    ReplyToConcern,
    TriageConcern,
    look_into_concern,
    reopen_concern,
    reply_to_concern,
    triage_concern,
)
from services.intake.states.concern import evolve
from tests.events.log.examples import example
from tests.intake.concern_facts import (
    CASE,
    ENDED,
    HANDED,
    INFORMANT,
    LINKED,
    LOOKED,
    MAY_6,
    MAY_7,
    MAY_8,
    MAY_20,
    NOTED,
    OTHER_CASE,
    PERSON,
    TODAY,
    TRIAGED,
    concern,
    noted,
)

OF_CONCERNS = [
    kind
    for kind in KINDS.values()
    if issubclass(kind.cls, BeforeCase) and kind.cls is not ConfidentialCouncilHeld
]
NOTE = NoteConcern(
    today=TODAY,
    noted_on=MAY_7,
    person=PERSON,
    informant_person=INFORMANT,
    told="郵便がたまっている",
    source=ConcernSource.NEIGHBOUR,
    basis=ConcernBasis.NOBODY_NAMED,
)
DESKS = {"p-gas": ConcernSource.LIFELINE_COMPANY}
TRIAGE = TriageConcern(
    today=TODAY, triaged_on=MAY_8, handling=ConcernHandling.LOOK_INTO, next_on=MAY_20
)
LOOK = LookIntoConcern(
    today=TODAY,
    looked_on=MAY_8,
    method=ContactMethod.VISIT_OR_ACCOMPANIMENT,
    outcome=LookOutcome.ABSENT,
)
LINK = LinkConcern(today=TODAY, linked_on=MAY_8, case=CASE)
HAND = HandOverConcern(
    today=TODAY,
    handed_on=MAY_8,
    target=ReferralTarget.COMMUNITY_CARE,
    note="介護の相談が先",
    basis=SharingBasis.CONSENT,
)
END = EndConcern(
    today=TODAY, ended_on=MAY_8, reason=ConcernEndReason.NO_NEED, note="長期の旅行と分かった"
)
REPLY = ReplyToConcern(today=TODAY, replied_on=MAY_8, scope=ReplyScope.RECEIPT_ONLY)
REOPEN = ReopenConcern(today=TODAY, reopened_on=MAY_20, note="また電気が止まった")


@pytest.mark.parametrize("kind", OF_CONCERNS, ids=lambda kind: kind.wire)
def test_every_fact_of_a_concern_is_known(kind) -> None:
    state = None if kind.cls is ConcernNoted else evolve(None, NOTED)
    assert evolve(state, example(kind)) is not None


def test_a_fact_of_a_case_is_no_fact_of_a_concern() -> None:
    with pytest.raises(ValueError, match="cannot begin"):
        evolve(None, TRIAGED)
    with pytest.raises(ValueError, match="does not belong"):
        evolve(evolve(None, NOTED), example(KINDS["intake.confidential-council-held.v1"]))


# 受付


def test_a_word_a_source_and_a_basis_are_enough() -> None:
    concern.given().when(note_concern, NOTE).then(NOTED)


def test_a_registered_desk_says_by_itself_what_it_is() -> None:
    told = replace(NOTE, source=None, partner="p-gas", partners=DESKS)
    expected = noted(source=ConcernSource.LIFELINE_COMPANY, partner="p-gas")
    concern.given().when(note_concern, told).then(expected)


def test_the_one_who_tells_is_another_person_than_the_one_told_of() -> None:
    named = replace(NOTE, informant="隣の田中", basis=ConcernBasis.DANGER, name="佐藤 一郎")
    [fact] = concern.given().when(note_concern, named).facts
    assert isinstance(fact, ConcernNoted)
    assert fact.informant == Open(INFORMANT, "隣の田中")
    assert fact.name == Open(PERSON, "佐藤 一郎")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"told": " "}, "told-missing"),
        ({"source": None}, "source-missing"),
        ({"basis": None}, "basis-missing"),
        ({"basis": ConcernBasis.OTHER_STATUTE}, "statute-missing"),
        ({"name": "佐藤 一郎"}, "somebody-named"),
        ({"phone": "06-1234-5678"}, "somebody-named"),
        ({"partner": "p-unknown"}, "unknown-partner"),
        ({"partner": "p-gas", "partners": DESKS}, "source-differs"),
        ({"noted_on": TODAY.replace(month=6, day=1)}, "future-day"),
    ],
)
def test_what_cannot_be_noted(changes, code) -> None:
    concern.given().when(note_concern, replace(NOTE, **changes)).refused(code)


def test_the_same_notice_twice_is_one_and_another_person_is_no_notice_of_this_concern() -> None:
    concern.given(NOTED).when(note_concern, NOTE).then()
    other = replace(NOTE, person=INFORMANT)
    concern.given(NOTED).when(note_concern, other).refused("already-noted")


# 見立てと確認


def test_a_triage_and_an_attempt_in_vain_need_no_words() -> None:
    concern.given(NOTED).when(triage_concern, TRIAGE).then(TRIAGED)
    concern.given(NOTED).when(look_into_concern, LOOK).then(LOOKED)


def test_who_was_met_is_written_of() -> None:
    met = replace(LOOK, outcome=LookOutcome.MET)
    concern.given(NOTED).when(look_into_concern, met).refused("note-missing")


def test_attempts_are_counted_and_the_very_same_one_is_one() -> None:
    concern.given(NOTED, LOOKED).when(look_into_concern, LOOK).then()
    later = replace(LOOK, looked_on=MAY_20)
    [second] = concern.given(NOTED, LOOKED).when(look_into_concern, later).facts
    assert second.look_no == 2  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("decide", "command", "code"),
    [
        (triage_concern, replace(TRIAGE, triaged_on=MAY_6), "before-concern"),
        (triage_concern, replace(TRIAGE, next_on=MAY_7), "next-before-day"),
        (look_into_concern, replace(LOOK, looked_on=MAY_6), "before-concern"),
        (hand_over_concern, replace(HAND, basis=None), "basis-missing"),
        (hand_over_concern, replace(HAND, note=""), "note-missing"),
        (end_concern, replace(END, note=""), "note-missing"),
        (end_concern, replace(END, reason=ConcernEndReason.NOT_FOUND), "never-looked"),
        (link_concern, replace(LINK, linked_on=MAY_6), "before-concern"),
    ],
)
def test_what_cannot_be_done_about_a_running_concern(decide, command, code) -> None:
    concern.given(NOTED).when(decide, command).refused(code)


def test_who_was_looked_for_may_stay_unfound() -> None:
    gone = replace(END, reason=ConcernEndReason.NOT_FOUND)
    assert concern.given(NOTED, LOOKED).when(end_concern, gone).refusal is None


# 終わり方


@pytest.mark.parametrize(
    ("decide", "command", "fact"),
    [(link_concern, LINK, LINKED), (hand_over_concern, HAND, HANDED), (end_concern, END, ENDED)],
)
def test_each_end_is_stated_once_and_nothing_follows_but_a_reopening(decide, command, fact) -> None:
    concern.given(NOTED).when(decide, command).then(fact)
    concern.given(NOTED, fact).when(decide, command).then()
    concern.given(NOTED, fact).when(triage_concern, TRIAGE).refused("concern-over")


def test_one_concern_is_one_case_and_may_become_one_after_it_ended() -> None:
    concern.given(NOTED, LINKED).when(link_concern, replace(LINK, case=OTHER_CASE)).refused(
        "concern-linked"
    )
    concern.given(NOTED, ENDED).when(link_concern, LINK).then(LINKED)


@pytest.mark.parametrize("end", [ENDED, HANDED])
def test_what_ended_can_be_taken_up_again(end) -> None:
    [reopened] = concern.given(NOTED, end).when(reopen_concern, REOPEN).facts
    assert isinstance(reopened, ConcernReopened)
    concern.given(NOTED, end, reopened).when(reopen_concern, REOPEN).then()
    concern.given(NOTED, end, reopened).when(triage_concern, TRIAGE).then(TRIAGED)


def test_what_became_a_case_goes_on_there() -> None:
    concern.given(NOTED, LINKED).when(reopen_concern, REOPEN).refused("concern-linked")


# 返事


def test_without_consent_a_reply_says_no_more_than_that_it_was_received() -> None:
    [reply] = concern.given(NOTED).when(reply_to_concern, REPLY).facts
    assert isinstance(reply, ConcernReplied)
    assert reply.text == Open(PERSON, RECEIPT)
    more = replace(REPLY, text="入院されていました")
    concern.given(NOTED).when(reply_to_concern, more).refused("reply-beyond-scope")


def test_with_consent_the_words_are_needed_and_the_same_reply_is_one() -> None:
    agreed = replace(REPLY, scope=ReplyScope.CONSENT)
    concern.given(NOTED).when(reply_to_concern, agreed).refused("text-missing")
    told = replace(agreed, text="支援につながりました")
    [reply] = concern.given(NOTED, LINKED).when(reply_to_concern, told).facts
    assert reply.reply_no == 1  # type: ignore[attr-defined]
    concern.given(NOTED, LINKED, reply).when(reply_to_concern, told).then()
