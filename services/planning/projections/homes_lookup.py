"""What the pages of lodging, after-care and housing ask of their tables."""

from collections.abc import Collection
from datetime import date, timedelta
from uuid import UUID

from events.bus.read_tables import ReadTables
from services.planning.projections.after_care import AFTER_CARE, AfterCareRow
from services.planning.projections.bed_uses import BED_USE, BedUse
from services.planning.projections.housing import (
    GOODS_LOAN,
    HOUSING_PROVIDER,
    LoanRow,
    ProviderRow,
)
from services.planning.projections.shelter_stays import SHELTER_STAY, StayRow
from services.planning.projections.shelters import SHELTER, SHELTER_ROOM, RoomRow, ShelterRow

MOST = 500
"""Lines of a due list at most."""


def places(tables: ReadTables, areas: Collection[str]) -> list[ShelterRow]:
    """The places these wards may use, closed ones too."""
    return tables.rows(SHELTER, "area = any(%s) or citywide", [list(areas)], order="name, shelter")


def place(tables: ReadTables, shelter: UUID) -> ShelterRow | None:
    """One place."""
    return tables.row(SHELTER, shelter)


def rooms_of(tables: ReadTables, shelters: Collection[UUID]) -> list[RoomRow]:
    """Their rooms, closed ones too."""
    return tables.rows(SHELTER_ROOM, "shelter = any(%s)", [list(shelters)], order="label, room")


def room(tables: ReadTables, wanted: UUID) -> RoomRow | None:
    """One room."""
    return tables.row(SHELTER_ROOM, wanted)


def uses_since(tables: ReadTables, rooms: Collection[UUID], day: date) -> list[BedUse]:
    """Uses of these rooms that last on that night or later."""
    return tables.rows(
        BED_USE,
        "room = any(%s) and (freed_on is null or freed_on > %s)",
        [list(rooms), day],
        order="taken_on, use",
    )


def stays_of(tables: ReadTables, cases: Collection[UUID]) -> dict[tuple[UUID, int], StayRow]:
    """The stays of these cases, by case and number."""
    found = tables.rows(SHELTER_STAY, "case_id = any(%s)", [list(cases)])
    return {(row.case_id, row.stay_no): row for row in found}


def stays_to_watch(tables: ReadTables, areas: Collection[str], until: date) -> list[StayRow]:
    """Stays that run out by then, wait for a decision on their extension, or lack their 支援決定."""
    return tables.rows(
        SHELTER_STAY,
        "area = any(%s) and (left_on is null and (until_on <= %s or proposed_on is not null)"
        " or unlinked)",
        [list(areas), until],
        order="until_on, case_id",
        limit=MOST,
    )


def looks_due(tables: ReadTables, areas: Collection[str], until: date) -> list[AfterCareRow]:
    """People to look in on by then, and enrolments that run out or have no next day."""
    return tables.rows(
        AFTER_CARE,
        "area = any(%(areas)s) and ended_on is null"
        " and (next_on is null or next_on <= %(day)s or until_on <= %(day)s)",
        {"areas": list(areas), "day": until},
        order="coalesce(next_on, until_on), case_id",
        limit=MOST,
    )


def loans_out(tables: ReadTables, areas: Collection[str]) -> list[LoanRow]:
    """Things that are out, the one due first on top."""
    return tables.rows(
        GOODS_LOAN,
        "area = any(%s) and returned_on is null",
        [list(areas)],
        order="due_on, case_id, entry_no",
        limit=MOST,
    )


def providers(
    tables: ReadTables, areas: Collection[str], on: date | None = None
) -> list[ProviderRow]:
    """The register of these wards; `on`: only those offered on that day."""
    found = tables.rows(
        HOUSING_PROVIDER, "area = any(%s)", [list(areas)], order="kind, name, provider"
    )
    return [row for row in found if on is None or row.ended_on is None or on <= row.ended_on]


def provider(tables: ReadTables, wanted: UUID) -> ProviderRow | None:
    """One provider."""
    return tables.row(HOUSING_PROVIDER, wanted)


def soon(today: date, days: int) -> date:
    """The last day that is brought up today."""
    return today + timedelta(days=days)
