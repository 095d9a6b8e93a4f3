"""One generated installation for the reading tests: three logs, and reporting's tables brought up to them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from events.bus.catch_up import catch_up
from events.bus.projection import replay
from events.bus.read_tables import ReadTables
from events.host.address import Address
from events.testing import postgres
from services.reporting.followers import TABLES
from services.reporting.projections.kpi_fact import KPI_FACT, KpiFact
from tests.conftest import Servers
from tests.reporting.logs import Logs, judged_and_assisted, spoken


@dataclass
class Counted:
    """`rows` by key = the replay of the logs; `tables` = what SQL reads."""

    logs: Logs
    tables: ReadTables
    rows: dict[tuple[int, int], KpiFact]

    @property
    def address(self) -> Address:
        return self.logs.address


@pytest.fixture(scope="session")
def counted(servers: Servers) -> Iterator[Counted]:
    """Not to be changed by a test."""
    with postgres.copied(servers.office) as address:
        logs = Logs(address)
        logs.state([*spoken(seed=7, cases=400), *judged_and_assisted(12)])
        catch_up("reporting", TABLES, address.conninfo, logs.codec)
        tables = ReadTables("reporting", address.conninfo("writer_reporting"))
        yield Counted(logs, tables, replay(KPI_FACT, logs.read()))
        tables.close()
        logs.close()
