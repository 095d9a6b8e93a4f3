"""Which of a demo ward's cases use which programme of planning: a few of each, so that every list shows some."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from deploy.simulation import sample_budgets, sample_work
from deploy.simulation.outline import CaseOutline
from deploy.simulation.sample_books import More

SETTLED: Final = timedelta(days=25)
"""So long a plan has been decided before its programmes are told of."""


def dealt(cases: list[CaseOutline], today: date) -> list[CaseOutline]:
    """The same cases, those with a running plan telling of a programme each."""
    left = sorted(_running(cases, today), key=lambda case: case.received_on)
    for columns, more in _programmes(today):
        case = left.pop(0)
        plan = case.plans[0]
        plan.columns = set(columns)
        plan.seeks_employment = bool(set(columns) & {3, 4, 5})
        case.more = (*case.more, *more)
    return cases


def _running(cases: Sequence[CaseOutline], today: date) -> list[CaseOutline]:
    return [
        case
        for case in cases
        if case.plans
        and case.plans[0].decided_on + SETTLED <= today
        and case.plans[0].evaluated_on is None
        and not case.end
        and not case.pause
    ]


def _programmes(today: date) -> list[tuple[set[int], tuple[More, ...]]]:
    """Columns of the national table, and what is told."""
    return [
        *(({2}, (sample_budgets.budget(today, n),)) for n in range(3)),
        ({3}, (sample_work.places(today), sample_work.preparation(today, 0))),
        ({3}, (sample_work.preparation(today, 1),)),
        ({3, 4}, (sample_work.preparation(today, 2), sample_work.training(today))),
        *(({5}, (sample_work.job_search(today, n),)) for n in range(2)),
    ]
