"""The two forms of life rhythm: the week's template, and some days as they were."""

from dataclasses import replace
from datetime import date, timedelta

from events.contract import Refused, wareki
from events.contract.work_codes import Habit, Weekday
from events.contract.work_preparation import RhythmRecorded
from events.host.asked_of_address import number_asked
from events.host.case_stream import Typed
from events.host.filters import choices
from events.host.form import Form
from events.host.forms import SentForm
from services.planning.programmes.work_book import WorkBook
from services.planning.programmes.work_preparation import clock_time
from services.planning.programmes.work_preparation.rhythm import asked_on, template_on
from services.planning.screens import rows
from services.planning.screens.record_form import Work

DAYS = 7
Day = tuple[date, list[tuple[str, str]], RhythmRecorded | None]
"""A day, the habits to choose from, and what is recorded of it."""


def template_typed(records: Work) -> Typed:
    """The template that stands as form texts; the habits without one ask for every day."""
    today = records.file.today
    standing = {line.habit: line for line in template_on(records.state, today)}
    typed: dict[str, str | list[str]] = {"planned_on": wareki.short(today)}
    for n, habit in enumerate(Habit):
        line = standing.get(habit)
        typed[f"lines-{n}-at"] = clock_time.said(line.at) if line else ""
        days = line.weekdays if line else tuple(Weekday)
        typed[f"lines-{n}-weekdays"] = [weekday.value for weekday in days]
    return typed


def with_times(sent: SentForm) -> SentForm:
    """The form without the habits that have no time."""
    return replace(sent, form=rows.without(sent.form, "lines", "at"))


def week(records: Work, until: str) -> list[Day]:
    """Seven days up to the day asked for: what the template asks for, and what is recorded."""
    book = records.state or WorkBook()
    last = _last(until, records.file.today)
    recorded = {one.day_on: one for one in book.standing(RhythmRecorded)}
    days = [last - timedelta(days=DAYS - 1 - n) for n in range(DAYS)]
    asked = {d: asked_on(template_on(book, d), d) or tuple(Habit) for d in days}
    return [(d, choices(asked[d]), recorded.get(d)) for d in days]


def lived(sent: SentForm) -> SentForm:
    """The form without the days of which nothing was said."""
    form = sent.form
    said = {
        n for n in range(DAYS) if any(_said(form, n, what) for what in ("got_up", "kept", "note"))
    }
    kept = {
        name: texts
        for name, texts in form.typed.items()
        if not name.startswith("days-") or number_asked(name.split("-")[1]) in said
    }
    return replace(sent, form=replace(form, typed=kept))


def _said(form: Form, n: int, what: str) -> bool:
    return any(text.strip() for text in form.values(f"days-{n}-{what}"))


def _last(typed: str, today: date) -> date:
    try:
        return min(wareki.read(typed), today) if typed else today
    except Refused:
        return today
