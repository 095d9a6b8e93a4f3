"""Which of a demo ward's cases use which programme of planning: a few of each, so that every list shows some."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from deploy.simulation import (
    sample_before_case,
    sample_budgets,
    sample_community,
    sample_homes,
    sample_learning,
    sample_teamwork,
    sample_work,
)
from deploy.simulation.outline import CaseOutline
from deploy.simulation.sample_books import More

SETTLED: Final = timedelta(days=25)
"""So long a plan has been decided before its programmes are told of."""


def dealt(cases: list[CaseOutline], today: date) -> list[CaseOutline]:
    """The same cases, those with a running plan telling of a programme each, and of how people work together."""
    running = sorted(_running(cases, today), key=lambda case: case.received_on)
    for case, (columns, more) in zip(running, _programmes(today), strict=False):
        plan = case.plans[0]
        plan.columns = columns
        plan.seeks_employment = bool(columns & {3, 4, 5})
        case.more = more
    for n, case in enumerate(running):
        case.more = (*case.more, *_shared(n, today))
    _add(running[-1], sample_before_case.told(today))
    _add(running[0], sample_community.registers(today))
    _add(running[0], sample_teamwork.meetings(today, running[:2], _awaited(cases, today)))
    return cases


def _shared(n: int, today: date) -> list[More]:
    """What the n-th running case tells besides its programme."""
    made: list[More] = []
    if n % 3 < 2:
        made.append(sample_teamwork.in_charge(today))
    if n < 3:
        made += [sample_community.use(today, n), sample_teamwork.together(today, n)]
    if n in {3, 4}:
        made.append(sample_teamwork.advised(today, answered=n == 4))
    if 4 < n < 8:
        made.append(sample_before_case.referred(today, n - 5))
    if n in {5, 8}:
        made.append(sample_before_case.consented(today, until=9 if n == 8 else 200))
    if n == 0:
        made.append(sample_teamwork.away(today))
    return made


def _add(case: CaseOutline, more: More) -> None:
    case.more = (*case.more, more)


def _awaited(cases: Sequence[CaseOutline], today: date) -> list[CaseOutline]:
    """Those whose plan was agreed and not discussed yet."""
    return [
        case
        for case in cases
        if case.plans
        and (agreed := case.plans[0].agreed_on)
        and agreed < today - timedelta(days=3)
        and case.plans[0].conference_on > today
        and not case.plans[0].returned_on
        and not case.end
    ]


def _running(cases: Sequence[CaseOutline], today: date) -> list[CaseOutline]:
    return [
        case
        for case in cases
        if case.plans
        and case.plans[0].decided_on + SETTLED <= today
        and case.plans[0].evaluated_on is None
        and case.plans[0].ends_on > today + SETTLED
        and not case.end
        and not case.pause
    ]


def _programmes(today: date) -> list[tuple[set[int], tuple[More, ...]]]:
    """Columns of the national table, and what is told."""
    return [
        ({1}, (sample_homes.registers(today), sample_homes.stay(today, 0))),
        ({1}, (sample_homes.stay(today, 1), sample_homes.home_sought(today))),
        ({1}, (sample_homes.stay(today, 3), sample_homes.home_found(today))),
        ({5}, (sample_learning.registers(today), sample_learning.child(today, 0))),
        *((set[int](), (sample_learning.child(today, n),)) for n in (1, 2)),
        ({1}, (sample_homes.stay(today, 2),)),
        *(({2}, (sample_budgets.budget(today, n),)) for n in range(3)),
        ({3}, (sample_work.places(today), sample_work.preparation(today, 0))),
        ({3}, (sample_work.preparation(today, 1),)),
        ({3, 4}, (sample_work.preparation(today, 2), sample_work.training(today))),
        *(({5}, (sample_work.job_search(today, n),)) for n in range(2)),
    ]
