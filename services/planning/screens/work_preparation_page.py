"""What the page of 就労準備支援 shows: the use as it stands, attendance, rhythm, practice, workplaces."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from events.contract import opened
from events.contract.work_codes import PARTICIPATION, Attendance
from events.contract.work_preparation import (
    ActivityAttended,
    PracticeArranged,
    PracticeFinished,
    SkillPractised,
)
from services.planning.programmes.work_book import WorkBook
from services.planning.programmes.work_preparation import figures
from services.planning.programmes.work_preparation.enrolment import latest
from services.planning.programmes.work_preparation.rhythm import template_on
from services.planning.screens.record_form import Work
from services.planning.screens.work_choices import titles

SOON = timedelta(days=60)
"""Days before the end of the period from which it is marked (暫定)."""
MARKS = {Attendance.ATTENDED: "出", Attendance.LATE: "遅", Attendance.ABSENT: "欠"}


@dataclass(frozen=True, slots=True)
class Cell:
    """One day of the picture of attendance: a letter and its word per slot."""

    day: date
    slots: tuple[tuple[str, ActivityAttended], ...]


@dataclass(frozen=True, slots=True)
class Practised:
    """One occasion with its scales, None where they may not be read."""

    fact: SkillPractised
    before: int | None
    after: int | None


@dataclass(frozen=True, slots=True)
class Placement:
    """Days at a workplace and what came of them."""

    arranged: PracticeArranged
    title: str
    finished: PracticeFinished | None


def shown(records: Work) -> dict[str, Any]:
    """The page's context."""
    book = records.state or WorkBook()
    today = records.file.today
    now = latest(book)
    sums = figures.attended(book)
    return {
        "use": now,
        "ends_soon": bool(now and not now.ended and now.ends_on - today <= SOON),
        "sums": sums,
        "participation": figures.participation(sums),
        "taking_part": "・".join(
            a.ja for a in type(next(iter(PARTICIPATION))) if a in PARTICIPATION
        ),
        "attendance": _attendance(book, today),
        "planned": template_on(book, today),
        "rhythm": figures.rhythm(book, today),
        "practised": [_practised(one) for one in book.standing(SkillPractised)],
        "placements": _placements(records, book),
    }


def _attendance(book: WorkBook, today: date) -> list[list[Cell]]:
    days = figures.slots_by_day(book)
    return [
        [Cell(d, tuple((MARKS[s.attendance], s) for s in days.get(d, ()))) for d in week]
        for week in figures.weeks(today)
    ]


def _practised(fact: SkillPractised) -> Practised:
    return Practised(fact, opened(fact.before, None), opened(fact.after, None))


def _placements(records: Work, book: WorkBook) -> list[Placement]:
    arranged = book.standing(PracticeArranged)
    known = titles(records.file.desk) if arranged else {}
    return [
        Placement(
            one,
            known.get(one.place, "台帳にない事業所"),
            next(iter(book.after(one.entry_no, PracticeFinished)), None),
        )
        for one in arranged
    ]
