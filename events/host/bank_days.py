"""銀行の営業日: on which days a bank pays, and where a day of transfer moves that falls on another one.

Banks rest on Saturdays, Sundays, 国民の祝日・休日 and from 31 December to 3 January (銀行法15条1項・施行令5条1項).
Holidays by date: 国民の祝日に関する法律 (昭和23年法律178号) with its special years, as `jpholiday` holds them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from typing import Final

import jpholiday

from events.host.dated import Dated, Mark

DAY: Final = timedelta(days=1)
WEEKEND: Final = {5: "土曜日", 6: "日曜日"}
NEW_YEAR: Final = frozenset({(12, 31), (1, 1), (1, 2), (1, 3)})
"""Shorter than the days on which offices are closed."""


class Moves(Enum):
    """Where a day of transfer goes; the value is how the municipality file says it."""

    PRECEDING = "preceding"
    FOLLOWING = "following"

    @property
    def ja(self) -> str:
        """In words."""
        return "前の営業日に繰り上げ" if self is Moves.PRECEDING else "次の営業日に繰り下げ"


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferDays(Dated):
    """What the city agreed with its 指定金融機関 for days on which banks rest."""

    moves: Moves = Moves.PRECEDING
    mark: Mark = Mark.ASSUMED
    source: str = ""

    @property
    def provisional(self) -> bool:
        """Whether nobody has confirmed it."""
        return self.mark not in {Mark.SURE, Mark.SECONDARY}


@dataclass(frozen=True, slots=True)
class TransferDay:
    """`asked` as typed, `on` as it will be; `why` names the day of rest, empty where nothing moved."""

    asked: date
    on: date
    why: str = ""


def transfer_days_on(rows: Sequence[TransferDays], day: date) -> TransferDays:
    """What is settled on that day; nothing settled: to the day before (暫定)."""
    found = (row for row in rows if row.in_force(day))
    return next(found, TransferDays(since=date.min))


def rests(day: date) -> str:
    """Why banks rest on that day; empty for a day on which they pay."""
    if (day.month, day.day) in NEW_YEAR:
        return "年末年始"
    holiday = jpholiday.is_holiday_name(day)
    if holiday:
        return str(holiday)
    return WEEKEND.get(day.weekday(), "")


def moved(asked: date, rule: TransferDays) -> TransferDay:
    """The day on which the bank pays what was asked for that day."""
    step = -DAY if rule.moves is Moves.PRECEDING else DAY
    on = asked
    while rests(on):
        on += step
    return TransferDay(asked, on, rests(asked))


def first_from(day: date) -> date:
    """The day itself, or the next one on which banks pay."""
    while rests(day):
        day += DAY
    return day
