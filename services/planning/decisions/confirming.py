"""確認: a plan without any service that needs a decision is confirmed, and thereby decided (T16)."""

from dataclasses import dataclass
from datetime import date

from events.contract.codes import DecisionForm, Service
from events.contract.deciding import Refused
from events.contract.kind import Event
from events.contract.planning import PlanConfirmed
from services.planning.case import Case
from services.planning.decisions.approval import Approval, approvable, by_deputy, numbered, of_form
from services.planning.decisions.deciding import plan_decided
from services.planning.decisions.guards import standing


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmPlan(Approval):
    """`needs_decision`: the switchboard of the day."""

    confirmed_on: date
    needs_decision: frozenset[Service]
    number: str


def confirm_plan(state: Case | None, command: ConfirmPlan) -> list[Event]:
    """確認 and プラン決定 in one command."""
    plan = standing(state)
    before = plan.confirmed
    if before and (before.number, before.confirmed_on) == (command.number, command.confirmed_on):
        return []
    if plan.decided is None and (plan.undecided(command.needs_decision) or plan.granted):
        raise Refused(
            "decision-needed",
            "支援決定が必要な支援サービスを含むプランです。確認ではなく支援決定をしてください。",
        )
    proposal = approvable(plan, command, on=command.confirmed_on, field="confirmed_on")
    of_form(proposal, DecisionForm.CONFIRMATION)
    numbered(command.number)
    confirmed = PlanConfirmed(
        confirmed_on=command.confirmed_on,
        person=proposal.person,
        plan_no=plan.plan_no,
        number=command.number,
        post=command.post,
        decider=command.decider,
        drafter=proposal.drafter,
        approved=command.approved,
    )
    return [
        confirmed,
        plan_decided(plan, command.confirmed_on, DecisionForm.CONFIRMATION),
        *by_deputy(plan, command, on=command.confirmed_on),
    ]
