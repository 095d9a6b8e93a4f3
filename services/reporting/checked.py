"""The two countings compared once a day, and how the last comparison ended, for 状態.

The result stands in a file of the data directory, so that a restart and `yorisoi status` know it too.
"""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event as Flag
from threading import Lock, Thread
from typing import TYPE_CHECKING, Final

import psycopg

from events.bus.read_tables import NotReady
from events.bus.source import NotDense
from events.host.filters import instant
from events.host.lines import Health, Line
from events.log.unstored import Unavailable
from services.reporting.comparison import Difference
from services.reporting.measure import load
from services.reporting.replaying import differences

if TYPE_CHECKING:
    from events.host.runtime import Runtime

log = logging.getLogger(__name__)

FILE: Final = "last-check.json"
EVERY: Final = timedelta(days=1)
FIRST: Final = 300.0
"""Seconds after the start before the first comparison: the tables follow first (暫定)."""
AGAIN: Final = 3600.0
"""Seconds until it is looked again whether one is due, or could not be made."""


@dataclass(frozen=True, slots=True)
class Checked:
    """The last comparison: when (UTC), and in how many cells table and log disagreed."""

    at: datetime
    differences: int


class Checking:
    """A worker beside the pages; `check` is also what the page 集計の照合 calls."""

    def __init__(self, runtime: Runtime) -> None:
        self._runtime = runtime
        self._indicators = load()
        self._turn = Lock()
        self._stopping = Flag()
        self._thread = Thread(target=self._run, name="reporting checks", daemon=True)

    def check(self) -> list[Difference]:
        """Compare now, one at a time, and note how it ended."""
        runtime = self._runtime
        with self._turn:
            conninfo = runtime.address.conninfo
            found = differences(runtime.tables, conninfo, runtime.codec, self._indicators)
            note(runtime.settings.home, Checked(runtime.clock(), len(found)))
        return found

    def start(self) -> None:
        """Begin to look once an hour whether a comparison is due."""
        self._thread.start()

    def stop(self) -> None:
        """A comparison under way is not waited for: it changes nothing but its note."""
        self._stopping.set()
        self._thread.join(1.0)

    def _run(self) -> None:
        wait = FIRST
        while not self._stopping.wait(wait):
            wait = AGAIN
            known = last(self._runtime.settings.home)
            if known is None or self._runtime.clock() - known.at >= EVERY:
                self._try()

    def _try(self) -> None:
        try:
            self.check()
        except (psycopg.Error, Unavailable, NotReady, NotDense, OSError) as fault:
            log.warning("check.failed error=%s", type(fault).__name__)


def note(home: Path, found: Checked) -> None:
    """Replace the file so that a reader sees the old one or the new one."""
    beside = home / f"{FILE}.{os.getpid()}.new"
    told = {"at": found.at.isoformat(), "differences": found.differences}
    beside.write_text(json.dumps(told), encoding="utf-8")
    beside.replace(home / FILE)


def last(home: Path) -> Checked | None:
    """The last comparison; None where there was none, or its note cannot be read."""
    try:
        told = json.loads((home / FILE).read_text(encoding="utf-8"))
        return Checked(datetime.fromisoformat(told["at"]), int(told["differences"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def lines(home: Path, services: Collection[str] = ("reporting",)) -> list[Line]:
    """For 状態: when the countings were last compared, and whether they agree."""
    if "reporting" not in services:
        return []
    known = last(home)
    if known is None:
        return [Line("集計の照合", "まだ行っていません")]
    when = instant(known.at)
    if known.differences:
        value = f"違いが {known.differences:,} か所（{when}）"
        note_ja = "集計表と記録が合いません。集計の「照合」で場所を確かめてください。"
        return [Line("集計の照合", value, Health.WARNING, note_ja)]
    return [Line("集計の照合", f"一致（{when}）")]
