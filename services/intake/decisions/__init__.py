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
from services.intake.decisions.emergency import ArrangeEmergencyHelp, arrange_emergency_help
from services.intake.decisions.identity import JudgeIdentity, Judgement, judge_identity
from services.intake.decisions.reception import ReceiveConsultation, receive_consultation
from services.intake.decisions.referral import MakeReferral, make_referral
from services.intake.decisions.sharing import SharingBasis
from services.intake.decisions.triage import TriageCase, triage_case

__all__ = [
    "ApplicationItem",
    "ApplyForUse",
    "ArrangeEmergencyHelp",
    "EnterApplication",
    "JudgeIdentity",
    "Judgement",
    "MakeReferral",
    "ReceiveConsultation",
    "ReceiveUseApplication",
    "RecordContact",
    "SharingBasis",
    "TriageCase",
    "apply_for_use",
    "arrange_emergency_help",
    "enter_application",
    "judge_identity",
    "make_referral",
    "receive_consultation",
    "receive_use_application",
    "record_contact",
    "triage_case",
]
