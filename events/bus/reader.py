"""One source's log → the tables of one service: reads, decodes, applies, waits; stops at what it cannot apply."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import Enum
from threading import Event as Flag
from typing import Final

import psycopg

from events.bus.bell import Bell
from events.bus.checkpoints import AnotherRunner
from events.bus.decoding import Decoder, Undecoded
from events.bus.pace import LISTENING, POLLING, RECONNECTING, Pace
from events.bus.source import PAGE, NotDense, Page, SourceLog
from events.bus.tables import Batch, Behind, Tables
from events.bus.unapplicable import Unapplicable
from events.bus.uncollected import uncollected
from events.contract import kind_of
from events.log.codec import Codec

__all__ = ["Advanced", "Reader", "State", "Status", "Unapplicable"]
log = logging.getLogger(__name__)
TRANSIENT: Final = (psycopg.OperationalError, psycopg.InterfaceError)
"""The database is away or busy: the same again, later."""
FAR: Final = 5_000
"""Facts of one transaction while a table is far behind (performance.md §3.2)."""
STAND_BY: Final = 0.5
"""Seconds between two tries to become the runner (assumed)."""


class Status(Enum):
    """What a reader does; `ja` is what 状態 shows."""

    STARTING = "準備中"
    STANDING_BY = "待機中"
    FOLLOWING = "反映中"
    RECONNECTING = "再接続中"
    STOPPED = "停止"
    FAILED = "異常停止"

    @property
    def ja(self) -> str:
        """The word on the screen."""
        return self.value


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """One reader at one moment. `position` applied of `head` stored; `error` is a sentence for 状態."""

    service: str
    source: str
    status: Status = Status.STARTING
    position: int = 0
    head: int = 0
    applied_at: datetime | None = None
    error: str = ""

    @property
    def lag(self) -> int:
        """Facts stored but not yet in the tables, as far as the reader knows."""
        return max(0, self.head - self.position)


@dataclass(frozen=True, slots=True)
class Advanced:
    """The tables of `service` now hold the facts of `source` up to `position`."""

    service: str
    source: str
    position: int


class Reader:
    """Feeds all tables of a service from one log, in its own thread or, to catch up, in the caller's."""

    def __init__(
        self,
        tables: Tables,
        source: str,
        conninfo: str,
        codec: Codec,
        *,
        listening: bool = True,
        told: Callable[[Advanced], None] = lambda _: None,
    ) -> None:
        self.source = source
        self.state = State(service=tables.service, source=source)
        self._tables = tables
        self._conninfo = conninfo
        self._decoder = Decoder(codec, source)
        self._pace = Pace(LISTENING if listening else POLLING)
        self._listening = listening
        self._told = told
        self._bell = Bell()
        self._stopping = Flag()

    def run(self) -> None:
        """Follow until stopped, or until something nobody can wait for to pass."""
        trouble = Pace(RECONNECTING)
        while not self._stopping.is_set():
            try:
                self._stand_by()
                with closing(self._opened()) as source:
                    trouble.moved(time.monotonic())
                    self._follow(source)
            except TRANSIENT as error:
                self._is(Status.RECONNECTING, type(error).__name__)
                self._bell.pause(trouble.wait(time.monotonic()))
            except Exception as error:  # noqa: BLE001 - whatever it is, 状態 shows it and nothing is skipped
                self._fail(error)
                return
        self._is(Status.STOPPED)

    def drain(self) -> None:
        """Apply everything the log holds now; raises what `run` would stop at."""
        with closing(self._opened()) as source:
            while (after := self._tables.after(self.source)) is not None:
                page = self._next(source, after)
                self._moved(Status.FOLLOWING, after, page.head)
                if not page.rows:
                    return
                with uncollected():
                    self._take(after, page)

    def attend(self) -> None:
        """Somebody waits, or something changed: look now and often."""
        self._pace.moved(time.monotonic())
        self._bell.ring()

    def stop(self) -> None:
        """Finish the batch at hand, then end `run`."""
        self._stopping.set()
        self._bell.ring()

    def close(self) -> None:
        """Give back what `run` waited on."""
        self._bell.close()

    def _opened(self) -> SourceLog:
        name = f"{self._tables.service} from {self.source}"
        opened = SourceLog.opened(self._conninfo, self.source, name)
        opened.want(self._tables.kinds(self.source))
        return opened

    def _stand_by(self) -> None:
        while not self._stopping.is_set() and not self._tables.acquire():
            self._is(Status.STANDING_BY)
            self._bell.pause(STAND_BY)

    def _follow(self, source: SourceLog) -> None:
        if self._listening:
            source.listen()
        while not self._stopping.is_set():
            after = self._tables.after(self.source)
            if after is None:  # every table is still being filled
                self._is(Status.STARTING)
                self._bell.pause(STAND_BY)
                continue
            page = self._next(source, after)
            self._moved(Status.FOLLOWING, after, page.head)
            if page.rows:
                with uncollected():
                    self._take(after, page)
                self._pace.moved(time.monotonic())
            # What came after the page has rung already.
            if not page.rows or page.rows[-1].position >= page.head:
                self._bell.wait(source.session, self._pace.wait(time.monotonic()))

    def _next(self, source: SourceLog, after: int) -> Page:
        """What comes behind; of a log that is known to be far ahead, much at once."""
        head = self.state.head
        if head - after > PAGE:
            return Page(source.span(after, min(head, after + FAR)), head)
        return source.page(after)

    def _take(self, after: int, page: Page) -> None:
        trouble: Undecoded | None = None
        upto = page.rows[-1].position
        try:
            facts = self._decoder.page(page.rows)
        except Undecoded as undecoded:
            trouble, facts, upto = undecoded, undecoded.before, undecoded.position - 1
        if upto > after:
            try:
                self._apply(Batch(self.source, after, upto, facts))
            except Behind:  # the next page begins where that table stands
                return
            self._moved(Status.FOLLOWING, upto, page.head, datetime.now(UTC))
            self._told(Advanced(self._tables.service, self.source, upto))
        if trouble is not None:
            raise Unapplicable(self.source, trouble.position, "読取不能", trouble.cause)

    def _apply(self, batch: Batch) -> None:
        try:
            self._tables.apply(batch)
        except (*TRANSIENT, AnotherRunner, Behind):
            raise
        except Exception:  # noqa: BLE001 - found again, and named, one fact at a time
            self._apply_singly(batch)

    def _apply_singly(self, batch: Batch) -> None:
        after = batch.after
        for fact in batch.facts:
            try:
                self._tables.apply(Batch(self.source, after, fact.position, [fact]))
            except (*TRANSIENT, AnotherRunner, Behind, Unapplicable):
                raise
            except Exception as cause:
                what = kind_of(fact.fact).ja
                raise Unapplicable(self.source, fact.position, what, cause) from cause
            after = fact.position
            self._moved(Status.FOLLOWING, after, self.state.head, datetime.now(UTC))
        self._tables.apply(replace(batch, after=after, facts=()))

    def _fail(self, error: Exception) -> None:
        known = isinstance(error, Unapplicable | NotDense | AnotherRunner)
        text = str(error) if known else type(error).__name__
        self._is(Status.FAILED, text)
        log.error(
            "follower.failed service=%s source=%s position=%s error=%s",
            self._tables.service, self.source, self.state.position, text,
        )  # fmt: skip

    def _is(self, status: Status, error: str = "") -> None:
        self.state = replace(self.state, status=status, error=error)

    def _moved(self, status: Status, position: int, head: int, at: datetime | None = None) -> None:
        self.state = replace(
            self.state,
            status=status,
            position=position,
            head=head,
            applied_at=at or self.state.applied_at,
            error="",
        )
