"""What the pages of benefits ask of its tables."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from events.bus.read_tables import ReadTables
from services.benefits.projections.budget_advice import BUDGET_ADVICE, BudgetAdvice
from services.benefits.projections.case_scans import CASE_SCANS, Scan
from services.benefits.projections.grant_work import GRANT_WORK, GrantWork, Step
from services.benefits.projections.known_cases import KNOWN_CASE, KnownCase
from services.benefits.projections.moving_work import MOVING_WORK, MovingWork
from services.benefits.projections.recheck_list import RECHECK_LIST, RecheckRow

WORK: Final = GRANT_WORK.name
"""The table a page waits for after it has recorded something."""
RECHECKS: Final = RECHECK_LIST.name
Place = tuple[int, date, UUID]
"""Where a page of the worklist ended: 0 for overdue corrections else 1, day, stream."""


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the worklist; `known` is missing while intake's facts have not arrived yet."""

    work: GrantWork
    known: KnownCase | None


@dataclass(frozen=True, slots=True)
class MovingItem:
    """One open 転居費用補助 and the 受付番号 of its case, "" while it is not known."""

    work: MovingWork
    number: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many grants wait for a step, and how many of them are past their day."""

    count: int
    overdue: int


def known_case(tables: ReadTables, case: UUID) -> KnownCase | None:
    """What intake's facts say of a case."""
    return tables.row(KNOWN_CASE, case)


def numbers(tables: ReadTables, cases: Collection[UUID]) -> Mapping[UUID, str]:
    """受付番号 of these cases."""
    rows = tables.rows(KNOWN_CASE, "case_id = any(%s)", [list(cases)])
    return {row.case_id: row.number for row in rows}


def grants_of(tables: ReadTables, case: UUID) -> Sequence[GrantWork]:
    """The grants of a case, by number."""
    return tables.rows(GRANT_WORK, "case_id = %s", [case], order="grant_no")


def count_grants(tables: ReadTables, areas: Collection[str]) -> int:
    """How many grants these wards have, of every year."""
    found = tables.query(
        "select count(*) as grants from grant_work where area = any(%s)", [list(areas)]
    )
    return int(found[0]["grants"])


def rechecks(tables: ReadTables, areas: Collection[str]) -> Sequence[RecheckRow]:
    """Rechecks recorded under these areas, the newest first; those to be decided stand before the others."""
    order = "decided_on is not null, proposed_on desc, stream"
    return tables.rows(RECHECK_LIST, "area = any(%s)", [list(areas)], order=order, limit=50)


def scans_of(tables: ReadTables, case: UUID) -> Sequence[Scan]:
    """The papers of a case that stand, by number."""
    row = tables.row(CASE_SCANS, case)
    return row.standing if row else ()


def moving_waiting(tables: ReadTables, areas: Collection[str], limit: int = 20) -> list[MovingItem]:
    """Open 転居費用補助 of these wards, the longest waiting first."""
    rows = tables.rows(
        MOVING_WORK,
        "area = any(%s) and step <> 'over'",
        [list(areas)],
        order="since, stream",
        limit=limit,
    )
    known = numbers(tables, [row.case_id for row in rows])
    return [MovingItem(row, known.get(row.case_id, "")) for row in rows]


def budget_advice(tables: ReadTables, case: UUID) -> BudgetAdvice | None:
    """What planning's 家計改善支援 has recorded of a case."""
    return tables.row(BUDGET_ADVICE, case)


def worklist(
    tables: ReadTables,
    areas: Collection[str],
    steps: Collection[Step],
    today: date,
    *,
    after: Place | None = None,
    limit: int = 50,
) -> list[Item]:
    """Open grants of these wards that wait for these steps, overdue corrections first, then the longest waiting."""
    rank, day, stream = after or (0, date.min, UUID(int=0))
    rows = tables.rows(
        GRANT_WORK,
        "area = any(%(areas)s) and step = any(%(steps)s) and over_on is null"
        " and (case when is_due and next_on < %(today)s then 0 else 1 end, next_on, stream)"
        " > (%(rank)s, %(day)s, %(stream)s)",
        {
            "areas": list(areas),
            "steps": [step.value for step in steps],
            "today": today,
            "rank": rank,
            "day": day,
            "stream": stream,
        },
        order="case when is_due and next_on < %(today)s then 0 else 1 end, next_on, stream",
        limit=limit,
    )
    cases = tables.rows(KNOWN_CASE, "case_id = any(%s)", [[row.case_id for row in rows]])
    known = {row.case_id: row for row in cases}
    return [Item(row, known.get(row.case_id)) for row in rows]


def waiting(tables: ReadTables, areas: Collection[str], today: date) -> Mapping[Step, Waiting]:
    """Per step how many open grants of these wards wait."""
    rows = tables.query(
        "select step, count(*) as waiting, count(*) filter (where is_due and next_on < %(today)s)"
        " as overdue from grant_work"
        " where area = any(%(areas)s) and over_on is null group by step",
        {"areas": list(areas), "today": today},
    )
    found = {row["step"]: Waiting(row["waiting"], row["overdue"]) for row in rows}
    return {step: found[step.value] for step in Step if step.value in found}
