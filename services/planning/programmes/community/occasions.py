"""What was held or done on a day: neighbourhood, publicity, training, block meetings."""

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from events.contract.community_codes import (
    Audience,
    BlockRole,
    BlockTopic,
    CommunityActivity,
    LearningKind,
    PublicityMedium,
    TrainingCourse,
)
from events.contract.community_work import (
    Attending,
    BlockMeetingAttended,
    CommunityActivityHeld,
    CommunityEntryWithdrawn,
    LearningCertified,
    LearningFollowedUp,
    LearningHeld,
    PublicityDone,
)
from events.contract.deciding import Refused
from events.contract.kind import Event
from events.contract.sealed import Open
from services.planning.decisions.guards import happened, told
from services.planning.programmes.community.entry import (
    Entry,
    begun,
    counted,
    evolving,
    once,
    standing,
    started,
)

DAY_MINUTES: Final = 24 * 60
LONGEST_MINUTES: Final = 200 * 60
"""A national course takes several days; no training takes more than 200 hours."""

evolve_activity = evolving(CommunityActivityHeld, over=CommunityEntryWithdrawn)
evolve_publicity = evolving(PublicityDone, over=CommunityEntryWithdrawn)
evolve_learning = evolving(
    LearningHeld, later=[LearningCertified, LearningFollowedUp], over=CommunityEntryWithdrawn
)
evolve_block = evolving(BlockMeetingAttended, over=CommunityEntryWithdrawn)


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldActivity:
    """Something in the neighbourhood."""

    today: date
    entry_id: UUID
    on: date
    activity: CommunityActivity
    title: str
    place: str = ""
    people: int
    minutes: int
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DoPublicity:
    """Something by which people were told of the office."""

    today: date
    entry_id: UUID
    on: date
    medium: PublicityMedium
    audience: tuple[Audience, ...] = ()
    title: str
    copies: int = 0
    cost_yen: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldLearning:
    """`colleagues` = pseudonyms of those who may be named as staff."""

    today: date
    entry_id: UUID
    colleagues: frozenset[UUID]
    on: date
    kind: LearningKind
    title: str
    minutes: int
    attending: tuple[Attending, ...] = ()
    staff: tuple[UUID, ...] = ()
    course: TrainingCourse | None = None
    materials: str = ""
    follow_up_on: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CertifyLearning:
    """Somebody of those who took part has the certificate."""

    today: date
    entry_id: UUID
    on: date
    staff: UUID
    number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpLearning:
    """What came of it with those who attended."""

    today: date
    entry_id: UUID
    on: date
    note: str = ""
    next_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AttendBlockMeeting:
    """A meeting of the offices of several wards."""

    today: date
    entry_id: UUID
    colleagues: frozenset[UUID]
    on: date
    role: BlockRole
    topic: BlockTopic
    title: str
    staff: tuple[UUID, ...] = ()
    note: str = ""


def hold_activity(state: Entry | None, command: HoldActivity) -> list[Event]:
    """A new entry of the log of the neighbourhood."""
    started(command.on, command.today, command.title)
    counted(command.people, "people")
    counted(command.minutes, "minutes", least=1, most=DAY_MINUTES)
    made = CommunityActivityHeld(
        held_on=command.on,
        activity=command.activity,
        title=command.title.strip(),
        place=command.place.strip(),
        people=command.people,
        minutes=command.minutes,
        note=Open(command.entry_id, command.note.strip()),
    )
    return begun(state, made)


def do_publicity(state: Entry | None, command: DoPublicity) -> list[Event]:
    """A new entry of the log of publicity."""
    started(command.on, command.today, command.title)
    counted(command.copies, "copies", most=10_000_000)
    counted(command.cost_yen, "cost_yen", most=100_000_000)
    made = PublicityDone(
        done_on=command.on,
        medium=command.medium,
        audience=tuple(one for one in Audience if one in command.audience),
        title=command.title.strip(),
        copies=command.copies,
        cost_yen=command.cost_yen,
        note=Open(command.entry_id, command.note.strip()),
    )
    return begun(state, made)


def hold_learning(state: Entry | None, command: HoldLearning) -> list[Event]:
    """A new entry of the register of training."""
    started(command.on, command.today, command.title)
    counted(command.minutes, "minutes", least=1, most=LONGEST_MINUTES)
    for one in command.attending:
        counted(one.people, "attending", least=1, most=9_999)
    if len({one.of for one in command.attending}) < len(command.attending):
        raise Refused(
            "attending-twice", "同じ種類の団体は一行にまとめてください。", field="attending"
        )
    _known(command.staff, command.colleagues)
    if command.follow_up_on is not None and command.follow_up_on <= command.on:
        raise Refused("not-ahead", "研修の日より後の日付にしてください。", field="follow_up_on")
    if not command.attending and not command.staff:
        raise Refused("nobody-there", "参加した人を記録してください。", field="attending")
    made = LearningHeld(
        held_on=command.on,
        kind=command.kind,
        title=command.title.strip(),
        minutes=command.minutes,
        attending=command.attending,
        staff=tuple(sorted(command.staff)),
        course=command.course,
        materials=command.materials.strip(),
        follow_up_on=command.follow_up_on,
        note=Open(command.entry_id, command.note.strip()),
    )
    return begun(state, made)


def certify_learning(state: Entry | None, command: CertifyLearning) -> list[Event]:
    """The certificate of one who took part; a second one for the same person is none."""
    entry = standing(state)
    held = entry.first
    happened(command.on, today=command.today, field="on")
    if not isinstance(held, LearningHeld) or command.staff not in held.staff:
        raise Refused("not-there", "この研修に参加した職員を選んでください。", field="staff")
    happened(command.on, today=command.today, field="on", not_before=held.held_on, step="研修")
    if any(one.staff == command.staff for one in entry.of(LearningCertified)):
        return []
    number = command.number.strip()
    return [LearningCertified(certified_on=command.on, staff=command.staff, number=number)]


def follow_up_learning(state: Entry | None, command: FollowUpLearning) -> list[Event]:
    """What came of it, and when to ask again."""
    entry = standing(state)
    happened(command.on, today=command.today, field="on")
    told(command.note, code="no-words", ja="連絡の内容を入力してください。", field="note")
    if command.next_on is not None and command.next_on <= command.on:
        raise Refused("not-ahead", "連絡した日より後の日付にしてください。", field="next_on")
    made = LearningFollowedUp(
        followed_up_on=command.on,
        next_on=command.next_on,
        note=Open(command.entry_id, command.note.strip()),
    )
    return once(entry, made)


def attend_block_meeting(state: Entry | None, command: AttendBlockMeeting) -> list[Event]:
    """A new entry of the meetings of the block."""
    started(command.on, command.today, command.title)
    _known(command.staff, command.colleagues)
    made = BlockMeetingAttended(
        held_on=command.on,
        role=command.role,
        topic=command.topic,
        title=command.title.strip(),
        staff=tuple(sorted(command.staff)),
        note=Open(command.entry_id, command.note.strip()),
    )
    return begun(state, made)


def _known(staff: tuple[UUID, ...], colleagues: frozenset[UUID]) -> None:
    if not set(staff) <= colleagues:
        raise Refused("no-such-colleague", "職員を一覧から選び直してください。", field="staff")
