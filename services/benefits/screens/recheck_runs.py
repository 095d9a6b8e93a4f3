"""Rechecks that somebody has started from a page: each reads in a thread of its own, the page looks in."""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import Lock, Thread
from typing import Final
from uuid import UUID, uuid4

from events.log.event_log import EventLog
from services.benefits.recheck_reading import Asked, Progress, recheck
from services.benefits.rechecking.line import Line, digest

KEPT: Final = 12
"""Results held in memory; an older one is simply asked for again."""
AT_ONCE: Final = 1.5
"""Seconds a page waits before it shows the progress instead of the result."""


@dataclass(slots=True)
class Run:
    """`lines` are complete once `done`; `failed` where the reading broke off."""

    id: UUID
    owner: UUID
    asked: Asked
    progress: Progress = field(default_factory=Progress)
    lines: list[Line] = field(default_factory=list, repr=False)
    done: bool = False
    failed: bool = False

    @property
    def result(self) -> str:
        """The hash of what was found."""
        return digest(self.lines, self.asked.book.corrections.text)

    def read(self, log: EventLog) -> None:
        """From the first grant to the last."""
        try:
            self.lines.extend(recheck(log, self.asked, self.progress))
        except Exception:
            self.failed = True
            raise
        finally:
            self.done = True


class Runs:
    """The last few, by id; each belongs to the account that started it."""

    def __init__(self) -> None:
        self._runs: dict[UUID, Run] = {}
        self._lock = Lock()

    def start(self, log: EventLog, owner: UUID, asked: Asked) -> Run:
        """Begin to read; comes back with the result if that takes no time."""
        run = Run(uuid4(), owner, asked)
        with self._lock:
            self._runs[run.id] = run
            for old in list(self._runs)[:-KEPT]:
                del self._runs[old]
        reading = Thread(target=run.read, args=(log,), daemon=True)
        reading.start()
        reading.join(AT_ONCE)
        return run

    def of(self, run_id: UUID, owner: UUID) -> Run | None:
        """None for one that is somebody else's, or gone."""
        run = self._runs.get(run_id)
        return run if run is not None and run.owner == owner else None


RUNS: Final = Runs()
