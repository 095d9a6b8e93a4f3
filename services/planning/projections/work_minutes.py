"""`work_minutes`: how long each recorded act took, who did it and what it was; one row per act, no case named."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from events.bus.column_types import Int
from events.bus.projection import Index, Projection
from events.bus.read_tables import NotReady, ReadTables
from events.contract.community_work import CommunityActivityHeld, CommunityEntryWithdrawn
from events.contract.delivery import DeliveryWithdrawn, ServiceDelivered
from events.contract.intake import ContactRecorded
from events.log.recorded import Recorded

SUPPORT = "service"
"""An act of a programme of the plan."""
COMMUNITY = "community"
"""Work outside the cases."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkMinutes:
    """`activity` = a way of contact, or one of the above; `month` = its first day. Withdrawn acts take no time."""

    stream: UUID
    entry: Int
    worker: UUID
    area: str
    month: date
    activity: str
    minutes: Int


def evolve(row: WorkMinutes | None, recorded: Recorded) -> WorkMinutes | None:
    """The row of one act."""
    match recorded.fact:
        case ContactRecorded(contacted_on=day, minutes=minutes, method=method):
            return _row(recorded, day, method.value, minutes or 0)
        case ServiceDelivered(delivered_on=day, minutes=minutes):
            return _row(recorded, day, SUPPORT, minutes)
        case CommunityActivityHeld(held_on=day, minutes=minutes):
            return _row(recorded, day, COMMUNITY, minutes)
        case DeliveryWithdrawn() | CommunityEntryWithdrawn():
            return replace(row, minutes=0) if row else None
    return row


def _row(recorded: Recorded, day: date, activity: str, minutes: int) -> WorkMinutes:
    return WorkMinutes(
        stream=recorded.stream,
        entry=_entry(recorded),
        worker=recorded.context.actor,
        area=recorded.context.area,
        month=day.replace(day=1),
        activity=activity,
        minutes=minutes,
    )


def _entry(recorded: Recorded) -> int:
    match recorded.fact:
        case ServiceDelivered(delivery_no=number) | DeliveryWithdrawn(delivery_no=number):
            return number
        case CommunityActivityHeld() | CommunityEntryWithdrawn():
            return 0
    return recorded.version


WORK_MINUTES = Projection(
    "work_minutes",
    1,
    WorkMinutes,
    evolve,
    one_row_per=lambda recorded: (recorded.stream, _entry(recorded)),
    keys=("stream", "entry"),
    reads=frozenset(
        {
            ContactRecorded,
            ServiceDelivered,
            DeliveryWithdrawn,
            CommunityActivityHeld,
            CommunityEntryWithdrawn,
        }
    ),
    indexes=(Index(("area", "month")),),
)


def hours(tables: ReadTables, areas: list[str], month: date) -> list[dict[str, Any]]:
    """Worker, activity, minutes and how many acts of a month, for acts whose time was told."""
    try:
        return tables.query(
            "select worker, activity, sum(minutes)::integer as minutes, count(*)::integer as acts"
            " from work_minutes where area = any(%(areas)s) and month = %(month)s and minutes > 0"
            " group by worker, activity",
            {"areas": areas, "month": month},
        )
    except NotReady:
        return []
