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
from services.intake.decisions.contact import RecordContact, record_contact
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
from services.intake.decisions.emergency import ArrangeEmergencyHelp, arrange_emergency_help
from services.intake.decisions.identity import JudgeIdentity, Judgement, judge_identity
from services.intake.decisions.legal_hold import (
    LiftLegalHold,
    SetLegalHold,
    lift_legal_hold,
    set_legal_hold,
)
from services.intake.decisions.reception import ReceiveConsultation, receive_consultation
from services.intake.decisions.referral import MakeReferral, make_referral
from services.intake.decisions.scan import Image, ScanPaper, scan_paper
from services.intake.decisions.sharing import SharingBasis
from services.intake.decisions.triage import TriageCase, triage_case

__all__ = [
    "ApplicationItem",
    "ApplyForUse",
    "ArrangeEmergencyHelp",
    "DecideDestruction",
    "EnterApplication",
    "Image",
    "JudgeIdentity",
    "Judgement",
    "LiftLegalHold",
    "MakeReferral",
    "ProposeDestruction",
    "ReceiveConsultation",
    "ReceiveUseApplication",
    "RecordContact",
    "ScanPaper",
    "SetLegalHold",
    "SharingBasis",
    "StateDestroyed",
    "TriageCase",
    "WithdrawProposal",
    "apply_for_use",
    "arrange_emergency_help",
    "decide_destruction",
    "enter_application",
    "judge_identity",
    "lift_legal_hold",
    "make_referral",
    "propose_destruction",
    "receive_consultation",
    "receive_use_application",
    "record_contact",
    "scan_paper",
    "set_legal_hold",
    "state_destroyed",
    "triage_case",
    "withdraw_proposal",
]
