"""`learning_attendance`: one row per child and day at a site, the newest answer; for counts, months and lists."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.bus.projection import Index, Projection
from events.contract.learning_codes import SessionAnswer
from events.contract.tutoring import LearningSessionAttended
from events.log.recorded import Recorded


@dataclass(frozen=True, slots=True, kw_only=True)
class LearningAttendance:
    """`area`: the ward of the child's case."""

    session: UUID
    child: UUID
    case_id: UUID
    area: str
    site: UUID
    held_on: date
    answer: SessionAnswer
    lunch: bool


def evolve(_: LearningAttendance | None, recorded: Recorded) -> LearningAttendance | None:
    """The row of the newest answer."""
    fact = recorded.fact
    if not isinstance(fact, LearningSessionAttended):
        return None
    return LearningAttendance(
        session=fact.session,
        child=fact.child,
        case_id=recorded.case,
        area=recorded.context.area,
        site=fact.site,
        held_on=fact.held_on,
        answer=fact.answer,
        lunch=fact.lunch,
    )


def _key(recorded: Recorded) -> tuple[UUID, UUID] | None:
    fact = recorded.fact
    return (fact.session, fact.child) if isinstance(fact, LearningSessionAttended) else None


LEARNING_ATTENDANCE = Projection(
    "learning_attendance",
    1,
    LearningAttendance,
    evolve,
    one_row_per=_key,
    keys=("session", "child"),
    reads=frozenset({LearningSessionAttended}),
    indexes=(Index(("area", "held_on")), Index(("site", "held_on"))),
)
