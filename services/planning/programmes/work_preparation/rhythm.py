"""生活リズム: a week's template, the days as they were, and how far they kept to it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.contract.deciding import Refused
from events.contract.kind import Event
from events.contract.sealed import Open, opened
from events.contract.work_codes import Habit, Weekday
from events.contract.work_preparation import RhythmLine, RhythmPlanned, RhythmRecorded
from services.planning.decisions.guards import happened
from services.planning.programmes.work_book import WorkBook, entered, number
from services.planning.programmes.work_preparation import clock_time

WEEKDAYS = tuple(Weekday)
Lines = tuple[RhythmLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedHabit:
    """`at` as typed, e.g. 7:30. The page has one row per habit, in the order of the list."""

    habit: Habit
    at: str
    weekdays: tuple[Weekday, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRhythm:
    """The template, agreed with the person."""

    today: date
    person: UUID
    planned_on: date
    lines: tuple[PlannedHabit, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LivedDay:
    """One day; `got_up` as typed, empty where it is not known; `row` is its place on the page."""

    day_on: date
    row: int = 0
    got_up: str = ""
    kept: tuple[Habit, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordRhythm:
    """Several days at once."""

    today: date
    person: UUID
    days: tuple[LivedDay, ...] = ()


def plan_rhythm(state: WorkBook | None, command: PlanRhythm) -> list[Event]:
    """From that day on; at least one habit with its time and its days."""
    happened(command.planned_on, today=command.today, field="planned_on")
    if not command.lines:
        raise Refused("no-habit", "時刻を一つ以上入れてください。", field="lines-0-at")
    lines = tuple(_line(one) for one in command.lines)
    fact = RhythmPlanned(
        planned_on=command.planned_on,
        person=command.person,
        entry_no=0,
        lines=Open(command.person, lines),
    )
    return entered(state or WorkBook(), fact)


def record_rhythm(state: WorkBook | None, command: RecordRhythm) -> list[Event]:
    """Each day once; a slip is withdrawn and recorded again."""
    book = state or WorkBook()
    if not command.days:
        raise Refused("no-day", "一日以上入力してください。")
    facts: list[Event] = []
    for day in command.days:
        facts += _lived(WorkBook((*book.facts, *facts), book.withdrawn), command, day)
    return facts


def template_on(book: WorkBook | None, day: date) -> Lines:
    """The template in force that day; empty before the first, and where it may not be read."""
    planned = (book or WorkBook()).standing(RhythmPlanned)
    known = sorted(
        (p for p in planned if p.planned_on <= day), key=lambda p: (p.planned_on, number(p))
    )
    return opened(known[-1].lines, ()) if known else ()


def asked_on(lines: Lines, day: date) -> tuple[Habit, ...]:
    """The habits the template asks for on that weekday."""
    weekday = WEEKDAYS[day.weekday()]
    return tuple(line.habit for line in lines if weekday in line.weekdays)


def _line(one: PlannedHabit) -> RhythmLine:
    at = clock_time.read(one.at, field=f"lines-{list(Habit).index(one.habit)}-at")
    days = tuple(day for day in WEEKDAYS if day in one.weekdays) or WEEKDAYS
    return RhythmLine(habit=one.habit, at=at, weekdays=days)


def _lived(book: WorkBook, command: RecordRhythm, day: LivedDay) -> list[Event]:
    field = f"days-{day.row}-got_up"
    happened(day.day_on, today=command.today, field=field)
    at = clock_time.read(day.got_up, field=field) if day.got_up.strip() else None
    fact = RhythmRecorded(
        day_on=day.day_on,
        person=command.person,
        entry_no=0,
        got_up_at=Open(command.person, at),
        kept=Open(command.person, tuple(habit for habit in Habit if habit in day.kept)),
        note=Open(command.person, day.note.strip()),
    )
    made = entered(book, fact)
    if made and any(one.day_on == day.day_on for one in book.standing(RhythmRecorded)):
        raise Refused(
            "already-recorded",
            "その日の記録はもうあります。直すときは、前の記録を取り消してください。",
            field=field,
        )
    return made
