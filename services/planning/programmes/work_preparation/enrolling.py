"""Enrolment, extension, stages and end of 就労準備支援."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.contract.deciding import Refused
from events.contract.kind import Event
from events.contract.sealed import Open
from events.contract.work_codes import PreparationResult, PreparationStage
from events.contract.work_preparation import (
    PreparationEnded,
    PreparationEnrolled,
    PreparationExtended,
    PreparationStageMoved,
)
from services.planning.decisions.guards import happened, told
from services.planning.programmes.work_book import WorkBook, entered
from services.planning.programmes.work_preparation.enrolment import latest, running


@dataclass(frozen=True, slots=True, kw_only=True)
class EnrolInPreparation:
    """The first day, the last day of the period, where somebody stands and what they want."""

    today: date
    person: UUID
    enrolled_on: date
    ends_on: date
    stage: PreparationStage
    objective: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtendPreparation:
    """A later last day, and why."""

    today: date
    person: UUID
    extended_on: date
    ends_on: date
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveStage:
    """Another of the three stages, and what showed it."""

    today: date
    person: UUID
    moved_on: date
    stage: PreparationStage
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EndPreparation:
    """The last day as it was, and what it led to."""

    today: date
    person: UUID
    ended_on: date
    result: PreparationResult
    note: str = ""


def year_from(day: date) -> date:
    """The last day of a year that begins that day (暫定: 利用期間は原則1年)."""
    return date.fromordinal(_a_year_later(day).toordinal() - 1)


def enrol_in_preparation(state: WorkBook | None, command: EnrolInPreparation) -> list[Event]:
    """One use at a time, for a year at most (暫定)."""
    book = state or WorkBook()
    happened(command.enrolled_on, today=command.today, field="enrolled_on")
    _within_a_year(command.ends_on, command.enrolled_on)
    fact = PreparationEnrolled(
        enrolled_on=command.enrolled_on,
        person=command.person,
        entry_no=0,
        ends_on=command.ends_on,
        stage=Open(command.person, command.stage),
        objective=Open(command.person, command.objective.strip()),
    )
    made = entered(book, fact)
    former = latest(book)
    if made and former is not None:
        if former.ended is None:
            raise Refused("already-enrolled", "すでに就労準備支援を利用しています。")
        happened(
            command.enrolled_on,
            today=command.today,
            field="enrolled_on",
            not_before=former.ended.ended_on,
            step="前回の利用終了",
        )
    return made


def extend_preparation(state: WorkBook | None, command: ExtendPreparation) -> list[Event]:
    """To a later day, a year at most from the end that stood (暫定)."""
    book = state or WorkBook()
    now = running(book)
    if now.extensions and now.extensions[-1].ends_on == command.ends_on:
        return []
    _since_begin(book, command.extended_on, command.today, "extended_on")
    told(command.reason, code="no-reason", ja="延ばす理由を入力してください。", field="reason")
    if command.ends_on <= now.ends_on:
        raise Refused(
            "not-later", "いまの期間の終わりより後の日付を入れてください。", field="ends_on"
        )
    _within_a_year(command.ends_on, now.ends_on)
    fact = PreparationExtended(
        extended_on=command.extended_on,
        person=command.person,
        entry_no=0,
        of_no=now.begun.entry_no,
        ends_on=command.ends_on,
        reason=Open(command.person, command.reason.strip()),
    )
    return entered(book, fact)


def move_stage(state: WorkBook | None, command: MoveStage) -> list[Event]:
    """Forwards or back, never to where somebody already is."""
    book = state or WorkBook()
    now = running(book)
    if command.stage == now.stage:
        if now.moves and now.moves[-1].moved_on == command.moved_on:
            return []
        raise Refused("same-stage", "いまと同じ段階です。", field="stage")
    _since_begin(book, command.moved_on, command.today, "moved_on")
    if command.moved_on < now.since:
        raise Refused(
            "before-earlier-step", "前に段階を変えた日より前の日付です。", field="moved_on"
        )
    told(
        command.reason, code="no-reason", ja="段階を変える理由を入力してください。", field="reason"
    )
    fact = PreparationStageMoved(
        moved_on=command.moved_on,
        person=command.person,
        entry_no=0,
        of_no=now.begun.entry_no,
        stage=Open(command.person, command.stage),
        reason=Open(command.person, command.reason.strip()),
    )
    return entered(book, fact)


def end_preparation(state: WorkBook | None, command: EndPreparation) -> list[Event]:
    """The end of the use that runs."""
    book = state or WorkBook()
    former = latest(book)
    if former and former.ended and former.ended.ended_on == command.ended_on:
        return []
    now = running(book)
    _since_begin(book, command.ended_on, command.today, "ended_on")
    fact = PreparationEnded(
        ended_on=command.ended_on,
        person=command.person,
        entry_no=0,
        of_no=now.begun.entry_no,
        result=Open(command.person, command.result),
        note=Open(command.person, command.note.strip()),
    )
    return entered(book, fact)


def _since_begin(book: WorkBook, day: date, today: date, field: str) -> None:
    begun = running(book).begun.enrolled_on
    happened(day, today=today, field=field, not_before=begun, step="利用開始")


def _within_a_year(last: date, first: date) -> None:
    if last < first:
        raise Refused("period-reversed", "始めの日より前の日付です。", field="ends_on")
    if last > _a_year_later(first):
        raise Refused(
            "longer-than-a-year",
            "一度に定められる期間は1年までです(暫定)。続けるときは期間の延長を記録してください。",
            field="ends_on",
        )


def _a_year_later(day: date) -> date:
    """The same day of the next year; 28 February for a leap day."""
    leap = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year + 1, day=28 if leap else day.day)
