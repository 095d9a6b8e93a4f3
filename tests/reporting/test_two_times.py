"""Two times: the day of a fact and its place in the log. A figure belongs to the day, whenever it was written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest

from events.bus.projection import replay
from events.contract.intake import ConsultationReceived
from events.log.recorded import Recorded
from services.reporting.figures import counted as counts_of
from services.reporting.measure import Scope, load
from services.reporting.period import Period
from services.reporting.projections.kpi_fact import KPI_FACT
from services.reporting.readings import by_replay
from tests.reporting.conftest import Counted

INDICATORS = list(load().values())
MONTHS = Period(2024).month_by_month()


def series(counted: Counted, facts: Sequence[Recorded]) -> list[dict[str, int | None]]:
    """Every figure of every month of a fiscal year."""
    rows = replay(KPI_FACT, facts).values()
    areas = tuple({row.area_id for row in counted.rows.values()})
    read = by_replay(rows)
    return [counts_of(INDICATORS, Scope(areas, month.start, month.end), read) for month in MONTHS]


@pytest.fixture(scope="module")
def facts(counted: Counted) -> list[Recorded]:
    return list(counted.logs.read())


@pytest.fixture(scope="module")
def known_now(counted: Counted, facts: list[Recorded]) -> list[dict[str, int | None]]:
    found = series(counted, facts)
    assert any(any(month.values()) for month in found)
    return found


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_arrival_changes_no_figure(seed: int, counted, facts, known_now) -> None:
    shuffled = list(facts)
    Random(seed).shuffle(shuffled)  # noqa: S311 - an order
    placed = [replace(fact, position=n, source="intake") for n, fact in enumerate(shuffled, 1)]
    assert series(counted, placed) == known_now


def test_equal_instants_of_recording_change_no_figure(counted, facts, known_now) -> None:
    at = facts[0].context.at
    same = [replace(fact, context=replace(fact.context, at=at)) for fact in facts]
    assert series(counted, same) == known_now


@pytest.mark.parametrize("seed", range(4))
def test_a_day_moved_over_the_end_of_a_month_changes_two_months_and_no_other(
    seed: int, counted, facts, known_now
) -> None:
    receptions = [n for n, fact in enumerate(facts) if is_new_within_the_year(fact)]
    place = Random(seed).choice(receptions)  # noqa: S311 - which one
    fact = facts[place].fact
    next_month = (fact.received_on.replace(day=1) + timedelta(days=40)).replace(day=3)
    late = replace(facts[place], fact=replace(fact, received_on=next_month))
    after = series(counted, [*facts[:place], late, *facts[place + 1 :]])
    changed = {m.month for m, a, b in zip(MONTHS, known_now, after, strict=True) if a != b}
    assert changed == {fact.received_on.month, next_month.month}


def is_new_within_the_year(recorded: Recorded) -> bool:
    """A reception that counts as new, whose next month lies in the same fiscal year."""
    fact = recorded.fact
    if not isinstance(fact, ConsultationReceived) or recorded.migrated:
        return False
    row = KPI_FACT.evolve(None, recorded)
    counts = row is not None and not row.flags
    return counts and date(2024, 4, 1) <= fact.received_on < date(2025, 2, 1)
