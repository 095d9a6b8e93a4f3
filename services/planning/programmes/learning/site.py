"""One site: its entry by day, the days it stayed shut or opened out of turn, and the days of a month."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID, uuid5

from events.contract.kind import Event
from events.contract.learning_site import (
    LearningDayAdded,
    LearningDayCancelled,
    LearningSiteChanged,
    LearningSiteClosed,
    LearningSiteOpened,
)
from services.planning.programmes.learning.recurring import days_of_month

SiteEntry = LearningSiteOpened | LearningSiteChanged


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """`entries` with their first day, oldest first; `moved`: day → opened out of turn, or cancelled."""

    entries: tuple[tuple[date, SiteEntry], ...]
    moved: tuple[tuple[date, LearningDayAdded | LearningDayCancelled], ...] = ()
    closed_on: date | None = None

    @property
    def entry(self) -> SiteEntry:
        """The newest."""
        return self.entries[-1][1]

    def entry_on(self, day: date) -> SiteEntry | None:
        """The entry in force that day; None before the site opened and after it closed."""
        if self.closed_on and day > self.closed_on:
            return None
        held = [entry for since, entry in self.entries if since <= day]
        return held[-1] if held else None

    def word_on(self, day: date) -> LearningDayAdded | LearningDayCancelled | None:
        """The last word about a single day."""
        return next((said for on, said in reversed(self.moved) if on == day), None)


def evolve(state: Site | None, fact: Event) -> Site:
    """The site after one fact; ValueError for any other kind, or before the site opened."""
    if isinstance(fact, LearningSiteOpened):
        return Site(entries=((fact.opened_on, fact),))
    if state is None:
        raise ValueError(f"{type(fact).__name__} before the site opened")
    match fact:
        case LearningSiteChanged():
            kept = sorted((*state.entries, (fact.changed_on, fact)), key=lambda held: held[0])
            return replace(state, entries=tuple(kept))
        case LearningDayAdded() | LearningDayCancelled():
            return replace(state, moved=(*state.moved, (fact.day, fact)))
        case LearningSiteClosed():
            return replace(state, closed_on=fact.closed_on)
    raise ValueError(f"{type(fact).__name__} is no fact of a site")


def session_of(site: UUID, day: date) -> UUID:
    """The stream of a day at a site. Never change."""
    return uuid5(site, f"session/{day.isoformat()}")


@dataclass(frozen=True, slots=True)
class SiteDay:
    """`cancelled` None = it takes place."""

    on: date
    cancelled: LearningDayCancelled | None
    added: bool


def days(site: Site, year: int, month: int, *, is_holiday: Callable[[date], bool]) -> list[SiteDay]:
    """Every day of the month on which the site opens, or would have opened."""
    by_rule = {
        day
        for entry in {id(held): held for _, held in site.entries}.values()
        for day in days_of_month(year, month, entry.weeks, entry.weekdays)
        if site.entry_on(day) is entry and (entry.on_holidays or not is_holiday(day))
    }
    told = {day for day, _ in site.moved if (day.year, day.month) == (year, month)}
    made = []
    for day in sorted(by_rule | told):
        word = site.word_on(day)
        if site.entry_on(day) is not None:
            cancelled = word if isinstance(word, LearningDayCancelled) else None
            made.append(SiteDay(day, cancelled, isinstance(word, LearningDayAdded)))
    return made


def opens_on(site: Site, day: date, *, is_holiday: Callable[[date], bool]) -> bool:
    """Whether the site is open that day."""
    found = days(site, day.year, day.month, is_holiday=is_holiday)
    return any(one.on == day and one.cancelled is None for one in found)
