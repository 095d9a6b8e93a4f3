"""支援不決定: a decision against the person, with reasons, citation and number (T15; 行政手続法8条)."""

from dataclasses import dataclass
from datetime import date

from events.contract.codes import DecisionForm
from events.contract.kind import Event
from events.contract.planning import SupportRefused
from events.contract.sealed import Open
from services.planning.case import Case
from services.planning.decisions.approval import Approval, approvable, by_deputy, numbered, of_form
from services.planning.decisions.guards import standing, told


@dataclass(frozen=True, slots=True, kw_only=True)
class RefuseSupport(Approval):
    """`citation` names the provision the refusal rests on; `reasons` are told to the person."""

    refused_on: date
    number: str
    citation: str
    reasons: str


def refuse_support(state: Case | None, command: RefuseSupport) -> list[Event]:
    """The refusal; the plan goes back to its draft."""
    plan = standing(state)
    before = plan.refused
    if before and (before.number, before.refused_on) == (command.number, command.refused_on):
        return []
    proposal = approvable(plan, command, on=command.refused_on, field="refused_on")
    of_form(proposal, DecisionForm.SUPPORT_DECISION)
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
        ja="理由を書いてください。不決定の通知には理由の提示が必要です(行政手続法8条)。",
        field="reasons",
    )
    return [
        SupportRefused(
            refused_on=command.refused_on,
            person=proposal.person,
            plan_no=plan.plan_no,
            number=command.number,
            citation=command.citation,
            post=command.post,
            decider=command.decider,
            drafter=proposal.drafter,
            approved=command.approved,
            reasons=Open(proposal.person, command.reasons),
        ),
        *by_deputy(plan, command, on=command.refused_on),
    ]
