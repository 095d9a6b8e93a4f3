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
"""Works that are remembered after their end, the newest ones."""
UNDER_WAY: Final = Refused(
    "under-way", "いま別の方が同じ処理を進めています。終わってから、もう一度ご覧ください。"
)


@dataclass(slots=True)
class Work:
    """`total` and `done` are counts of grants; `result` is what the work answers when `over`.

    `refused`: the sentence why the rules refused it as a whole. `subject`: what only one work at a time may
    touch.
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
    subject: UUID | None = None

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
        """Run it: small ones before the answer, others beside it.

        Answers the work of this person that already runs on the same subject; refused for another's.
        """
        with self._lock:
            running = self._running(work)
            if running is not None:
                return running
            self._kept[work.id] = work
            for old in [one.id for one in self._kept.values() if one.over][:-KEPT]:
                del self._kept[old]
        if work.total <= AT_ONCE:
            self._at_once(work, job)
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

    def under_way(self, subject: UUID) -> Work | None:
        """The work that runs on this subject, whoever began it."""
        kept = list(self._kept.values())
        return next((one for one in kept if one.subject == subject and not one.over), None)

    def _running(self, work: Work) -> Work | None:
        found = self.under_way(work.subject) if work.subject else None
        if found is not None and found.owner != work.owner:
            raise UNDER_WAY
        return found

    def _at_once(self, work: Work, job: Callable[[Work], Any]) -> None:
        try:
            work.result = job(work)
        finally:
            work.over = True

    def _run(self, work: Work, job: Callable[[Work], Any]) -> None:
        try:
            work.result = job(work)
        except Refused as refusal:
            work.refused = refusal.ja
        except Exception as fault:  # noqa: BLE001 - the page must say that it stopped
            work.failed = True
            log("benefits").error("work.stopped", fault=type(fault).__name__)
        work.over = True
