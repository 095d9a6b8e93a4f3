"""What the pages of meetings and tasks ask of their tables."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from events.bus.read_tables import ReadTables
from services.planning.known_cases import KNOWN_CASE
from services.planning.projections.case_tasks import CASE_TASK, TaskRow
from services.planning.projections.case_work import CASE_WORK
from services.planning.projections.lookup import Item, known_cases
from services.planning.projections.meetings import (
    CONFERENCE,
    CONFERENCE_ITEM,
    ConferenceItemRow,
    ConferenceRow,
)
from services.planning.projections.waiting import Step


def conference(tables: ReadTables, meeting: UUID) -> ConferenceRow | None:
    """One meeting."""
    found = tables.rows(CONFERENCE, "conference_id = %s", [meeting])
    return found[0] if found else None


def coming(tables: ReadTables, areas: Collection[str], today: date) -> list[ConferenceRow]:
    """Meetings of these wards that are still to be held or have items left, the next first."""
    return tables.rows(
        CONFERENCE,
        "area = any(%s) and (meets_on >= %s or waiting > 0)",
        [list(areas), today],
        order="meets_on, begins_at, conference_id",
    )


def past(tables: ReadTables, areas: Collection[str], today: date) -> list[ConferenceRow]:
    """The latest meetings that are over."""
    return tables.rows(
        CONFERENCE,
        "area = any(%s) and meets_on < %s and waiting <= 0",
        [list(areas), today],
        order="meets_on desc, conference_id",
        limit=24,
    )


def listings(tables: ReadTables, case: UUID) -> list[ConferenceItemRow]:
    """The agendas a case stands on or stood on, the latest last."""
    return tables.rows(CONFERENCE_ITEM, "about = %s", [case], order="listed_on, item_no")


def listed(tables: ReadTables, areas: Collection[str]) -> set[UUID]:
    """Cases of these wards that wait on some agenda."""
    rows = tables.rows(CONFERENCE_ITEM, "area = any(%s) and conclusion is null", [list(areas)])
    return {row.about for row in rows}


def numbered(tables: ReadTables, area: str, number: str) -> UUID | None:
    """The case of a ward with that 受付番号."""
    rows = tables.rows(KNOWN_CASE, "area = %s and number = %s", [area, number.strip()])
    return rows[0].case_id if rows else None


def to_be_listed(tables: ReadTables, area: str) -> list[Item]:
    """Open cases of a ward that wait for a meeting: agreed plans, and evaluated ones not yet discussed."""
    rows = tables.rows(
        CASE_WORK,
        "area = %s and closed_on is null and (step = %s or (step = %s and discussed_on is null))",
        [area, Step.CONVENE.value, Step.FINISH.value],
        order="next_on, case_id",
        limit=100,
    )
    known = known_cases(tables, [row.case_id for row in rows])
    return [Item(row, known.get(row.case_id)) for row in rows]


def open_tasks(tables: ReadTables, areas: Collection[str], limit: int = 200) -> list[TaskRow]:
    """Tasks not ended in these wards, by due day, those without one last."""
    return tables.rows(
        CASE_TASK,
        "area = any(%s) and ended_on is null",
        [list(areas)],
        order="due_on nulls last, agreed_on, stream, task_no",
        limit=limit,
    )


def open_tasks_of(tables: ReadTables, case: UUID) -> int:
    """How many tasks of a case are not ended."""
    return len(tables.rows(CASE_TASK, "case_id = %s and ended_on is null", [case]))
