"""Facts of what the office does beside its cases: in the neighbourhood, in public, in training, in meetings.

Each is its own stream and its own case. Nobody who came is named; staff stand under their pseudonyms.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.contract.codes import HOUSE
from events.contract.community_codes import (
    TRAINING,
    Audience,
    BlockRole,
    BlockTopic,
    CommunityActivity,
    LearningKind,
    OrganisationKind,
    PublicityMedium,
    TrainingCourse,
)
from events.contract.group import Clear, Narrative
from events.contract.kind import Event, event


@dataclass(frozen=True, slots=True, kw_only=True)
class Attending:
    """How many came from organisations of one kind."""

    of: OrganisationKind
    people: int


@event("planning.community-activity-held", ja="地域の活動", basis=HOUSE, occurred="held_on")
class CommunityActivityHeld(Event):
    """`minutes` of the activity itself, `people` who came."""

    held_on: Clear[date]
    activity: Clear[CommunityActivity]
    title: Clear[str]
    place: Clear[str]
    people: Clear[int]
    minutes: Clear[int]
    note: Narrative[str]


@event("planning.publicity-done", ja="周知の活動", basis=HOUSE, occurred="done_on")
class PublicityDone(Event):
    """`copies` = sheets, posts or persons reached, by medium; `cost_yen` as paid."""

    done_on: Clear[date]
    medium: Clear[PublicityMedium]
    audience: Clear[tuple[Audience, ...]]
    title: Clear[str]
    copies: Clear[int]
    cost_yen: Clear[int]
    note: Narrative[str]


@event(
    "planning.learning-held",
    ja="研修・勉強会",
    basis=TRAINING,
    occurred="held_on",
    provisional=True,
)
class LearningHeld(Event):
    """`staff` = pseudonyms of the office's own who took part; `course` where it is one a role asks for."""

    held_on: Clear[date]
    kind: Clear[LearningKind]
    title: Clear[str]
    minutes: Clear[int]
    attending: Clear[tuple[Attending, ...]]
    staff: Clear[tuple[UUID, ...]]
    course: Clear[TrainingCourse | None]
    materials: Clear[str]
    follow_up_on: Clear[date | None]
    note: Narrative[str]


@event(
    "planning.learning-certified",
    ja="研修の修了証",
    basis=TRAINING,
    occurred="certified_on",
    provisional=True,
)
class LearningCertified(Event):
    """One of the staff has the certificate of that training; `number` is empty where it bears none."""

    certified_on: Clear[date]
    staff: Clear[UUID]
    number: Clear[str]


@event(
    "planning.learning-followed-up",
    ja="研修・勉強会の後の連絡",
    basis=TRAINING,
    occurred="followed_up_on",
    provisional=True,
)
class LearningFollowedUp(Event):
    """What came of it with those who attended; `next_on` where there is more to come."""

    followed_up_on: Clear[date]
    next_on: Clear[date | None]
    note: Narrative[str]


@event(
    "planning.block-meeting-attended",
    ja="ブロック会議",
    basis=TRAINING,
    occurred="held_on",
    provisional=True,
)
class BlockMeetingAttended(Event):
    """A meeting of the offices of several wards."""

    held_on: Clear[date]
    role: Clear[BlockRole]
    topic: Clear[BlockTopic]
    title: Clear[str]
    staff: Clear[tuple[UUID, ...]]
    note: Narrative[str]


@event(
    "planning.community-entry-withdrawn",
    ja="地域と資源の記録の取消",
    basis=HOUSE,
    occurred="withdrawn_on",
)
class CommunityEntryWithdrawn(Event):
    """The entry never was so; it stays readable and is counted no more."""

    withdrawn_on: Clear[date]
    reason: Narrative[str]
