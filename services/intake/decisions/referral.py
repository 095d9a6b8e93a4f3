"""つなぎ: handing the person to another scheme or body, on a stated basis of sharing."""

from dataclasses import dataclass
from datetime import date

from events.contract.codes import ReferralTarget
from events.contract.deciding import Refused
from events.contract.intake import ReferralMade
from events.contract.kind import Event
from events.contract.referring import (
    HandoverManner,
    ReferralArranged,
    ReferralProgramme,
    UnrecordedConsentReliedOn,
)
from events.contract.sealed import Open
from services.intake.consultation import Consultation
from services.intake.decisions.consent import consent_stands
from services.intake.decisions.covering import covered
from services.intake.decisions.guards import happened, received, still_open, told
from services.intake.decisions.sharing import SharingBasis


@dataclass(frozen=True, slots=True, kw_only=True)
class MakeReferral:
    """A referral beside the running consultation, 緊急小口資金 and 食料支援 among them.

    `ask_back_on` = when to ask what became of it; `in_charge` = the person there. `uncovered` = why 本人の同意
    is relied on where no recorded one in force names the body.
    """

    today: date
    referred_on: date
    target: ReferralTarget
    reason: str = ""
    basis: SharingBasis | None = None
    closed_on: date | None = None
    manner: HandoverManner | None = None
    programme: ReferralProgramme | None = None
    in_charge: str = ""
    ask_back_on: date | None = None
    uncovered: str = ""


def make_referral(state: Consultation | None, command: MakeReferral) -> list[Event]:
    """One referral to one body on one day."""
    state = received(state)
    if (command.target, command.referred_on) in state.referrals:
        return []
    still_open(state, command.closed_on)
    happened(
        command.referred_on,
        today=command.today,
        field="referred_on",
        not_before=state.received_on,
    )
    told(
        command.reason,
        code="reason-missing",
        ja="つなぐ理由を一言書いてください。",
        field="reason",
    )
    if command.ask_back_on is not None and command.ask_back_on < command.referred_on:
        raise Refused(
            "ask-back-before",
            "結果を聞く日がつないだ日より前です。つないだ日以後の日付を入れてください。",
            field="ask_back_on",
        )
    made, *relied = referral(
        state,
        on=command.referred_on,
        target=command.target,
        reason=command.reason,
        basis=command.basis,
        uncovered=command.uncovered,
    )
    return [made, *relied, *_arrangement(state, command)]


def _arrangement(state: Consultation, command: MakeReferral) -> list[Event]:
    """How it was handed over, where anything was said of it."""
    said = (command.manner, command.programme, command.in_charge.strip(), command.ask_back_on)
    if not any(said):
        return []
    return [
        ReferralArranged(
            arranged_on=command.referred_on,
            person=state.person,
            referral_no=len(state.referrals) + 1,
            manner=command.manner,
            programme=command.programme,
            ask_back_on=command.ask_back_on,
            in_charge=Open(state.person, command.in_charge),
        )
    ]


def referral(
    state: Consultation,
    *,
    on: date,
    target: ReferralTarget,
    reason: str,
    basis: SharingBasis | None,
    uncovered: str,
) -> list[Event]:
    """The next referral of the case. The edge writes `basis` into the envelope."""
    if basis is None:
        raise Refused(
            "basis-missing",
            "情報提供の根拠(本人の同意など)を選んでください。",
            field="basis",
        )
    if basis is SharingBasis.CONSENT:
        consent_stands(state.beside.consents, on)
    number = len(state.referrals) + 1
    made = ReferralMade(
        referred_on=on,
        person=state.person,
        referral_no=number,
        target=target,
        reason=Open(state.person, reason),
    )
    by_consent = basis is SharingBasis.CONSENT
    if not by_consent or covered(state.beside.consents, target, on, uncovered):
        return [made]
    relied = UnrecordedConsentReliedOn(
        relied_on=on,
        person=state.person,
        referral_no=number,
        reason=Open(state.person, uncovered.strip()),
    )
    return [made, relied]
