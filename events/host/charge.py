"""Who is in charge of which case, and who stands in for whom: two small tables that several services fill.

Rights never follow from them: whoever covers sees what wards and roles allow, as ever.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Final, LiteralString
from uuid import UUID

from events.bus.column_types import Int
from events.bus.projection import Index, Projection
from events.contract.absence import AbsencePlanned, AbsenceWithdrawn
from events.contract.supervision import WorkerAssigned

if TYPE_CHECKING:
    from events.log.recorded import Recorded


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseCharge:
    """担当: `worker` (pseudonym of staff) since `since`."""

    case_id: UUID
    worker: UUID
    since: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    """`since` to `until`, both included; `cases` none = all of the worker's. `area` = ward that stated it."""

    worker: UUID
    absence_no: Int
    area: str = ""
    since: date | None = None
    until: date | None = None
    cover: UUID | None = None
    cases: tuple[UUID, ...] = ()
    withdrawn: bool = False

    def on(self, day: date) -> bool:
        """Whether the worker is away that day."""
        if self.withdrawn or self.since is None or self.until is None:
            return False
        return self.since <= day <= self.until


def charged(row: CaseCharge | None, recorded: Recorded) -> CaseCharge | None:
    """The row after one fact."""
    match recorded.fact:
        case WorkerAssigned() as fact:
            return CaseCharge(case_id=recorded.case, worker=fact.worker, since=fact.assigned_on)
    return row


def away(row: Absence | None, recorded: Recorded) -> Absence | None:
    """The row after one fact."""
    match recorded.fact:
        case AbsencePlanned() as fact:
            return Absence(
                worker=fact.worker,
                absence_no=fact.absence_no,
                area=recorded.context.area,
                since=fact.since,
                until=fact.until,
                cover=fact.cover,
                cases=fact.cases,
            )
        case AbsenceWithdrawn() if row:
            return replace(row, withdrawn=True)
    return row


def _absence_key(recorded: Recorded) -> tuple[UUID, int] | None:
    match recorded.fact:
        case AbsencePlanned() as fact:
            return fact.worker, fact.absence_no
        case AbsenceWithdrawn() as fact:
            return fact.worker, fact.of_no
    return None


CASE_CHARGE: Final = Projection(
    "case_charge",
    1,
    CaseCharge,
    charged,
    one_row_per="case",
    reads=frozenset({WorkerAssigned}),
    indexes=(Index(("worker",)),),
)

ABSENCE: Final = Projection(
    "absence",
    1,
    Absence,
    away,
    one_row_per=_absence_key,
    keys=("worker", "absence_no"),
    reads=frozenset({AbsencePlanned, AbsenceWithdrawn}),
    indexes=(Index(("cover",)),),
)

IN_CHARGE: Final[LiteralString] = (
    "case_id in (select case_id from case_charge where worker = %(me)s union"
    " select c.case_id from case_charge c join absence a on a.worker = c.worker"
    " where a.cover = %(me)s and not a.withdrawn and %(on)s between a.since and a.until"
    " and (cardinality(a.cases) = 0 or c.case_id = any(a.cases)))"
)
"""A condition on `case_id`: the cases `me` is in charge of, or stands in for on the day `on`."""
