"""F19: 情報提供への同意: its scope, its end, the trace of each manner, and what is closed once it is taken back."""

from dataclasses import replace
from datetime import timedelta

import pytest

from events.contract import fold, opened
from events.contract.codes import ReferralTarget
from events.contract.consent import (
    ConsentContent,
    ConsentManner,
    ConsentParty,
    WithdrawalManner,
)
from events.contract.intake import ReferralMade
from events.contract.referring import UnrecordedConsentReliedOn
from services.intake.consultation import evolve
from services.intake.decisions import (
    GiveConsent,
    MakeReferral,
    SharingBasis,
    WithdrawConsent,
    give_consent,
    make_referral,
    withdraw_consent,
)
from services.intake.decisions.covering import PARTIES
from tests.intake.facts import MAY_6, MAY_7, MAY_8, RECEIVED, TODAY, intake

DAY = timedelta(days=1)
GIVE = GiveConsent(
    today=TODAY,
    given_on=MAY_7,
    manner=ConsentManner.SIGNED_PAPER,
    parties=(ConsentParty.EMPLOYMENT_OFFICE, ConsentParty.CONFERENCE),
    contents=(ConsentContent.SUPPORT,),
    until=TODAY,
)
BACK = WithdrawConsent(
    today=TODAY, consent_no=1, withdrawn_on=MAY_8, manner=WithdrawalManner.TELEPHONE
)
REFER = MakeReferral(
    today=TODAY,
    referred_on=MAY_8,
    target=ReferralTarget.HELLO_WORK,
    reason="求職の相談",
    basis=SharingBasis.CONSENT,
)


def given(*commands):
    """The facts of a consultation with these consents, each command repeated on the spot."""
    facts = [RECEIVED]
    for command in commands:
        decide = withdraw_consent if isinstance(command, WithdrawConsent) else give_consent
        facts += decide(fold(evolve, facts), command)
        assert decide(fold(evolve, facts), command) == []
    return facts


def test_f19_a_consent_says_whom_and_until_when():
    consents = fold(evolve, given(GIVE)).beside.consents
    assert consents.open_on(TODAY, ConsentParty.CONFERENCE)
    assert not consents.open_on(TODAY, ConsentParty.SCHOOL)
    assert not consents.open_on(TODAY + DAY)
    assert not consents.open_on(MAY_6)
    assert consents.ends_on == TODAY
    assert "ハローワーク" in consents.said(TODAY)
    assert "期限が過ぎた" in consents.said(TODAY + DAY)


def test_f19_a_later_consent_stands_beside_the_former_and_the_last_end_counts():
    endless = replace(GIVE, parties=(ConsentParty.SCHOOL,), until=None)
    consents = fold(evolve, given(GIVE, endless)).beside.consents
    assert set(consents.standing(TODAY)) == {1, 2}
    assert set(consents.standing(TODAY + DAY)) == {2}
    assert consents.ends_on is None
    back = replace(BACK, consent_no=2)
    assert fold(evolve, given(GIVE, endless, back)).beside.consents.ends_on == TODAY


def test_f19_what_is_taken_back_closes_sharing_and_the_same_consent_may_come_again():
    facts = given(GIVE, BACK)
    consents = fold(evolve, facts).beside.consents
    assert consents.closed_on(MAY_8)
    assert not consents.closed_on(MAY_7)
    assert "取り消された" in consents.said(MAY_8)
    intake.given(*facts).when(make_referral, REFER).refused("consent-not-standing")
    by_law = replace(REFER, basis=SharingBasis.OTHER_STATUTE)
    assert intake.given(*facts).when(make_referral, by_law).facts
    again = replace(GIVE, given_on=MAY_8)
    assert intake.given(*given(GIVE, BACK, again)).when(make_referral, REFER).facts
    intake.given(*facts).when(withdraw_consent, replace(BACK, withdrawn_on=TODAY)).refused(
        "already-withdrawn"
    )


@pytest.mark.parametrize("stated", [(), (replace(GIVE, parties=(ConsentParty.SCHOOL,)),)])
def test_f19_where_no_recorded_consent_names_the_body_the_referral_says_why(stated):
    facts = given(*stated)
    asked = intake.given(*facts)
    asked.when(make_referral, REFER).refused("consent-not-covering")
    asked.when(make_referral, replace(REFER, uncovered=" ")).refused("consent-not-covering")
    asked.when(make_referral, replace(REFER, basis=SharingBasis.EMERGENCY)).kinds(ReferralMade)
    told = replace(REFER, uncovered="窓口で口頭の同意を得た")
    asked.when(make_referral, told).kinds(ReferralMade, UnrecordedConsentReliedOn)
    relied = intake.given(*facts).when(make_referral, told).facts[1]
    assert (relied.referral_no, opened(relied.reason, "")) == (1, "窓口で口頭の同意を得た")


def test_f19_a_reason_does_not_bring_back_a_consent_that_was_taken_back():
    told = replace(REFER, uncovered="窓口で口頭の同意を得た")
    intake.given(*given(GIVE, BACK)).when(make_referral, told).refused("consent-not-standing")


def test_f19_a_consent_that_names_the_body_asks_for_no_reason():
    told = replace(REFER, uncovered="")
    intake.given(*given(GIVE)).when(make_referral, told).kinds(ReferralMade)
    assert set(PARTIES) == set(ReferralTarget)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"parties": ()}, "parties-missing"),
        ({"contents": ()}, "contents-missing"),
        ({"parties": (ConsentParty.OTHER,)}, "others-missing"),
        ({"until": MAY_6}, "until-before-start"),
        ({"given_on": TODAY + DAY, "until": None}, "future-day"),
        ({"manner": ConsentManner.REPRESENTATIVE}, "name-missing"),
        ({"manner": ConsentManner.ELECTRONIC}, "name-missing"),
        ({"manner": ConsentManner.ELECTRONIC, "signed_by": "見本 花子"}, "not-confirmed"),
        ({"manner": ConsentManner.ORAL_WITNESSED, "witness": "山本"}, "witnesses-missing"),
        (
            {
                "manner": ConsentManner.ORAL_WITNESSED,
                "witness": "山本",
                "second_witness": "山本 ",
            },
            "witnesses-missing",
        ),
        ({"closed_on": MAY_8}, "case-closed"),
    ],
)
def test_f19_each_manner_leaves_its_trace(changes, code):
    intake.given(RECEIVED).when(give_consent, replace(GIVE, **changes)).refused(code)


def test_f19_no_consent_is_taken_back_that_was_not_given():
    intake.given(RECEIVED).when(withdraw_consent, BACK).refused("no-such-consent")
    early = replace(BACK, withdrawn_on=MAY_6)
    intake.given(*given(GIVE)).when(withdraw_consent, early).refused("before-consent")
