"""Lead-time lists: what falls due in the weeks ahead, by kind, the earliest first."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from events.bus.read_tables import ReadTables
from services.benefits.programmes.housing_security.period import extension_due
from services.benefits.projections.grant_work import GRANT_WORK, GrantWork
from services.benefits.schedule import month_before

AHEAD_DAYS: Final = 45
"""How far the lists look ahead (暫定)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """`on` is the last day; `month` the month of activity, where it is one's."""

    work: GrantWork
    on: date
    month: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DueLists:
    """Extensions to be applied for, evidence to be accepted, corrections to come, pauses to be ended."""

    extensions: list[Due]
    evidence: list[Due]
    corrections: list[Due]
    resumptions: list[Due]


def due_lists(tables: ReadTables, areas: Collection[str], today: date) -> DueLists:
    """Of the open grants of these wards."""
    rows = tables.rows(GRANT_WORK, "area = any(%s) and over_on is null", [list(areas)])
    until = today + timedelta(days=AHEAD_DAYS)
    running = [row for row in rows if row.run and not row.stopped_on and not row.resume_by]
    last = [Due(work=row, on=extension_due(row.run.split()[-1])) for row in running]
    return DueLists(
        extensions=_sorted(one for one in last if one.on <= until and not one.work.extension_on),
        evidence=_sorted(one for row in running for one in _evidence(row, today)),
        corrections=_sorted(
            Due(work=row, on=row.correction_due_on)
            for row in rows
            if row.correction_due_on and not row.drafted_on
        ),
        resumptions=_sorted(Due(work=row, on=row.resume_by) for row in rows if row.resume_by),
    )


def _evidence(row: GrantWork, today: date) -> list[Due]:
    """Months of activity that are over, not accepted, and before a month still to be ordered."""
    accepted, run = row.accepted.split(), row.run.split()
    now = today.strftime("%Y-%m")
    ahead = run[row.ordered :]
    waiting = [month_before(month) for month in ahead if month_before(month) in run]
    return [
        Due(work=row, on=extension_due(month), month=month)
        for month in waiting
        if month <= now and month not in accepted
    ]


def _sorted(found: Iterable[Due]) -> list[Due]:
    return sorted(found, key=lambda one: (one.on, one.work.stream))
