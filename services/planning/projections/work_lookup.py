"""What the pages of support toward work ask of its tables."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.bus.read_tables import ReadTables
from events.contract.work_codes import Attendance
from services.planning.projections.work_place import WORK_PLACE, WorkPlaceRow
from services.planning.projections.work_slot import WORK_SLOT, WorkSlot
from services.planning.projections.work_support import WORK_SUPPORT, WorkSupport

MOST = 500


@dataclass(frozen=True, slots=True)
class Presence:
    """How often somebody was there, and how often not."""

    there: int
    absent: int


def under_way(tables: ReadTables, areas: Collection[str], limit: int = MOST) -> list[WorkSupport]:
    """Cases of these wards with anything under way toward work, the nearest day first."""
    return tables.rows(
        WORK_SUPPORT,
        "area = any(%s) and active",
        [list(areas)],
        order="next_on nulls last, case_id",
        limit=limit,
    )


def enrolled(tables: ReadTables, areas: Collection[str], day: date) -> list[WorkSupport]:
    """Cases of these wards that use 就労準備支援 that day."""
    return tables.rows(
        WORK_SUPPORT,
        "area = any(%s) and active and enrolled_on <= %s and ends_on >= %s",
        [list(areas), day, day],
        order="enrolled_on, case_id",
        limit=MOST,
    )


def presence(tables: ReadTables, cases: Collection[UUID], since: date) -> dict[UUID, Presence]:
    """Per case how often there and not since that day."""
    rows = tables.query(
        "select case_id, count(*) filter (where attendance <> %(absent)s) as there,"
        " count(*) filter (where attendance = %(absent)s) as absent from work_slot"
        " where case_id = any(%(cases)s) and held_on >= %(since)s group by case_id",
        {"cases": list(cases), "since": since, "absent": Attendance.ABSENT.value},
    )
    return {row["case_id"]: Presence(row["there"], row["absent"]) for row in rows}


def slots(tables: ReadTables, areas: Collection[str], since: date) -> list[WorkSlot]:
    """Every slot of these wards since that day."""
    return tables.rows(
        WORK_SLOT,
        "area = any(%s) and held_on >= %s",
        [list(areas), since],
        order="held_on, case_id, entry_no",
        limit=20_000,
    )


def places(tables: ReadTables) -> list[WorkPlaceRow]:
    """The whole register by name, closed entries last."""
    return tables.rows(WORK_PLACE, order="(closed_on is not null), title, case_id", limit=2_000)


def place(tables: ReadTables, place_id: UUID) -> WorkPlaceRow | None:
    """One entry of the register."""
    return tables.row(WORK_PLACE, place_id)


def in_use(tables: ReadTables) -> dict[UUID, int]:
    """Per workplace how many persons are in training or proposed for it, in the whole city."""
    rows = tables.query(
        "select place, count(*) as persons from work_support, unnest(training_at) as place"
        " group by place"
    )
    return {row["place"]: row["persons"] for row in rows}
