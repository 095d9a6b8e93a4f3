"""What holds for the person or a member: a circumstance since and until, a 手帳 and where it stands."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.contract.assessment_codes import (
    CertificateStanding,
    DisabilityCertificate,
    HouseholdAttribute,
    InformationSource,
)
from events.contract.deciding import Refused
from events.contract.household import (
    CertificateNoted,
    HouseholdAttributeEnded,
    HouseholdAttributeNoted,
)
from events.contract.kind import Event
from events.contract.sealed import Open
from services.planning.decisions.guards import happened
from services.planning.programmes.household.joining import numbered
from services.planning.programmes.household.members import Member, Members, subject_of


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteAttribute:
    """`since_on` None where nobody knows since when."""

    today: date
    person: UUID
    case: UUID
    member_no: int
    noted_on: date
    attribute: HouseholdAttribute
    source: InformationSource
    since_on: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EndAttribute:
    """`ended_on` is the last day it held; `mistaken`: it never did."""

    today: date
    person: UUID
    case: UUID
    member_no: int
    ended_on: date
    attribute: HouseholdAttribute
    source: InformationSource
    mistaken: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteCertificate:
    """Where a 手帳 stands; `since_on` = day of issue, `renewal_on` = 有効期限・再判定."""

    today: date
    person: UUID
    case: UUID
    member_no: int
    noted_on: date
    certificate: DisabilityCertificate
    standing: CertificateStanding
    grade: str = ""
    since_on: date | None = None
    renewal_on: date | None = None


def note_attribute(state: Members | None, command: NoteAttribute) -> list[Event]:
    """The circumstance is known now. One that stands is not noted twice."""
    member = _there(state, command.member_no)
    subject = subject_of(command.person, command.case, command.member_no)
    made = HouseholdAttributeNoted(
        noted_on=command.noted_on,
        person=command.person,
        member_no=command.member_no,
        attribute=Open(subject, command.attribute),
        source=Open(subject, command.source),
        since_on=Open(subject, command.since_on),
        note=Open(subject, command.note),
    )
    standing = [a.noted for a in member.attributes if a.ended is None]
    if made in standing:
        return []
    happened(command.noted_on, today=command.today, field="noted_on")
    if command.since_on is not None:
        _since(command.since_on, command.noted_on)
    if made.attribute in [noted.attribute for noted in standing]:
        raise Refused(
            "attribute-stands", "この事情はすでに記録されていて、続いています。", field="attribute"
        )
    return [made]


def end_attribute(state: Members | None, command: EndAttribute) -> list[Event]:
    """The circumstance is over, or was noted by a slip."""
    member = _there(state, command.member_no)
    subject = subject_of(command.person, command.case, command.member_no)
    made = HouseholdAttributeEnded(
        ended_on=command.ended_on,
        person=command.person,
        member_no=command.member_no,
        attribute=Open(subject, command.attribute),
        source=Open(subject, command.source),
        mistaken=command.mistaken,
    )
    if any(made == attribute.ended for attribute in member.attributes):
        return []
    standing = next(
        (a for a in member.attributes if a.ended is None and a.code is command.attribute), None
    )
    if standing is None:
        raise Refused(
            "no-such-attribute", "この事情は、いま続いているものとして記録されていません。"
        )
    happened(command.ended_on, today=command.today, field="ended_on")
    begun = standing.begun_on
    if not command.mistaken and command.ended_on < begun:
        raise Refused("before-begin", "始まりより前の日付です。", field="ended_on")
    return [made]


def note_certificate(state: Members | None, command: NoteCertificate) -> list[Event]:
    """The latest word on one kind of 手帳."""
    member = _there(state, command.member_no)
    subject = subject_of(command.person, command.case, command.member_no)
    if command.certificate is DisabilityCertificate.NONE:
        raise Refused("no-certificate", "手帳の種類を選んでください。", field="certificate")
    made = CertificateNoted(
        noted_on=command.noted_on,
        person=command.person,
        member_no=command.member_no,
        certificate=Open(subject, command.certificate),
        standing=Open(subject, command.standing),
        grade=Open(subject, command.grade),
        since_on=Open(subject, command.since_on),
        renewal_on=Open(subject, command.renewal_on),
    )
    same_kind = [c for c in member.certificates if c.certificate == made.certificate]
    if same_kind and same_kind[-1] == made:
        return []
    happened(command.noted_on, today=command.today, field="noted_on")
    if command.since_on is not None:
        _since(command.since_on, command.noted_on)
    if command.since_on and command.renewal_on and command.renewal_on < command.since_on:
        raise Refused("period-reversed", "期限が交付の日より前です。", field="renewal_on")
    return [made]


def _there(state: Members | None, number: int) -> Member:
    """The person, or a member who has not left."""
    member = numbered(state, number)
    if member.left is not None:
        raise Refused("not-in-household", "この世帯員は、いまは世帯にいません。")
    return member


def _since(since_on: date, noted_on: date) -> None:
    if since_on > noted_on:
        raise Refused("since-later", "確かめた日より後の日付です。", field="since_on")
