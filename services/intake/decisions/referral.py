"""つなぎ: handing the person to another scheme or body, on a stated basis of sharing."""

from dataclasses import dataclass
from datetime import date

from events.contract.codes import ReferralTarget
from events.contract.deciding import Refused
from events.contract.intake import ReferralMade
from events.contract.kind import Event
from events.contract.sealed import Open
from services.intake.consultation import Consultation
from services.intake.decisions.guards import happened, received, still_open, told
from services.intake.decisions.sharing import SharingBasis


@dataclass(frozen=True, slots=True, kw_only=True)
class MakeReferral:
    """A referral beside the running consultation, 緊急小口資金 and 食料支援 among them."""

    today: date
    referred_on: date
    target: ReferralTarget
    reason: str = ""
    basis: SharingBasis | None = None
    closed_on: date | None = None


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
    return [
        referral(
            state,
            on=command.referred_on,
            target=command.target,
            reason=command.reason,
            basis=command.basis,
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
    return ReferralMade(
        referred_on=on,
        person=state.person,
        referral_no=len(state.referrals) + 1,
        target=target,
        reason=Open(state.person, reason),
    )
