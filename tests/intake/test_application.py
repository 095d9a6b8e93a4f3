"""利用申込: a paper that arrived is stored whatever it lacks; only its consequences may be refused."""

from dataclasses import replace
from datetime import timedelta

import pytest

from events.contract.codes import Medium, Triage
from events.contract.intake import CorrectionAsked, UseApplicationArrived
from services.intake.decisions import (
    ApplicationItem,
    ApplyForUse,
    EnterApplication,
    ReceiveUseApplication,
    apply_for_use,
    enter_application,
    receive_use_application,
)
from tests.intake.facts import (
    APR_30,
    MAY_6,
    MAY_7,
    MAY_8,
    PERSON,
    RECEIVED,
    TODAY,
    applied,
    intake,
    triaged,
)

APPLY = ApplyForUse(today=TODAY, applied_on=MAY_8, consent_handling=True)
PAPER = ReceiveUseApplication(today=MAY_8, arrived_on=MAY_8, medium=Medium.COUNTER)
FORM = EnterApplication(today=MAY_8, arrived_on=MAY_8, medium=Medium.COUNTER, consent_handling=True)
ENDS = [Triage.INFORMATION_ONLY, Triage.REFERRED, Triage.DISCONTINUED]
IN_TWO_WEEKS = MAY_8 + timedelta(days=14)


def paper(*missing, on=MAY_8):
    return UseApplicationArrived(
        arrived_on=on, person=PERSON, medium=Medium.COUNTER, missing=missing
    )


def correction(*missing, due_on=IN_TWO_WEEKS):
    return CorrectionAsked(asked_on=MAY_8, person=PERSON, missing=missing, due_on=due_on)


# ApplyForUse


def test_an_application_needs_a_consultation():
    intake.given().when(apply_for_use, APPLY).refused("no-consultation")


def test_an_application_states_the_triage_first_where_it_is_missing():
    intake.given(RECEIVED).when(apply_for_use, APPLY).then(triaged(Triage.SUPPORT), applied())


def test_an_application_follows_a_triage_that_stands():
    intake.given(RECEIVED, triaged(Triage.SUPPORT)).when(apply_for_use, APPLY).then(applied())


def test_a_consent_that_came_later_is_not_dated_before_the_wait_for_it():
    waited = triaged(Triage.CONSENT_PENDING, on=MAY_8)
    intake.given(RECEIVED, waited).when(apply_for_use, replace(APPLY, applied_on=MAY_7)).then(
        triaged(Triage.SUPPORT, on=MAY_8), applied(on=MAY_7)
    )


def test_an_application_without_consent_is_refused():
    intake.given(RECEIVED).when(apply_for_use, replace(APPLY, consent_handling=False)).refused(
        "consent-missing"
    )


@pytest.mark.parametrize("sharing", [True, False])
def test_consent_to_sharing_is_separate(sharing):
    intake.given(RECEIVED, triaged(Triage.SUPPORT)).when(
        apply_for_use, replace(APPLY, consent_sharing=sharing)
    ).then(applied(sharing=sharing))


def test_the_same_application_again_states_nothing():
    done = [RECEIVED, triaged(Triage.SUPPORT), applied()]
    intake.given(*done).when(apply_for_use, APPLY).then()
    intake.given(*done).when(apply_for_use, replace(APPLY, consent_handling=False)).then()


@pytest.mark.parametrize("end", ENDS)
def test_an_ended_case_is_not_applied_for(end):
    intake.given(RECEIVED, triaged(end)).when(apply_for_use, APPLY).refused("closed-at-intake")


def test_a_case_that_planning_closed_is_not_applied_for():
    intake.given(RECEIVED).when(apply_for_use, replace(APPLY, closed_on=MAY_8)).refused(
        "case-closed"
    )


def test_the_application_lies_between_reception_and_today():
    on_the_day = replace(APPLY, applied_on=MAY_7, today=MAY_7)
    intake.given(RECEIVED).when(apply_for_use, on_the_day).then(
        triaged(Triage.SUPPORT, on=MAY_7), applied(on=MAY_7)
    )
    intake.given(RECEIVED).when(apply_for_use, replace(APPLY, today=MAY_7)).refused("future-day")
    intake.given(RECEIVED).when(apply_for_use, replace(APPLY, applied_on=MAY_6)).refused(
        "before-reception"
    )


def test_an_open_correction_stands_in_the_way_until_the_complete_paper_came():
    lacking = [RECEIVED, paper("signature"), correction("signature")]
    intake.given(*lacking).when(apply_for_use, APPLY).refused("correction-open")
    intake.given(*lacking, paper(on=TODAY)).when(apply_for_use, APPLY).then(
        triaged(Triage.SUPPORT), applied()
    )


