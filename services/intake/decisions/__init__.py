"""The decisions of intake: a command above its function, one idea per file."""

from services.intake.decisions.application import (
    ApplyForUse,
    EnterApplication,
    ReceiveUseApplication,
    apply_for_use,
    enter_application,
    receive_use_application,
)
from services.intake.decisions.application_item import ApplicationItem
from services.intake.decisions.assistance import (
    AnswerPublicAssistance,
    StartPublicAssistance,
    answer_public_assistance,
    start_public_assistance,
)
from services.intake.decisions.case_in_council import DiscussCase, discuss_case
from services.intake.decisions.consent import (
    GiveConsent,
    WithdrawConsent,
    give_consent,
    withdraw_consent,
)
from services.intake.decisions.contact import RecordContact, record_contact
from services.intake.decisions.correction import CorrectReception, correct_reception
from services.intake.decisions.destruction import (
    DecideDestruction,
    ProposeDestruction,
    StateDestroyed,
    WithdrawProposal,
    decide_destruction,
    propose_destruction,
    state_destroyed,
    withdraw_proposal,
)
from services.intake.decisions.email import AttachEmail, attach_email
from services.intake.decisions.emergency import ArrangeEmergencyHelp, arrange_emergency_help
from services.intake.decisions.identity import JudgeIdentity, Judgement, judge_identity
from services.intake.decisions.legal_hold import (
    LiftLegalHold,
    SetLegalHold,
    lift_legal_hold,
    set_legal_hold,
)
from services.intake.decisions.reception import ReceiveConsultation, receive_consultation
from services.intake.decisions.recipient import (
    ConfirmRecipientStanding,
    confirm_recipient_standing,
)
from services.intake.decisions.referral import MakeReferral, make_referral
from services.intake.decisions.referral_outcome import (
    ConcludeEmergencyHelp,
    RecordReferralStep,
    conclude_emergency_help,
    record_referral_step,
)
from services.intake.decisions.safety import (
    OpenSecretAddress,
    StateAddressSecrecy,
    StateContactInstructions,
    open_secret_address,
    receiving,
    state_address_secrecy,
    state_contact_instructions,
)
from services.intake.decisions.scan import Image, ScanPaper, scan_paper
from services.intake.decisions.sharing import SharingBasis
from services.intake.decisions.triage import TriageCase, triage_case

__all__ = [
    "AnswerPublicAssistance",
    "ApplicationItem",
    "ApplyForUse",
    "ArrangeEmergencyHelp",
    "AttachEmail",
    "ConcludeEmergencyHelp",
    "ConfirmRecipientStanding",
    "CorrectReception",
    "DecideDestruction",
    "DiscussCase",
    "EnterApplication",
    "GiveConsent",
    "Image",
    "JudgeIdentity",
    "Judgement",
    "LiftLegalHold",
    "MakeReferral",
    "OpenSecretAddress",
    "ProposeDestruction",
    "ReceiveConsultation",
    "ReceiveUseApplication",
    "RecordContact",
    "RecordReferralStep",
    "ScanPaper",
    "SetLegalHold",
    "SharingBasis",
    "StartPublicAssistance",
    "StateAddressSecrecy",
    "StateContactInstructions",
    "StateDestroyed",
    "TriageCase",
    "WithdrawConsent",
    "WithdrawProposal",
    "answer_public_assistance",
    "apply_for_use",
    "arrange_emergency_help",
    "attach_email",
    "conclude_emergency_help",
    "confirm_recipient_standing",
    "correct_reception",
    "decide_destruction",
    "discuss_case",
    "enter_application",
    "give_consent",
    "judge_identity",
    "lift_legal_hold",
    "make_referral",
    "open_secret_address",
    "propose_destruction",
    "receive_consultation",
    "receive_use_application",
    "receiving",
    "record_contact",
    "record_referral_step",
    "scan_paper",
    "set_legal_hold",
    "start_public_assistance",
    "state_address_secrecy",
    "state_contact_instructions",
    "state_destroyed",
    "triage_case",
    "withdraw_consent",
    "withdraw_proposal",
]
