"""Sites as people read them: one with its calendar, all of them, and their forms."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from events.contract import fold, kind_of, wareki
from events.contract.learning_codes import MonthWeek, NoSessionReason
from events.contract.work_codes import Weekday
from events.host.answers import Missing
from events.host.asked_of_address import month_asked as month_of_address
from events.host.calendar import fiscal_year_days
from events.host.case_stream import below
from events.host.desk import Desk
from events.host.filters import choices
from events.log.recorded import Recorded
from services.planning.programmes.learning import site as site_facts
from services.planning.programmes.learning.site import Site, SiteDay, days
from services.planning.programmes.learning.sites import (
    AddDay,
    CancelDay,
    CloseSite,
    OpenSite,
    add_day,
    cancel_day,
    change_site,
    close_site,
)
from services.planning.programmes.work_preparation import clock_time
from services.planning.projections import learning_lookup
from services.planning.projections.learning_session import LearningSession
from services.planning.projections.learning_site import SiteRow
from services.planning.screens.learning_words import rule, words
from services.planning.screens.record_form import FormField, day

SITE_FIELDS: Final = (
    day("on", "この内容になった日"),
    FormField(kind="text", name="title", label="会場の名前", required=True),
    FormField(kind="text", name="place", label="場所"),
    FormField(kind="number", name="capacity", label="定員", unit="名", required=True),
    FormField(
        kind="checks", name="weeks", label="第何週", options=choices(MonthWeek), required=True
    ),
    FormField(
        kind="checks", name="weekdays", label="曜日", options=choices(Weekday), required=True
    ),
    FormField(kind="text", name="begins", label="始まり", hint="例 10:00", required=True),
    FormField(kind="text", name="ends", label="終わり", hint="例 14:00", required=True),
    FormField(kind="check", name="lunch", label="昼食を出す"),
    FormField(kind="check", name="on_holidays", label="祝日にも開く"),
)
FORMS: Final[dict[str, tuple[str, str, Any, Any, Sequence[FormField]]]] = {
    "change": ("会場の変更", "変更を記録する", OpenSite, change_site, SITE_FIELDS),
    "cancelled-day": (
        "会場の休み",
        "休みを記録する",
        CancelDay,
        cancel_day,
        (
            day("day", "休む日"),
            FormField(
                kind="radio",
                name="reason",
                label="理由",
                options=choices(NoSessionReason),
                required=True,
            ),
        ),
    ),
    "added-day": (
        "臨時に開く日",
        "開く日を記録する",
        AddDay,
        add_day,
        (day("day", "開く日", hint="休みを取り消すときも、ここに入れます。例 R8.6.1"),),
    ),
    "closure": (
        "会場の終わり",
        "会場を終える",
        CloseSite,
        close_site,
        (day("closed_on", "最後の日"),),
    ),
}
"""Path → heading, button, command, decision, fields."""


@dataclass(frozen=True, slots=True)
class DayLine:
    """One day of the calendar; `held` None = not counted (yet)."""

    day: SiteDay
    weekday: str
    held: LearningSession | None
    holiday: str


@dataclass(frozen=True, slots=True)
class SiteFile:
    """One site: the register's row and the stream."""

    desk: Desk
    row: SiteRow
    recorded: tuple[Recorded, ...]
    site: Site

    def at(self, page: str = "") -> str:
        """Path of a page of this site."""
        return below(f"{self.desk.root}/learning/sites/{self.row.case_id}", page)

    @property
    def may_record(self) -> bool:
        """Whether this person may record here."""
        return self.desk.staff.may("service.record", self.row.area)

    @property
    def rule(self) -> str:
        """第2・第4土曜 10:00〜14:00."""
        return rule(self.site.entry)

    def is_holiday(self, on: date) -> bool:
        """祝日, or a day off of the office."""
        return bool(self.desk.runtime.calendar.name(on))

    def month(self, year: int, number: int) -> list[DayLine]:
        """The days of a month with what was counted on them."""
        found = days(self.site, year, number, is_holiday=self.is_holiday)
        first, last = date(year, number, 1), after(year, number)
        held = learning_lookup.sessions(self.desk.runtime.tables, first, last, self.row.case_id)
        counted = {one.held_on: one for one in held}
        name = self.desk.runtime.calendar.name
        return [
            DayLine(one, WEEK[one.on.weekday()], counted.get(one.on), name(one.on)) for one in found
        ]

    def next_day(self) -> date | None:
        """The first open day from today on, within three months."""
        year, number = self.desk.today.year, self.desk.today.month
        for _ in range(3):
            for one in days(self.site, year, number, is_holiday=self.is_holiday):
                if one.on >= self.desk.today and one.cancelled is None:
                    return one.on
            year, number = beside(year, number, 1)
        return None


