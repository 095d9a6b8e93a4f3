"""A thread that repeats one small task every minute."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event, Thread
from typing import Final

from events.host.logging import log, where

EVERY: Final = 60.0
"""Seconds (assumed)."""


class Sweeper:
    """Runs the task at once and then every minute; a failure is logged and tried again."""

    def __init__(self, task: Callable[[], object], name: str, *, every: float = EVERY) -> None:
        self._task = task
        self._every = every
        self._stopping = Event()
        self._log = log(name)
        self._thread = Thread(target=self._work, name=f"sweeper {name}", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End after the task that is under way."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join()

    def _work(self) -> None:
        while not self._stopping.is_set():
            try:
                self._task()
            except Exception as fault:  # noqa: BLE001 - the next minute is another chance
                self._log.warning("sweep.failed", fault=type(fault).__name__, at=where(fault))
            self._stopping.wait(self._every)
