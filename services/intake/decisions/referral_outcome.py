"""What became of a つなぎ and of an 緊急的な支援: asked back, answered, used, received, ended."""

from dataclasses import dataclass
from datetime import date

from events.contract.codes import EmergencyHelp
from events.contract.deciding import Refused
from events.contract.help_given import ASK_BACK, OVER, REPAYMENT
from events.contract.kind import Event
from events.contract.referring import (
    EmergencyHelpConcluded,
    HelpOutcome,
    ReferralStep,
    ReferralStepRecorded,
)
from events.contract.sealed import Open
from services.intake.consultation import Consultation
from services.intake.decisions.guards import happened, received, told

EXPLAINED = frozenset({ReferralStep.DECLINED, ReferralStep.UNSETTLED, ReferralStep.NOT_GRANTED})
"""Steps that say why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordReferralStep:
    """`ask_back_on` = the next day to ask; where nothing more is to be asked it does not count."""

    today: date
    referral_no: int
    stepped_on: date
    step: ReferralStep
    ask_back_on: date | None = None
    note: str = ""


def record_referral_step(state: Consultation | None, command: RecordReferralStep) -> list[Event]:
    """Also in ended cases: most answers come after the case was handed over."""
    state = received(state)
    _possible(state, command)
    steps = state.beside.steps.get(command.referral_no, ())
    made = ReferralStepRecorded(
        stepped_on=command.stepped_on,
        person=state.person,
        referral_no=command.referral_no,
        step=command.step,
        ask_back_on=_ask_back(command),
        note=Open(state.person, command.note),
    )
    if made in steps:
        return []
    _may_follow({before.step for before in steps}, command.step)
    return [made]


def _possible(state: Consultation, command: RecordReferralStep) -> None:
    if not 1 <= command.referral_no <= len(state.referrals):
        raise Refused(
            "referral-missing", "このつなぎの記録がありません。一覧から開き直してください。"
        )
    _, referred_on = state.referrals[command.referral_no - 1]
    happened(command.stepped_on, today=command.today, field="stepped_on")
    if command.stepped_on < referred_on:
        raise Refused(
            "before-referral",
            "つないだ日より前の日付です。つないだ日以後の日付を入れてください。",
            field="stepped_on",
        )
    if command.ask_back_on is not None and command.ask_back_on < command.stepped_on:
        raise Refused(
            "ask-back-before",
            "次に聞く日が記録の日より前です。記録の日以後の日付を入れてください。",
            field="ask_back_on",
        )
    if command.step in EXPLAINED:
        told(
            command.note,
            code="reason-missing",
            ja="断られた・つながらなかった理由を一言書いてください。",
            field="note",
        )


def _may_follow(before: set[ReferralStep], step: ReferralStep) -> None:
    if step in REPAYMENT and ReferralStep.RECEIVED not in before:
        raise Refused(
            "not-received",
            "償還は、受け取った記録のあとに記録します。",
            field="step",
        )
    if before & OVER and step not in REPAYMENT:
        raise Refused(
            "referral-over",
            "このつなぎは終わっています。もう一度つなぐときは、新しいつなぎを記録してください。",
            field="step",
        )


def _ask_back(command: RecordReferralStep) -> date | None:
    if command.step in OVER or command.step is ReferralStep.REPAID:
        return None
    if command.step is ReferralStep.REPAYING:
        return command.ask_back_on
    return command.ask_back_on or command.stepped_on + ASK_BACK


@dataclass(frozen=True, slots=True, kw_only=True)
class ConcludeEmergencyHelp:
    """Names the help by its kind and the day it was set in motion."""

    today: date
    help: EmergencyHelp
    arranged_on: date
    concluded_on: date
    outcome: HelpOutcome
    note: str = ""


def conclude_emergency_help(
    state: Consultation | None, command: ConcludeEmergencyHelp
) -> list[Event]:
    """A later statement takes the place of the former."""
    state = received(state)
    if (command.help, command.arranged_on) not in state.emergency:
        raise Refused(
            "help-missing", "この支援の記録がありません。ケースの画面から開き直してください。"
        )
    happened(command.concluded_on, today=command.today, field="concluded_on")
    if command.concluded_on < command.arranged_on:
        raise Refused(
            "before-help",
            "支援の日より前の日付です。支援の日以後の日付を入れてください。",
            field="concluded_on",
        )
    made = EmergencyHelpConcluded(
        concluded_on=command.concluded_on,
        person=state.person,
        help=command.help,
        arranged_on=command.arranged_on,
        outcome=command.outcome,
        note=Open(state.person, command.note),
    )
    standing = state.beside.concluded.get((command.help, command.arranged_on))
    return [] if made == standing else [made]
