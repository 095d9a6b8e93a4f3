"""What the pages of resources, network, publicity, training and meetings ask of their tables."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.bus.read_tables import ReadTables
from events.contract.codes import Route
from events.contract.community_codes import ResourceResult
from services.planning.projections.community_occasion import COMMUNITY_OCCASION, OccasionRow
from services.planning.projections.organisations import (
    ORGANISATION,
    ORGANISATION_TIE,
    OrganisationRow,
    TieRow,
)
from services.planning.projections.resource_shortage import RESOURCE_SHORTAGE, ShortageRow
from services.planning.projections.resources import RESOURCE, RESOURCE_USE, ResourceRow, ResourceUse

MOST = 2_000


@dataclass(frozen=True, slots=True)
class Used:
    """How often a resource was used, and with what results."""

    uses: int = 0
    helped: int = 0
    turned_down: int = 0


def resources(tables: ReadTables) -> list[ResourceRow]:
    """The whole directory of the city by theme and name, closed entries last."""
    return tables.rows(RESOURCE, order="(closed_on is not null), theme, title, case_id", limit=MOST)


def usable(tables: ReadTables) -> list[ResourceRow]:
    """The entries of the directory that may be used."""
    return [row for row in resources(tables) if row.closed_on is None]


def names(tables: ReadTables, wanted: Collection[UUID]) -> dict[UUID, str]:
    """The names of some entries, closed ones too."""
    rows = tables.rows(RESOURCE, "case_id = any(%s)", [list(wanted)])
    return {row.case_id: row.title for row in rows}


def uses_of(tables: ReadTables, resource: UUID) -> list[ResourceUse]:
    """The uses of one resource in all wards, the newest first."""
    return tables.rows(
        RESOURCE_USE,
        "resource = %s",
        [resource],
        order="used_on desc, case_id, entry_no",
        limit=MOST,
    )


def used(tables: ReadTables) -> dict[UUID, Used]:
    """Per resource how often it was used and with what result, in the whole city."""
    rows = tables.query(
        "select resource, count(*) as uses,"
        " count(*) filter (where result = any(%(helped)s)) as helped,"
        " count(*) filter (where result = %(down)s) as turned_down"
        " from resource_use group by resource",
        {
            "helped": [ResourceResult.HELPED.value, ResourceResult.PARTLY.value],
            "down": ResourceResult.TURNED_DOWN.value,
        },
    )
    return {r["resource"]: Used(r["uses"], r["helped"], r["turned_down"]) for r in rows}


def shortages(tables: ReadTables) -> list[ShortageRow]:
    """Every ticket of the city, open ones first, the oldest first."""
    return tables.rows(
        RESOURCE_SHORTAGE,
        order="(withdrawn_on is not null), (settled_on is not null), reported_on, case_id",
        limit=MOST,
    )


def shortages_from(tables: ReadTables, case: UUID) -> list[ShortageRow]:
    """The tickets that were raised from a case."""
    return tables.rows(
        RESOURCE_SHORTAGE,
        "from_case = %s and withdrawn_on is null",
        [case],
        order="reported_on, case_id",
        limit=MOST,
    )


def organisations(tables: ReadTables) -> list[OrganisationRow]:
    """The network of the city by kind and name, closed entries last."""
    return tables.rows(
        ORGANISATION, order="(closed_on is not null), kind, title, case_id", limit=MOST
    )


def ties(tables: ReadTables) -> list[TieRow]:
    """Every tie, ended ones too."""
    return tables.rows(ORGANISATION_TIE, order="tied_on, case_id, other", limit=20_000)


def occasions(tables: ReadTables, what: str) -> list[OccasionRow]:
    """The entries of one log of the city, the newest first."""
    return tables.rows(
        COMMUNITY_OCCASION, "what = %s", [what], order="on_day desc, case_id", limit=MOST
    )


def by_route(
    tables: ReadTables, areas: Collection[str], first: date, last: date
) -> dict[Route | None, int]:
    """How many consultations of these wards came by each route in a period, both days included."""
    rows = tables.query(
        "select route, count(*) as cases from case_route"
        " where area = any(%s) and received_on between %s and %s group by route",
        [list(areas), first, last],
    )
    codes = {route.value: route for route in Route}
    return {codes.get(r["route"]): r["cases"] for r in rows}


def by_month(tables: ReadTables, areas: Collection[str], first: date, last: date) -> dict[str, int]:
    """How many consultations of these wards came in each month (`2026-06`)."""
    rows = tables.query(
        "select to_char(received_on, 'YYYY-MM') as month, count(*) as cases from case_route"
        " where area = any(%s) and received_on between %s and %s group by 1",
        [list(areas), first, last],
    )
    return {r["month"]: r["cases"] for r in rows}
