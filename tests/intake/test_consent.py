"""F19: 情報提供への同意: its scope, its end, the trace of each manner, and what is closed once it is taken back."""

from dataclasses import replace
from datetime import timedelta

import pytest

from events.contract import fold
from events.contract.codes import ReferralTarget
from events.contract.consent import (
    ConsentContent,
    ConsentManner,
    ConsentParty,
    WithdrawalManner,
)
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


def test_f19_where_no_consent_was_ever_recorded_a_referral_is_not_stopped():
    assert intake.given(RECEIVED).when(make_referral, REFER).facts


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
