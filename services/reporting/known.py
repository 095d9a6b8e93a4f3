"""What was known on a past day: how far each log had come by its end, and how sure that is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

import psycopg
from events.ledger.size_on import size_on

from events.bus.source import Conninfo, reading_role
from events.contract import Refused, wareki
from events.log.recorded import SOURCES

CERTAIN: Final = "証人が署名した時点です。"
OWN: Final = "証人の署名がないため、自分の署名による時点です。"
"""Without a witness the day rests on our own clock alone (log.md §10)."""


@dataclass(frozen=True, slots=True)
class Known:
    """`sizes` = records of each log by service; `witnessed`: all of them under a witness's signature."""

    day: date
    sizes: Mapping[str, int]
    witnessed: bool

    @property
    def upto(self) -> tuple[tuple[int, int], ...]:
        """Source number and last position of every log that had something."""
        return tuple((SOURCES[name], size) for name, size in self.sizes.items() if size)

    @property
    def words(self) -> str:
        """What day, how many records, how sure; for pages, files and the command line."""
        sure = CERTAIN if self.witnessed else OWN
        return f"{wareki.long(self.day)}の終わりに分かっていたこと（記録 {sum(self.sizes.values()):,} 件）。{sure}"


def day_of(typed: str, today: date) -> date:
    """The day asked for, in any way a day is written. Refuses today and later: today is not over."""
    day = wareki.read(typed)
    if day >= today:
        raise Refused("as-of-not-past", "時点には昨日までの日を指定してください。", field="as_of")
    return day


def known_on(conninfo: Conninfo, day: date) -> Known:
    """How far every log had come by the end of a day."""
    found = {}
    for source in SOURCES:
        with psycopg.connect(conninfo(reading_role("reporting", source))) as session:
            found[source] = size_on(session, source, day)
    return Known(
        day,
        {source: at.size for source, at in found.items()},
        all(at.cosigned for at in found.values() if at.size),
    )
