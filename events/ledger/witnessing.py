"""The thread that carries checkpoints to the witnesses: every minute, and at once when a decision waits."""

from __future__ import annotations

import logging
from collections.abc import Callable
from threading import Event, Thread
from time import monotonic

import psycopg

from events.ledger.asking import Asking
from events.ledger.checkpoints import Signed
from events.ledger.growing import Grown
from events.ledger.session import LedgerSession

log = logging.getLogger(f"events.{__name__}")


class Witnessing:
    """Beside the checkpointer, so that a witness that is slow or away never delays a signature of ours."""

    def __init__(
        self,
        service: str,
        opened: Callable[[], LedgerSession],
        asking: Asking,
        *,
        every: float = 60.0,
    ) -> None:
        self._opened, self._every = opened, every
        self.asking = asking
        self._newest: Signed | None = None
        self._done = 0
        self._due = monotonic()
        self._wake, self._stop = Event(), Event()
        self._thread = Thread(target=self._run, name=f"witnessing {service}", daemon=True)
        self.service = service

    def start(self) -> None:
        """Begin; the first checkpoint is carried at once."""
        self._thread.start()

    def told(self, grown: Grown) -> None:
        """There is a new checkpoint."""
        self._newest = grown.signed
        if grown.waits:
            self._due = monotonic()
        self._wake.set()

    def stop(self) -> None:
        """A round under way ends with its time limits."""
        self._stop.set()
        self._wake.set()
        if self._thread.ident is not None:
            self._thread.join()

    def _run(self) -> None:
        while not self._stop.is_set():
            self._wake.wait(max(0.0, self._due - monotonic()) or None)
            self._wake.clear()
            newest = self._newest
            if newest is None or monotonic() < self._due or self._stop.is_set():
                continue
            self._due = monotonic() + self._every
            if newest.size > self._done:
                self._carry(newest)

    def _carry(self, newest: Signed) -> None:
        try:
            session = self._opened()
            try:
                self._ask(session, newest)
            finally:
                session.close()
        except psycopg.OperationalError:
            self._due = monotonic() + min(2.0, self._every)
        except Exception as fault:  # noqa: BLE001 - a thread that dies would be noticed by nobody
            self._failed(fault)

    def _ask(self, session: LedgerSession, newest: Signed) -> None:
        checkpoints = session.checkpoints
        before = checkpoints.newest_believed(self.asking.policy)
        self._done = before.size if before else 0
        if self._done >= newest.size:
            return

        def note_of(size: int) -> str | None:
            found = checkpoints.covering(size)
            return found.note if found is not None and found.size == size else None

        for full in self.asking.ask(newest, note_of):
            session.add_cosigned(full)
            self._done = max(self._done, full.size)

    def _failed(self, fault: Exception) -> None:
        log.error("witnessing.failed service=%s error=%s", self.service, type(fault).__name__)
