"""支給決定 and 不支給決定: another natural person decides what was proposed; nothing is computed anew."""

from dataclasses import dataclass
from datetime import date

from events.contract.benefits import GrantDecided, GrantRefused
from events.contract.by_post import Approving
from events.contract.deciding import Refused
from events.contract.kind import Event
from events.contract.sealed import Open
from services.benefits.decisions.deputising import by_deputy
from services.benefits.decisions.guards import approvable, happened, numbered, told
from services.benefits.grant import Grant


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideGrant(Approving):
    """支給決定, over the 支給起案 that was read."""

    today: date
    decided_on: date
    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RefuseGrant(Approving):
    """`reasons` and `citation` are told to the applicant, who may contest them."""

    today: date
    refused_on: date
    number: str
    citation: str
    reasons: str


def decide_grant(state: Grant | None, command: DecideGrant) -> list[Event]:
    """The grant as proposed, with all its inputs."""
    before = state.decided if state else None
    if before and (before.number, before.decided_on) == (command.number, command.decided_on):
        return []
    grant, proposal, reviewed = approvable(state, command)
    if not proposal.proposal:
        raise Refused("refusal-proposed", "起案は不支給です。支給するには、起案し直してください。")
    numbered(command.number)
    happened(
        command.decided_on,
        today=command.today,
        field="decided_on",
        not_before=reviewed.reviewed_on,
        step="審査",
    )
    return [
        GrantDecided(
            decided_on=command.decided_on,
            person=grant.person,
            grant_no=proposal.grant_no,
            kind=grant.application.kind,
            number=command.number,
            first_month=proposal.first_month,
            months=proposal.months,
            post=command.post,
            decider=command.decider,
            drafter=proposal.drafter,
            approved=command.approved,
            monthly_yen=proposal.monthly_yen,
            basis=proposal.basis,
            findings=proposal.findings,
        ),
        *by_deputy(grant, command, command.decided_on),
    ]


def refuse_grant(state: Grant | None, command: RefuseGrant) -> list[Event]:
    """The refusal as proposed, with findings, reasons and citation (行政手続法8条)."""
    before = state.refused if state else None
    if before and (before.number, before.refused_on) == (command.number, command.refused_on):
        return []
    grant, proposal, reviewed = approvable(state, command)
    if proposal.proposal:
        raise Refused("grant-proposed", "起案は支給です。不支給にするには、起案し直してください。")
    numbered(command.number)
    told(
        command.citation,
        code="citation-missing",
        ja="根拠となる規定を書いてください。",
        field="citation",
    )
    told(
        command.reasons,
        code="reasons-missing",
        ja="理由を書いてください。不支給の通知には理由の提示が必要です(行政手続法8条)。",
        field="reasons",
    )
    happened(
        command.refused_on,
        today=command.today,
        field="refused_on",
        not_before=reviewed.reviewed_on,
        step="審査",
    )
    return [
        GrantRefused(
            refused_on=command.refused_on,
            person=grant.person,
            grant_no=proposal.grant_no,
            number=command.number,
            citation=command.citation,
            post=command.post,
            decider=command.decider,
            drafter=proposal.drafter,
            approved=command.approved,
            basis=proposal.basis,
            findings=proposal.findings,
            reasons=Open(grant.person, command.reasons),
        ),
        *by_deputy(grant, command, command.refused_on),
    ]
