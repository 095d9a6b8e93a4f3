"""How the installation is doing, in the lines that the 状態 page and `yorisoi status` both print."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Final

import psycopg

from events.host.frames import version
from events.host.ledger_lines import of_ledger
from events.host.lines import Health, Line
from events.host.standing import lines as lines_of_witnesses
from events.log.recorded import SOURCES
from events.log.unstored import Unavailable

if TYPE_CHECKING:
    from events.bus.reader import State
    from events.host.runtime import Runtime

WARNS: Final = timedelta(seconds=60)
ALARMS: Final = timedelta(minutes=15)
"""Age of a table behind its log (screens.md §12)."""
DISK_WARNS: Final = 2 * 1024**3
DISK_ALARMS: Final = 500 * 1024**2
KEPT: Final = 10.0
"""Seconds one look serves every viewer: counting is not free."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One service reading one log."""

    reader: str
    source: str
    word: str
    position: int
    lag: int
    age: timedelta | None
    health: Health
    error: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """The whole of it at one moment."""

    at: datetime
    lines: tuple[Line, ...]
    readings: tuple[Reading, ...] = field(default=())

    @property
    def health(self) -> Health:
        """The worst line."""
        every = [line.health for line in self.lines] + [r.health for r in self.readings]
        return max(every, key=lambda health: health.code, default=Health.WELL)

    @property
    def ready(self) -> bool:
        """Whether pages can be served: not in an alarm, unless only writing has stopped."""
        lines = any(x.health is Health.ALARM and not x.reading_goes_on for x in self.lines)
        return not (lines or any(r.health is Health.ALARM for r in self.readings))


class Observer:
    """Looks at most every ten seconds, however many people watch. `beside` = further lines."""

    def __init__(
        self,
        home: Path,
        runtimes: Iterable[Runtime],
        states: Callable[[], Iterable[State]],
        clock: Callable[[], datetime],
        beside: Callable[[], Iterable[Line]] = tuple,
    ) -> None:
        self._home = home
        self._runtimes = tuple(runtimes)
        self._states = states
        self._clock = clock
        self._beside = beside
        self._kept: tuple[float, Standing] | None = None

    def standing(self) -> Standing:
        """The lines of now, or of a few seconds ago."""
        if self._kept is None or monotonic() > self._kept[0]:
            self._kept = (monotonic() + KEPT, self._look())
        return self._kept[1]

    def _look(self) -> Standing:
        now = self._clock()
        try:
            lines = [line for runtime in self._runtimes for line in of_log(runtime, now)]
            keys = of_keys(self._runtimes)
            lines = [*of_database(self._runtimes), *lines, *keys, *self._beside()]
        except (psycopg.Error, Unavailable) as fault:
            lines = [Line("データベース", "応答がありません", Health.ALARM, type(fault).__name__)]
        readings = tuple(reading(state, now) for state in self._states())
        fixed = [Line("版", version() or "不明"), of_disk(self._home)]
        return Standing(now, (*fixed, *lines), readings)


def of_disk(home: Path) -> Line:
    """Free space where the data lies."""
    free = shutil.disk_usage(home).free
    health = Health.WELL
    if free < DISK_WARNS:
        health = Health.ALARM if free < DISK_ALARMS else Health.WARNING
    return Line("空き容量", _size(free), health)


def of_database(runtimes: Iterable[Runtime]) -> list[Line]:
    """Version and size of the database, asked through the first service."""
    first = next(iter(runtimes), None)
    if first is None:
        return []
    rows = first.log.reading.rows(
        "select current_setting('server_version'), pg_database_size(current_database())"
    )
    server, size = rows[0]
    return [Line("データベース", f"PostgreSQL {server}"), Line("データベースの大きさ", _size(size))]


def of_log(runtime: Runtime, now: datetime) -> list[Line]:
    """How many records a service holds, and how far they are signed."""
    head = runtime.log.reading.head()
    name = SERVICES_JA[runtime.service]
    return [
        Line(f"{name}の記録", f"{head:,} 件"),
        *of_ledger(runtime, name, head, now),
        *lines_of_witnesses(runtime.standing, name),
    ]


def of_keys(runtimes: Iterable[Runtime]) -> list[Line]:
    """Keys that this process met and could not open; nothing to say where there is none."""
    damaged = {key_id for runtime in runtimes for key_id in runtime.keys.damaged}
    if not damaged:
        return []
    note = (
        "封を開ける鍵が壊れています。鍵の控えから戻し、`yorisoi verify` で確かめてください。"
        "それまで、この鍵の内容は読めず、集計に入りません。"
    )
    return [Line("開かない個人の鍵", f"{len(damaged):,} 本", Health.WARNING, note)]


def reading(state: State, now: datetime) -> Reading:
    """A reader's state in words. Without lag there is no age, however long nothing happened."""
    age = now - state.applied_at if state.lag and state.applied_at else None
    health = Health.WELL
    if state.error or state.status.name == "FAILED":
        health = Health.ALARM if state.status.name == "FAILED" else Health.WARNING
    elif age is not None and age > WARNS:
        health = Health.ALARM if age > ALARMS else Health.WARNING
    return Reading(
        reader=SERVICES_JA[state.service],
        source=SERVICES_JA[state.source],
        word=state.status.ja,
        position=state.position,
        lag=state.lag,
        age=age,
        health=health,
        error=state.error,
    )


SERVICES_JA: Final = dict(zip(SOURCES, ("受付", "支援計画", "給付", "集計"), strict=True))


def _size(count: int) -> str:
    """Bytes in the unit people read."""
    for unit in ("B", "KB", "MB"):
        if count < 1024:
            return f"{count:,.0f} {unit}"
        count //= 1024
    return f"{count:,.1f} GB" if count < 10 else f"{count:,} GB"
