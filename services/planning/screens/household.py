"""世帯と手帳 for people: the members as of a day, and every record in a line."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from events.contract import Event, Open, Unanswered, opened, wareki
from events.contract.household import (
    CertificateNoted,
    HouseholdAttributeEnded,
    HouseholdAttributeNoted,
    HouseholdMemberChanged,
    HouseholdMemberJoined,
    HouseholdMemberLeft,
)
from events.contract.sealed import Sealed
from events.host.filters import sealed
from services.planning.programmes.household.members import (
    Attribute,
    Member,
    Members,
    evolve,
    living,
)
from services.planning.screens.programme_file import Programme
from services.planning.screens.sentence import joined, named


@dataclass(frozen=True, slots=True)
class Shown:
    """A member as of a day. `title` = 本人 or the relationship; `age` in words."""

    number: int
    title: str
    name: str
    age: str
    roof: str
    activity: str
    since: date | None
    attributes: tuple[Attribute, ...]
    certificates: tuple[CertificateNoted, ...]


def shown(members: Members | None, day: date) -> list[Shown]:
    """Who belonged to the household that day."""
    return [_shown(member, day) for member in living(members, day)]


def _shown(member: Member, day: date) -> Shown:
    joined_as, changed = member.joined, member.changed_by(day)
    return Shown(
        number=member.number,
        title=sealed(joined_as.relationship) if joined_as else "本人",
        name=sealed(joined_as.name) if joined_as else "",
        age=age(joined_as, day) if joined_as else "",
        roof=sealed(_now(joined_as, changed, "cohabitation")) if joined_as else "",
        activity=sealed(_now(joined_as, changed, "activity")) if joined_as else "",
        since=joined_as.joined_on if joined_as else None,
        attributes=member.attributes_on(day),
        certificates=member.certificates_on(day),
    )


def age(fact: HouseholdMemberJoined, day: date) -> str:
    """「昭和55年3月生まれ(46歳)」; an estimated year is said to be one."""
    year, month = opened(fact.birth_year, None), opened(fact.birth_month, None)
    if not isinstance(year, int):
        return sealed(fact.birth_year)
    if opened(fact.birth_estimated, otherwise=False):
        return f"{day.year - year}歳くらい"
    if month is None:
        return f"{year}年生まれ"
    years = day.year - year - (day.month < month)
    era = wareki.long(date(year, month, 28)).partition("月")[0]
    return f"{era}月生まれ({years}歳)"


def _now(
    joined_as: HouseholdMemberJoined, changed: HouseholdMemberChanged | None, name: str
) -> Sealed[Any]:
    """The latest answer; a change that did not ask leaves the former one."""
    last: Sealed[Any] | None = getattr(changed, name) if changed else None
    if isinstance(last, Open) and not isinstance(last.value, Unanswered):
        return last
    value: Sealed[Any] = getattr(joined_as, name)
    return value


def words(fact: Event) -> str:  # noqa: PLR0911 - one arm per kind
    """What a record of the household says; protected parts only where they may be read."""
    match fact:
        case HouseholdMemberJoined():
            return joined(
                sealed(fact.relationship),
                _answer(fact.name),
                age(fact, fact.joined_on),
                _answer(fact.cohabitation),
                _answer(fact.activity),
                _source(fact),
                opened(fact.note, ""),
            )
        case HouseholdMemberChanged():
            roof, does = _answer(fact.cohabitation), _answer(fact.activity)
            return joined(
                f"世帯員{fact.member_no}", roof, does, _source(fact), opened(fact.note, "")
            )
        case HouseholdMemberLeft():
            why = sealed(fact.reason)
            return joined(f"世帯員{fact.member_no}", why, opened(fact.note, ""))
        case HouseholdAttributeNoted():
            since = opened(fact.since_on, None)
            begun = f"{wareki.short(since)}から" if since else ""
            what = joined(whose(fact.member_no), sealed(fact.attribute), begun)
            return joined(what, _source(fact), opened(fact.note, ""))
        case HouseholdAttributeEnded():
            kind = "取消(記録の誤り)" if fact.mistaken else "この日まで"
            return joined(whose(fact.member_no), sealed(fact.attribute), kind)
        case CertificateNoted():
            return joined(whose(fact.member_no), certificate(fact))
    return ""


def certificate(fact: CertificateNoted) -> str:
    """「療育手帳 B1 持っている。期限 R9.3.31」."""
    what = " ".join(
        part
        for part in (sealed(fact.certificate), opened(fact.grade, ""), sealed(fact.standing))
        if part
    )
    since, until = opened(fact.since_on, None), opened(fact.renewal_on, None)
    return joined(
        what,
        named("交付", wareki.short(since) if since else ""),
        named("期限", wareki.short(until) if until else ""),
    )


def whose(member_no: int) -> str:
    """Of whom a record speaks, without a name."""
    return f"世帯員{member_no}" if member_no else "本人"


def _answer(value: Sealed[Any]) -> str:
    unanswered = isinstance(value, Open) and isinstance(value.value, Unanswered)
    return "" if unanswered else sealed(value)


def _source(
    fact: HouseholdMemberJoined | HouseholdMemberChanged | HouseholdAttributeNoted,
) -> str:
    return named("出どころ", sealed(fact.source))


HOUSEHOLD: Final[Programme[Members]] = Programme(
    name="household",
    ja="世帯と手帳",
    page="household",
    evolve=evolve,
    words=words,
    permission="assessment.record",
)
