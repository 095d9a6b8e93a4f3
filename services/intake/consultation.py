"""The state of one consultation, folded from the facts of its stream."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from events.contract.codes import EmergencyHelp, ReferralTarget, Sameness, Triage
from events.contract.concern import ConcernTakenUp
from events.contract.consents import consented
from events.contract.intake import (
    CaseTriaged,
    ConsultationReceived,
    ContactRecorded,
    CorrectionAsked,
    EmergencyHelpArranged,
    IdentityJudged,
    ReferralMade,
    UseApplicationArrived,
    UseAppliedFor,
)
from events.contract.kind import Event
from services.intake.beside import Beside, follow

ENDS_AT_INTAKE = frozenset({Triage.INFORMATION_ONLY, Triage.REFERRED, Triage.DISCONTINUED})
"""Outcomes of 振り分け after which nothing is decided in this case any more (programme.md §5.1)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Consultation:
    """What the decisions of this stage must know of a case. `person` is a pseudonym.

    `concern` = the 気がかり the reception came from.
    """

    person: UUID
    received_on: date
    triage: Triage | None = None
    triaged_on: date | None = None
    applied_on: date | None = None
    consent_sharing: bool = False
    papers: tuple[UseApplicationArrived, ...] = ()
    correction_due_on: date | None = None
    referrals: tuple[tuple[ReferralTarget, date], ...] = ()
    emergency: tuple[tuple[EmergencyHelp, date], ...] = ()
    contacts: tuple[ContactRecorded, ...] = ()
    judged: Mapping[UUID, Sameness] = field(default_factory=dict)
    concern: UUID | None = None
    beside: Beside = field(default_factory=Beside)

    @property
    def ended(self) -> bool:
        """Whether the case ended at intake: information only, referred, or broken off."""
        return self.triage in ENDS_AT_INTAKE

    @property
    def missing(self) -> tuple[str, ...]:
        """What the last application paper lacked."""
        return self.papers[-1].missing if self.papers else ()

    @property
    def attempts(self) -> int:
        """Contacts tried in vain."""
        return sum(not contact.reached for contact in self.contacts)


def evolve(state: Consultation | None, fact: Event) -> Consultation:  # noqa: C901, PLR0911 - one arm per fact
    """The state after `fact`."""
    match state, fact:
        case None, ConsultationReceived():
            return Consultation(person=fact.person, received_on=fact.received_on)
        case Consultation(), ConcernTakenUp():
            return replace(state, concern=fact.concern)
        case Consultation(), IdentityJudged():
            return replace(state, judged={**state.judged, fact.candidate: fact.sameness})
        case Consultation(), CaseTriaged():
            return replace(state, triage=fact.triage, triaged_on=fact.decided_on)
        case Consultation(), ReferralMade():
            return replace(state, referrals=(*state.referrals, (fact.target, fact.referred_on)))
        case Consultation(), EmergencyHelpArranged():
            return replace(state, emergency=(*state.emergency, (fact.help, fact.arranged_on)))
        case Consultation(), UseApplicationArrived():
            return replace(state, papers=(*state.papers, fact), correction_due_on=None)
        case Consultation(), CorrectionAsked():
            return replace(state, correction_due_on=fact.due_on)
        case Consultation(), UseAppliedFor():
            return replace(
                state,
                applied_on=fact.applied_on,
                consent_sharing=fact.consent_sharing,
                correction_due_on=None,
                beside=replace(state.beside, consents=consented(state.beside.consents, fact)),
            )
        case Consultation(), ContactRecorded():
            return replace(state, contacts=(*state.contacts, fact))
        case Consultation(), _ if (beside := follow(state.beside, fact)) is not None:
            return replace(state, beside=beside)
    raise ValueError(f"{type(fact).__name__} cannot follow {type(state).__name__}")
