"""The queue before the committer: bounded, and picked from in batches that cannot contradict themselves."""

from __future__ import annotations

from collections import deque
from concurrent.futures import Future
from dataclasses import dataclass, field
from threading import Condition

from events.log.packing import MOST_EVENTS, PackedCommand
from events.log.unstored import Busy, Unavailable


@dataclass(frozen=True)
class Limits:
    """How much waits and how much goes into one commit (performance.md §2.4, §2.7).

    `commands` and `waiting` count commands that somebody waits for; those in bulk are bounded by what all of
    them together weigh: `size` bytes or `events` of one commit, `bulk` bytes waiting.
    """

    commands: int = 256
    events: int = MOST_EVENTS
    size: int = 8 * 1024**2
    waiting: int = 1_024
    bulk: int = 16 * 1024**2


@dataclass(slots=True, eq=False)
class Pending:
    """A command whose caller waits for its first position; `bulk`: one of many, sent without waiting."""

    command: PackedCommand
    touches: frozenset[bytes]
    bulk: bool = False
    answer: Future[int] = field(default_factory=Future)


class Waiting:
    """First come, first committed; a stream's commands keep their order."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._queue: deque[Pending] = deque()
        self._single = 0
        self._bulk = 0
        self._changed = Condition()
        self._closed = False

    def put(self, pending: Pending) -> None:
        """Busy when full, Unavailable after `close`."""
        with self._changed:
            if self._closed:
                raise Unavailable("the log is closing")
            if pending.bulk:
                if self._bulk >= self._limits.bulk:
                    raise Busy("too much is waiting")
                self._bulk += pending.command.size
            else:
                if self._single >= self._limits.waiting:
                    raise Busy("too many commands are waiting")
                self._single += 1
            self._queue.append(pending)
            self._changed.notify()

    def take(self) -> list[Pending] | None:
        """Everything that fits into one batch; waits for the first; None when closed and drained."""
        with self._changed:
            while not self._queue:
                if self._closed:
                    return None
                self._changed.wait()
            return self._pick()

    def close(self) -> None:
        """Take no more; what waits is still handed out."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def _pick(self) -> list[Pending]:
        """One command per stream and per command id; a held one holds back those behind it."""
        batch: list[Pending] = []
        held: list[Pending] = []
        touched: set[bytes] = set()
        events = size = single = 0
        while self._queue and single < self._limits.commands:
            first = self._queue[0]
            if batch and not self._fits(events + first.command.events, size + first.command.size):
                break
            self._queue.popleft()
            if touched.isdisjoint(first.touches):
                batch.append(first)
                events += first.command.events
                size += first.command.size
                single += not first.bulk
            else:
                held.append(first)
            touched |= first.touches
        self._queue.extendleft(reversed(held))
        self._single -= single
        self._bulk -= sum(pending.command.size for pending in batch if pending.bulk)
        return batch

    def _fits(self, events: int, size: int) -> bool:
        return events <= self._limits.events and size <= self._limits.size
