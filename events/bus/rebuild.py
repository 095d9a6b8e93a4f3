"""Filling a table anew beside the one that serves, and putting it in place in one transaction.

A table that is wanted again in the same version ends where the live one stands, so a running follower
notices nothing; one of a new version ends at the heads of the logs. Killed at any step, the old table goes
on serving and `Tables.prepare` drops what is left.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import ExitStack, closing
from dataclasses import dataclass
from enum import Enum
from itertools import count
from typing import Any, Final

from psycopg import Connection, errors

from events.bus.checkpoints import Checkpoint, Checkpoints
from events.bus.decoding import Decoder, Stored, Undecoded
from events.bus.filling import RANGE, ROWS, Filling, Workers, fill, splits
from events.bus.locks import Lock, is_free, try_lock
from events.bus.projection import Projection
from events.bus.sheet import Sheet
from events.bus.source import SourceLog
from events.bus.tables import Tables
from events.bus.unapplicable import Unapplicable
from events.bus.uncollected import uncollected
from events.log.codec import Codec
from events.log.recorded import SOURCES, Recorded

NEAR: Final = 1_000
"""So close to its end the table may be swapped; the rest is folded while the live one waits."""
ROUNDS: Final = 10
"""Times to catch up with the heads of the logs before a new version is put in place as it is."""
PAUSE: Final = 0.2
"""Seconds between two looks whether others are done."""
TRIES: Final = 30
"""Swaps tried, each waiting at most 2 s for pages that read."""


class Step(Enum):
    """What has been done; `ja` is what the operator reads."""

    WAITING = "ほかの作り直しが終わるのを待っています"
    PINNED = "終わりの位置を決めました"
    CREATED = "新しい表を作りました"
    FOLDING = "記録を読んでいます"
    FOLDED = "記録を読み終えました"
    INDEXED = "索引を作りました"
    CAUGHT_UP = "追いつきました"
    SWAPPED = "入れ替えました"
    DONE = "終わりました"

    @property
    def ja(self) -> str:
        """The sentence on the operator's screen."""
        return self.value


@dataclass(frozen=True, slots=True)
class Progress:
    """`read` facts of `end` in all logs together."""

    projection: str
    step: Step
    read: int
    end: int


class RebuildRefused(Exception):
    """Cannot be done beside a running consumer of a topic: stop it first."""


Report = Callable[[Progress], None]


def rebuild(
    tables: Tables,
    projection: Projection[Any],
    opened: Callable[[str], SourceLog],
    codec: Codec,
    *,
    again: bool = False,
    report: Report = lambda _: None,
    workers: Workers | None = None,
) -> bool:
    """Fill the table anew; False where it stands as wanted already and `again` does not ask for it.

    `opened` connects to a source's log. `report` is called after every step and may raise to give up.
    `workers`: so many processes fold a long log; what comes meanwhile, and a short one, this one alone.
    """
    with tables.connected() as session:
        while not try_lock(session, Lock.REBUILD, tables.service):
            report(Progress(projection.name, Step.WAITING, 0, 0))
            time.sleep(PAUSE)
        standing = tables.filled(session, projection)
        if standing and not again:
            return False
        with ExitStack() as stack:
            logs = {
                source: stack.enter_context(closing(opened(source)))
                for source in projection.sources
            }
            for log in logs.values():
                log.want(projection.reads)
            Rebuild(tables, projection, session, logs, codec, standing, report, workers).run()
        return True


