"""The rows of the worklist that a person asked for, by codes only: no name ever stands in an address."""

from dataclasses import dataclass, replace
from typing import Annotated, Any, Final, LiteralString
from urllib.parse import urlencode

from fastapi import Query

from events.host.charge import IN_CHARGE
from events.host.desk import Desk
from services.intake.worklist import OVER, WORKLIST, Work

OPEN: Final = "open"


@dataclass(frozen=True, slots=True)
class Filters:
    """What the list shows. `stage` open = everything that waits for something; `mine` = own cases and those covered."""

    stage: str = OPEN
    urgency: str = ""
    ward: str = ""
    mine: str = ""
    page: Annotated[int, Query(ge=1, le=10_000)] = 1

    def query(self, **changes: Any) -> str:
        """The same list with changes, as an address."""
        own = {"ward": self.ward, "mine": self.mine}
        kept = {"stage": self.stage, "urgency": self.urgency} | own | changes
        return urlencode({name: value for name, value in kept.items() if value})


def rows_of(desk: Desk, filters: Filters, *, limit: int, skip: int = 0) -> list[Work]:
    """The rows of the wards this person may read, what is urgent and due first."""
    where, values = _where(desk, filters)
    order: LiteralString = "rank, next_on nulls last, received_on desc, case_id offset %(skip)s"
    return desk.runtime.tables.rows(
        WORKLIST, where, {**values, "skip": skip}, order=order, limit=limit
    )


def counts_of(desk: Desk, filters: Filters) -> dict[str, int]:
    """How many cases stand at each stage, whatever stage is chosen."""
    where, values = _where(desk, replace(filters, stage=""))
    statement: LiteralString = "select stage, count(*) as cases from worklist where "
    found = desk.runtime.tables.query(statement + where + " group by stage", values)
    counts = {row["stage"]: row["cases"] for row in found}
    counts[OPEN] = sum(n for stage, n in counts.items() if stage not in OVER)
    return counts


def _where(desk: Desk, filters: Filters) -> tuple[LiteralString, dict[str, Any]]:
    allowed = desk.staff.wards_for(desk.permission)
    codes = {filters.ward} & allowed if filters.ward else allowed
    where: LiteralString = "received_on is not null and area_id = any(%(areas)s)"
    values: dict[str, Any] = {
        "areas": [row.area_id for row in desk.runtime.areas if row.code in codes],
        "over": [stage.value for stage in OVER],
        "stage": filters.stage,
        "urgency": filters.urgency,
        "me": desk.staff.person,
        "on": desk.today,
    }
    if filters.stage == OPEN:
        where += " and stage <> all(%(over)s)"
    elif filters.stage:
        where += " and stage = %(stage)s"
    if filters.urgency:
        where += " and urgency = %(urgency)s"
    if filters.mine:
        where += " and " + IN_CHARGE
    return where, values
