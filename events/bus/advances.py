"""Who waits for a table hears when it advances: one listening thread per process and service."""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Condition, Thread
from typing import Final

import psycopg

from events.bus.bell import Bell
from events.bus.pace import RECONNECTING, Pace

SAFETY: Final = 0.25
"""Seconds after which a waiter looks for itself: a NOTIFY may be lost."""


class Advances:
    """What `<service>_read` announces; listening begins with the first wait."""

    def __init__(self, conninfo: str, service: str) -> None:
        self._conninfo = conninfo
        self._channel = f"{service}_read"
        self._changed = Condition()
        self._announced: dict[str, int] = {}
        self._times = 0
        self._bell = Bell()
        self._thread: Thread | None = None
        self._closing = False

    def wait(self, source: str, position: int, reached: Callable[[], bool], until: float) -> bool:
        """Whether `reached` holds before `until` (an instant of `time.monotonic`).

        Asked at once, when facts of the source up to `position` are announced, and now and then.
        """
        self._start()
        while True:
            times = self._times
            if reached():
                return True
            remaining = until - time.monotonic()
            if remaining <= 0 or self._closing:
                return False

            def announced(since: int = times) -> bool:
                new = self._times != since and self._announced.get(source, 0) >= position
                return new or self._closing

            with self._changed:
                self._changed.wait_for(announced, min(remaining, SAFETY))

    def close(self) -> None:
        """Stop listening and let every waiter go."""
        with self._changed:
            self._closing = True
            self._changed.notify_all()
        self._bell.ring()
        if self._thread is not None:
            self._thread.join()
        self._bell.close()

    def _start(self) -> None:
        with self._changed:
            if self._thread is None and not self._closing:
                self._thread = Thread(target=self._listen, name=self._channel, daemon=True)
                self._thread.start()

    def _listen(self) -> None:
        pace = Pace(RECONNECTING)
        while not self._closing:
            try:
                with psycopg.connect(
                    self._conninfo, autocommit=True, application_name=f"yorisoi {self._channel}"
                ) as session:
                    session.execute(f"listen {self._channel}".encode())
                    while not self._closing:
                        for notice in self._bell.wait(session, 5.0):
                            self._hear(notice.payload)
                            pace.moved(time.monotonic())
            except (psycopg.OperationalError, psycopg.InterfaceError):
                self._bell.pause(pace.wait(time.monotonic()))

    def _hear(self, payload: str) -> None:
        source, _, position = payload.partition(" ")
        with self._changed:
            self._times += 1
            self._announced[source] = int(position)
            self._changed.notify_all()