WEEK: Final = "月火水木金土日"


def beside(year: int, month: int, step: int) -> tuple[int, int]:
    """The month that many later."""
    count = year * 12 + month - 1 + step
    return count // 12, count % 12 + 1


def after(year: int, month: int) -> date:
    """The last day of a month."""
    later = beside(year, month, 1)
    return date.fromordinal(date(*later, 1).toordinal() - 1)


def month_asked(desk: Desk) -> tuple[int, int]:
    """The month of `?month=2026-06`; this one for none, and for what cannot be read."""
    typed = desk.request.query_params.get("month", "")
    found = month_of_address(typed) or desk.today
    return found.year, found.month


def site_file(desk: Desk, site: UUID) -> SiteFile:
    """The site; Missing (404) for one nobody registered."""
    row = learning_lookup.site(desk.runtime.tables, site)
    if row is None:
        raise Missing
    return _file(desk, row)


def every_site(desk: Desk) -> list[SiteFile]:
    """All sites of the city, those that are over last."""
    return [_file(desk, row) for row in learning_lookup.sites(desk.runtime.tables)]


def titles(desk: Desk) -> dict[UUID, str]:
    """The name of every site."""
    return {row.case_id: row.title for row in learning_lookup.sites(desk.runtime.tables)}


def typed(found: SiteFile, form: str) -> dict[str, str | list[str]]:
    """What a fresh form begins with."""
    today = wareki.short(found.desk.today)
    if form != "change":
        asked = found.desk.request.query_params.get("day", "")
        return {FORMS[form][4][0].name: asked or ("" if "day" in form else today)}
    entry = found.site.entry
    return {
        "on": today,
        "title": entry.title,
        "place": entry.place,
        "capacity": str(entry.capacity),
        "weeks": [week.value for week in entry.weeks],
        "weekdays": [one.value for one in entry.weekdays],
        "begins": clock_time.said(entry.begins_at),
        "ends": clock_time.said(entry.ends_at),
        "lunch": "yes" if entry.lunch else "",
        "on_holidays": "yes" if entry.on_holidays else "",
    }


def history(found: SiteFile) -> list[tuple[str, str, str]]:
    """Term, day and words of every record, newest first."""
    return [
        (kind_of(one.fact).ja, wareki.short(one.occurred_on), words(one.fact))
        for one in reversed(found.recorded)
    ]


@dataclass(frozen=True, slots=True)
class SiteYear:
    """A fiscal year at a site; `former` = tutors who were pupils here once (循環型)."""

    title: str
    days: int
    children: int
    meals: int
    tutors: int
    former: int


def year(desk: Desk, fiscal: int) -> list[SiteYear]:
    """What every site did in a fiscal year."""
    tables = desk.runtime.tables
    held: dict[UUID, list[LearningSession]] = defaultdict(list)
    for one in learning_lookup.sessions(tables, *fiscal_year_days(fiscal)):
        held[one.site].append(one)
    pupils = {row.case_id for row in learning_lookup.tutors(tables) if row.was_pupil}
    return [_year(row.title, held[row.case_id], pupils) for row in learning_lookup.sites(tables)]


def _year(title: str, held: Sequence[LearningSession], pupils: set[UUID]) -> SiteYear:
    tutors = {tutor for one in held for tutor in one.tutors}
    return SiteYear(
        title=title,
        days=len(held),
        children=sum(one.children for one in held),
        meals=sum(one.lunches + one.other_lunches for one in held),
        tutors=len(tutors),
        former=len(tutors & pupils),
    )


def _file(desk: Desk, row: SiteRow) -> SiteFile:
    recorded = tuple(desk.history(row.case_id, row.area))
    known = fold(site_facts.evolve, (one.fact for one in recorded))
    if known is None:
        raise Missing
    return SiteFile(desk, row, recorded, known)
