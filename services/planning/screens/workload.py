"""担当と件数: the load of each worker of some wards."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from events.host.auth import ROLES_JA, Staff
from events.host.colleagues import colleagues, staff_names
from events.host.desk import Desk
from services.planning.projections import supervising
from services.planning.projections.issue_load import issues_by_worker
from services.planning.projections.supervising import Load
from services.planning.screens.issue_weights import weight_of

SOON: Final = timedelta(days=7)
NOBODY: Final = Load(None, 0, 0, 0, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerLine:
    """`role` empty for somebody who works here no longer; `away_until` while an absence lasts."""

    worker: UUID
    name: str
    role: str
    load: Load
    contacts: int
    weight: int
    away_until: date | None
    cover: str


def worker_lines(desk: Desk, areas: list[str]) -> list[WorkerLine]:
    """Everybody who works there, and whoever else is still in charge of a case; the most cases first."""
    tables, today = desk.runtime.tables, desk.today
    loads = {one.worker: one for one in supervising.loads(tables, areas, today, today + SOON)}
    made = supervising.contacts(tables, areas, today.replace(day=1))
    weighed: dict[UUID | None, int] = {}
    for worker, issues in issues_by_worker(tables, areas):
        weighed[worker] = weighed.get(worker, 0) + weight_of(issues, today)
    staff, names = {one.person: one for one in colleagues(desk, areas)}, staff_names(desk)
    away = {one.worker: one for one in supervising.absences(tables, areas, today, today)}
    held = {*staff, *(worker for worker in loads if worker is not None)}
    lines = [
        WorkerLine(
            worker=worker,
            name=names.get(worker, "名前の分からない職員"),
            role=_role(staff.get(worker)),
            load=loads.get(worker, NOBODY),
            contacts=made.get(worker, 0),
            weight=weighed.get(worker, 0),
            away_until=away[worker].until if worker in away else None,
            cover=names.get(away[worker].cover or worker, "") if worker in away else "",
        )
        for worker in held
    ]
    return sorted(lines, key=lambda line: (-line.load.cases, line.name))


def unassigned(desk: Desk, areas: list[str]) -> int:
    """Open cases nobody is in charge of."""
    today = desk.today
    loads = supervising.loads(desk.runtime.tables, areas, today, today + SOON)
    return sum(one.cases for one in loads if one.worker is None)


def _role(staff: Staff | None) -> str:
    return ROLES_JA.get(staff.roles[0].role, "") if staff and staff.roles else ""
