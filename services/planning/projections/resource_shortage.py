"""`resource_shortage`: one row per ticket of something that was missing."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from events.bus.projection import Index, Projection
from events.contract.community_codes import ResourceTheme, ShortageOutcome, ShortageSource
from events.contract.community_work import CommunityEntryWithdrawn
from events.contract.resource_shortage import (
    ResourceShortageReported,
    ResourceShortageSettled,
    ResourceShortageTakenUp,
)
from events.log.recorded import Recorded


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortageRow:
    """`news_on` = the last day something was done about it; `resource` = what it led to."""

    case_id: UUID
    area: str
    theme: ResourceTheme
    source: ShortageSource
    from_case: UUID | None
    reported_on: date
    news_on: date | None = None
    outcome: ShortageOutcome | None = None
    settled_on: date | None = None
    resource: UUID | None = None
    withdrawn_on: date | None = None


def evolve(row: ShortageRow | None, recorded: Recorded) -> ShortageRow | None:
    """The row after one fact of its ticket."""
    match recorded.fact:
        case ResourceShortageReported() as made:
            return ShortageRow(
                case_id=recorded.case,
                area=recorded.context.area,
                theme=made.theme,
                source=made.source,
                from_case=made.from_case,
                reported_on=made.reported_on,
            )
        case ResourceShortageTakenUp(taken_up_on=day) if row:
            return replace(row, news_on=max(day, row.news_on or day))
        case ResourceShortageSettled() as done if row:
            return replace(
                row, outcome=done.outcome, settled_on=done.settled_on, resource=done.resource
            )
        case CommunityEntryWithdrawn(withdrawn_on=day) if row:
            return replace(row, withdrawn_on=day)
    return row


RESOURCE_SHORTAGE = Projection(
    "resource_shortage",
    1,
    ShortageRow,
    evolve,
    one_row_per="case",
    reads=frozenset(
        {
            ResourceShortageReported,
            ResourceShortageTakenUp,
            ResourceShortageSettled,
            CommunityEntryWithdrawn,
        }
    ),
    indexes=(Index(("from_case",)),),
)
