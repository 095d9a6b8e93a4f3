"""What the chief's pages ask of planning's tables."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.bus.read_tables import ReadTables
from events.host.charge import ABSENCE, CASE_CHARGE, Absence
from services.planning.projections.record_check import RECORD_CHECK, RecordCheck


@dataclass(frozen=True, slots=True)
class Load:
    """The load of one worker in some wards; `worker` None = cases nobody is in charge of."""

    worker: UUID | None
    cases: int
    overdue: int
    soon: int
    next_on: date | None


def loads(tables: ReadTables, areas: Collection[str], today: date, soon: date) -> list[Load]:
    """Open cases by who is in charge: all of them, past their day, due until `soon`."""
    rows = tables.query(
        "select g.worker, count(*) as cases,"
        " count(*) filter (where w.is_due and w.next_on < %(today)s) as overdue,"
        " count(*) filter (where w.is_due and w.next_on between %(today)s and %(soon)s) as soon,"
        " min(w.next_on) filter (where w.is_due) as next_on"
        " from known_case k left join case_work w using (case_id)"
        " left join case_charge g using (case_id)"
        " where k.area = any(%(areas)s) and not k.closed_at_intake and w.closed_on is null"
        " group by g.worker",
        {"areas": list(areas), "today": today, "soon": soon},
    )
    return [Load(r["worker"], r["cases"], r["overdue"], r["soon"], r["next_on"]) for r in rows]


def contacts(tables: ReadTables, areas: Collection[str], month: date) -> dict[UUID, int]:
    """Contacts recorded per worker in the month that begins on that day."""
    rows = tables.query(
        "select worker, sum(contacts)::integer as contacts from contacts_made"
        " where month = %(month)s and area = any(%(areas)s) group by worker",
        {"month": month, "areas": list(areas)},
    )
    return {row["worker"]: row["contacts"] for row in rows}


def worker_of(tables: ReadTables, case: UUID) -> UUID | None:
    """Who is in charge of a case."""
    row = tables.row(CASE_CHARGE, case)
    return row.worker if row else None


def charged_cases(tables: ReadTables, worker: UUID, areas: Collection[str]) -> list[UUID]:
    """The open cases a worker is in charge of in these wards."""
    rows = tables.query(
        "select k.case_id from known_case k join case_charge g using (case_id)"
        " left join case_work w using (case_id)"
        " where g.worker = %(worker)s and k.area = any(%(areas)s)"
        " and not k.closed_at_intake and w.closed_on is null order by w.next_on, k.case_id",
        {"worker": worker, "areas": list(areas)},
    )
    return [row["case_id"] for row in rows]


def unassigned(tables: ReadTables, areas: Collection[str], limit: int) -> list[UUID]:
    """Open cases of these wards that nobody is in charge of, the oldest reception first."""
    rows = tables.query(
        "select k.case_id from known_case k left join case_charge g using (case_id)"
        " left join case_work w using (case_id)"
        " where g.worker is null and k.area = any(%(areas)s)"
        " and not k.closed_at_intake and w.closed_on is null"
        " order by k.received_on, k.case_id limit %(limit)s",
        {"areas": list(areas), "limit": limit},
    )
    return [row["case_id"] for row in rows]


def waiting_checks(
    tables: ReadTables,
    areas: Collection[str],
    kinds: Sequence[tuple[str, date, date | None]],
    limit: int,
) -> list[RecordCheck]:
    """Records that wait for the chief, the oldest first; `kinds` with first and last day of the duty."""
    return tables.rows(
        RECORD_CHECK,
        "outcome is null and not migrated and submitted_on is not null"
        " and case_id in (select case_id from known_case where area = any(%(areas)s))"
        " and exists (select from unnest(%(kinds)s::text[], %(since)s::date[], %(until)s::date[])"
        " as d(kind, since, until) where d.kind = record_check.kind and submitted_on >= d.since"
        " and (d.until is null or submitted_on <= d.until))",
        {
            "areas": list(areas),
            "kinds": [kind for kind, _, _ in kinds],
            "since": [since for _, since, _ in kinds],
            "until": [until for _, _, until in kinds],
        },
        order="submitted_on, record_id",
        limit=limit,
    )


def checks(tables: ReadTables, records: Collection[UUID]) -> list[RecordCheck]:
    """The rows of these records."""
    return tables.rows(RECORD_CHECK, "record_id = any(%s)", [list(records)])


def absences(tables: ReadTables, areas: Collection[str], first: date, last: date) -> list[Absence]:
    """Absences stated in these wards that touch the days, those withdrawn left out."""
    return tables.rows(
        ABSENCE,
        "not withdrawn and area = any(%(areas)s) and since <= %(last)s and until >= %(first)s",
        {"areas": list(areas), "first": first, "last": last},
        order="since, worker, absence_no",
    )