class Rebuild:
    """One run. `standing`: the table serves in this very version already."""

    def __init__(
        self,
        tables: Tables,
        projection: Projection[Any],
        session: Connection[Any],
        logs: dict[str, SourceLog],
        codec: Codec,
        standing: bool,
        report: Report,
        workers: Workers | None = None,
    ) -> None:
        name = projection.name
        self._tables = tables
        self._projection = projection
        self._session = session
        self._logs = logs
        self._decoders = {source: Decoder(codec, source) for source in logs}
        self._standing = standing
        self._in_place = standing and len(tables.places(projection)) == len(logs)
        self._report = report
        self._workers = workers
        beside = f"{name}__new" if standing else f"{name}__v{projection.version}"
        self._sheet = Sheet(projection, tables.service, beside)
        self._schema = f"{tables.service}_read"
        self._checkpoints = Checkpoints(session, tables.service)
        self._at = dict.fromkeys(logs, 0)
        self._end: dict[str, int] = {}

    def run(self) -> None:
        """All steps in order."""
        if self._standing and not self._in_place:
            self._become_runner()
        self._end = self._target()
        self._did(Step.PINNED)
        while not is_free(self._session, Lock.FILLING, self._tables.service):
            self._did(Step.WAITING)  # workers of a killed one: they end by themselves
            time.sleep(PAUSE)
        self._drop(self._sheet.table)
        self._drop(f"{self._projection.name}__old")
        self._sheet.create(self._session)
        self._did(Step.CREATED)
        self._fill()
        self._fold()
        self._did(Step.FOLDED)
        self._sheet.index(self._session)
        self._did(Step.INDEXED)
        self._catch_up()
        self._did(Step.CAUGHT_UP)
        self._swap()
        self._did(Step.SWAPPED)
        self._drop(f"{self._projection.name}__old")
        self._did(Step.DONE)

    def _become_runner(self) -> None:
        """Positions of several partitions cannot be met one by one: nobody may feed meanwhile."""
        if not try_lock(self._session, Lock.RUNNER, self._tables.service):
            raise RebuildRefused(f"{self._tables.service}: 反映を止めてから実行してください。")

    def _target(self, *, lock: bool = False) -> dict[str, int]:
        """Where to end: where the live table stands, or at the heads of the logs."""
        if not self._in_place:
            return {source: log.head() for source, log in self._logs.items()}
        stands = self._checkpoints.all(self._projection.name, lock=lock)
        by_number = {place.source: row.position for place, row in stands.items()}
        return {source: by_number[SOURCES[source]] for source in self._logs}

    def _fill(self) -> None:
        """By several processes, where there are and it is worth it."""
        workers = self._workers
        if workers is None or workers.number < 2 or not splits(self._projection):
            return
        if sum(self._end.values()) < workers.least:
            return
        service = self._tables.service

        def told(source: str, positions: int) -> None:
            self._at[source] += positions
            self._did(Step.FOLDING)

        fill(Filling(service, self._projection, self._sheet.table, workers), self._end, told)
        self._at = dict(self._end)
        self._sheet.filled()

    def _fold(self) -> None:
        """Everything from where the new table stands up to the end pinned."""
        for source, log in self._logs.items():
            while (missing := self._end[source] - self._at[source]) > 0:
                upto = self._at[source] + min(RANGE, missing)
                with uncollected():
                    facts = self._decoded(source, log.span(self._at[source], upto))
                    self._sheet.fold(self._session, facts)
                    if self._sheet.independent or len(self._sheet) >= ROWS:
                        self._write()
                self._at[source] = upto
                self._did(Step.FOLDING)
        self._write()

    def _decoded(self, source: str, rows: list[Stored]) -> list[Recorded]:
        try:
            return self._decoders[source].page(rows)
        except Undecoded as fault:
            raise Unapplicable(source, fault.position, "読取不能", fault.cause) from fault

    def _write(self) -> None:
        with self._session.transaction():
            self._sheet.write(self._session)

    def _catch_up(self) -> None:
        """Near enough for the swap; a log that grows faster than this folds is left to live feeding."""
        for rounds in count(1):
            self._end = self._target()
            near = sum(self._end.values()) - sum(self._at.values()) <= NEAR
            if near or (rounds > ROUNDS and not self._in_place):
                return
            self._fold()

    def _swap(self) -> None:
        for _ in range(TRIES):
            before = dict(self._at)
            try:
                with self._session.transaction():
                    self._session.execute("set local lock_timeout = '2s'")
                    self._put_in_place()
            except errors.LockNotAvailable:  # a page reads for long: let it, and keep up meanwhile
                self._at = before
                self._sheet.forget()
                self._catch_up()
            else:
                self._announce()
                return
        raise RebuildRefused(f"{self._projection.name}: 表が使用中のため入れ替えられません。")

    def _put_in_place(self) -> None:
        """Inside one transaction: the rows that came meanwhile, the names, the checkpoints."""
        if self._in_place:
            self._end = self._target(lock=True)  # the live follower waits here, for a page at most
            self._fold()
        name, beside = self._projection.name, self._sheet.table
        for statement in (
            f"alter table if exists {self._schema}.{name} rename to {name}__old",
            f"alter table {self._schema}.{beside} rename to {name}",
        ):
            self._session.execute(statement.encode())
        if not self._in_place:
            self._state_checkpoints()

    def _state_checkpoints(self) -> None:
        at = {SOURCES[source]: position for source, position in self._at.items()}
        code_hash = self._tables.hashes[self._projection.name]
        self._checkpoints.forget(self._projection.name)
        self._checkpoints.put(
            {
                place: Checkpoint(at[place.source], self._projection.version, code_hash)
                for place in self._tables.places(self._projection)
            }
        )

    def _announce(self) -> None:
        for source, position in self._at.items():
            self._session.execute(
                "select pg_notify(%s, %s)", [self._schema, f"{source} {position}"]
            )

    def _drop(self, table: str) -> None:
        self._session.execute(f"drop table if exists {self._schema}.{table}".encode())

    def _did(self, step: Step) -> None:
        read, end = sum(self._at.values()), sum(self._end.values())
        self._report(Progress(self._projection.name, step, read, end))
