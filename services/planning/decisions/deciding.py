"""支援決定: the municipality decides the services that need it; with the last one the plan is decided (T14)."""

from dataclasses import dataclass
from datetime import date

from events.contract.codes import DecisionForm, Service
from events.contract.deciding import Refused
from events.contract.kind import Event
from events.contract.planning import DecisionDrafted, PlanDecided, SupportDecided
from events.contract.sealed import Open
from services.planning.case import Case
from services.planning.decisions.approval import Approval, approvable, by_deputy, numbered, of_form
from services.planning.decisions.guards import standing
from services.planning.plan import Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Granting:
    """One service, with the number and the period of its decision."""

    service: Service
    number: str
    begins_on: date
    ends_on: date
    conditions: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideSupport(Approval):
    """One or several services in one 決裁. `needs_decision`: the switchboard of the day."""

    decided_on: date
    needs_decision: frozenset[Service]
    grantings: tuple[Granting, ...]


def decide_support(state: Case | None, command: DecideSupport) -> list[Event]:
    """One 支援決定 per service; プラン決定 in the same command when none is left undecided."""
    plan = standing(state)
    known = tuple(_clear(granted) for granted in plan.granted)
    if command.grantings and all(_wanted(g, command) in known for g in command.grantings):
        return []
    proposal = approvable(plan, command, on=command.decided_on, field="decided_on")
    of_form(proposal, DecisionForm.SUPPORT_DECISION)
    left = set(plan.undecided(command.needs_decision))
    for granting in command.grantings:
        _may_be_granted(granting, plan, proposal, command)
    new = {granting.service for granting in command.grantings}
    if not new or len(new) != len(command.grantings):
        raise Refused("service-missing", "決定する支援サービスを選んでください。", field="services")
    facts: list[Event] = [_decided(g, proposal, command) for g in command.grantings]
    if not left - new:
        facts.append(plan_decided(plan, command.decided_on, proposal.form))
    return [*facts, *by_deputy(plan, command, on=command.decided_on)]


def plan_decided(plan: Plan, on: date, form: DecisionForm) -> PlanDecided:
    """プラン決定: what counts a plan, once per number."""
    draft = plan.draft
    assert draft is not None  # noqa: S101 - a plan in conference has a draft
    return PlanDecided(
        decided_on=on,
        drafted_on=draft.drafted_on,
        person=draft.person,
        plan_no=plan.plan_no,
        form=form,
        services=draft.services,
        begins_on=draft.begins_on,
        ends_on=draft.evaluation_due_on,
        seeks_employment=draft.seeks_employment,
    )


Clear = tuple[Service, str, date, date, date]


def _clear(granted: SupportDecided) -> Clear:
    return (
        granted.service,
        granted.number,
        granted.begins_on,
        granted.ends_on,
        granted.decided_on,
    )


def _wanted(granting: Granting, command: DecideSupport) -> Clear:
    return (
        granting.service,
        granting.number,
        granting.begins_on,
        granting.ends_on,
        command.decided_on,
    )


def _may_be_granted(
    granting: Granting, plan: Plan, proposal: DecisionDrafted, command: DecideSupport
) -> None:
    name = granting.service.ja
    if granting.service not in plan.services:
        raise Refused("not-in-plan", f"「{name}」はこのプランにありません。", field="services")
    if granting.service not in command.needs_decision:
        raise Refused("no-decision-needed", f"「{name}」に支援決定は要りません。", field="services")
    if granting.service not in proposal.services:
        raise Refused("not-proposed", f"「{name}」は起案にありません。", field="services")
    if granting.service in {granted.service for granted in plan.granted}:
        raise Refused("already-decided", f"「{name}」はすでに決定されています。", field="services")
    numbered(granting.number)
    if granting.ends_on < granting.begins_on:
        raise Refused(
            "period-reversed", f"「{name}」の期間の終わりが始まりより前です。", field="ends_on"
        )


def _decided(
    granting: Granting, proposal: DecisionDrafted, command: DecideSupport
) -> SupportDecided:
    return SupportDecided(
        decided_on=command.decided_on,
        person=proposal.person,
        plan_no=proposal.plan_no,
        service=granting.service,
        number=granting.number,
        begins_on=granting.begins_on,
        ends_on=granting.ends_on,
        post=command.post,
        decider=command.decider,
        drafter=proposal.drafter,
        approved=command.approved,
        conditions=Open(proposal.person, granting.conditions),
    )
