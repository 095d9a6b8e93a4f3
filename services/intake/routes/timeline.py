"""The facts of a case as entries of its timeline: what, when, by whom, and what was told."""

from dataclasses import dataclass
from typing import Final

from events.contract import NotPermitted, Open, kind_of, wareki
from events.contract.codes import ConsultationTopic
from events.contract.concern import ConcernTakenUp
from events.contract.contacting import ContactDetailed
from events.contract.correcting import ReceptionCorrected
from events.contract.intake import (
    CaseTriaged,
    ConsultationReceived,
    ContactRecorded,
    CorrectionAsked,
    EmergencyHelpArranged,
    IdentityJudged,
    ReferralMade,
    UseApplicationArrived,
    UseAppliedFor,
)
from events.contract.introducing import ConsultationIntroduced
from events.host.auth import ROLES_JA
from events.host.calendar import japanese_day
from events.host.desk import Desk
from events.host.filters import sealed
from events.host.frames import office_name
from events.host.paper_kit import MARK, paper_of
from events.log.recorded import Recorded
from services.intake.decisions import ApplicationItem, SharingBasis
from services.intake.person_index import PersonIndex
from services.intake.routes.candidates import told_where
from services.intake.routes.case_file import ward_name
from services.intake.routes.told_beside import ICONS as ICONS_BESIDE
from services.intake.routes.told_beside import detail, told_beside
from services.intake.routes.told_beside import narrative as _text

ICONS: Final = {
    ConsultationReceived: "consultation",
    ConcernTakenUp: "consultation",
    ConsultationIntroduced: "consultation",
    IdentityJudged: "assessment",
    CaseTriaged: "decision",
    ReferralMade: "conference",
    EmergencyHelpArranged: "benefit",
    UseApplicationArrived: "application",
    CorrectionAsked: "application",
    UseAppliedFor: "application",
    ContactRecorded: "contact",
}

