"""`community_occasion`: one row per activity, publicity, training or block meeting, for lists, sums and alarms."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from events.bus.column_types import Int
from events.bus.projection import Index, Projection
from events.contract.community_codes import TrainingCourse
from events.contract.community_work import (
    BlockMeetingAttended,
    CommunityActivityHeld,
    CommunityEntryWithdrawn,
    LearningCertified,
    LearningFollowedUp,
    LearningHeld,
    PublicityDone,
)
from events.log.recorded import Recorded

ACTIVITY, PUBLICITY, LEARNING, BLOCK = "activity", "publicity", "learning", "block"


@dataclass(frozen=True, slots=True, kw_only=True)
class OccasionRow:
    """`what` = ACTIVITY … BLOCK; `kind` the code of its own list; `people` who came, staff not counted.

    `follow_up_on` = the day on which somebody wants to ask again; None once that is done.
    """

    case_id: UUID
    area: str
    what: str
    on_day: date
    kind: str
    title: str
    people: Int = 0
    minutes: Int = 0
    copies: Int = 0
    cost_yen: int = 0
    staff: tuple[UUID, ...] = ()
    certified: tuple[UUID, ...] = ()
    course: TrainingCourse | None = None
    follow_up_on: date | None = None
    withdrawn_on: date | None = None


def evolve(row: OccasionRow | None, recorded: Recorded) -> OccasionRow | None:
    """The row after one fact of its entry."""
    fact = recorded.fact
    if isinstance(fact, LearningCertified) and row:
        return replace(row, certified=(*row.certified, fact.staff))
    if isinstance(fact, LearningFollowedUp) and row:
        return replace(row, follow_up_on=fact.next_on)
    if isinstance(fact, CommunityEntryWithdrawn) and row:
        return replace(row, withdrawn_on=fact.withdrawn_on)
    return _begun(recorded) or row


def _begun(recorded: Recorded) -> OccasionRow | None:
    case_id, area = recorded.case, recorded.context.area
    match recorded.fact:
        case CommunityActivityHeld() as held:
            return OccasionRow(
                case_id=case_id,
                area=area,
                what=ACTIVITY,
                on_day=held.held_on,
                kind=held.activity.value,
                title=held.title,
                people=held.people,
                minutes=held.minutes,
            )
        case PublicityDone() as done:
            return OccasionRow(
                case_id=case_id,
                area=area,
                what=PUBLICITY,
                on_day=done.done_on,
                kind=done.medium.value,
                title=done.title,
                copies=done.copies,
                cost_yen=done.cost_yen,
            )
        case LearningHeld() as held:
            return OccasionRow(
                case_id=case_id,
                area=area,
                what=LEARNING,
                on_day=held.held_on,
                kind=held.kind.value,
                title=held.title,
                people=sum(one.people for one in held.attending),
                minutes=held.minutes,
                staff=held.staff,
                course=held.course,
                follow_up_on=held.follow_up_on,
            )
        case BlockMeetingAttended() as held:
            return OccasionRow(
                case_id=case_id,
                area=area,
                what=BLOCK,
                on_day=held.held_on,
                kind=held.role.value,
                title=held.title,
                staff=held.staff,
            )
    return None


COMMUNITY_OCCASION = Projection(
    "community_occasion",
    1,
    OccasionRow,
    evolve,
    one_row_per="case",
    reads=frozenset(
        {
            CommunityActivityHeld,
            PublicityDone,
            LearningHeld,
            LearningCertified,
            LearningFollowedUp,
            BlockMeetingAttended,
            CommunityEntryWithdrawn,
        }
    ),
    indexes=(Index(("what", "area", "on_day")),),
)
