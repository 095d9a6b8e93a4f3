"""What believable support adds to counted outlines: contacts, services, monitoring, ends. Counts stay as they are."""

from collections.abc import Iterable
from datetime import date, timedelta
from random import Random
from typing import Final

from deploy.simulation.days import between
from deploy.simulation.outline import CaseOutline, Contact, End, PlanOutline
from deploy.simulation.sample_lives import ENDS, drawn
from deploy.simulation.support_steps import WATCH_DAYS
from events.contract.codes import EvaluationOutcome, Triage

CONTACTED: Final = 0.6
SERVED: Final = 0.6
WATCHED: Final = 0.5
ENDED: Final = 0.7
"""Shares of the cases or plans that get it."""


def enrich(cases: Iterable[CaseOutline], last: date, chance: Random) -> None:
    """Add to every case what would have happened by `last`."""
    for case in cases:
        if case.triage is Triage.SUPPORT and case.triaged_on and chance.random() < CONTACTED:
            case.contacts.append(Contact(case.triaged_on))
        for plan in case.plans:
            _watch(plan, last, chance)
        if case.plans and chance.random() < ENDED:
            _end(case, last, chance)


def _watch(plan: PlanOutline, last: date, chance: Random) -> None:
    plan.served = chance.random() < SERVED
    watch = plan.decided_on + timedelta(days=WATCH_DAYS)
    if watch < plan.ends_on:
        plan.watch_on = watch
        if watch < min(last, plan.evaluated_on or plan.ends_on) and chance.random() < WATCHED:
            plan.watched_on = (watch,)


def _end(case: CaseOutline, last: date, chance: Random) -> None:
    """Evaluation and 終結 of a case whose plan ran out and whose work is behind it."""
    plan = case.plans[-1]
    worked = max((day for day in (case.job_on, case.rise_on) if day), default=plan.ends_on)
    evaluated = max(plan.ends_on, worked) + timedelta(days=1)
    if evaluated + timedelta(days=20) > last:
        return
    plan.evaluated_on, plan.outcome = evaluated, EvaluationOutcome.CLOSED
    discussed = between(evaluated, evaluated + timedelta(days=7), chance)
    ended = between(discussed + timedelta(days=1), evaluated + timedelta(days=20), chance)
    case.end = End(ended, drawn(ENDS, chance), discussed)
