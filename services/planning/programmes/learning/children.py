"""A child comes in, how things stand at school, what the family worries about, and an entry taken back."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.contract.child_learning import (
    ChildRegistered,
    ChildWorryNoted,
    LearningEntryWithdrawn,
    SchoolStatusRecorded,
)
from events.contract.deciding import Refused
from events.contract.kind import Event
from events.contract.learning_codes import ChildDesk, ChildWorry, SchoolStage, SchoolStatus
from events.contract.sealed import Open
from events.contract.tutoring import LearningSessionAttended
from services.planning.decisions.guards import happened, told
from services.planning.programmes.learning.book import NO_WITHDRAWAL, LearningBook, entered

GRADES = range(1, 7)


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterChild:
    """`household`: number → pseudonym and name of everybody who lives there; the name may be empty."""

    today: date
    person: UUID
    household: dict[int, tuple[UUID, str]]
    registered_on: date
    member_no: int
    name: str = ""
    birth_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordSchool:
    """`of_no`: the child's registration."""

    today: date
    person: UUID
    of_no: int
    status_on: date
    stage: SchoolStage
    status: SchoolStatus
    grade: int | None = None
    school: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteWorry:
    """`needed_on`: when the money will be needed."""

    today: date
    person: UUID
    of_no: int
    noted_on: date
    worries: tuple[ChildWorry, ...] = ()
    needed_on: date | None = None
    desks: tuple[ChildDesk, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawLearningEntry:
    """Entry `of_no` was a slip."""

    today: date
    person: UUID
    of_no: int
    reason: str = ""


def register_child(state: LearningBook | None, command: RegisterChild) -> list[Event]:
    """Of the household, so that the child's keys end with the family's; named there or here."""
    book = state or LearningBook()
    happened(command.registered_on, today=command.today, field="registered_on")
    if command.member_no not in command.household:
        raise Refused("no-member", "世帯員から選んでください。", field="member_no")
    child, known = command.household[command.member_no]
    name = command.name.strip() or known
    told(name, code="no-name", ja="子どもの名前を入力してください。", field="name")
    if command.birth_on is not None:
        happened(command.birth_on, today=command.today, field="birth_on")
    fact = ChildRegistered(
        registered_on=command.registered_on,
        person=command.person,
        child=child,
        entry_no=0,
        member_no=command.member_no,
        name=Open(child, name),
        birth_on=Open(child, command.birth_on),
    )
    made = entered(book, fact)
    if made and book.latest(ChildRegistered, child):
        raise Refused("already-registered", "この子どもはもう登録されています。")
    return made


def record_school(state: LearningBook | None, command: RecordSchool) -> list[Event]:
    """在籍, 不登校, 中退 …, dated; the history before the registration may be told too."""
    book = state or LearningBook()
    child = book.entry(command.of_no, ChildRegistered, what="子ども").child
    happened(command.status_on, today=command.today, field="status_on")
    if command.grade is not None and command.grade not in GRADES:
        raise Refused("no-grade", "学年は1から6までの数字で入れてください。", field="grade")
    fact = SchoolStatusRecorded(
        status_on=command.status_on,
        person=command.person,
        child=child,
        entry_no=0,
        stage=Open(child, command.stage),
        grade=Open(child, command.grade),
        status=Open(child, command.status),
        school=Open(child, command.school.strip()),
        note=Open(child, command.note.strip()),
    )
    return entered(book, fact)


def note_worry(state: LearningBook | None, command: NoteWorry) -> list[Event]:
    """Codes first; words may be added."""
    book = state or LearningBook()
    child = book.entry(command.of_no, ChildRegistered, what="子ども").child
    happened(command.noted_on, today=command.today, field="noted_on")
    if not command.worries:
        raise Refused("no-worry", "心配なことを選んでください。", field="worries")
    if command.needed_on is not None and command.needed_on < command.noted_on:
        raise Refused(
            "not-ahead", "費用がいる時期は、聞いた日より後にしてください。", field="needed_on"
        )
    fact = ChildWorryNoted(
        noted_on=command.noted_on,
        person=command.person,
        child=child,
        entry_no=0,
        worries=Open(child, command.worries),
        needed_on=command.needed_on,
        desks=command.desks,
        note=Open(child, command.note.strip()),
    )
    return entered(book, fact)


def withdraw_learning_entry(
    state: LearningBook | None, command: WithdrawLearningEntry
) -> list[Event]:
    """取消, with its reason; the entry stays readable."""
    book = state or LearningBook()
    if command.of_no in book.withdrawn:
        return []
    found = book.entry(command.of_no, Event, what="取り消す")
    if isinstance(found, NO_WITHDRAWAL):
        raise Refused("not-withdrawn-here", "この記録は、会場の一日の画面で直してください。")
    _nobody_came(book, found)
    told(command.reason, code="no-reason", ja="取り消す理由を入力してください。", field="reason")
    return [
        LearningEntryWithdrawn(
            withdrawn_on=command.today,
            person=command.person,
            of_no=command.of_no,
            reason=Open(command.person, command.reason.strip()),
        )
    ]


def _nobody_came(book: LearningBook, found: Event) -> None:
    """A child who was at a site is no slip, and the days' counts would no longer hold."""
    if isinstance(found, ChildRegistered) and book.standing(LearningSessionAttended, found.child):
        raise Refused("was-there", "会場に出席した記録のある子どもは、取り消せません。")
