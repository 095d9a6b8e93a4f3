"""The main job on real figures: every published row planted and counted, by SQL and by replay, to the unit."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any

import pytest

from deploy.house import HERE
from deploy.simulation.figures import Row, read
from deploy.simulation.planting import Ground, municipality_of, plant
from events.bus.catch_up import catch_up
from events.bus.projection import replay
from events.bus.read_tables import ReadTables
from events.contract import OVER_THE_BUS
from events.host import areas
from events.host.address import Address
from events.host.municipality_file import parsed
from events.log.codec import Codec
from events.log.event_log import EventLog
from events.log.keys import KeyRing
from events.log.signing import Signer
from services.reporting import asked
from services.reporting.followers import TABLES
from services.reporting.measure import load
from services.reporting.national import NationalRow, national_row
from services.reporting.period import Period
from services.reporting.projections.kpi_fact import KPI_FACT
from services.reporting.readings import by_replay, by_sql

FILE = Path(__file__).parents[1] / "figures" / "statistics_examples.json"
FIGURES = read(FILE)
LARGEST = 20_000
QUICK = ("FY2024/中核市/甲府市", "FY2024/中核市/いわき市", "FY2019/ward/大阪市西区")
ROWS = [
    row for row in FIGURES.rows if (row.counts.get("new_consultations") or LARGEST + 1) <= LARGEST
]
KEK = bytes(range(32))


@pytest.fixture
def stack() -> Iterator[ExitStack]:
    with ExitStack() as opened:
        yield opened


def planted(row: Row, address: Address, stack: ExitStack) -> tuple[NationalRow, NationalRow]:
    """The national row of the planted logs, by both readings."""
    keys = stack.enter_context(closing(KeyRing(address.conninfo("key_keeper"), KEK)))
    logs = {
        name: stack.enter_context(
            closing(
                EventLog(
                    name,
                    address.conninfo(f"writer_{name}"),
                    Codec(keys, Signer.from_seed(f"test/{name}", KEK)),
                )
            )
        )
        for name in ("intake", "planning")
    }
    municipality = parsed(municipality_of(row), areas.load(HERE / "areas.csv"))
    plant(Ground(logs, keys, municipality), FIGURES, row, 1, lambda _: None)
    catch_up("reporting", TABLES, address.conninfo, logs["intake"].codec)
    tables = stack.enter_context(
        closing(ReadTables("reporting", address.conninfo("writer_reporting")))
    )
    period = Period(row.fiscal_year, row.month)
    area = asked.area(municipality, row.area, period)
    rows = replay(KPI_FACT, (r for log in logs.values() for r in log.read(groups=OVER_THE_BUS)))
    return (
        national_row(municipality, area, period, load(), by_sql(tables)),
        national_row(municipality, area, period, load(), by_replay(rows.values())),
    )


def published(row_id: str) -> Mapping[str, Any]:
    """The row as the file has it."""
    import json

    found = json.loads(FILE.read_text(encoding="utf-8"))["rows"]
    return next(entry for entry in found if entry["id"] == row_id)


@pytest.mark.parametrize(
    "row",
    [
        pytest.param(row, id=row.id, marks=() if row.id in QUICK else pytest.mark.slow)
        for row in ROWS
    ],
)
def test_the_published_row_is_counted_to_the_unit_and_printed_as_the_same_strings(
    row: Row, address: Address, stack: ExitStack
) -> None:
    sql, replayed = planted(row, address, stack)
    assert sql == replayed
    printed = published(row.id)
    wanted = {key: count for key, count in printed["counts"].items() if count is not None}
    assert {key: sql.counts[key] for key in wanted} == wanted
    assert {key: sql.by_rule[key] for key in printed["by_rule"]} == printed["by_rule"]
    if row.id == "FY2019/ward/大阪市西区":
        said = {key: goal["printed"] for key, goal in sql.goals.items()}
        assert said == {
            "new_consultations": "148 %",
            "plans_created": "58 %",
            "employment_support_targets_share": "20 %",
        }
        assert sql.goals["employment_support_targets_share"]["goal"] == 60
    else:
        assert sql.goals == {}


def test_the_list_holds_every_row_of_the_file_that_is_small_enough() -> None:
    assert len(ROWS) == 25
    assert {"2017-04/nation", "FY2024/指定都市/大阪市", "FY2019/ward/大阪市西区"} <= {
        r.id for r in ROWS
    }
