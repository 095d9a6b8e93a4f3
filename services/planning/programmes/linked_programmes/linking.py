"""Asking another body's programme for somebody, its acceptance, what it tells us, and the result."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.contract.deciding import Refused
from events.contract.kind import Event
from events.contract.linked_programme import (
    LinkedProgrammeAccepted,
    LinkedProgrammeAsked,
    LinkedProgrammeLeft,
    LinkedProgrammeProgressed,
)
from events.contract.sealed import Open
from events.contract.work_codes import ProgrammeResult
from services.planning.decisions.guards import happened, told
from services.planning.programmes.next_day import ahead
from services.planning.programmes.work_book import WorkBook, entered


@dataclass(frozen=True, slots=True, kw_only=True)
class AskProgramme:
    """`offered`: code → name of the programmes of the ward on the day of the request."""

    today: date
    person: UUID
    asked_on: date
    programme: str
    consent_on: date
    offered: dict[str, str]
    aim: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptIntoProgramme:
    """Request `of_no` was accepted."""

    today: date
    person: UUID
    of_no: int
    accepted_on: date
    in_charge: str
    next_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordProgress:
    """`shared_back`: the other body told us this; then the consent to it has a day."""

    today: date
    person: UUID
    of_no: int
    progressed_on: date
    note: str
    shared_back: bool = False
    shared_back_on: date | None = None
    next_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveProgramme:
    """The result."""

    today: date
    person: UUID
    of_no: int
    left_on: date
    result: ProgrammeResult
    note: str = ""


def ask_programme(state: WorkBook | None, command: AskProgramme) -> list[Event]:
    """Never before the person agreed; one request at a time to each programme."""
    book = state or WorkBook()
    happened(command.asked_on, today=command.today, field="asked_on")
    if command.programme not in command.offered:
        raise Refused("not-offered", "この区では行っていない事業です。", field="programme")
    if command.consent_on > command.asked_on:
        raise Refused(
            "no-consent", "本人の同意の日は、依頼の日より前にしてください。", field="consent_on"
        )
    fact = LinkedProgrammeAsked(
        asked_on=command.asked_on,
        person=command.person,
        entry_no=0,
        programme=command.programme,
        title=command.offered[command.programme],
        consent_on=command.consent_on,
        aim=Open(command.person, command.aim.strip()),
    )
    made = entered(book, fact)
    if made and any(one.programme == command.programme for one in open_requests(book)):
        raise Refused("already-asked", "この事業はすでに依頼中か、利用中です。", field="programme")
    return made


def open_requests(book: WorkBook | None) -> list[LinkedProgrammeAsked]:
    """The requests and uses that are not over."""
    known = book or WorkBook()
    return [
        asked
        for asked in known.standing(LinkedProgrammeAsked)
        if not known.after(asked.entry_no, LinkedProgrammeLeft)
    ]


def accept_into_programme(state: WorkBook | None, command: AcceptIntoProgramme) -> list[Event]:
    """Once, with who is in charge there."""
    book = state or WorkBook()
    _open(book, command.of_no, command.accepted_on, command.today, "accepted_on")
    told(command.in_charge, code="nobody", ja="先方の担当者を入力してください。", field="in_charge")
    ahead(command.next_on, after=command.accepted_on)
    fact = LinkedProgrammeAccepted(
        accepted_on=command.accepted_on,
        person=command.person,
        entry_no=0,
        of_no=command.of_no,
        next_on=command.next_on,
        in_charge=Open(command.person, command.in_charge.strip()),
    )
    made = entered(book, fact)
    if made and book.after(command.of_no, LinkedProgrammeAccepted):
        raise Refused("already-accepted", "受入れはもう記録されています。")
    return made


def record_progress(state: WorkBook | None, command: RecordProgress) -> list[Event]:
    """What was heard from the other body needs the day of the consent."""
    book = state or WorkBook()
    _open(book, command.of_no, command.progressed_on, command.today, "progressed_on")
    told(command.note, code="no-note", ja="経過を入力してください。", field="note")
    ahead(command.next_on, after=command.progressed_on)
    fact = LinkedProgrammeProgressed(
        progressed_on=command.progressed_on,
        person=command.person,
        entry_no=0,
        of_no=command.of_no,
        shared_back_on=_consented(command),
        next_on=command.next_on,
        note=Open(command.person, command.note.strip()),
    )
    return entered(book, fact)


def leave_programme(state: WorkBook | None, command: LeaveProgramme) -> list[Event]:
    """The end, accepted or not."""
    book = state or WorkBook()
    former = book.after(command.of_no, LinkedProgrammeLeft)
    if former and former[-1].left_on == command.left_on:
        return []
    _open(book, command.of_no, command.left_on, command.today, "left_on")
    fact = LinkedProgrammeLeft(
        left_on=command.left_on,
        person=command.person,
        entry_no=0,
        of_no=command.of_no,
        result=Open(command.person, command.result),
        note=Open(command.person, command.note.strip()),
    )
    return entered(book, fact)


def _consented(command: RecordProgress) -> date | None:
    if not command.shared_back:
        return None
    if command.shared_back_on is None or command.shared_back_on > command.progressed_on:
        raise Refused(
            "no-consent",
            "先方から聞いた内容のときは、情報の提供に本人が同意した日を入れてください。",
            field="shared_back_on",
        )
    return command.shared_back_on


def _open(book: WorkBook, no: int, day: date, today: date, field: str) -> None:
    asked = book.entry(no, LinkedProgrammeAsked, what="利用依頼")
    if book.after(no, LinkedProgrammeLeft):
        raise Refused("already-over", "この事業の利用は終わっています。")
    happened(day, today=today, field=field, not_before=asked.asked_on, step="利用依頼")
