"""名寄せ, つなぎ, 緊急的な支援 and 支援経過記録: what may happen beside the triage."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from events.contract import Open
from events.contract.codes import (
    ContactMethod,
    EmergencyHelp,
    MatchReason,
    ReferralTarget,
    Sameness,
    Triage,
)
from events.contract.intake import EmergencyHelpArranged, IdentityJudged, ReferralMade
from services.intake.decisions import (
    ArrangeEmergencyHelp,
    JudgeIdentity,
    MakeReferral,
    RecordContact,
    SharingBasis,
    arrange_emergency_help,
    judge_identity,
    make_referral,
    record_contact,
)
from tests.intake.facts import (
    CANDIDATE,
    MAY_6,
    MAY_7,
    MAY_8,
    PERSON,
    RECEIVED,
    TODAY,
    applied,
    contact,
    intake,
    received,
    triaged,
)

FOOD = MakeReferral(
    today=TODAY,
    referred_on=MAY_8,
    target=ReferralTarget.FOOD_BANK,
    reason="三日食べていない",
    basis=SharingBasis.NOTHING_SHARED,
)
LOAN = ArrangeEmergencyHelp(
    today=TODAY, arranged_on=MAY_8, help=EmergencyHelp.WELFARE_FUND_LOAN, note="社協に同行"
)
CALL = RecordContact(
    today=TODAY,
    contacted_on=MAY_8,
    method=ContactMethod.TELEPHONE,
    content="近況を聞いた",
    counterpart="本人",
    minutes=10,
)
SAME = JudgeIdentity(
    today=TODAY,
    judged_on=MAY_8,
    candidate=CANDIDATE,
    sameness=Sameness.SAME,
    score=100,
    reasons=(MatchReason.KANA_EQUAL,),
)
STEPS = [
    (make_referral, FOOD),
    (arrange_emergency_help, LOAN),
    (record_contact, CALL),
    (judge_identity, SAME),
]
IDS = ["referral", "emergency", "contact", "identity"]
ENDS = [Triage.INFORMATION_ONLY, Triage.REFERRED, Triage.DISCONTINUED]
DAY = {FOOD: "referred_on", LOAN: "arranged_on", CALL: "contacted_on", SAME: "judged_on"}


def referral(number, on=MAY_8, target=ReferralTarget.FOOD_BANK):
    return ReferralMade(
        referred_on=on,
        person=PERSON,
        referral_no=number,
        target=target,
        reason=Open(PERSON, "三日食べていない"),
    )


@pytest.mark.parametrize(("decide", "command"), STEPS, ids=IDS)
def test_each_step_needs_a_consultation(decide, command):
    intake.given().when(decide, command).refused("no-consultation")


@pytest.mark.parametrize(("decide", "command"), STEPS, ids=IDS)
def test_each_step_is_possible_from_the_reception_on(decide, command):
    same_day = replace(command, **{DAY[command]: MAY_7})
    assert len(intake.given(RECEIVED).when(decide, same_day).facts) == 1
    assert len(intake.given(RECEIVED, triaged(Triage.SUPPORT)).when(decide, command).facts) == 1
    assert (
        len(intake.given(RECEIVED, triaged(Triage.SUPPORT), applied()).when(decide, command).facts)
        == 1
    )


@pytest.mark.parametrize(("decide", "command"), STEPS, ids=IDS)
def test_each_step_lies_between_reception_and_today(decide, command):
    before = replace(command, **{DAY[command]: MAY_6})
    intake.given(RECEIVED).when(decide, before).refused("before-reception")
    intake.given(RECEIVED).when(decide, replace(command, today=MAY_7)).refused("future-day")
    assert len(intake.given(RECEIVED).when(decide, replace(command, today=MAY_8)).facts) == 1


@pytest.mark.parametrize(("decide", "command"), STEPS, ids=IDS)
def test_each_step_twice_is_one_step(decide, command):
    first = intake.given(RECEIVED).when(decide, command).facts
    intake.given(RECEIVED, *first).when(decide, command).then()


@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize(
    ("decide", "command"), [(make_referral, FOOD), (arrange_emergency_help, LOAN)]
)
def test_an_ended_case_takes_no_new_help(decide, command, end):
    intake.given(RECEIVED, triaged(end)).when(decide, command).refused("closed-at-intake")


@pytest.mark.parametrize(
    ("decide", "command"), [(make_referral, FOOD), (arrange_emergency_help, LOAN)]
)
def test_a_case_that_planning_closed_takes_no_new_help(decide, command):
    intake.given(RECEIVED).when(decide, replace(command, closed_on=MAY_8)).refused("case-closed")


@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize(("decide", "command"), [(record_contact, CALL), (judge_identity, SAME)])
def test_following_up_and_linking_go_on_in_an_ended_case(decide, command, end):
    assert len(intake.given(RECEIVED, triaged(end)).when(decide, command).facts) == 1


# つなぎ


def test_referrals_of_a_case_are_numbered():
    intake.given(RECEIVED, referral(1)).when(
        make_referral, replace(FOOD, target=ReferralTarget.HELLO_WORK)
    ).then(referral(2, target=ReferralTarget.HELLO_WORK))


def test_the_same_body_on_another_day_is_another_referral():
    later = MAY_8 + timedelta(days=1)
    intake.given(RECEIVED, referral(1)).when(make_referral, replace(FOOD, referred_on=later)).then(
        referral(2, on=later)
    )


def test_a_referral_has_a_reason_and_a_basis():
    intake.given(RECEIVED).when(make_referral, replace(FOOD, reason=" ")).refused("reason-missing")
    intake.given(RECEIVED).when(make_referral, replace(FOOD, basis=None)).refused("basis-missing")


# 緊急的な支援


def test_emergency_help_needs_no_plan_and_no_note():
    intake.given(RECEIVED).when(arrange_emergency_help, replace(LOAN, note="")).then(
        EmergencyHelpArranged(
            arranged_on=MAY_8,
            person=PERSON,
            help=EmergencyHelp.WELFARE_FUND_LOAN,
            note=Open(PERSON, ""),
        )
    )


@pytest.mark.parametrize(
    ("help_", "on", "allowed"),
    [
        (EmergencyHelp.TEMPORARY_LIVING, date(2025, 3, 31), True),
        (EmergencyHelp.TEMPORARY_LIVING, date(2025, 4, 1), False),
        (EmergencyHelp.RESIDENTIAL_SUPPORT, date(2025, 3, 31), False),
        (EmergencyHelp.RESIDENTIAL_SUPPORT, date(2025, 4, 1), True),
    ],
)
def test_a_help_carries_the_name_of_its_time(help_, on, allowed):
    outcome = intake.given(received(received_on=date(2025, 3, 1))).when(
        arrange_emergency_help, replace(LOAN, help=help_, arranged_on=on)
    )
    if allowed:
        outcome.kinds(EmergencyHelpArranged)
    else:
        outcome.refused("code-not-in-force")


# 支援経過記録


def test_a_contact_is_kept_as_it_was_told():
    intake.given(RECEIVED).when(record_contact, CALL).then(contact())


def test_who_was_reached_said_something():
    intake.given(RECEIVED).when(record_contact, replace(CALL, content=" ")).refused(
        "content-missing"
    )


def test_an_attempt_in_vain_needs_no_words():
    intake.given(RECEIVED).when(record_contact, replace(CALL, reached=False, content="")).then(
        contact(reached=False, content="")
    )


@pytest.mark.parametrize(
    ("minutes", "possible"), [(-1, False), (0, True), (1440, True), (1441, False)]
)
def test_a_contact_lasts_a_day_at_most(minutes, possible):
    outcome = intake.given(RECEIVED).when(record_contact, replace(CALL, minutes=minutes))
    if possible:
        assert outcome.facts[0].minutes == minutes
    else:
        outcome.refused("minutes-impossible")


def test_the_next_contact_may_be_the_same_day_and_lie_in_the_future():
    for on in (MAY_8, TODAY + timedelta(days=30)):
        outcome = intake.given(RECEIVED).when(record_contact, replace(CALL, next_contact_on=on))
        assert outcome.facts[0].next_contact_on == on
    intake.given(RECEIVED).when(record_contact, replace(CALL, next_contact_on=MAY_7)).refused(
        "next-before-contact"
    )


def test_two_different_calls_of_a_day_are_two_entries():
    other = replace(CALL, content="折り返しの電話")
    assert len(intake.given(RECEIVED, contact()).when(record_contact, other).facts) == 1


# 名寄せ


@pytest.mark.parametrize("sameness", list(Sameness))
def test_each_of_the_three_answers_is_a_fact(sameness):
    intake.given(RECEIVED).when(judge_identity, replace(SAME, sameness=sameness)).then(
        IdentityJudged(
            judged_on=MAY_8,
            person=PERSON,
            candidate=CANDIDATE,
            sameness=sameness,
            score=100,
            reasons=(MatchReason.KANA_EQUAL,),
        )
    )


def test_an_answer_is_taken_back_by_another():
    first = intake.given(RECEIVED).when(judge_identity, SAME).facts
    second = intake.given(RECEIVED, *first).when(
        judge_identity, replace(SAME, sameness=Sameness.OTHER)
    )
    assert len(second.facts) == 1
    third = intake.given(RECEIVED, *first, *second.facts).when(judge_identity, SAME)
    assert len(third.facts) == 1


def test_a_case_is_not_compared_with_itself():
    intake.given(RECEIVED).when(judge_identity, replace(SAME, candidate=PERSON)).refused(
        "same-record"
    )
