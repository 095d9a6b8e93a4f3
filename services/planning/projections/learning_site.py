"""`learning_site`: which sites there are, one row each; their rule stands in their own streams."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from events.bus.column_types import Int
from events.bus.projection import Projection
from events.contract.learning_site import (
    LearningSiteChanged,
    LearningSiteClosed,
    LearningSiteOpened,
)
from events.log.recorded import Recorded


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteRow:
    """A site is its own case."""

    case_id: UUID
    area: str
    title: str
    capacity: Int
    closed_on: date | None = None


def evolve(row: SiteRow | None, recorded: Recorded) -> SiteRow | None:
    """The row after one fact of its site."""
    match recorded.fact:
        case LearningSiteOpened(title=title, capacity=capacity):
            return SiteRow(
                case_id=recorded.case,
                area=recorded.context.area,
                title=title,
                capacity=capacity,
            )
        case LearningSiteChanged(title=title, capacity=capacity) if row:
            return replace(row, title=title, capacity=capacity)
        case LearningSiteClosed(closed_on=day) if row:
            return replace(row, closed_on=day)
    return row


LEARNING_SITE = Projection(
    "learning_site",
    1,
    SiteRow,
    evolve,
    one_row_per="case",
    reads=frozenset({LearningSiteOpened, LearningSiteChanged, LearningSiteClosed}),
)
