"""The household of a case as of any day: members from joining to leaving, with what held for each on that day."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Final
from uuid import UUID, uuid5

from events.contract import Event, opened
from events.contract.assessment_codes import CertificateStanding, HouseholdAttribute, LeavingReason
from events.contract.household import (
    CertificateNoted,
    HouseholdAttributeEnded,
    HouseholdAttributeNoted,
    HouseholdMemberChanged,
    HouseholdMemberJoined,
    HouseholdMemberLeft,
)

THE_PERSON: Final = 0
"""The number under which the circumstances of the person stand."""
MOST: Final = 20
"""Members at most; intake looks for as many when keys are destroyed."""


def member_of(case: UUID, member_no: int) -> UUID:
    """The pseudonym under which what is said of a member is sealed; intake knows the same rule."""
    return uuid5(case, f"member/{member_no}")


def subject_of(person: UUID, case: UUID, member_no: int) -> UUID:
    """Of whom something is said: the person under their own pseudonym, everybody else as `member_of`."""
    return person if member_no == THE_PERSON else member_of(case, member_no)


@dataclass(frozen=True, slots=True)
class Attribute:
    """A circumstance, until `ended`."""

    noted: HouseholdAttributeNoted
    ended: HouseholdAttributeEnded | None = None

    @property
    def code(self) -> HouseholdAttribute | None:
        """None where it may not be read."""
        return opened(self.noted.attribute, None)

    @property
    def begun_on(self) -> date:
        """Since when, as far as known: at the latest since it was noted."""
        since = opened(self.noted.since_on, None)
        return min(since or self.noted.noted_on, self.noted.noted_on)

    def held_on(self, day: date) -> bool:
        """Known by that day, and not over before it."""
        if self.ended is not None and self.ended.mistaken:
            return False
        return self.begun_on <= day and (self.ended is None or day <= self.ended.ended_on)


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Everything stated of one member; `joined` is None for the person only."""

    number: int
    joined: HouseholdMemberJoined | None = None
    changes: tuple[HouseholdMemberChanged, ...] = ()
    left: HouseholdMemberLeft | None = None
    attributes: tuple[Attribute, ...] = ()
    certificates: tuple[CertificateNoted, ...] = ()

    @property
    def mistaken(self) -> bool:
        """Entered by a slip: never a member."""
        return self.left is not None and opened(self.left.reason, None) is LeavingReason.MISTAKE

    def in_household(self, day: date) -> bool:
        """Joined by that day, and not yet gone."""
        if self.joined is None:
            return self.number == THE_PERSON
        if self.mistaken:
            return False
        return self.joined.joined_on <= day and (self.left is None or day < self.left.left_on)

    def changed_by(self, day: date) -> HouseholdMemberChanged | None:
        """The latest change of school, work or roof by that day."""
        known = (c for c in self.changes if c.changed_on <= day)
        return max(known, key=lambda change: change.changed_on, default=None)

    def attributes_on(self, day: date) -> tuple[Attribute, ...]:
        """The circumstances that held that day."""
        return tuple(a for a in self.attributes if a.held_on(day))

    def certificates_on(self, day: date) -> tuple[CertificateNoted, ...]:
        """The latest word by that day on every kind of 手帳."""
        found: dict[object, CertificateNoted] = {}
        for noted in sorted(self.certificates, key=lambda c: c.noted_on):
            if noted.noted_on <= day:
                found[opened(noted.certificate, None)] = noted
        return tuple(found.values())

    def holds_certificate(self, day: date) -> bool:
        """Whether some 手帳 was held that day."""
        held = CertificateStanding.HELD
        return any(opened(c.standing, None) is held for c in self.certificates_on(day))


Members = tuple[Member, ...]
"""Member n stands at place n; the person is the first."""

NOBODY_ELSE: Final[Members] = (Member(number=THE_PERSON),)


def evolve(state: Members | None, fact: Event) -> Members:
    """The members after one more fact of the household; ValueError for any other or an unknown number."""
    members = state or NOBODY_ELSE
    match fact:
        case HouseholdMemberJoined(member_no=number):
            if number != len(members):
                raise ValueError("member numbers are dense")
            return (*members, Member(number=number, joined=fact))
        case HouseholdMemberChanged(member_no=number):
            member = members[number]
            return _with(members, replace(member, changes=(*member.changes, fact)))
        case HouseholdMemberLeft(member_no=number):
            return _with(members, replace(members[number], left=fact))
        case HouseholdAttributeNoted(member_no=number):
            member = members[number]
            noted = (*member.attributes, Attribute(fact))
            return _with(members, replace(member, attributes=noted))
        case HouseholdAttributeEnded(member_no=number):
            return _with(members, _ended(members[number], fact))
        case CertificateNoted(member_no=number):
            member = members[number]
            return _with(members, replace(member, certificates=(*member.certificates, fact)))
    raise ValueError(f"{type(fact).__name__} is no fact of a household")


def living(members: Members | None, day: date) -> Members:
    """Who belonged to the household that day, the person first."""
    return tuple(member for member in members or NOBODY_ELSE if member.in_household(day))


def _with(members: Members, member: Member) -> Members:
    return (*members[: member.number], member, *members[member.number + 1 :])


def _ended(member: Member, fact: HouseholdAttributeEnded) -> Member:
    """The first standing circumstance of that name is over."""
    code = opened(fact.attribute, None)
    kept = list(member.attributes)
    for place, attribute in enumerate(kept):
        if attribute.ended is None and attribute.code == code:
            kept[place] = replace(attribute, ended=fact)
            break
    return replace(member, attributes=tuple(kept))
