"""The embedded road: every log that a service's tables are made of is followed in the same database."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Mapping
from threading import Event as Flag
from threading import Thread
from typing import Any, Final, Protocol

from events.bus.pace import RECONNECTING, Pace
from events.bus.projection import Projection
from events.bus.reader import TRANSIENT, Advanced, Reader, State, Status
from events.bus.rebuild import Progress, RebuildRefused, rebuild
from events.bus.source import Conninfo, NotDense, SourceLog, reading_role
from events.bus.tables import Tables
from events.bus.unapplicable import Unapplicable
from events.log.codec import Codec

__all__ = ["Advanced", "Follower", "State", "Status"]
log = logging.getLogger(__name__)
FIRST: Final = 5.0
"""Seconds a start waits for tables to be filled, so that a new office's first page is whole (assumed)."""


class Feeder(Protocol):
    """What brings one source's facts to the tables, on either road."""

    source: str
    state: State

    def run(self) -> None:
        """Feed until stopped."""

    def attend(self) -> None:
        """Somebody waits."""

    def stop(self) -> None:
        """Finish the batch at hand, then end `run`."""

    def close(self) -> None:
        """Give back what `run` held."""


class Follower:
    """Keeps the tables of one service up to date while it runs: one reader per source, decoded once.

    `conninfo` gives the connection string of a role; `listening=False` behind a pooler that breaks LISTEN.
    """

    def __init__(
        self,
        service: str,
        projections: Iterable[Projection[Any]],
        conninfo: Conninfo,
        codec: Codec,
        *,
        listening: bool = True,
        partitions: Mapping[str, int] | None = None,
    ) -> None:
        self.service = service
        self.tables = Tables(service, conninfo(f"projector_{service}"), projections, partitions)
        self.filling: dict[str, Progress] = {}
        """Tables being filled anew, and how far."""
        self.unfilled: dict[str, str] = {}
        """Tables that could not be, and why: for 状態. An old table serves on, if there is one."""
        self._conninfo = conninfo
        self._codec = codec
        self._callbacks: list[Callable[[Advanced], None]] = []
        self._stopping = Flag()
        self._threads: list[Thread] = []
        self._readers = [self._reader(source, listening) for source in self.tables.sources]

    @property
    def states(self) -> tuple[State, ...]:
        """One state per source, for 状態 and /ready."""
        return tuple(reader.state for reader in self._readers)

    @property
    def ready(self) -> bool:
        """Every table in place and every log followed, however far behind."""
        followed = (Status.FOLLOWING, Status.STANDING_BY)
        return self.tables.complete and all(state.status in followed for state in self.states)

    def after_batch(self, callback: Callable[[Advanced], None]) -> None:
        """Call back, in the reader's thread, whenever the tables have advanced."""
        self._callbacks.append(callback)

    def attend(self) -> None:
        """A page or form waits: look often for a while."""
        for reader in self._readers:
            reader.attend()

    def start(self) -> None:
        """Begin; tables of another version are filled beside meanwhile. Raises FoldChanged.

        Short fillings (a new office, a small one) are waited for, at most 5 s; long ones go on behind pages.
        """
        stale = self.tables.prepare()
        runs: list[tuple[str, Callable[[], None]]] = [
            (f"{self.service} from {reader.source}", reader.run) for reader in self._readers
        ]
        if stale:
            runs.append((f"{self.service} fills tables", lambda: self._fill(stale)))
        self._threads = [Thread(target=run, name=name, daemon=True) for name, run in runs]
        for thread in self._threads:
            thread.start()
        if stale:
            self._threads[-1].join(FIRST)

    def halt(self) -> None:
        """Begin to end, without waiting for it."""
        self._stopping.set()
        for reader in self._readers:
            reader.stop()

    def stop(self) -> None:
        """Finish the batches at hand and end; another process may then be the runner."""
        self.halt()
        for thread in self._threads:
            thread.join()
        self.tables.close()
        for reader in self._readers:
            reader.close()

    def _reader(self, source: str, listening: bool) -> Feeder:
        """Reads the log itself; the city road reads its topic instead."""
        role = self._conninfo(reading_role(self.service, source))
        return Reader(self.tables, source, role, self._codec, listening=listening, told=self._tell)

    def _fill(self, stale: list[Projection[Any]]) -> None:
        for projection in stale:
            try:
                self._fill_one(projection)
            except _GivenUp:
                return
            except Exception as error:  # noqa: BLE001 - whatever it is, 状態 shows it
                known = isinstance(error, Unapplicable | NotDense | RebuildRefused)
                self.unfilled[projection.name] = str(error) if known else type(error).__name__
                log.error(  # noqa: TRY400 - a traceback may quote values
                    "rebuild.failed service=%s projection=%s error=%s",
                    self.service, projection.name, type(error).__name__,
                )  # fmt: skip

    def _fill_one(self, projection: Projection[Any]) -> None:
        pace = Pace(RECONNECTING)
        while True:
            try:
                rebuild(self.tables, projection, self._log, self._codec, report=self._progress)
            except TRANSIENT:
                if self._stopping.wait(pace.wait(time.monotonic())):
                    raise _GivenUp from None
            else:
                break
        self.tables.admit(projection)
        self.filling.pop(projection.name, None)
        self.attend()
        for source in projection.sources:
            self._tell(Advanced(self.service, source, self.tables.after(source) or 0))

    def _progress(self, progress: Progress) -> None:
        if self._stopping.is_set():
            raise _GivenUp
        self.filling[progress.projection] = progress

    def _log(self, source: str) -> SourceLog:
        return SourceLog.to_rebuild(self._conninfo, self.service, source)

    def _tell(self, advanced: Advanced) -> None:
        for callback in self._callbacks:
            try:
                callback(advanced)
            except Exception as error:  # noqa: BLE001 - a page's trouble must not stop the tables
                log.error("callback.failed error=%s", type(error).__name__)  # noqa: TRY400


class _GivenUp(Exception):
    """Stopped while a table was being filled; the next start begins anew."""
