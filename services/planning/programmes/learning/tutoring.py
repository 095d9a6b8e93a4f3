"""Tutor and child: matched, parted, a visit at home, and the child who becomes a tutor."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from events.contract.child_learning import ChildRegistered
from events.contract.deciding import Refused
from events.contract.kind import Event
from events.contract.learning_codes import MatchEndReason, Subject
from events.contract.sealed import Open
from events.contract.tutoring import (
    ChildBecameTutor,
    HomeLessonHeld,
    TutorMatched,
    TutorMatchEnded,
)
from services.planning.decisions.guards import happened, told
from services.planning.programmes.learning.book import LearningBook, entered
from services.planning.programmes.learning.matching import Proposal
from services.planning.programmes.learning.plans import running

LONGEST_MINUTES = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchTutor:
    """`weighed`: how the chosen tutor stands to this child; None = no such tutor.

    `instead`: the present match ends the same day, with another tutor taking over.
    """

    today: date
    person: UUID
    of_no: int
    matched_on: date
    tutor: UUID
    weighed: Proposal | None
    reason: str = ""
    instead: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EndMatch:
    """Match `of_no` is over."""

    today: date
    person: UUID
    of_no: int
    ended_on: date
    reason: MatchEndReason
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordHomeLesson:
    """A visit of the tutor of match `of_no`."""

    today: date
    person: UUID
    of_no: int
    held_on: date
    minutes: int
    subjects: tuple[Subject, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BecomeTutor:
    """`tutor` is the new entry of the register."""

    today: date
    person: UUID
    of_no: int
    became_on: date
    tutor: UUID


def current(book: LearningBook, child: UUID) -> TutorMatched | None:
    """The match that is not over."""
    over = {end.of_no for end in book.standing(TutorMatchEnded, child)}
    found = [one for one in book.standing(TutorMatched, child) if one.entry_no not in over]
    return found[-1] if found else None


def match_tutor(state: LearningBook | None, command: MatchTutor) -> list[Event]:
    """A checked, active tutor; one match at a time; what stands against it needs the reason all the more."""
    book = state or LearningBook()
    child = book.entry(command.of_no, ChildRegistered, what="子ども").child
    happened(command.matched_on, today=command.today, field="matched_on")
    told(
        command.reason,
        code="no-reason",
        ja="この講師にする理由を入力してください。",
        field="reason",
    )
    fact = TutorMatched(
        matched_on=command.matched_on,
        person=command.person,
        child=child,
        entry_no=0,
        tutor=command.tutor,
        reason=Open(child, command.reason.strip()),
    )
    now = current(book, child)
    if now is not None and now.tutor == command.tutor:
        if now.matched_on == command.matched_on:
            return []
        raise Refused("already-matched", "いまの講師と同じです。", field="tutor")
    _entrusted(book, child, command)
    parted = _parted(book, now, command)
    return [*parted, *entered(replace(book, facts=(*book.facts, *parted)), fact)]


def end_match(state: LearningBook | None, command: EndMatch) -> list[Event]:
    """Once, not before it began."""
    book = state or LearningBook()
    match = book.entry(command.of_no, TutorMatched, what="組合せ")
    happened(
        command.ended_on,
        today=command.today,
        field="ended_on",
        not_before=match.matched_on,
        step="組合せ",
    )
    fact = _end(match, command.ended_on, command.reason, command.note, command.person)
    made = entered(book, fact)
    if made and current(book, match.child) != match:
        raise Refused("already-over", "この組合せは終わっています。")
    return made


def record_home_lesson(state: LearningBook | None, command: RecordHomeLesson) -> list[Event]:
    """A visit within the match."""
    book = state or LearningBook()
    match = book.entry(command.of_no, TutorMatched, what="組合せ")
    happened(
        command.held_on,
        today=command.today,
        field="held_on",
        not_before=match.matched_on,
        step="組合せ",
    )
    _within(book, match, command.held_on)
    if not 0 < command.minutes <= LONGEST_MINUTES:
        raise Refused("no-minutes", f"時間は1分から{LONGEST_MINUTES}分までです。", field="minutes")
    fact = HomeLessonHeld(
        held_on=command.held_on,
        person=command.person,
        child=match.child,
        entry_no=0,
        of_no=command.of_no,
        minutes=command.minutes,
        subjects=command.subjects,
        note=Open(match.child, command.note.strip()),
    )
    return entered(book, fact)


def become_tutor(state: LearningBook | None, command: BecomeTutor) -> list[Event]:
    """循環型; once per child."""
    book = state or LearningBook()
    child = book.entry(command.of_no, ChildRegistered, what="子ども").child
    former = book.latest(ChildBecameTutor, child)
    if former is not None:
        if former.tutor == command.tutor:
            return []
        raise Refused("already-tutor", "この子どもは、もう講師として登録されています。")
    happened(command.became_on, today=command.today, field="became_on")
    return entered(
        book,
        ChildBecameTutor(
            became_on=command.became_on,
            person=command.person,
            child=child,
            entry_no=0,
            tutor=command.tutor,
        ),
    )


def _entrusted(book: LearningBook, child: UUID, command: MatchTutor) -> None:
    if running(book, child) is None:
        raise Refused("no-plan", "先に学習計画を記録してください。")
    if command.weighed is None:
        raise Refused("no-such-tutor", "講師を選び直してください。", field="tutor")
    if command.weighed.barred:
        raise Refused("not-entrusted", f"{'、'.join(command.weighed.against)}。", field="tutor")


def _parted(book: LearningBook, now: TutorMatched | None, command: MatchTutor) -> list[Event]:
    if now is None:
        return []
    if not command.instead:
        raise Refused(
            "already-matched",
            "いま組んでいる講師がいます。替えるときは「いまの講師と交替する」を選んでください。",
            field="instead",
        )
    happened(
        command.matched_on,
        today=command.today,
        field="matched_on",
        not_before=now.matched_on,
        step="いまの組合せ",
    )
    fact = _end(now, command.matched_on, MatchEndReason.REMATCHED, "", command.person)
    return entered(book, fact)


def _end(
    match: TutorMatched, on: date, reason: MatchEndReason, note: str, person: UUID
) -> TutorMatchEnded:
    return TutorMatchEnded(
        ended_on=on,
        person=person,
        child=match.child,
        entry_no=0,
        of_no=match.entry_no,
        reason=Open(match.child, reason),
        note=Open(match.child, note.strip()),
    )


def _within(book: LearningBook, match: TutorMatched, day: date) -> None:
    ends = [end for end in book.standing(TutorMatchEnded) if end.of_no == match.entry_no]
    if ends and day > ends[-1].ended_on:
        raise Refused("after-end", "組合せが終わったあとの日です。", field="held_on")
