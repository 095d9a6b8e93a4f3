"""Who belongs to the household: joining, a change of school, work or roof, leaving."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.contract.answer import NOT_ASKED, UNKNOWN, Answer, Unanswered
from events.contract.assessment_codes import (
    Activity,
    Cohabitation,
    InformationSource,
    LeavingReason,
    Relationship,
)
from events.contract.codes import AgeBand
from events.contract.deciding import Refused
from events.contract.household import (
    HouseholdMemberChanged,
    HouseholdMemberJoined,
    HouseholdMemberLeft,
)
from events.contract.kind import Event
from events.contract.sealed import Open
from services.planning.decisions.guards import happened
from services.planning.programmes.household.members import (
    MOST,
    NOBODY_ELSE,
    Member,
    Members,
    member_of,
)

OLDEST = 130


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinHousehold:
    """`born_on`: only year and month are kept; `age` on `joined_on`, where no birth is known."""

    today: date
    person: UUID
    case: UUID
    joined_on: date
    relationship: Relationship
    source: InformationSource = InformationSource.PERSON
    cohabitation: Answer[Cohabitation] = NOT_ASKED
    activity: Answer[Activity] = NOT_ASKED
    name: Answer[str] = NOT_ASKED
    born_on: Answer[date] = NOT_ASKED
    age: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeMember:
    """School, work and roof as of `changed_on`."""

    today: date
    person: UUID
    case: UUID
    member_no: int
    changed_on: date
    source: InformationSource = InformationSource.PERSON
    cohabitation: Answer[Cohabitation] = NOT_ASKED
    activity: Answer[Activity] = NOT_ASKED
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveHousehold:
    """記録の誤り takes the member back as if never entered; the record stays."""

    today: date
    person: UUID
    case: UUID
    member_no: int
    left_on: date
    reason: LeavingReason
    note: str = ""


def join_household(state: Members | None, command: JoinHousehold) -> list[Event]:
    """One member more. The very same member twice is one."""
    members = state or NOBODY_ELSE
    number = len(members)
    happened(command.joined_on, today=command.today, field="joined_on")
    _born(command)
    made = _joined(command, number)
    if any(_same(member, command) for member in members):
        return []
    if number > MOST:
        raise Refused("too-many-members", f"世帯員は{MOST}人まで記録できます。")
    return [made]


def change_member(state: Members | None, command: ChangeMember) -> list[Event]:
    """What a member does by day, or where they live, from that day on."""
    member = present(state, command.member_no)
    assert member.joined is not None  # noqa: S101 - `present` has seen it
    subject = member_of(command.case, command.member_no)
    made = HouseholdMemberChanged(
        changed_on=command.changed_on,
        person=command.person,
        member_no=command.member_no,
        cohabitation=Open(subject, command.cohabitation),
        activity=Open(subject, command.activity),
        source=Open(subject, command.source),
        note=Open(subject, command.note),
    )
    if made in member.changes:
        return []
    happened(
        command.changed_on,
        today=command.today,
        field="changed_on",
        not_before=member.joined.joined_on,
        step="世帯員の追加",
    )
    return [made]


def leave_household(state: Members | None, command: LeaveHousehold) -> list[Event]:
    """The member is gone, or was entered by a slip."""
    found = numbered(state, command.member_no)
    subject = member_of(command.case, command.member_no)
    made = HouseholdMemberLeft(
        left_on=command.left_on,
        person=command.person,
        member_no=command.member_no,
        reason=Open(subject, command.reason),
        note=Open(subject, command.note),
    )
    if made == found.left:
        return []
    member = present(state, command.member_no)
    assert member.joined is not None  # noqa: S101 - `present` has seen it
    happened(
        command.left_on,
        today=command.today,
        field="left_on",
        not_before=member.joined.joined_on,
        step="世帯員の追加",
    )
    return [made]


def numbered(state: Members | None, number: int) -> Member:
    """The member of that number, 0 = the person."""
    members = state or NOBODY_ELSE
    if not 0 <= number < len(members):
        raise Refused("no-such-member", "この世帯員は記録されていません。")
    return members[number]


def present(state: Members | None, number: int) -> Member:
    """A member other than the person who has not left."""
    member = numbered(state, number)
    if member.joined is None or member.left is not None:
        raise Refused("not-in-household", "この世帯員は、いまは世帯にいません。")
    return member


def _born(command: JoinHousehold) -> None:
    born, age = command.born_on, command.age
    if not isinstance(born, Unanswered) and born > command.joined_on:
        raise Refused("future-birth", "生まれた日が、世帯に加わった日より後です。", field="born_on")
    if age is None:
        return
    if not isinstance(born, Unanswered):
        raise Refused(
            "birth-and-age", "生年月日か年齢のどちらか一つを入れてください。", field="age"
        )
    if not 0 <= age <= OLDEST:
        raise Refused("no-age", "年齢を確かめてください。", field="age")


def _joined(command: JoinHousehold, number: int) -> HouseholdMemberJoined:
    subject = member_of(command.case, number)
    year, month, estimated = _birth(command)
    return HouseholdMemberJoined(
        joined_on=command.joined_on,
        person=command.person,
        member_no=number,
        relationship=Open(subject, command.relationship),
        cohabitation=Open(subject, command.cohabitation),
        activity=Open(subject, command.activity),
        age_band=Open(subject, _band(command)),
        source=Open(subject, command.source),
        name=Open(subject, command.name),
        birth_year=Open(subject, year),
        birth_month=Open(subject, month),
        birth_estimated=Open(subject, estimated),
        note=Open(subject, command.note),
    )


def _same(member: Member, command: JoinHousehold) -> bool:
    """The very same statement again, of a member still there: only the place may differ."""
    if member.joined is None or member.left is not None:
        return False
    return _joined(command, member.number) == member.joined


def _birth(command: JoinHousehold) -> tuple[Answer[int], int | None, bool]:
    born = command.born_on
    if not isinstance(born, Unanswered):
        return born.year, born.month, False
    if command.age is not None:
        return command.joined_on.year - command.age, None, True
    return born, None, False


def _band(command: JoinHousehold) -> Answer[AgeBand]:
    """The national band on the day of joining."""
    born, age = command.born_on, command.age
    if not isinstance(born, Unanswered):
        day = command.joined_on
        age = day.year - born.year - ((day.month, day.day) < (born.month, born.day))
    if age is None:
        return born if isinstance(born, Unanswered) else UNKNOWN
    bands = tuple(AgeBand)
    return bands[min(max(age // 10 - 1, 0), len(bands) - 1)]
