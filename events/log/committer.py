"""Group commit: whatever waits goes into one statement and one commit (performance.md §2.4)."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass
from threading import Thread
from time import monotonic, sleep
from typing import Final

import psycopg

from events.log.appending import Appending, Failed, Judgement, Lost
from events.log.packing import packed
from events.log.stored import StoredCommand
from events.log.unstored import Busy, Overtaken, Rejected, Unavailable, Undecided
from events.log.waiting import Limits, Pending, Waiting

CONFLICT: Final = "23505"
WAITED_TOO_LONG: Final = ("55P03", "57014")
"""lock_timeout and statement_timeout."""
NO_RESOURCES: Final = "53"
"""Class of: disk full, out of memory, too many connections."""


@dataclass(frozen=True)
class Patience:
    """How long the committer waits: for the head row, for a statement, for a lost server (assumed)."""

    lock_ms: int = 5_000
    statement_ms: int = 10_000
    reconnect_s: float = 20.0
    pause_s: float = 0.1


class Committer:
    """The one committing thread of a log in this process. Callers wait; it batches.

    A caller is answered only after the commit; a repeated command id gets its first answer.
    """

    def __init__(
        self,
        conninfo: str,
        service: str,
        *,
        limits: Limits | None = None,
        patience: Patience | None = None,
    ) -> None:
        self._patience = patience or Patience()
        self._open: Callable[[], Appending] = lambda: Appending(
            conninfo, service, self._patience.lock_ms, self._patience.statement_ms
        )
        self._session: Appending | None = self._open()
        self._type_ids = self._session.type_ids
        self._waiting = Waiting(limits or Limits())
        self._thread = Thread(target=self._work, name=f"committer {service}", daemon=True)
        self._thread.start()

    def submit(self, command: StoredCommand) -> int:
        """Store and return the first position. Overtaken, Busy, Unavailable, TooLarge, Rejected."""
        return self.send(command).result()

    def send(self, command: StoredCommand) -> Future[int]:
        """Queue and return at once; the future brings what `submit` would."""
        pending = self._pending(command, bulk=False)
        self._waiting.put(pending)
        return pending.answer

    def pipelined(self, commands: Iterable[StoredCommand]) -> Iterator[Future[int]]:
        """Queue many without waiting for each; yields finished futures in the order of the commands.

        They do not make others find the log busy.
        """
        under_way: deque[Future[int]] = deque()
        for command in commands:
            pending = self._pending(command, bulk=True)
            while not self._put(pending):
                if not under_way:
                    sleep(self._patience.pause_s)
                else:
                    yield _finished(under_way.popleft())
            under_way.append(pending.answer)
        while under_way:
            yield _finished(under_way.popleft())

    def _pending(self, command: StoredCommand, *, bulk: bool) -> Pending:
        if not self._type_ids.issuperset([row.type_id for row in command.rows]):
            raise ValueError("a row has a type that this log does not know")
        ready = packed(command)
        pending = Pending(ready, ready.touches, bulk)
        pending.answer.set_running_or_notify_cancel()  # what is queued cannot be taken back
        return pending

    def _put(self, pending: Pending) -> bool:
        try:
            self._waiting.put(pending)
        except Busy:
            return False
        return True

    def close(self) -> None:
        """Accept no more, commit what waits, end."""
        self._waiting.close()
        self._thread.join()
        if self._session is not None:
            self._session.close()

    def _work(self) -> None:
        while (batch := self._waiting.take()) is not None:
            try:
                self._store(batch)
            except Exception as fault:  # noqa: BLE001 - a caller must never wait for ever
                for pending in batch:
                    if not pending.answer.done():
                        pending.answer.set_exception(fault)

    def _store(self, batch: list[Pending]) -> None:
        try:
            positions = self._connected().append([pending.command for pending in batch])
        except Lost:
            self._judge(batch, sent=True)
        except Failed as failure:
            if failure.sqlstate == CONFLICT:
                self._judge(batch, sent=False)
            else:
                self._refused(batch, failure)
        except psycopg.OperationalError:
            _all(batch, Unavailable, "the database is not there")
        else:
            for pending, position in zip(batch, positions, strict=True):
                pending.answer.set_result(position)

    def _judge(self, batch: list[Pending], *, sent: bool) -> None:
        """Let the database say per command what holds; `sent` = an earlier try may have been stored."""
        deadline = monotonic() + self._patience.reconnect_s
        while True:
            try:
                judged = self._connected().judge([pending.command for pending in batch])
            except Lost:
                sent = True
                if monotonic() > deadline:
                    return _all(batch, Undecided, "the connection was lost")
            except Failed as failure:
                return self._refused(batch, failure, sent=sent)
            except psycopg.OperationalError:
                return _all(batch, _kind(sent), "the database is not there")
            else:
                return _answer(batch, judged)

    def _refused(self, batch: list[Pending], failure: Failed, *, sent: bool = False) -> None:
        """Too long or no room: nobody is stored. Else find the one at fault: each alone."""
        if failure.sqlstate in WAITED_TOO_LONG or failure.sqlstate.startswith(NO_RESOURCES):
            _all(batch, _kind(sent), f"the database could not store it ({failure.sqlstate})")
        elif len(batch) == 1:
            _all(batch, Rejected, failure.sqlstate)
        else:
            for pending in batch:
                self._judge([pending], sent=sent)

    def _connected(self) -> Appending:
        """The session; a lost one is replaced, for as long as patience lasts."""
        if self._session is not None and self._session.alive:
            return self._session
        deadline = monotonic() + self._patience.reconnect_s
        while True:
            try:
                self._session = self._open()
            except psycopg.OperationalError:
                if monotonic() > deadline:
                    raise
                sleep(self._patience.pause_s)
            else:
                return self._session


def _answer(batch: list[Pending], judged: list[Judgement]) -> None:
    for pending, judgement in zip(batch, judged, strict=True):
        if judgement.first_position is None:
            pending.answer.set_exception(Overtaken())
        else:
            pending.answer.set_result(judgement.first_position)


def _all(batch: list[Pending], kind: type[Exception], words: str) -> None:
    for pending in batch:
        pending.answer.set_exception(kind(words))


def _kind(sent: bool) -> type[Unavailable]:
    """What is true of a command nobody answered for."""
    return Undecided if sent else Unavailable


def _finished(answer: Future[int]) -> Future[int]:
    answer.exception()
    return answer
