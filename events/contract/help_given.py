"""What became of the referrals and the emergency help of a case, folded from intake's facts: codes and days only."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Final

from events.contract.codes import EmergencyHelp, ReferralTarget
from events.contract.intake import EmergencyHelpArranged, ReferralMade
from events.contract.kind import Event
from events.contract.referring import (
    EmergencyHelpConcluded,
    HandoverManner,
    HelpOutcome,
    ReferralArranged,
    ReferralProgramme,
    ReferralStep,
    ReferralStepRecorded,
)

ASK_BACK: Final = timedelta(days=14)
"""When the office asks a body what became of a referral, where nobody named a day (assumed, 暫定)."""

OVER: Final = frozenset(
    {
        ReferralStep.DECLINED,
        ReferralStep.RECEIVED,
        ReferralStep.NOT_GRANTED,
        ReferralStep.SETTLED,
        ReferralStep.UNSETTLED,
        ReferralStep.WITHDRAWN,
    }
)
"""After these nothing is asked back any more."""

REPAYMENT: Final = frozenset(
    {ReferralStep.REPAYING, ReferralStep.REPAYMENT_LATE, ReferralStep.REPAID}
)
"""What may still follow where money was received."""

FACTS: Final[frozenset[type[Event]]] = frozenset(
    {
        ReferralMade,
        ReferralArranged,
        ReferralStepRecorded,
        EmergencyHelpArranged,
        EmergencyHelpConcluded,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Referred:
    """One referral. `ask_back_on` None: nothing more to ask. `days`: step → the first day it was stated."""

    target: ReferralTarget
    referred_on: date
    manner: HandoverManner | None = None
    programme: ReferralProgramme | None = None
    step: ReferralStep | None = None
    stepped_on: date | None = None
    ask_back_on: date | None = None
    over: bool = False
    days: dict[str, date] = field(default_factory=dict)

    def on(self, step: ReferralStep) -> date | None:
        """The day of a step, None where it never came."""
        return self.days.get(step.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Helped:
    """One 緊急的な支援 and what became of it."""

    help: EmergencyHelp
    arranged_on: date
    outcome: HelpOutcome | None = None
    concluded_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpGiven:
    """`referrals` by number, `helps` in the order of recording."""

    referrals: dict[int, Referred] = field(default_factory=dict)
    helps: tuple[Helped, ...] = ()

    @property
    def next_on(self) -> date | None:
        """The earliest day on which somebody is to ask back."""
        days = (each.ask_back_on for each in self.referrals.values())
        return min((day for day in days if day is not None), default=None)


def given(before: HelpGiven, fact: Event) -> HelpGiven:
    """With one more fact."""
    match fact:
        case ReferralMade():
            made = Referred(
                target=fact.target,
                referred_on=fact.referred_on,
                ask_back_on=fact.referred_on + ASK_BACK,
            )
            return _with(before, fact.referral_no, made)
        case ReferralArranged() if fact.referral_no in before.referrals:
            line = before.referrals[fact.referral_no]
            arranged = replace(
                line,
                manner=fact.manner,
                programme=fact.programme,
                ask_back_on=None if line.over else fact.ask_back_on or line.ask_back_on,
            )
            return _with(before, fact.referral_no, arranged)
        case ReferralStepRecorded() if fact.referral_no in before.referrals:
            return _with(before, fact.referral_no, _stepped(before.referrals, fact))
        case EmergencyHelpArranged(help=help_, arranged_on=day):
            return replace(before, helps=(*before.helps, Helped(help=help_, arranged_on=day)))
        case EmergencyHelpConcluded():
            return replace(before, helps=tuple(_concluded(one, fact) for one in before.helps))
    return before


def _with(before: HelpGiven, number: int, line: Referred) -> HelpGiven:
    return replace(before, referrals={**before.referrals, number: line})


def _stepped(referrals: dict[int, Referred], fact: ReferralStepRecorded) -> Referred:
    line = referrals[fact.referral_no]
    over = line.over or fact.step in OVER
    return replace(
        line,
        step=fact.step,
        stepped_on=fact.stepped_on,
        ask_back_on=fact.ask_back_on,
        over=over,
        days={fact.step.value: fact.stepped_on, **line.days},
    )


def _concluded(one: Helped, fact: EmergencyHelpConcluded) -> Helped:
    if (one.help, one.arranged_on) != (fact.help, fact.arranged_on):
        return one
    return replace(one, outcome=fact.outcome, concluded_on=fact.concluded_on)
