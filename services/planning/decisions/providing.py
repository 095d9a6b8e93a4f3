"""支援の提供: services begin and end, each after its decision where it needs one (T17, programme.md §4.4)."""

from dataclasses import dataclass
from datetime import date

from events.contract.codes import Service
from events.contract.deciding import Refused
from events.contract.kind import Event
from events.contract.planning import PlanDrafted, ServiceEnded, ServiceStarted
from events.contract.sealed import Open
from services.planning.case import Case
from services.planning.decisions.guards import begun, happened, not_suspended, standing
from services.planning.plan import Plan, Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class StartService:
    """`needs_decision`: the switchboard of the day."""

    today: date
    started_on: date
    service: Service
    needs_decision: frozenset[Service]


@dataclass(frozen=True, slots=True, kw_only=True)
class EndService:
    """The service is over."""

    today: date
    ended_on: date
    service: Service
    reason: str = ""


def start_service(state: Case | None, command: StartService) -> list[Event]:
    """The begin; 事後了承 is asked for where it comes before the conference."""
    plan = standing(state)
    running = {started.service: started for started in plan.running}.get(command.service)
    if running is not None:
        if running.started_on == command.started_on:
            return []
        raise Refused("already-running", "この支援はすでに始まっています。", field="service")
    not_suspended(begun(state))
    draft = _provided_for(plan, command)
    if command.service in command.needs_decision:
        _decided(plan, command)
    else:
        _agreed(plan, command)
    return [
        ServiceStarted(
            started_on=command.started_on,
            person=draft.person,
            plan_no=plan.plan_no,
            service=command.service,
            retroactive_approval=plan.endorsed is None,
        )
    ]


def end_service(state: Case | None, command: EndService) -> list[Event]:
    """The end, also of a plan already evaluated: services may run out later than their plan."""
    case = begun(state)
    over = [(e.service, e.ended_on) for plan in case.plans for e in plan.ended]
    found = [(plan, s) for plan in case.plans for s in plan.running if s.service is command.service]
    if not found:
        if (command.service, command.ended_on) in over:
            return []
        raise Refused("not-running", "この支援は始まっていません。", field="service")
    plan, started = found[-1]
    happened(
        command.ended_on,
        today=command.today,
        field="ended_on",
        not_before=started.started_on,
        step="支援の提供開始",
    )
    return [
        ServiceEnded(
            ended_on=command.ended_on,
            person=case.person,
            plan_no=plan.plan_no,
            service=command.service,
            reason=Open(case.person, command.reason),
        )
    ]


def _provided_for(plan: Plan, command: StartService) -> PlanDrafted:
    draft = plan.draft
    assert draft is not None  # noqa: S101 - `standing` has seen it
    if plan.stage is Stage.EVALUATED:
        raise Refused("already-evaluated", "評価の済んだプランでは、支援を始められません。")
    if command.service not in draft.services:
        raise Refused("not-in-plan", "この支援はプランにありません。", field="service")
    return draft


def _decided(plan: Plan, command: StartService) -> None:
    granted = plan.granted_service(command.service)
    if granted is None or command.started_on < granted.decided_on:
        raise Refused(
            "not-decided",
            "支援決定の前です。支援決定が必要な支援は、決定の日より前に始められません。",
            field="started_on",
        )
    happened(command.started_on, today=command.today, field="started_on")
    if not granted.begins_on <= command.started_on <= granted.ends_on:
        raise Refused("outside-period", "支援決定の期間の外の日付です。", field="started_on")


def _agreed(plan: Plan, command: StartService) -> None:
    if plan.agreed is None:
        raise Refused("not-agreed", "本人の同意の前に支援は始められません。", field="started_on")
    happened(
        command.started_on,
        today=command.today,
        field="started_on",
        not_before=plan.agreed.agreed_on,
        step="プランへの同意",
    )