# ReceiveUseApplication


def test_a_paper_needs_somebody_it_speaks_of():
    intake.given().when(receive_use_application, PAPER).refused("no-consultation")


def test_a_complete_paper_is_stored():
    intake.given(RECEIVED).when(receive_use_application, PAPER).then(paper())


def test_what_a_paper_lacks_is_asked_for_in_the_same_breath():
    lacking = replace(
        PAPER, missing=(ApplicationItem.ADDRESS, ApplicationItem.SIGNATURE), due_on=TODAY
    )
    intake.given(RECEIVED).when(receive_use_application, lacking).then(
        paper("signature", "address"), correction("signature", "address", due_on=TODAY)
    )


def test_two_weeks_are_given_where_nobody_set_a_day():
    lacking = replace(PAPER, missing=(ApplicationItem.SIGNATURE,))
    intake.given(RECEIVED).when(receive_use_application, lacking).then(
        paper("signature"), correction("signature", due_on=IN_TWO_WEEKS)
    )


def test_a_due_day_may_be_today_but_not_yesterday():
    lacking = replace(PAPER, missing=(ApplicationItem.SIGNATURE,))
    today = replace(lacking, due_on=MAY_8)
    intake.given(RECEIVED).when(receive_use_application, today).then(
        paper("signature"), correction("signature", due_on=MAY_8)
    )
    intake.given(RECEIVED).when(receive_use_application, replace(lacking, due_on=MAY_7)).refused(
        "due-in-the-past"
    )


@pytest.mark.parametrize("end", ENDS)
def test_a_paper_for_an_ended_case_is_stored_all_the_same(end):
    intake.given(RECEIVED, triaged(end)).when(receive_use_application, PAPER).then(paper())


def test_a_paper_that_came_before_the_reception_keeps_its_day():
    intake.given(RECEIVED).when(receive_use_application, replace(PAPER, arrived_on=APR_30)).then(
        paper(on=APR_30)
    )


def test_a_paper_cannot_have_arrived_tomorrow():
    intake.given(RECEIVED).when(receive_use_application, replace(PAPER, today=MAY_7)).refused(
        "future-day"
    )


def test_a_paper_entered_twice_is_one_paper():
    intake.given(RECEIVED, paper()).when(receive_use_application, PAPER).then()
    lacking = replace(PAPER, missing=(ApplicationItem.SIGNATURE,))
    stored = [paper("signature"), correction("signature")]
    intake.given(RECEIVED, *stored).when(receive_use_application, lacking).then()
    intake.given(RECEIVED, *stored, paper()).when(receive_use_application, lacking).then()


# EnterApplication


def test_a_complete_paper_in_an_open_case_is_an_application():
    intake.given(RECEIVED).when(enter_application, FORM).then(
        paper(), triaged(Triage.SUPPORT), applied()
    )


def test_a_paper_without_consent_is_stored_and_the_consent_asked_for():
    intake.given(RECEIVED).when(enter_application, replace(FORM, consent_handling=False)).then(
        paper("consent_handling"), correction("consent_handling")
    )


def test_a_paper_that_lacks_something_is_no_application_yet():
    lacking = replace(FORM, missing=(ApplicationItem.SIGNATURE,))
    intake.given(RECEIVED).when(enter_application, lacking).then(
        paper("signature"), correction("signature")
    )


def test_the_completed_paper_makes_the_application():
    before = [RECEIVED, paper("signature"), correction("signature")]
    later = replace(FORM, today=TODAY, arrived_on=TODAY)
    intake.given(*before).when(enter_application, later).then(
        paper(on=TODAY), triaged(Triage.SUPPORT, on=TODAY), applied(on=TODAY)
    )


@pytest.mark.parametrize("end", ENDS)
def test_the_counter_stores_a_paper_for_an_ended_case_and_no_more(end):
    intake.given(RECEIVED, triaged(end)).when(enter_application, FORM).then(paper())


def test_the_counter_stores_a_paper_for_a_case_that_planning_closed():
    intake.given(RECEIVED).when(enter_application, replace(FORM, closed_on=MAY_8)).then(paper())


def test_a_paper_older_than_the_reception_takes_effect_with_the_reception():
    intake.given(RECEIVED).when(enter_application, replace(FORM, arrived_on=APR_30)).then(
        paper(on=APR_30), triaged(Triage.SUPPORT, on=MAY_7), applied(on=MAY_7)
    )


def test_the_counter_may_press_twice():
    first = intake.given(RECEIVED).when(enter_application, FORM).facts
    intake.given(RECEIVED, *first).when(enter_application, FORM).then()
