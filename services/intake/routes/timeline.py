"""The facts of a case as entries of its timeline: what, when, by whom, and what was told."""

from dataclasses import dataclass
from typing import Any, Final

from events.contract import NotPermitted, Open, kind_of, wareki
from events.contract.codes import ConsultationTopic
from events.contract.concern import ConcernTakenUp
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
from events.host.auth import ROLES_JA
from events.host.calendar import japanese_day
from events.host.desk import Desk
from events.host.filters import sealed
from events.host.frames import office_name
from events.host.paper_kit import MARK, paper_of
from events.log.recorded import Recorded
from services.intake.decisions import ApplicationItem, SharingBasis
from services.intake.person_index import PersonIndex
from services.intake.routes.case_file import ward_name

ICONS: Final = {
    ConsultationReceived: "consultation",
    ConcernTakenUp: "consultation",
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


def entries(desk: Desk, history: tuple[Recorded, ...], people: PersonIndex) -> list[Entry]:
    """In the order of recording; the day is the legal one, the day of recording beside where it differs."""
    return [_entry(desk, recorded, people) for recorded in history]


def _entry(desk: Desk, recorded: Recorded, people: PersonIndex) -> Entry:
    fact = recorded.fact
    lines, narrative = told(desk, recorded, people)
    if paper := paper_of(recorded.context.basis):
        lines = [*lines, (MARK, paper)]
    stored_on = japanese_day(recorded.context.at)
    return Entry(
        id=f"record-{recorded.version}",
        title=kind_of(fact).ja,
        on=wareki.short(recorded.occurred_on),
        who=who_of(desk, recorded),
        icon=ICONS.get(kind_of(fact).cls, ""),
        lines=tuple(lines),
        text=narrative,
        migrated=recorded.migrated,
        recorded=wareki.short(stored_on) if stored_on != recorded.occurred_on else "",
    )


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
    return [], None


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
    partner = office_name(desk.runtime.municipality, fact.partner) if fact.partner else ""
    source = f"{partner}（{fact.source.ja}）" if partner else fact.source.ja
    days = (fact.taken_on - fact.noted_on).days
    return [
        ("情報源", source),
        ("気がかりを受けた日", wareki.long(fact.noted_on)),
        ("相談受付まで", f"{days}日"),
    ]


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
    named = f"{ward_name(desk, other.area)} {other.number}" if other else "受付番号は不明"
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


def _text(narrative: Any) -> str | None:
    """The words, the reason why they are closed, or None where nothing was written."""
    return None if isinstance(narrative, Open) and not narrative.value else sealed(narrative)
