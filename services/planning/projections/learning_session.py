"""`learning_session`: the newest totals of each day at a site, one row per day."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.bus.column_types import Int
from events.bus.projection import Index, Projection
from events.contract.learning_codes import LearningActivity
from events.contract.learning_site import LearningSessionHeld
from events.log.recorded import Recorded


@dataclass(frozen=True, slots=True, kw_only=True)
class LearningSession:
    """A day is its own case; meals = `lunches` + `other_lunches`."""

    case_id: UUID
    area: str
    site: UUID
    held_on: date
    activities: tuple[LearningActivity, ...]
    theme: str
    children: Int
    absent: Int
    lunches: Int
    other_lunches: Int
    tutors: tuple[UUID, ...]


def evolve(row: LearningSession | None, recorded: Recorded) -> LearningSession | None:
    """The row of the newest count."""
    fact = recorded.fact
    if not isinstance(fact, LearningSessionHeld):
        return row
    return LearningSession(
        case_id=recorded.case,
        area=recorded.context.area,
        site=fact.site,
        held_on=fact.held_on,
        activities=fact.activities,
        theme=fact.theme,
        children=fact.children,
        absent=fact.absent,
        lunches=fact.lunches,
        other_lunches=fact.other_lunches,
        tutors=fact.tutors,
    )


LEARNING_SESSION = Projection(
    "learning_session",
    1,
    LearningSession,
    evolve,
    one_row_per="case",
    reads=frozenset({LearningSessionHeld}),
    indexes=(Index(("site", "held_on")),),
)
