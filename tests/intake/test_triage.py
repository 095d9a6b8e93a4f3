"""振り分け, each outcome with its guard, each order, each repetition."""

from dataclasses import replace

import pytest

from events.contract import Open
from events.contract.codes import ReferralTarget, Triage
from events.contract.intake import ReferralMade
from services.intake.decisions import SharingBasis, TriageCase, triage_case
from tests.intake.facts import (
    APR_30,
    MAY_6,
    MAY_7,
    MAY_8,
    PERSON,
    RECEIVED,
    TODAY,
    applied,
    contact,
    intake,
    triaged,
)

SUPPORT = TriageCase(today=TODAY, decided_on=MAY_8, triage=Triage.SUPPORT)
PENDING = replace(SUPPORT, triage=Triage.CONSENT_PENDING)
INFORMATION = replace(SUPPORT, triage=Triage.INFORMATION_ONLY, reason="減免の窓口を案内した")
REFERRED = replace(
    SUPPORT,
    triage=Triage.REFERRED,
    reason="生活保護の相談",
    target=ReferralTarget.PUBLIC_ASSISTANCE_COUNTER,
    basis=SharingBasis.NOTHING_SHARED,
)
BROKEN_OFF = replace(SUPPORT, triage=Triage.DISCONTINUED, reason="本人が希望しない")
ALL = [SUPPORT, PENDING, INFORMATION, REFERRED, BROKEN_OFF]


def name(command):
    return command.triage.value


def test_there_must_be_a_consultation():
    intake.given().when(triage_case, SUPPORT).refused("no-consultation")


@pytest.mark.parametrize("command", [SUPPORT, PENDING], ids=name)
def test_the_case_goes_on(command):
    intake.given(RECEIVED).when(triage_case, command).then(triaged(command.triage))


@pytest.mark.parametrize("command", [INFORMATION, BROKEN_OFF], ids=name)
def test_the_case_ends_with_its_reason(command):
    intake.given(RECEIVED).when(triage_case, command).then(
        triaged(command.triage, reason=command.reason)
    )


def test_a_referral_is_stated_with_the_triage():
    intake.given(RECEIVED).when(triage_case, REFERRED).then(
        triaged(Triage.REFERRED, reason="生活保護の相談"),
        ReferralMade(
            referred_on=MAY_8,
            person=PERSON,
            referral_no=1,
            target=ReferralTarget.PUBLIC_ASSISTANCE_COUNTER,
            reason=Open(PERSON, "生活保護の相談"),
        ),
    )


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (replace(INFORMATION, reason=" "), "information-missing"),
        (replace(REFERRED, reason=""), "reason-missing"),
        (replace(REFERRED, target=None), "target-missing"),
        (replace(REFERRED, basis=None), "basis-missing"),
        (replace(BROKEN_OFF, reason="　"), "reason-missing"),
    ],
)
def test_what_an_outcome_needs(command, code):
    intake.given(RECEIVED).when(triage_case, command).refused(code)


@pytest.mark.parametrize("command", [SUPPORT, BROKEN_OFF], ids=name)
def test_after_consent_pending_come_support_or_the_end(command):
    intake.given(RECEIVED, triaged(Triage.CONSENT_PENDING)).when(triage_case, command).kinds(
        type(triaged(Triage.SUPPORT))
    )


@pytest.mark.parametrize("command", [INFORMATION, REFERRED], ids=name)
def test_nothing_else_follows_consent_pending(command):
    intake.given(RECEIVED, triaged(Triage.CONSENT_PENDING)).when(triage_case, command).refused(
        "consent-pending"
    )


@pytest.mark.parametrize("command", [PENDING, INFORMATION, REFERRED, BROKEN_OFF], ids=name)
def test_support_is_not_taken_back_by_another_triage(command):
    intake.given(RECEIVED, triaged(Triage.SUPPORT)).when(triage_case, command).refused(
        "already-triaged"
    )
    intake.given(RECEIVED, triaged(Triage.SUPPORT), applied()).when(triage_case, command).refused(
        "already-triaged"
    )


@pytest.mark.parametrize("end", [Triage.INFORMATION_ONLY, Triage.REFERRED, Triage.DISCONTINUED])
@pytest.mark.parametrize("command", ALL, ids=name)
def test_an_ended_case_stays_ended(end, command):
    outcome = intake.given(RECEIVED, triaged(end)).when(triage_case, command)
    if command.triage is end:
        outcome.then()
    else:
        outcome.refused("closed-at-intake")


@pytest.mark.parametrize("command", ALL, ids=name)
def test_a_case_that_planning_closed_is_not_triaged(command):
    intake.given(RECEIVED).when(triage_case, replace(command, closed_on=MAY_8)).refused(
        "case-closed"
    )


@pytest.mark.parametrize("command", ALL, ids=name)
def test_the_same_triage_again_states_nothing(command):
    intake.given(RECEIVED, triaged(command.triage)).when(triage_case, command).then()


def test_the_day_lies_between_reception_and_today():
    on_the_day = replace(SUPPORT, decided_on=MAY_7, today=MAY_7)
    intake.given(RECEIVED).when(triage_case, on_the_day).then(triaged(Triage.SUPPORT, on=MAY_7))
    intake.given(RECEIVED).when(triage_case, replace(SUPPORT, today=MAY_7)).refused("future-day")
    intake.given(RECEIVED).when(triage_case, replace(SUPPORT, decided_on=MAY_6)).refused(
        "before-reception"
    )
    intake.given(RECEIVED).when(triage_case, replace(SUPPORT, decided_on=APR_30)).refused(
        "before-reception"
    )


def test_a_second_triage_is_not_dated_before_the_first():
    earlier = replace(SUPPORT, decided_on=MAY_7)
    intake.given(RECEIVED, triaged(Triage.CONSENT_PENDING, on=MAY_8)).when(
        triage_case, earlier
    ).refused("before-reception")


def test_somebody_who_cannot_be_reached_was_tried_before():
    gone = replace(BROKEN_OFF, unreachable=True)
    intake.given(RECEIVED).when(triage_case, gone).refused("attempts-missing")
    intake.given(RECEIVED, contact(reached=True)).when(triage_case, gone).refused(
        "attempts-missing"
    )
    intake.given(RECEIVED, contact(reached=False)).when(triage_case, gone).kinds(
        type(triaged(Triage.SUPPORT))
    )


def test_the_city_may_ask_for_more_attempts():
    gone = replace(BROKEN_OFF, unreachable=True, attempts_needed=3)
    tries = [contact(reached=False)] * 3
    intake.given(RECEIVED, *tries[:2]).when(triage_case, gone).refused("attempts-missing")
    intake.given(RECEIVED, *tries).when(triage_case, gone).kinds(type(triaged(Triage.SUPPORT)))
