"""起案: a clerk proposes 支援決定 or 確認 of an endorsed plan to the post that decides (programme.md §4.2)."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.contract.codes import DecisionForm, Service
from events.contract.kind import Event
from events.contract.planning import DecisionDrafted
from events.contract.sealed import Open
from services.planning.case import Case
from services.planning.decisions.guards import happened, in_conference, standing


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftDecision:
    """`drafter` is a person, not an account. `needs_decision`: the switchboard of the day."""

    today: date
    drafted_on: date
    drafter: UUID
    needs_decision: frozenset[Service]
    opinion: str = ""


def draft_decision(state: Case | None, command: DraftDecision) -> list[Event]:
    """The services still to be decided, or 確認 where none needs it. A later 起案 replaces the former."""
    plan = standing(state)
    in_conference(plan)
    assert plan.draft is not None and plan.endorsed is not None  # noqa: PT018, S101 - in conference
    open_services = plan.undecided(command.needs_decision)
    needed = bool(open_services or plan.granted)
    made = DecisionDrafted(
        drafted_on=command.drafted_on,
        person=plan.draft.person,
        plan_no=plan.plan_no,
        form=DecisionForm.SUPPORT_DECISION if needed else DecisionForm.CONFIRMATION,
        drafter=command.drafter,
        services=open_services if needed else plan.services,
        opinion=Open(plan.draft.person, command.opinion),
    )
    if made == plan.proposal:
        return []
    happened(
        command.drafted_on,
        today=command.today,
        field="drafted_on",
        not_before=plan.endorsed.endorsed_on,
        step="プランの了承",
    )
    return [made]
