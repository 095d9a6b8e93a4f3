"""What accompanies a consultation: safety, the fate of referrals, details of contacts, corrections, 生活保護."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from events.contract.assistance import PublicAssistanceAnswered, PublicAssistanceStarted
from events.contract.case_in_council import CaseDiscussed
from events.contract.codes import EmergencyHelp
from events.contract.consent import ConsentGiven, ConsentWithdrawn
from events.contract.consents import Consents, consented
from events.contract.contacting import ContactDetailed, EmailAttached
from events.contract.correcting import ReceptionCorrected
from events.contract.introducing import ConsultationIntroduced
from events.contract.kind import Event
from events.contract.recipient import Recipient, known_of
from events.contract.recipient_standing import RecipientStandingConfirmed
from events.contract.referring import (
    EmergencyHelpConcluded,
    ReferralArranged,
    ReferralStepRecorded,
    UnrecordedConsentReliedOn,
)
from events.contract.safety import (
    AddressSecrecyStated,
    ContactInstructionsStated,
    SecretAddressOpened,
)

Steps = tuple[ReferralStepRecorded, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """The newest statement of each; `steps` and `arranged` by number of the referral."""

    secrecy: AddressSecrecyStated | None = None
    instructions: ContactInstructionsStated | None = None
    openings: tuple[SecretAddressOpened, ...] = ()
    arranged: Mapping[int, ReferralArranged] = field(default_factory=dict)
    relied: Mapping[int, UnrecordedConsentReliedOn] = field(default_factory=dict)
    steps: Mapping[int, Steps] = field(default_factory=dict)
    concluded: Mapping[tuple[EmergencyHelp, date], EmergencyHelpConcluded] = field(
        default_factory=dict
    )
    details: Mapping[int, ContactDetailed] = field(default_factory=dict)
    emails: tuple[EmailAttached, ...] = ()
    corrections: tuple[ReceptionCorrected, ...] = ()
    assistance: PublicAssistanceStarted | None = None
    answered: PublicAssistanceAnswered | None = None
    introduced: ConsultationIntroduced | None = None
    discussed: tuple[CaseDiscussed, ...] = ()
    standings: tuple[RecipientStandingConfirmed, ...] = ()
    recipient: Recipient = field(default_factory=Recipient)
    consents: Consents = field(default_factory=Consents)
    consents_given: tuple[ConsentGiven, ...] = ()

    def secret_on(self, day: date) -> bool:
        """Whether the address is kept secret on that day."""
        stated = self.secrecy
        return stated is not None and stated.address_secret and _until(stated.until, day)

    def instructed_on(self, day: date) -> ContactInstructionsStated | None:
        """The instructions that must be read before any contact, if there are some that day."""
        stated = self.instructions
        return stated if stated and stated.in_force and _until(stated.until, day) else None


def follow(beside: Beside, fact: Event) -> Beside | None:  # noqa: C901, PLR0911, PLR0912 - one arm per fact
    """With `fact`; None for a fact of another kind."""
    match fact:
        case AddressSecrecyStated():
            return replace(beside, secrecy=fact)
        case ContactInstructionsStated():
            return replace(beside, instructions=fact)
        case SecretAddressOpened():
            return replace(beside, openings=(*beside.openings, fact))
        case ReferralArranged(referral_no=number):
            return replace(beside, arranged={**beside.arranged, number: fact})
        case UnrecordedConsentReliedOn(referral_no=number):
            return replace(beside, relied={**beside.relied, number: fact})
        case ReferralStepRecorded(referral_no=number):
            steps = (*beside.steps.get(number, ()), fact)
            return replace(beside, steps={**beside.steps, number: steps})
        case EmergencyHelpConcluded(help=help_, arranged_on=day):
            return replace(beside, concluded={**beside.concluded, (help_, day): fact})
        case ContactDetailed(contact_no=number):
            return replace(beside, details={**beside.details, number: fact})
        case EmailAttached():
            return replace(beside, emails=(*beside.emails, fact))
        case ReceptionCorrected():
            return replace(beside, corrections=(*beside.corrections, fact))
        case PublicAssistanceStarted():
            known = known_of(beside.recipient, fact)
            return replace(beside, assistance=fact, answered=None, recipient=known)
        case PublicAssistanceAnswered():
            return replace(beside, answered=fact, recipient=known_of(beside.recipient, fact))
        case ConsultationIntroduced():
            return replace(beside, introduced=fact)
        case CaseDiscussed():
            return replace(beside, discussed=(*beside.discussed, fact))
        case RecipientStandingConfirmed():
            known = known_of(beside.recipient, fact)
            return replace(beside, standings=(*beside.standings, fact), recipient=known)
        case ConsentGiven():
            given = (*beside.consents_given, fact)
            return replace(beside, consents_given=given, consents=consented(beside.consents, fact))
        case ConsentWithdrawn():
            return replace(beside, consents=consented(beside.consents, fact))
    return None


def _until(last: date | None, day: date) -> bool:
    return last is None or day <= last
