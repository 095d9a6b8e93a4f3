"""What comes back of a つなぎ: in which order, with which day to ask again, and what became of emergency help."""

from dataclasses import replace
from datetime import timedelta

import pytest

from events.contract.codes import EmergencyHelp, ReferralTarget, Triage
from events.contract.help_given import ASK_BACK, HelpGiven, given
from events.contract.intake import EmergencyHelpArranged, ReferralMade
from events.contract.referring import (
    EmergencyHelpConcluded,
    HandoverManner,
    HelpOutcome,
    ReferralArranged,
    ReferralProgramme,
    ReferralStep,
    ReferralStepRecorded,
)
from events.contract.sealed import Open
from services.intake.decisions import (
    ConcludeEmergencyHelp,
    MakeReferral,
    RecordReferralStep,
    SharingBasis,
    conclude_emergency_help,
    make_referral,
    record_referral_step,
)
from tests.intake.facts import MAY_7, MAY_8, MAY_31, PERSON, RECEIVED, TODAY, intake, triaged

LOAN = MakeReferral(
    today=TODAY,
    referred_on=MAY_8,
    target=ReferralTarget.EMERGENCY_SMALL_LOAN,
    reason="家賃の支払い",
    basis=SharingBasis.NOTHING_SHARED,
    manner=HandoverManner.ACCOMPANIED,
    programme=ReferralProgramme.EMERGENCY_SMALL_LOAN,
    in_charge="社協 田中さん",
    ask_back_on=MAY_31,
)
STEP = RecordReferralStep(
    today=TODAY, referral_no=1, stepped_on=MAY_8, step=ReferralStep.ACCEPTED, note=""
)
HELP = EmergencyHelpArranged(
    arranged_on=MAY_8, person=PERSON, help=EmergencyHelp.FOOD_AID, note=Open(PERSON, "")
)
END = ConcludeEmergencyHelp(
    today=TODAY,
    help=EmergencyHelp.FOOD_AID,
    arranged_on=MAY_8,
    concluded_on=MAY_8,
    outcome=HelpOutcome.REACHED,
)
MADE = tuple(intake.given(RECEIVED).when(make_referral, LOAN).facts)


def after(*steps: ReferralStep):
    """The case with these steps of its referral, a day apart."""
    facts = [RECEIVED, *MADE]
    for number, step in enumerate(steps):
        day = MAY_8 + timedelta(days=number)
        command = replace(STEP, step=step, stepped_on=day, note="理由")
        facts += intake.given(*facts).when(record_referral_step, command).facts
    return facts


def folded(facts):
    so_far = HelpGiven()
    for fact in facts:
        so_far = given(so_far, fact)
    return so_far


def test_f59_a_referral_says_how_it_was_handed_over_and_when_to_ask_back():
    assert isinstance(MADE[0], ReferralMade)
    assert MADE[1] == ReferralArranged(
        arranged_on=MAY_8, person=PERSON, referral_no=1, manner=HandoverManner.ACCOMPANIED,
        programme=ReferralProgramme.EMERGENCY_SMALL_LOAN, ask_back_on=MAY_31,
        in_charge=Open(PERSON, "社協 田中さん"),
    )  # fmt: skip
    intake.given(RECEIVED, *MADE).when(make_referral, LOAN).then()
    early = replace(LOAN, ask_back_on=MAY_7)
    intake.given(RECEIVED).when(make_referral, early).refused("ask-back-before")


def test_f16_who_named_no_day_is_asked_back_after_two_weeks():
    plain = replace(LOAN, manner=None, programme=None, in_charge="", ask_back_on=None)
    facts = intake.given(RECEIVED).when(make_referral, plain).facts
    assert len(facts) == 1
    assert folded(facts).next_on == MAY_8 + ASK_BACK


def test_a_step_belongs_to_a_referral_and_lies_after_it():
    intake.given(RECEIVED).when(record_referral_step, STEP).refused("referral-missing")
    case = [RECEIVED, *MADE]
    intake.given(*case).when(record_referral_step, replace(STEP, referral_no=2)).refused(
        "referral-missing"
    )
    intake.given(*case).when(record_referral_step, replace(STEP, stepped_on=MAY_7)).refused(
        "before-referral"
    )
    intake.given(*case).when(record_referral_step, replace(STEP, today=MAY_7)).refused("future-day")
    intake.given(*case).when(record_referral_step, replace(STEP, ask_back_on=MAY_7)).refused(
        "ask-back-before"
    )


def test_an_answer_comes_also_after_the_case_was_handed_over():
    facts = [RECEIVED, *MADE, triaged(Triage.INFORMATION_ONLY)]
    made = intake.given(*facts).when(record_referral_step, STEP).facts
    assert made[0].ask_back_on == MAY_8 + ASK_BACK
    intake.given(*facts, *made).when(record_referral_step, STEP).then()


@pytest.mark.parametrize(
    "step", [ReferralStep.DECLINED, ReferralStep.UNSETTLED, ReferralStep.NOT_GRANTED]
)
def test_a_no_says_why_and_ends_the_asking(step):
    case = [RECEIVED, *MADE]
    intake.given(*case).when(record_referral_step, replace(STEP, step=step)).refused(
        "reason-missing"
    )
    facts = after(step)
    assert folded(facts).next_on is None
    intake.given(*facts).when(record_referral_step, STEP).refused("referral-over")


def test_f53_a_loan_is_asked_for_received_and_paid_back():
    facts = after(ReferralStep.APPLIED, ReferralStep.RECEIVED)
    line = folded(facts).referrals[1]
    assert (line.on(ReferralStep.APPLIED), line.on(ReferralStep.RECEIVED)) == (
        MAY_8,
        MAY_8 + timedelta(days=1),
    )
    assert line.over
    assert line.ask_back_on is None
    late = after(ReferralStep.RECEIVED, ReferralStep.REPAYMENT_LATE)
    assert isinstance(late[-1], ReferralStepRecorded)
    assert folded(late).next_on == MAY_8 + timedelta(days=1) + ASK_BACK
    assert folded(after(ReferralStep.RECEIVED, ReferralStep.REPAYING)).next_on is None
    paying = replace(STEP, step=ReferralStep.REPAYING)
    intake.given(RECEIVED, *MADE).when(record_referral_step, paying).refused("not-received")


def test_f20_help_ends_with_what_became_of_it():
    intake.given(RECEIVED).when(conclude_emergency_help, END).refused("help-missing")
    case = [RECEIVED, HELP]
    intake.given(*case).when(conclude_emergency_help, replace(END, concluded_on=MAY_7)).refused(
        "before-help"
    )
    made = intake.given(*case).when(conclude_emergency_help, END).facts
    assert isinstance(made[0], EmergencyHelpConcluded)
    intake.given(*case, *made).when(conclude_emergency_help, END).then()
    other = replace(END, outcome=HelpOutcome.PARTLY)
    again = intake.given(*case, *made).when(conclude_emergency_help, other).facts
    assert folded([*case, *made, *again]).helps[0].outcome is HelpOutcome.PARTLY
