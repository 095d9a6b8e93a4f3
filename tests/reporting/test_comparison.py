"""The comparison of both countings says nothing where they agree, and finds the record where they do not."""

from __future__ import annotations

from dataclasses import replace

import psycopg
import pytest

from events.bus.as_of import as_of
from events.bus.catch_up import catch_up
from events.bus.read_tables import ReadTables
from events.host.address import Address
from events.log.recorded import SOURCES
from services.reporting.comparison import Place
from services.reporting.followers import TABLES
from services.reporting.measure import load
from services.reporting.projections.kpi_fact import KPI_FACT
from services.reporting.replaying import differences
from tests.reporting.conftest import Counted
from tests.reporting.logs import Logs, spoken

INDICATORS = load()


def test_the_generated_installation_shows_no_difference(counted: Counted) -> None:
    conninfo = counted.address.conninfo
    assert differences(counted.tables, conninfo, counted.logs.codec, INDICATORS) == []


def test_what_is_folded_from_the_logs_is_the_replay(counted: Counted) -> None:
    sizes = {s: max(p for n, p in counted.rows if n == SOURCES[s]) for s in KPI_FACT.sources}
    found = as_of(KPI_FACT, "reporting", counted.address.conninfo, counted.logs.codec, sizes)
    heads = {SOURCES[source]: size for source, size in sizes.items()}
    assert found == {key: row for key, row in counted.rows.items() if key[1] <= heads[key[0]]}


DAMAGE = {
    "a row missing": "delete from reporting_read.kpi_fact",
    "another flag": "update reporting_read.kpi_fact set flags = flags | 8",
    "another year": "update reporting_read.kpi_fact set counted_on = counted_on - 400",
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_a_damaged_table_is_found_with_the_record_at_fault(address: Address, damage: str) -> None:
    logs = Logs(address)
    logs.state(spoken(seed=3, cases=30))
    catch_up("reporting", TABLES, address.conninfo, logs.codec)
    tables = ReadTables("reporting", address.conninfo("writer_reporting"))
    sizes = {"intake": 20, "planning": 20, "benefits": 1}
    rows = as_of(KPI_FACT, "reporting", address.conninfo, logs.codec, sizes)
    key, row = next((k, r) for k, r in sorted(rows.items()) if r.kind == 1 and not r.flags)
    with psycopg.connect(address.conninfo()) as session:
        session.execute(f"{damage} where (source, position) = (%s, %s)".encode(), key)
    found = differences(tables, address.conninfo, logs.codec, INDICATORS)
    wrong = [one for one in found if one.indicator == "new_consultations"]
    place = Place(row.area_id, row.fiscal_year, row.counted_on.month)
    (cell,) = [one for one in wrong if one.place == place]
    assert (cell.first, cell.log - cell.table) == (key, 1)
    tables.close()
    logs.close()


def test_a_table_that_is_behind_is_compared_as_far_as_it_has_read(address: Address) -> None:
    logs = Logs(address)
    logs.state(spoken(seed=5, cases=10))
    catch_up("reporting", TABLES, address.conninfo, logs.codec)
    tables = ReadTables("reporting", address.conninfo("writer_reporting"))
    logs.state([replace(one, ward="271004") for one in spoken(seed=6, cases=2)])
    assert differences(tables, address.conninfo, logs.codec, INDICATORS) == []
    tables.close()
    logs.close()
