"""Practice of skills with a scale before and after, and days at a workplace."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.contract.deciding import Refused
from events.contract.kind import Event
from events.contract.sealed import Open
from events.contract.work_codes import PracticeForm, PracticeResult, Skill
from events.contract.work_preparation import PracticeArranged, PracticeFinished, SkillPractised
from services.planning.decisions.guards import happened
from services.planning.programmes.work_book import WorkBook, entered
from services.planning.programmes.work_preparation.attending import LONGEST
from services.planning.programmes.work_preparation.enrolment import running

SCALE = range(1, 6)
"""1 = まだむずかしい … 5 = 一人でできる (暫定)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PractiseSkill:
    """One occasion."""

    today: date
    person: UUID
    practised_on: date
    skill: Skill
    before: int
    after: int
    minutes: int
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrangePractice:
    """`takes`: what the workplace of the register takes people for; None for a place there is none of."""

    today: date
    person: UUID
    arranged_on: date
    place: UUID
    form: PracticeForm
    begins_on: date
    ends_on: date
    takes: tuple[PracticeForm, ...] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishPractice:
    """What came of the practice with number `of_no`."""

    today: date
    person: UUID
    of_no: int
    finished_on: date
    days: int
    result: PracticeResult
    feedback: str = ""


def practise_skill(state: WorkBook | None, command: PractiseSkill) -> list[Event]:
    """Also before and after the programme itself: training belongs to whoever needs it."""
    happened(command.practised_on, today=command.today, field="practised_on")
    for field in ("before", "after"):
        if getattr(command, field) not in SCALE:
            raise Refused("no-scale", "1から5までで選んでください。", field=field)
    if not 0 < command.minutes <= LONGEST:
        raise Refused("no-minutes", "1分から1440分までの時間を入れてください。", field="minutes")
    fact = SkillPractised(
        practised_on=command.practised_on,
        person=command.person,
        entry_no=0,
        skill=command.skill,
        before=Open(command.person, command.before),
        after=Open(command.person, command.after),
        minutes=command.minutes,
        note=Open(command.person, command.note.strip()),
    )
    return entered(state or WorkBook(), fact)


def arrange_practice(state: WorkBook | None, command: ArrangePractice) -> list[Event]:
    """Inside the use of the programme, at a place that takes people for this."""
    book = state or WorkBook()
    running(book)
    happened(command.arranged_on, today=command.today, field="arranged_on")
    if command.takes is None or command.form not in command.takes:
        raise Refused(
            "not-taken", "この事業所は、この種類の受入れを登録していません。", field="place"
        )
    if command.ends_on < command.begins_on:
        raise Refused("period-reversed", "始めの日より前の日付です。", field="ends_on")
    fact = PracticeArranged(
        arranged_on=command.arranged_on,
        person=command.person,
        entry_no=0,
        place=command.place,
        form=command.form,
        begins_on=command.begins_on,
        ends_on=command.ends_on,
    )
    return entered(book, fact)


def finish_practice(state: WorkBook | None, command: FinishPractice) -> list[Event]:
    """Once, not before it was arranged."""
    book = state or WorkBook()
    arranged = book.entry(command.of_no, PracticeArranged, what="職場での体験")
    not_before = arranged.arranged_on
    happened(
        command.finished_on,
        today=command.today,
        field="finished_on",
        not_before=not_before,
        step="手配",
    )
    _days(command, arranged)
    fact = PracticeFinished(
        finished_on=command.finished_on,
        person=command.person,
        entry_no=0,
        of_no=command.of_no,
        days=command.days,
        result=Open(command.person, command.result),
        feedback=Open(command.person, command.feedback.strip()),
    )
    made = entered(book, fact)
    if made and book.after(command.of_no, PracticeFinished):
        raise Refused("already-finished", "この体験の結果はもう記録されています。")
    return made


def _days(command: FinishPractice, arranged: PracticeArranged) -> None:
    most = (arranged.ends_on - arranged.begins_on).days + 1
    begun = command.result is not PracticeResult.NOT_BEGUN
    if not (1 if begun else 0) <= command.days <= (most if begun else 0):
        raise Refused(
            "no-days",
            f"{1 if begun else 0}日から{most if begun else 0}日までの日数を入れてください。",
            field="days",
        )
