"""Long work: a bulk command that runs beside the request, with its progress; small ones are done at once.

What is under way is kept in this process alone. A work that is cut off has stored whatever it stored: the same
work done again goes on where it stopped, because every command in it is stated once.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock, Thread
from typing import Any, Final
from uuid import UUID, uuid4

from events.contract import Refused
from events.host.logging import log

AT_ONCE: Final = 300
"""Steps up to which the request waits for the work."""
KEPT: Final = 40
"""Works that are remembered, the newest ones."""


@dataclass(slots=True)
class Work:
    """`total` and `done` are counts of grants; `result` is what the work answers when `over`.

    `refused`: the sentence why the rules refused it as a whole.
    """

    label: str
    owner: UUID
    begun_at: datetime
    total: int
    then: str
    id: UUID = field(default_factory=uuid4)
    done: int = 0
    over: bool = False
    failed: bool = False
    refused: str = ""
    result: Any = None

    @property
    def percent(self) -> int:
        """0 to 100."""
        return 100 * self.done // self.total if self.total else 100


class Works:
    """The long works of one service process."""

    def __init__(self) -> None:
        self._kept: dict[UUID, Work] = {}
        self._lock = Lock()

    def start(self, work: Work, job: Callable[[Work], Any]) -> Work:
        """Run it: small ones before the answer, others beside it."""
        with self._lock:
            self._kept[work.id] = work
            for old in list(self._kept)[:-KEPT]:
                del self._kept[old]
        if work.total <= AT_ONCE:
            work.result = job(work)
            work.over = True
        else:
            Thread(target=self._run, args=(work, job), name="long work", daemon=True).start()
        return work

    def of(self, wanted: str, owner: UUID) -> Work | None:
        """A work of this person; None for one nobody here began."""
        try:
            found = self._kept.get(UUID(wanted))
        except ValueError:
            return None
        return found if found and found.owner == owner else None

    def _run(self, work: Work, job: Callable[[Work], Any]) -> None:
        try:
            work.result = job(work)
        except Refused as refusal:
            work.refused = refusal.ja
        except Exception as fault:  # noqa: BLE001 - the page must say that it stopped
            work.failed = True
            log("benefits").error("work.stopped", fault=type(fault).__name__)
        work.over = True
