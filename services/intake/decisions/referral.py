"""つなぎ: handing the person to another scheme or body, on a stated basis of sharing."""

from dataclasses import dataclass
from datetime import date

from events.contract.codes import ReferralTarget
from events.contract.deciding import Refused
from events.contract.intake import ReferralMade
from events.contract.kind import Event
from events.contract.referring import HandoverManner, ReferralArranged, ReferralProgramme
from events.contract.sealed import Open
from services.intake.consultation import Consultation
from services.intake.decisions.consent import consent_stands
from services.intake.decisions.guards import happened, received, still_open, told
from services.intake.decisions.sharing import SharingBasis


@dataclass(frozen=True, slots=True, kw_only=True)
class MakeReferral:
    """A referral beside the running consultation, 緊急小口資金 and 食料支援 among them.

    `ask_back_on` = when to ask what became of it; `in_charge` = the person there.
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
    made = referral(
        state,
        on=command.referred_on,
        target=command.target,
        reason=command.reason,
        basis=command.basis,
    )
    return [made, *_arrangement(made, command)]


def _arrangement(made: ReferralMade, command: MakeReferral) -> list[Event]:
    """How it was handed over, where anything was said of it."""
    said = (command.manner, command.programme, command.in_charge.strip(), command.ask_back_on)
    if not any(said):
        return []
    return [
        ReferralArranged(
            arranged_on=command.referred_on,
            person=made.person,
            referral_no=made.referral_no,
            manner=command.manner,
            programme=command.programme,
            ask_back_on=command.ask_back_on,
            in_charge=Open(made.person, command.in_charge),
        )
    ]


def referral(
    state: Consultation,
    *,
    on: date,
    target: ReferralTarget,
    reason: str,
    basis: SharingBasis | None,
) -> ReferralMade:
    """The next referral of the case. The edge writes `basis` into the envelope."""
    if basis is None:
        raise Refused(
            "basis-missing",
            "情報提供の根拠(本人の同意など)を選んでください。",
            field="basis",
        )
    if basis is SharingBasis.CONSENT:
        consent_stands(state.beside.consents, on)
    return ReferralMade(
        referred_on=on,
        person=state.person,
        referral_no=len(state.referrals) + 1,
        target=target,
        reason=Open(state.person, reason),
    )
