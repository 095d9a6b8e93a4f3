"""The national tables as of the bundle's sizes, counted from the logs and not from the tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from deploy.bundle.contents import LogPart
from events.host.areas import Area
from events.host.municipality import Municipality
from events.host.runtime import Runtime
from services.reporting.asked import NATION
from services.reporting.measure import load
from services.reporting.national import national_row
from services.reporting.period import Period
from services.reporting.projections.kpi_fact import KPI_FACT, KpiFact
from services.reporting.readings import by_replay
from services.reporting.replaying import streamed


def reports(runtime: Runtime, logs: Sequence[LogPart]) -> dict[str, Any]:
    """One table per fiscal year with records: the nation, the body, its wards. Name → JSON."""
    sizes = dict.fromkeys(KPI_FACT.sources, 0)
    sizes |= {log.service: log.size for log in logs if log.service in sizes}
    rows = [row for _, row in streamed(runtime.address.conninfo, runtime.codec, sizes)]
    as_of = {log.origin: log.size for log in logs}
    years = sorted({row.fiscal_year for row in rows})
    return {
        f"national-{year}": {
            "as_of": as_of,
            "rows": [
                _row(runtime.municipality, area, Period(year), rows)
                for area in _areas(runtime, year)
            ],
        }
        for year in years
    }


def area_rows(runtime: Runtime) -> list[Mapping[str, Any]]:
    """The dated areas, as V3 reads them."""
    return [
        {
            "area_id": area.area_id,
            "code": area.code,
            "level": str(area.level),
            "parent": area.parent,
            "name": area.name,
            "from": area.since.isoformat(),
            "until": area.until.isoformat() if area.until else None,
        }
        for area in runtime.areas
    ]


def population_rows(runtime: Runtime) -> list[Mapping[str, Any]]:
    """The dated divisors of the rates, with their sources, as V3 reads them."""
    return [
        {
            "area": row.area,
            "fiscal_year": row.fiscal_year,
            "population": row.population,
            "register_date": row.register_date.isoformat(),
            "mark": str(row.mark),
            "source": row.source,
        }
        for row in runtime.municipality.populations
    ]


def _areas(runtime: Runtime, year: int) -> list[Area]:
    end, municipality = Period(year).end, runtime.municipality
    held = [area for area in municipality.areas.within(municipality.body) if area.in_force(end)]
    return [municipality.areas.at(NATION, end), *held]


def _row(
    municipality: Municipality, area: Area, period: Period, rows: list[KpiFact]
) -> dict[str, Any]:
    return national_row(municipality, area, period, load(), by_replay(rows)).as_json()
