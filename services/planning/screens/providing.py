"""The services of the latest plan as a table: decision, running or over, and what may be recorded of each."""

from dataclasses import dataclass

from events.contract.codes import Service
from events.contract.planning import ServiceEnded, ServiceStarted, SupportDecided
from services.planning.plan import Plan, Stage
from services.planning.screens.case_file import CaseFile


@dataclass(frozen=True, slots=True)
class Provided:
    """One service; `needed`: it needs a decision here today."""

    service: Service
    needed: bool
    granted: SupportDecided | None
    running: ServiceStarted | None
    ended: ServiceEnded | None
    may_start: bool
    may_end: bool


def provided(file: CaseFile) -> list[Provided]:
    """The planned services, and any other still running."""
    plan = file.plan
    if plan is None:
        return []
    running = [started.service for started in plan.running]
    services = dict.fromkeys((*plan.services, *running))
    return [_line(file, plan, service) for service in services]


def _line(file: CaseFile, plan: Plan, service: Service) -> Provided:
    running = next((s for s in plan.running if s.service is service), None)
    ended = next((e for e in reversed(plan.ended) if e.service is service), None)
    granted = plan.granted_service(service)
    needed = service in file.needs_decision
    open_case = not file.over and file.may("service.record")
    ready = granted is not None if needed else plan.agreed is not None
    paused = bool(file.state and file.state.suspended)
    return Provided(
        service=service,
        needed=needed,
        granted=granted,
        running=running,
        ended=None if running else ended,
        may_start=open_case
        and ready
        and not paused
        and running is None
        and plan.stage is not Stage.EVALUATED,
        may_end=open_case and running is not None,
    )
