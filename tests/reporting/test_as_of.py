"""A past day's figures: the table restricted to what stood then equals the logs folded up to there."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from events.bus.as_of import as_of
from events.bus.source import NotDense
from events.log.recorded import SOURCES
from services.reporting.figures import counted as counts_of
from services.reporting.followers import TABLES
from services.reporting.measure import Scope, load
from services.reporting.period import Period
from services.reporting.projections.kpi_fact import KPI_FACT
from services.reporting.projections.records import records
from services.reporting.readings import by_replay, by_sql
from tests.reporting.conftest import Counted

INDICATORS = list(load().values())


def heads(counted: Counted) -> dict[str, int]:
    return {name: log.reading.head() for name, log in counted.logs.of.items()}


def whole(counted: Counted) -> Scope:
    areas = tuple({row.area_id for row in counted.rows.values()})
    return Scope(areas, Period(2024).start, Period(2024).end)


def upto(sizes: dict[str, int]) -> tuple[tuple[int, int], ...]:
    return tuple((SOURCES[name], size) for name, size in sizes.items())


@pytest.mark.parametrize("seed", range(6))
def test_figures_of_a_past_size_are_those_of_the_logs_up_to_there(
    seed: int, counted: Counted
) -> None:
    chance = Random(seed)  # noqa: S311 - which positions
    sizes = {name: chance.randint(0, head) for name, head in heads(counted).items()}
    rows = as_of(KPI_FACT, "reporting", counted.address.conninfo, counted.logs.codec, sizes)
    scope = replace(whole(counted), upto=upto(sizes))
    assert counts_of(INDICATORS, scope, by_sql(counted.tables)) == counts_of(
        INDICATORS, scope, by_replay(rows.values())
    )


def test_at_the_heads_of_the_logs_it_is_what_is_known_now(counted: Counted) -> None:
    sizes = heads(counted)
    read, scope = by_sql(counted.tables), whole(counted)
    now = counts_of(INDICATORS, scope, read)
    assert now == counts_of(INDICATORS, replace(scope, upto=upto(sizes)), read)
    assert any(now.values())
    nothing = counts_of(INDICATORS, replace(scope, upto=()), read)
    assert not any(nothing.values())


def test_the_records_behind_a_past_figure_are_those_that_stood_then(counted: Counted) -> None:
    sizes = {name: head // 2 for name, head in heads(counted).items()}
    scope = replace(whole(counted), upto=upto(sizes))
    indicator = load()["new_consultations"]
    listed = records(counted.tables, indicator.counts, scope, limit=10_000)
    assert listed
    assert all(record.position <= sizes["intake"] for record in listed)
    later = records(counted.tables, indicator.counts, replace(scope, upto=None), limit=10_000)
    assert len(later) > len(listed)


@pytest.mark.parametrize("projection", TABLES, ids=lambda p: p.name)
def test_every_table_folded_to_the_heads_is_the_table(projection, counted: Counted) -> None:
    rows = as_of(
        projection, "reporting", counted.address.conninfo, counted.logs.codec, heads(counted)
    )
    key, row = next(iter(rows.items()))
    assert counted.tables.row(projection, *(key if isinstance(key, tuple) else (key,))) == row
    [(number,)] = [
        tuple(found.values())
        for found in counted.tables.query(f"select count(*) as n from {projection.name}")
    ]
    assert number == len(rows)


def test_a_log_that_is_shorter_than_asked_is_told(counted: Counted) -> None:
    sizes = {"intake": heads(counted)["intake"] + 1}
    with pytest.raises(NotDense):
        as_of(KPI_FACT, "reporting", counted.address.conninfo, counted.logs.codec, sizes)
