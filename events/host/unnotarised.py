"""Facts that are final only under a witness's signature; until one answers they are shown as 未公証."""

from __future__ import annotations

from typing import Final

from events.contract import benefits, kind_of, planning
from events.contract.kind import Event
from events.log.reading import Reading
from events.log.recorded import Recorded

WAITING: Final[frozenset[type[Event]]] = frozenset(
    {
        planning.SupportDecided,
        planning.SupportRefused,
        planning.PlanConfirmed,
        benefits.GrantDecided,
        benefits.GrantRefused,
        benefits.GrantStopped,
    }
)
"""支給決定・不支給・取消・決裁 (log.md §7.3)."""


def is_unnotarised(recorded: Recorded) -> bool:
    """Whether the fact waits for a cosigned checkpoint. There is no witness yet: all of these do."""
    return type(recorded.fact) in WAITING


def count(reading: Reading, service: str) -> int:
    """How many such facts the log of a service holds."""
    names = sorted(kind_of(kind).wire for kind in WAITING if kind_of(kind).stage == service)
    if not names:
        return 0
    rows = reading.rows(
        f"select count(*) from {service}.event where type_id in"
        f" (select type_id from {service}.event_type where wire_name = any(%b))",
        names,
    )
    return int(rows[0][0])
