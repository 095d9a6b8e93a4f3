"""Cases whose 保存年限 is over and about whose keys nothing is proposed, decided or held: due for 廃棄決裁."""

from __future__ import annotations

from datetime import date
from typing import Final

from events.bus.tables import NotReady
from events.host.runtime import Runtime
from services.intake.worklist import WORKLIST, Work

_DUE: Final = (
    "area_id = any(%(areas)s) and stage in ('closed', 'ended')"
    " and coalesce(closed_on, triaged_on) >= %(since)s and coalesce(closed_on, triaged_on) < %(end)s"
    " and not exists (select from key_ends k where k.case_id = worklist.case_id and (k.held is not null"
    " or k.proposed_on is not null or (k.decided_on is not null and not k.one_entry)))"
)


def due(runtime: Runtime, areas: list[int], today: date, limit: int) -> list[Work]:
    """The earliest ended first; none while the tables are being made."""
    found = list[Work]()
    for rule in runtime.municipality.retentions:
        end = rule.over_before(today)
        if rule.until is not None:
            end = min(end, date.fromordinal(rule.until.toordinal() + 1))
        values = {"areas": areas, "since": rule.since, "end": end}
        try:
            found += runtime.tables.rows(
                WORKLIST,
                _DUE,
                values,
                order="coalesce(closed_on, triaged_on), case_id",
                limit=limit - len(found),
            )
        except NotReady:
            return []
    return found


def ended_on(row: Work) -> date | None:
    """The day a case ended, in planning or at intake."""
    return row.closed_on or row.triaged_on
