"""就労 and 増収: counted events; whether the person held a plan with 就労目標 is judged on that very day."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.contract.codes import Employment
from events.contract.deciding import Refused
from events.contract.kind import Event
from events.contract.planning import IncomeIncreased, JobStarted
from events.contract.sealed import Open
from services.planning.case import Case
from services.planning.decisions.guards import happened, still_open


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordJobStarted:
    """`person` as known from intake, for a case without any planning fact yet."""

    today: date
    person: UUID
    started_on: date
    employment: Employment


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordIncomeIncrease:
    """`person` as known from intake, for a case without any planning fact yet."""

    today: date
    person: UUID
    increased_on: date


def record_job_started(state: Case | None, command: RecordJobStarted) -> list[Event]:
    """May happen at any time of an open case, with or without a plan."""
    case = state or Case(person=command.person)
    made = JobStarted(
        started_on=command.started_on,
        person=case.person,
        plan_no=_plan_no(case, command.started_on),
        holds_employment_plan=case.holds_employment_plan(command.started_on),
        employment=Open(case.person, command.employment),
    )
    if made in case.entries:
        return []
    still_open(state)
    happened(command.started_on, today=command.today, field="started_on")
    _counted_once(case, command.started_on, field="started_on")
    return [made]


def record_income_increase(state: Case | None, command: RecordIncomeIncrease) -> list[Event]:
    """Income from work rose, without a new job."""
    case = state or Case(person=command.person)
    made = IncomeIncreased(
        increased_on=command.increased_on,
        person=case.person,
        plan_no=_plan_no(case, command.increased_on),
        holds_employment_plan=case.holds_employment_plan(command.increased_on),
    )
    if made in case.entries:
        return []
    still_open(state)
    happened(command.increased_on, today=command.today, field="increased_on")
    _counted_once(case, command.increased_on, field="increased_on")
    return [made]


def _plan_no(case: Case, day: date) -> int:
    """The plan with 就労目標 of that day, else the latest decided by then, else 0."""
    holding = (plan.plan_no for plan in reversed(case.plans) if plan.holds_employment(day))
    decided = (
        plan.plan_no
        for plan in reversed(case.plans)
        if plan.decided is not None and plan.decided.decided_on <= day
    )
    return next(holding, next(decided, 0))


def _counted_once(case: Case, day: date, *, field: str) -> None:
    """One event counts once, as 就労 or as 増収 (暫定, kpi.employment.double_count)."""
    for entry in case.entries:
        match entry:
            case JobStarted(started_on=counted) | IncomeIncreased(increased_on=counted):
                if counted == day:
                    raise Refused(
                        "counted-once",
                        "同じ日の就労または増収がすでに記録されています。一つの出来事は一回だけ数えます。",
                        field=field,
                    )
