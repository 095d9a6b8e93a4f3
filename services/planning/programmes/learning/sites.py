"""The register of sites: opened, changed, a day cancelled or added, closed."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from events.contract.deciding import Refused
from events.contract.kind import Event
from events.contract.learning_codes import MonthWeek, NoSessionReason
from events.contract.learning_site import (
    LearningDayAdded,
    LearningDayCancelled,
    LearningSiteChanged,
    LearningSiteClosed,
    LearningSiteOpened,
)
from events.contract.work_codes import Weekday
from services.planning.decisions.guards import happened, told
from services.planning.programmes.learning.site import Site
from services.planning.programmes.work_preparation import clock_time

MOST = 999


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenSite:
    """The whole entry; times as typed, e.g. 10:00."""

    today: date
    on: date
    title: str
    capacity: int
    begins: str
    ends: str
    place: str = ""
    weeks: tuple[MonthWeek, ...] = ()
    weekdays: tuple[Weekday, ...] = ()
    lunch: bool = False
    on_holidays: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelDay:
    """The site stays shut."""

    today: date
    day: date
    reason: NoSessionReason


@dataclass(frozen=True, slots=True, kw_only=True)
class AddDay:
    """The site opens out of turn."""

    today: date
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseSite:
    """No day after this one."""

    today: date
    closed_on: date


def open_site(state: Site | None, command: OpenSite) -> list[Event]:
    """A name, room for somebody, and a rule that names days."""
    made = LearningSiteOpened(opened_on=command.on, **_entry(command))
    if state is not None:
        if state.entries[0][1] == made:
            return []
        raise Refused("already-registered", "この会場はもう登録されています。")
    return [made]


def change_site(state: Site | None, command: OpenSite) -> list[Event]:
    """The whole entry anew; the days before keep the rule they had."""
    site = _standing(state)
    fields = _entry(command)
    if all(getattr(site.entry, name) == value for name, value in fields.items()):
        return []
    if command.on < site.entries[-1][0]:
        raise Refused("before-earlier-step", "いまの内容になった日より前です。", field="on")
    return [LearningSiteChanged(changed_on=command.on, **fields)]


def cancel_day(state: Site | None, command: CancelDay) -> list[Event]:
    """Also of a day to come."""
    site = _standing(state)
    _in_time(site, command.day)
    made = LearningDayCancelled(stated_on=command.today, day=command.day, reason=command.reason)
    word = site.word_on(command.day)
    same = isinstance(word, LearningDayCancelled) and word.reason is command.reason
    return [] if same else [made]


def add_day(state: Site | None, command: AddDay) -> list[Event]:
    """Also takes a cancellation back."""
    site = _standing(state)
    _in_time(site, command.day)
    if isinstance(site.word_on(command.day), LearningDayAdded):
        return []
    return [LearningDayAdded(stated_on=command.today, day=command.day)]


def close_site(state: Site | None, command: CloseSite) -> list[Event]:
    """The end of a site."""
    if state is not None and state.closed_on == command.closed_on:
        return []
    site = _standing(state)
    happened(
        command.closed_on,
        today=command.today,
        field="closed_on",
        not_before=site.entries[-1][0],
        step="会場の登録",
    )
    return [LearningSiteClosed(closed_on=command.closed_on)]


def _entry(command: OpenSite) -> dict[str, Any]:
    told(command.title, code="no-title", ja="会場の名前を入力してください。", field="title")
    if not 0 < command.capacity <= MOST:
        raise Refused("no-capacity", f"1から{MOST}までの人数を入れてください。", field="capacity")
    if not command.weeks:
        raise Refused("no-week", "第何週に開くかを選んでください。", field="weeks")
    if not command.weekdays:
        raise Refused("no-weekday", "曜日を選んでください。", field="weekdays")
    begins = clock_time.read(command.begins, field="begins")
    ends = clock_time.read(command.ends, field="ends")
    if ends <= begins:
        raise Refused("period-reversed", "始めより後の時刻を入れてください。", field="ends")
    return {
        "title": command.title.strip(),
        "place": command.place.strip(),
        "capacity": command.capacity,
        "weeks": command.weeks,
        "weekdays": command.weekdays,
        "begins_at": begins,
        "ends_at": ends,
        "lunch": command.lunch,
        "on_holidays": command.on_holidays,
    }


def _standing(state: Site | None) -> Site:
    if state is None:
        raise Refused("not-registered", "この会場は登録されていません。")
    if state.closed_on is not None:
        raise Refused("site-closed", "この会場は終わっています。")
    return state


def _in_time(site: Site, day: date) -> None:
    if site.entry_on(day) is None:
        raise Refused("before-earlier-step", "会場を開く前の日です。", field="day")
