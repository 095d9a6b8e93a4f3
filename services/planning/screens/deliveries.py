"""Deliveries for people: by objective, and what may be recorded of the plan that runs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from events.contract import Event, opened
from events.contract.codes import Service
from events.contract.delivery import DeliveryWithdrawn, ServiceDelivered
from events.contract.planning import Objective
from services.planning.plan import Plan
from services.planning.programmes.deliveries.state import Deliveries, Delivery, evolve
from services.planning.screens.case_file import CaseFile
from services.planning.screens.programme_file import Programme, ProgrammeFile


@dataclass(frozen=True, slots=True)
class ByObjective:
    """The deliveries toward one objective of one plan, with how often and how long."""

    title: str
    deliveries: tuple[Delivery, ...]
    times: int
    minutes: int


def words(fact: Event) -> str:
    """A delivery, or its withdrawal, in a line."""
    match fact:
        case ServiceDelivered():
            long = f"{fact.minutes}分" if fact.minutes else ""
            parts = (fact.service.ja, long, fact.effect.ja, opened(fact.note, ""))
            return "。".join(part for part in parts if part)
        case DeliveryWithdrawn():
            return f"{fact.delivery_no}番の取消。{opened(fact.reason, '')}"
    return ""


DELIVERIES: Programme[Deliveries] = Programme(
    name="deliveries", ja="支援の提供(一回ごと)", page="deliveries", evolve=evolve, words=words
)


def provided_periods(plan: Plan | None) -> dict[Service, tuple[date, date | None]]:
    """First and last day of every service of the plan that was begun.

    Of one that is over only its end stands in the plan: its first day is left open.
    """
    if plan is None:
        return {}
    over = {ended.service: (date.min, ended.ended_on) for ended in plan.ended}
    return over | {running.service: (running.started_on, None) for running in plan.running}


def objectives_of(plan: Plan | None) -> tuple[Objective, ...]:
    """短期目標 of the plan, as far as they may be read."""
    found: tuple[Objective, ...] = ()
    return opened(plan.draft.objectives, found) if plan and plan.draft else found


def by_objective(records: ProgrammeFile[Deliveries]) -> Sequence[ByObjective]:
    """Plan by plan and objective by objective, in their order; withdrawn ones are not counted."""
    groups: dict[tuple[int, int], list[Delivery]] = {}
    for one in (records.state or Deliveries()).every:
        groups.setdefault((one.given.plan_no, one.given.objective_no), []).append(one)
    return [
        _group(_title(records.file, *key), tuple(groups[key]))
        for key in sorted(groups, key=lambda key: (-key[0], key[1] or 99))
    ]


def _group(title: str, deliveries: tuple[Delivery, ...]) -> ByObjective:
    valid = [one.given for one in deliveries if one.withdrawn is None]
    latest_first = tuple(sorted(deliveries, key=lambda one: one.given.delivered_on, reverse=True))
    return ByObjective(title, latest_first, len(valid), sum(one.minutes for one in valid))


def _title(file: CaseFile, plan_no: int, objective_no: int) -> str:
    plans = file.state.plans if file.state else ()
    plan = plans[plan_no - 1] if 1 <= plan_no <= len(plans) else None
    objectives = objectives_of(plan)
    if not objective_no:
        return f"第{plan_no}期　目標に結び付けていないもの"
    known = objective_no <= len(objectives)
    return f"第{plan_no}期　目標{objective_no}{'　' + objectives[objective_no - 1].text if known else ''}"
