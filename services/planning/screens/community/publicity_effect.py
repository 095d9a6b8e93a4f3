"""周知の前後: by which route consultations came before and after, and how many in each month.

Two numbers side by side prove no cause; the page says so.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final

from events.contract.codes import Route
from events.contract.community_work import PublicityDone
from events.host.desk import Desk
from services.planning.projections import community_lookup
from services.planning.projections.community_occasion import PUBLICITY
from services.planning.screens.community.duty_pages import own
from services.planning.screens.community.register import EntryFile

WEEKS: Final = timedelta(weeks=8)
"""Length of the time before and of the time after (暫定)."""
MONTHS: Final = 12


def before_after(found: EntryFile) -> Mapping[str, Any]:
    """Per route the consultations of eight weeks before and after, in the ward of the entry."""
    done, desk = found.state.first, found.desk
    if not isinstance(done, PublicityDone):
        return {}
    first, last = done.done_on - WEEKS, done.done_on + WEEKS - timedelta(days=1)
    tables, area = desk.runtime.tables, [found.area]
    before = community_lookup.by_route(tables, area, first, done.done_on - timedelta(days=1))
    after = community_lookup.by_route(tables, area, done.done_on, min(last, desk.today))
    routes = [*Route, None]
    lines = [
        (route.ja if route else "未聴取", before.get(route, 0), after.get(route, 0))
        for route in routes
    ]
    return {
        "routes": [line for line in lines if line[1] or line[2]],
        "before": sum(before.values()),
        "after": sum(after.values()),
        "first": first,
        "done_on": done.done_on,
        "last": last,
        "running": last > desk.today,
    }


def months(desk: Desk) -> Mapping[str, Any]:
    """Consultations and publicity of the last twelve months in the viewer's wards."""
    firsts = _firsts(desk.today)
    areas = desk.staff.wards_for("case.read")
    counts = community_lookup.by_month(desk.runtime.tables, areas, firsts[0], desk.today)
    rows = own(desk, PUBLICITY)
    done = {
        first: [r for r in rows if (r.on_day.year, r.on_day.month) == (first.year, first.month)]
        for first in firsts
    }
    year = [row for row in rows if row.on_day >= firsts[0]]
    return {
        "points": [
            (f"{first.month}月", float(counts.get(f"{first:%Y-%m}", 0)), "") for first in firsts
        ],
        "months": [
            (first, counts.get(f"{first:%Y-%m}", 0), [row.title for row in done[first]])
            for first in firsts
        ],
        "copies": sum(row.copies for row in year),
        "cost": sum(row.cost_yen for row in year),
        "times": len(year),
    }


def _firsts(today: date) -> list[date]:
    """The first days of the last twelve months, this one included."""
    last = today.year * 12 + today.month - 1
    return [date(n // 12, n % 12 + 1, 1) for n in range(last - MONTHS + 1, last + 1)]
