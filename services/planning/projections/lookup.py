"""What the pages of planning ask of its tables."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, LiteralString
from uuid import UUID

from events.bus.read_tables import ReadTables
from events.host.charge import IN_CHARGE
from services.planning.known_cases import KNOWN_CASE, KnownCase
from services.planning.projections.budget_due import BUDGET_DUE, BudgetDue
from services.planning.projections.case_work import CASE_WORK
from services.planning.projections.waiting import CaseWork, Step

WORK: Final = CASE_WORK.name
"""The table a page waits for after it has recorded something."""


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the worklist; `known` is missing while intake's facts have not arrived yet."""

    work: CaseWork
    known: KnownCase | None


@dataclass(frozen=True, slots=True)
class BudgetItem:
    """A case in whose household budget something is due."""

    budget: BudgetDue
    known: KnownCase | None


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many cases wait for a step, and how many of them are past their day."""

    count: int
    overdue: int


Mine = tuple[UUID, date]
"""Whose cases, those covered for others on that day among them."""

Place = tuple[date, UUID]
"""Where a page of the worklist ended: day and case."""


def known_case(tables: ReadTables, case: UUID) -> KnownCase | None:
    """What intake's facts say of a case."""
    return tables.row(KNOWN_CASE, case)


def known_cases(tables: ReadTables, cases: Collection[UUID]) -> dict[UUID, KnownCase]:
    """The same of several cases, by case."""
    rows = tables.rows(KNOWN_CASE, "case_id = any(%s)", [list(cases)])
    return {row.case_id: row for row in rows}


def work_of(tables: ReadTables, case: UUID) -> CaseWork | None:
    """What a case waits for."""
    return tables.row(CASE_WORK, case)


def worklist(
    tables: ReadTables,
    areas: Collection[str],
    steps: Collection[Step],
    *,
    after: Place | None = None,
    limit: int = 50,
    mine: Mine | None = None,
) -> list[Item]:
    """Open cases of these wards that wait for these steps, the most urgent first; `mine`: of one worker only."""
    day, case = after or (date.min, UUID(int=0))
    me, on = mine or (UUID(int=0), date.min)
    where: LiteralString = (
        "area = any(%(areas)s) and step = any(%(steps)s) and closed_on is null"
        " and (next_on, case_id) > (%(day)s, %(case)s)"
    )
    values = {"areas": list(areas), "steps": [s.value for s in steps], "day": day, "case": case}
    rows = tables.rows(
        CASE_WORK,
        where + (" and " + IN_CHARGE if mine else ""),
        values | {"me": me, "on": on},
        order="next_on, case_id",
        limit=limit,
    )
    known = known_cases(tables, [row.case_id for row in rows])
    return [Item(row, known.get(row.case_id)) for row in rows]


def waiting(
    tables: ReadTables, areas: Collection[str], today: date, mine: Mine | None = None
) -> Mapping[Step, Waiting]:
    """Per step how many open cases of these wards wait; `mine`: of one worker only, as in `worklist`."""
    me, on = mine or (UUID(int=0), date.min)
    rows = tables.query(
        "select step, count(*) as waiting, count(*) filter (where is_due and next_on < %(today)s)"
        " as overdue from case_work"
        " where area = any(%(areas)s) and closed_on is null"
        + (" and " + IN_CHARGE if mine else "")
        + " group by step",
        {"areas": list(areas), "today": today, "me": me, "on": on},
    )
    found = {row["step"]: Waiting(row["waiting"], row["overdue"]) for row in rows}
    return {step: found[step.value] for step in Step if step.value in found}


def budgets_due(
    tables: ReadTables, areas: Collection[str], *, until: date = date.max, limit: int = 500
) -> list[BudgetItem]:
    """Cases of these wards in whose budget something is due by that day, the earliest first."""
    rows = tables.rows(
        BUDGET_DUE,
        "area = any(%s) and next_on is not null and next_on <= %s",
        [list(areas), until],
        order="next_on, case_id",
        limit=limit,
    )
    known = known_cases(tables, [row.case_id for row in rows])
    return [BudgetItem(row, known.get(row.case_id)) for row in rows]
