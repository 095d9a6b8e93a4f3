"""Cases and concerns whose 保存年限 is over and about whose keys nothing stands: due for 廃棄決裁."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from events.bus.tables import NotReady
from events.host.runtime import Runtime
from services.intake.projections.concerns import CONCERNS, ConcernRow
from services.intake.worklist import WORKLIST, Work

_FREE: Final = (
    " and not exists (select from key_ends k where k.case_id = {} and (k.held is not null"
    " or k.proposed_on is not null or (k.decided_on is not null and not k.one_entry)))"
)
_DUE: Final = (
    "area_id = any(%(areas)s) and stage in ('closed', 'ended')"
    " and coalesce(closed_on, triaged_on) >= %(since)s and coalesce(closed_on, triaged_on) < %(end)s"
) + _FREE.format("worklist.case_id")
_CONCERNS_DUE: Final = (
    "area_id = any(%(areas)s) and standing in ('handed', 'ended')"
    " and over_on >= %(since)s and over_on < %(end)s"
) + _FREE.format("concerns.concern_id")


def due(runtime: Runtime, areas: list[int], today: date, limit: int) -> list[Work]:
    """The earliest ended first; none while the tables are being made."""
    found = list[Work]()
    for values in _spans(runtime, areas, today):
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


def concerns_due(runtime: Runtime, areas: list[int], today: date, limit: int) -> list[ConcernRow]:
    """The same of concerns that became no case; those that did are kept, and destroyed, with it."""
    found = list[ConcernRow]()
    for values in _spans(runtime, areas, today):
        try:
            found += runtime.tables.rows(
                CONCERNS,
                _CONCERNS_DUE,
                values,
                order="over_on, concern_id",
                limit=limit - len(found),
            )
        except NotReady:
            return []
    return found


def _spans(runtime: Runtime, areas: list[int], today: date) -> Iterator[dict[str, Any]]:
    """Of each rule, the days of an end whose 保存年限 is over."""
    for rule in runtime.municipality.retentions:
        end = rule.over_before(today)
        if rule.until is not None:
            end = min(end, date.fromordinal(rule.until.toordinal() + 1))
        yield {"areas": areas, "since": rule.since, "end": end}


def ended_on(row: Work) -> date | None:
    """The day a case ended, in planning or at intake."""
    return row.closed_on or row.triaged_on
