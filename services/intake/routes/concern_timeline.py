"""The facts of a concern as entries of its timeline; what a council shared stays closed until it is opened."""

from typing import Any, Final
from uuid import UUID

from events.contract import Open, kind_of, wareki
from events.contract.concern import (
    ConcernDiscussed,
    ConcernEnded,
    ConcernHandedOver,
    ConcernLinked,
    ConcernLookedInto,
    ConcernNoted,
    ConcernReopened,
    ConcernReplied,
    ConcernTriaged,
    CouncilMinutesOpened,
)
from events.host.calendar import japanese_day
from events.host.desk import Desk
from events.host.filters import sealed
from events.host.frames import office_name
from events.log.recorded import Recorded
from services.intake.decisions import SharingBasis
from services.intake.routes.case_file import work_of
from services.intake.routes.concern_file import ConcernFile
from services.intake.routes.timeline import Entry, Lines, who_of

ICONS: Final = {
    ConcernNoted: "consultation",
    ConcernTriaged: "assessment",
    ConcernLookedInto: "contact",
    ConcernDiscussed: "conference",
    ConcernLinked: "application",
    ConcernHandedOver: "conference",
    ConcernEnded: "closing",
    ConcernReplied: "contact",
}


def entries(desk: Desk, file: ConcernFile, *, minutes: bool) -> list[Entry]:
    """In the order of recording; `minutes` = the reader has opened what the councils shared."""
    return [_entry(desk, recorded, minutes=minutes) for recorded in file.history]


def _entry(desk: Desk, recorded: Recorded, *, minutes: bool) -> Entry:
    lines, text = _told(desk, recorded, minutes=minutes)
    stored_on = japanese_day(recorded.context.at)
    return Entry(
        id=f"record-{recorded.version}",
        title=kind_of(recorded.fact).ja,
        on=wareki.short(recorded.occurred_on),
        who=who_of(desk, recorded),
        icon=ICONS.get(kind_of(recorded.fact).cls, ""),
        lines=tuple(lines),
        text=text,
        migrated=recorded.migrated,
        recorded=wareki.short(stored_on) if stored_on != recorded.occurred_on else "",
    )


def _told(  # noqa: C901, PLR0911 - one arm per kind
    desk: Desk, recorded: Recorded, *, minutes: bool
) -> tuple[Lines, str | None]:
    match recorded.fact:
        case ConcernNoted() as fact:
            return [("情報源", source_of(desk, fact)), ("根拠", fact.basis.ja)], words(fact.told)
        case ConcernTriaged() as fact:
            return [("見立て", fact.handling.ja), *_next(fact.next_on)], words(fact.note)
        case ConcernLookedInto() as fact:
            lines = [("方法", fact.method.ja), ("結果", fact.outcome.ja), *_next(fact.next_on)]
            return lines, words(fact.note)
        case ConcernDiscussed() as fact:
            return _discussed(fact), words(fact.shared) if minutes else None
        case CouncilMinutesOpened() as fact:
            return [], words(fact.reason)
        case ConcernLinked() as fact:
            return _linked(desk, fact.case, known=fact.known), None
        case ConcernHandedOver() as fact:
            basis = next((b.ja for b in SharingBasis if b == recorded.context.basis), "")
            return [("つなぎ先", fact.target.ja), ("情報提供の根拠", basis)], words(fact.note)
        case ConcernEnded() as fact:
            return [("理由", fact.reason.ja)], words(fact.note)
        case ConcernReopened() as fact:
            return [], words(fact.note)
        case ConcernReplied() as fact:
            return [("範囲", fact.scope.ja)], words(fact.text)
    return [], None


def source_of(desk: Desk, fact: ConcernNoted) -> str:
    """The kind of source, and the desk's name where one is registered."""
    if not fact.partner:
        return fact.source.ja
    return f"{office_name(desk.runtime.municipality, fact.partner)}（{fact.source.ja}）"


def words(narrative: Any) -> str | None:
    """The words, the reason why they are closed, or None where nothing was written."""
    return None if isinstance(narrative, Open) and not narrative.value else sealed(narrative)


def _discussed(fact: ConcernDiscussed) -> Lines:
    roles = words(fact.roles)
    lines = [("決めたこと", fact.outcome.ja), *_next(fact.next_on)]
    return [*lines, ("役割", roles)] if roles else lines


def _next(day: Any) -> Lines:
    return [("次の期限", wareki.long(day))] if day else []


def _linked(desk: Desk, case: UUID, *, known: bool) -> Lines:
    work = work_of(desk, case)
    number = work.number if work else "番号を確認中"
    return [("すでにある相談" if known else "新しい相談", number)]
