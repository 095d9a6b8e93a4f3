"""不在の暦: the days of a month, and who is away on which."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from events.host.asked_of_address import month_asked
from events.host.charge import Absence
from events.host.colleagues import colleagues, staff_names
from events.host.desk import Desk
from services.planning.projections import supervising


@dataclass(frozen=True, slots=True)
class Day:
    """One column; `closed` = Saturday, Sunday or a day off."""

    on: date
    closed: bool


@dataclass(frozen=True, slots=True)
class WorkerRow:
    """One line; `away` holds the days of the month on which the worker is away."""

    worker: UUID
    name: str
    away: frozenset[date]


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """The calendar of one month."""

    first: date
    days: Sequence[Day]
    rows: Sequence[WorkerRow]
    absences: Sequence[Absence]

    @property
    def before(self) -> date:
        """The first day of the month before."""
        return (self.first - timedelta(days=1)).replace(day=1)

    @property
    def after(self) -> date:
        """The first day of the next month."""
        return self.days[-1].on + timedelta(days=1)


def month_of(desk: Desk, areas: Sequence[str], first: date) -> Month:
    """Everybody who works in these wards, and what was stated there of the month."""
    last = first.replace(day=monthrange(first.year, first.month)[1])
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    held = supervising.absences(desk.runtime.tables, areas, first, last)
    names = staff_names(desk)
    staff = {one.person for one in colleagues(desk, areas)} | {one.worker for one in held}
    rows = [
        WorkerRow(
            worker,
            names.get(worker, "名前の分からない職員"),
            frozenset(day for day in days if any(a.worker == worker and a.on(day) for a in held)),
        )
        for worker in staff
    ]
    calendar = desk.runtime.calendar
    return Month(
        first=first,
        days=[Day(day, not calendar.is_open(day)) for day in days],
        rows=sorted(rows, key=lambda row: (not row.away, row.name)),
        absences=held,
    )


def month_from(text: str, today: date) -> date:
    """2026-05 → its first day; anything unreadable is the month of today."""
    return month_asked(text) or today.replace(day=1)