Lines = list[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """`lines` = term and value; `text` = the narrative, None where there is none."""

    id: str
    title: str
    on: str
    who: str
    icon: str
    lines: tuple[tuple[str, str], ...]
    text: str | None
    migrated: bool
    recorded: str
    corrects: dict[str, str] | None = None
    corrected_by: dict[str, str] | None = None


def entries(desk: Desk, history: tuple[Recorded, ...], people: PersonIndex) -> list[Entry]:
    """In the order of recording; the day is the legal one, the day of recording beside where it differs.

    Details of a contact stand in its own entry; a correction and what it corrects point at each other.
    """
    closer = _closer(history)
    correction = next(
        (r for r in reversed(history) if isinstance(r.fact, ReceptionCorrected)), None
    )
    return [
        _entry(desk, recorded, people, closer.get(recorded.version, []), correction)
        for recorded in history
        if not isinstance(recorded.fact, ContactDetailed)
    ]


def _closer(history: tuple[Recorded, ...]) -> dict[int, Lines]:
    """Version of a contact's record → the lines of its details."""
    contacts = [r.version for r in history if isinstance(r.fact, ContactRecorded)]
    return {
        contacts[r.fact.contact_no - 1]: detail(r.fact)
        for r in history
        if isinstance(r.fact, ContactDetailed) and r.fact.contact_no <= len(contacts)
    }


def _entry(
    desk: Desk,
    recorded: Recorded,
    people: PersonIndex,
    closer: Lines,
    correction: Recorded | None,
) -> Entry:
    fact = recorded.fact
    lines, narrative = told(desk, recorded, people)
    if closer:
        lines = [*closer, *(line for line in lines if line[0] != "方法" or "不在" in line[1])]
    if paper := paper_of(recorded.context.basis):
        lines = [*lines, (MARK, paper)]
    stored_on = japanese_day(recorded.context.at)
    return Entry(
        id=f"record-{recorded.version}",
        title=kind_of(fact).ja,
        on=wareki.short(recorded.occurred_on),
        who=who_of(desk, recorded),
        icon=ICONS.get(kind_of(fact).cls) or ICONS_BESIDE.get(kind_of(fact).cls, ""),
        lines=tuple(lines),
        text=narrative,
        migrated=recorded.migrated,
        recorded=wareki.short(stored_on) if stored_on != recorded.occurred_on else "",
        corrects=RECEPTION if isinstance(fact, ReceptionCorrected) else None,
        corrected_by=_pointing(correction)
        if correction and isinstance(fact, ConsultationReceived)
        else None,
    )


RECEPTION: Final = {"id": "record-1", "label": "相談受付", "was": ""}


def _pointing(correction: Recorded) -> dict[str, str]:
    on = wareki.short(correction.occurred_on)
    return {"id": f"record-{correction.version}", "label": f"{on}の訂正"}


def who_of(desk: Desk, recorded: Recorded) -> str:
    """The reader's own name, else role and office."""
    context = recorded.context
    if context.actor == desk.staff.person:
        return desk.staff.name
    office = office_name(desk.runtime.municipality, context.office) if context.office else ""
    role = ROLES_JA.get(context.role, context.role)
    return f"{role}・{office}" if office else role


def told(desk: Desk, recorded: Recorded, people: PersonIndex) -> tuple[Lines, str | None]:  # noqa: C901, PLR0911 - one arm per kind
    """Lines and narrative of one fact."""
    match recorded.fact:
        case ConsultationReceived() as fact:
            return _received(fact), _text(fact.story)
        case ConcernTakenUp() as fact:
            return _taken_up(desk, fact), None
        case ConsultationIntroduced() as fact:
            return [("紹介元", introducer(desk, fact))], None
        case IdentityJudged() as fact:
            return _judged(desk, fact, people), None
        case CaseTriaged() as fact:
            return [("結果", fact.triage.ja)], _text(fact.reason)
        case ReferralMade() as fact:
            return _referred(fact, recorded.context.basis), _text(fact.reason)
        case EmergencyHelpArranged() as fact:
            return [("支援", fact.help.ja)], _text(fact.note)
        case UseApplicationArrived() as fact:
            return [("提出方法", fact.medium.ja), ("不足", _items(fact.missing))], None
        case CorrectionAsked() as fact:
            return [
                ("お願いした項目", _items(fact.missing)),
                ("期限", wareki.long(fact.due_on)),
            ], None
        case UseAppliedFor() as fact:
            sharing = "あり" if fact.consent_sharing else "なし"
            return [("取扱いへの同意", "あり"), ("関係機関への提供の同意", sharing)], None
        case ContactRecorded() as fact:
            return _contact(fact), _text(fact.content)
    return told_beside(recorded.fact)


def _received(fact: ConsultationReceived) -> Lines:
    lines = [("受付方法", fact.channel.ja), ("緊急度", fact.urgency.ja)]
    if topics := _topics(fact):
        lines.append(("相談内容", topics))
    match fact.visitor:
        case Open(value=visitor) if visitor is not None:
            shown = f"{visitor.name or '氏名は聴いていない'}（{visitor.relation.ja}）"
            lines.append(("来談者", f"{shown} {visitor.phone}".rstrip()))
    return lines


def _taken_up(desk: Desk, fact: ConcernTakenUp) -> Lines:
    source = introducer(desk, fact)
    days = (fact.taken_on - fact.noted_on).days
    return [
        ("情報源", source),
        ("気がかりを受けた日", wareki.long(fact.noted_on)),
        ("相談受付まで", f"{days}日"),
    ]


def introducer(desk: Desk, fact: ConcernTakenUp | ConsultationIntroduced) -> str:
    """The desk's name where it is registered, and what it is."""
    partner = office_name(desk.runtime.municipality, fact.partner) if fact.partner else ""
    return f"{partner}（{fact.source.ja}）" if partner else fact.source.ja


def _topics(fact: ConsultationReceived) -> str:
    match fact.topics, fact.main_topics:
        case Open(value=topics), Open(value=main):
            return "、".join(_marked(topic, main) for topic in topics)
        case NotPermitted(), _:
            return sealed(fact.topics)
    return ""


def _marked(topic: ConsultationTopic, main: tuple[ConsultationTopic, ...]) -> str:
    return f"◎{topic.ja}" if topic in main else topic.ja


def _judged(desk: Desk, fact: IdentityJudged, people: PersonIndex) -> Lines:
    other = people.of_person(fact.candidate)
    hidden = other and not told_where(desk, people, other)
    named = f"{ward_name(desk, other.area)} {other.number}" if other else "受付番号は不明"
    named = "ほかの区の受付" if hidden else named
    reasons = "、".join(reason.ja for reason in fact.reasons)
    lines = [("判断", fact.sameness.ja), ("比べた受付", named)]
    return [*lines, ("根拠", f"{reasons}（{fact.score}点）")] if reasons else lines


def _referred(fact: ReferralMade, basis: str) -> Lines:
    known = next((code.ja for code in SharingBasis if code == basis), "")
    lines = [("つなぎ先", fact.target.ja)]
    return [*lines, ("情報提供の根拠", known)] if known else lines


def _contact(fact: ContactRecorded) -> Lines:
    lines = [("方法", fact.method.ja if fact.reached else f"{fact.method.ja}（不在）")]
    counterpart = _text(fact.counterpart)
    if counterpart:
        lines.append(("相手", counterpart))
    if fact.minutes:
        lines.append(("時間", f"{fact.minutes}分"))
    if fact.next_contact_on:
        lines.append(("次の連絡", wareki.long(fact.next_contact_on)))
    return lines


def _items(missing: tuple[str, ...]) -> str:
    labels = {item.value: item.ja for item in ApplicationItem}
    return "、".join(labels.get(item, item) for item in missing) or "なし"
