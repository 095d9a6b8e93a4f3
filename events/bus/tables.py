"""The tables of one service: rows and reading positions move in one transaction, by one runner at a time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from threading import RLock
from typing import Any, Final

import psycopg
from psycopg import Connection

from events.bus.checkpoints import AnotherRunner, Checkpoint, Checkpoints, Place
from events.bus.fingerprint import code_hash
from events.bus.locks import Lock, locked_for_transaction, try_lock
from events.bus.packed import accept_packed
from events.bus.projection import Projection
from events.bus.read_tables import NotReady, ReadTables
from events.bus.sheet import Sheet
from events.contract import Event
from events.log.recorded import SOURCES, Recorded

__all__ = [
    "AnotherRunner",
    "Batch",
    "Behind",
    "FoldChanged",
    "NotReady",
    "ReadTables",
    "Tables",
    "projector",
]

LEFT_OVER: Final = re.compile(r"__(new|old|v[0-9]+)$")
"""Names of tables that a rebuild made and did not put in place, or put out of it."""


class Behind(ValueError):
    """A table was admitted while the batch was being read, and stands behind it: read again from there."""

    def __init__(self, source: str, after: int) -> None:
        super().__init__(f"{source}: a batch behind {after} leaves a hole")


class FoldChanged(Exception):
    """A fold, row or key is not the one that filled the table, and its version says it is: refuse to start."""

    def __init__(self, projection: Projection[Any]) -> None:
        super().__init__(
            f"集計 {projection.name} の計算が変わりましたが、版が {projection.version} のままです。"
        )


@dataclass(frozen=True, slots=True)
class Batch:
    """The facts of one partition of one source behind `after` up to `upto`.

    Ids without a fact (kinds nobody reads, other partitions' ids) are covered by the two positions.
    """

    source: str
    after: int
    upto: int
    facts: Sequence[Recorded]
    partition: int = 0
    topic_offset: int | None = None


def projector(conninfo: str, service: str) -> Connection[Any]:
    """A connection that fills tables: `conninfo` is the projector's."""
    session = psycopg.connect(
        conninfo, autocommit=True, prepare_threshold=0, application_name=f"yorisoi {service} tables"
    )
    session.execute("set timezone to 'UTC'")
    accept_packed(session)
    return session


class Tables:
    """Feeds the tables of one service. One process at a time: the others' `acquire` answers False.

    Safe for several threads; facts of different sources touch the same rows, so batches take turns.
    `partitions` of a source's topic; on the embedded road there is one, number 0. A table that was filled
    on the other road is filled anew.
    """

    def __init__(
        self,
        service: str,
        conninfo: str,
        projections: Iterable[Projection[Any]],
        partitions: Mapping[str, int] | None = None,
    ) -> None:
        self.service = service
        self.projections = tuple(projections)
        self._partitions = partitions or {}
        self._conninfo = conninfo
        self.hashes = {p.name: code_hash(p) for p in self.projections}
        self._turn = RLock()
        self._overtaken: AnotherRunner | None = None
        self._session: Connection[Any] | None = None
        self._sheets: dict[str, Sheet[Any]] = {}
        self._stands: dict[Place, Checkpoint] = {}

    @classmethod
    def as_stored(
        cls, service: str, conninfo: str, projections: Iterable[Projection[Any]]
    ) -> Tables:
        """On the road that filled them, whichever it was: for who is not the one that feeds them."""
        wanted = tuple(projections)
        with projector(conninfo, service) as session:
            stored = Checkpoints(session, service).partitions([p.name for p in wanted])
        return cls(service, conninfo, wanted, stored)

    def prepare(self) -> list[Projection[Any]]:
        """Make what is missing, drop what a killed rebuild left; answer the projections to be filled anew.

        Raises FoldChanged where a table was filled by another fold of the same version.
        """
        with self.connected() as session:
            with session.transaction():
                locked_for_transaction(session, Lock.SCHEMA, self.service)
                Checkpoints(session, self.service).create()
            stale = [p for p in self.projections if not self.filled(session, p)]
            if try_lock(session, Lock.REBUILD, self.service):
                for table in filter(LEFT_OVER.search, self._tables(session)):
                    session.execute(f"drop table {self.service}_read.{table}".encode())
        self._sheets = {p.name: Sheet(p, self.service) for p in self.projections if p not in stale}
        return stale

    def connected(self) -> Connection[Any]:
        """A new connection of the projector of these tables."""
        return projector(self._conninfo, self.service)

    def filled(self, session: Connection[Any], projection: Projection[Any]) -> bool:
        """Whether the table stands and was filled by this very fold, from everywhere it reads."""
        rows = Checkpoints(session, self.service).all(projection.name)
        same = [row for row in rows.values() if row.version == projection.version]
        if any(row.code_hash != self.hashes[projection.name] for row in same):
            raise FoldChanged(projection)
        complete = set(self.places(projection)) == rows.keys() and len(same) == len(rows)
        return complete and projection.name in self._tables(session)

    def acquire(self) -> bool:
        """Become, or be, the runner of this service; False while another process is.

        Raises AnotherRunner for good once that was found out the hard way.
        """
        with self._turn:
            if self._overtaken is not None:
                raise self._overtaken
            if self._session is not None and not self._session.closed:
                return True
            session = self.connected()
            if not try_lock(session, Lock.RUNNER, self.service):
                session.close()
                return False
            # Rows and position are lost together or not at all, and the log holds the facts: to wait for
            # the disk would protect nothing, and would make every page wait.
            session.execute("set synchronous_commit to off")
            self._session = session
            self._stands = Checkpoints(session, self.service).all()
            return True

    def admit(self, projection: Projection[Any]) -> None:
        """Feed a projection whose table has just been filled and put in place."""
        with self._turn:
            if self._session is not None and not self._session.closed:
                self._stands = Checkpoints(self._session, self.service).all()
            self._sheets[projection.name] = Sheet(projection, self.service)

    def places(self, projection: Projection[Any], *only: str) -> list[Place]:
        """Everywhere a projection reads: each partition of each of its sources, or of those named."""
        return [
            Place(projection.name, SOURCES[source], partition)
            for source in only or projection.sources
            for partition in range(self.partitions(source))
        ]

    def partitions(self, source: str) -> int:
        """In how many partitions a source's facts come; 1 on the embedded road."""
        return self._partitions.get(source, 1)

    def kinds(self, source: str) -> frozenset[type[Event]] | None:
        """The kinds of a source that any table here is made of; None = every kind."""
        reading = [p.reads for p in self.projections if source in p.sources]
        if any(reads is None for reads in reading):
            return None
        return frozenset(kind for reads in reading if reads is not None for kind in reads)

    @property
    def complete(self) -> bool:
        """Whether every table is in place and fed; not while one is filled for the first time or anew."""
        return len(self._sheets) == len(self.projections)

    @property
    def sources(self) -> tuple[str, ...]:
        """The services whose logs these tables are made of."""
        read = {source for p in self.projections for source in p.sources}
        return tuple(source for source in SOURCES if source in read)

    def after(self, source: str, partition: int = 0) -> int | None:
        """The position behind which to read: the furthest back of all tables; None where none is fed."""
        with self._turn:
            return min(
                (old.position for old in self._reading(source, partition).values()), default=None
            )

    def apply(self, batch: Batch) -> None:
        """Fold, store and advance, all or nothing.

        Raises AnotherRunner where a checkpoint was moved by somebody else, Behind where a table lacks facts
        before the batch, and whatever a fold raises.
        """
        with self._turn:
            if self._session is None:
                raise psycopg.OperationalError("not the runner")
            olds = self._reading(batch.source, batch.partition)
            olds = {place: old for place, old in olds.items() if old.position < batch.upto}
            if any(old.position < batch.after for old in olds.values()):
                raise Behind(batch.source, batch.after)
            if olds:
                self._try(self._session, batch, olds)

    def close(self) -> None:
        """Let another process be the runner."""
        with self._turn:
            if self._session is not None:
                self._session.close()

    def _try(self, session: Connection[Any], batch: Batch, olds: dict[Place, Checkpoint]) -> None:
        try:
            self._advance(session, batch, olds)
        except AnotherRunner as other:
            self._overtaken = other
            session.close()
            raise

    def _advance(
        self, session: Connection[Any], batch: Batch, olds: dict[Place, Checkpoint]
    ) -> None:
        sheets = [(self._sheets[place.projection], old.position) for place, old in olds.items()]
        checkpoints = Checkpoints(session, self.service)
        try:
            with session.transaction():
                # First: it is the lock that a swap waits for, and the proof that nobody else feeds.
                if not checkpoints.advance(olds, batch.upto, batch.topic_offset):
                    raise AnotherRunner(self.service, batch.source)
                for sheet, position in sheets:
                    sheet.fold(session, (f for f in batch.facts if f.position > position))
                    sheet.write(session)
                # Inside: without a wait for the disk, NOTIFY's lock on the whole database is soon free.
                session.execute(
                    "select pg_notify(%b, %b)",
                    [f"{self.service}_read", f"{batch.source} {batch.upto}"],
                )
        finally:
            for sheet, _ in sheets:
                sheet.forget()
        self._stands |= {place: replace(old, position=batch.upto) for place, old in olds.items()}

    def _reading(self, source: str, partition: int) -> dict[Place, Checkpoint]:
        number = SOURCES[source]
        found = {}
        for name, sheet in self._sheets.items():
            stands = self._stands.get(Place(name, number, partition))
            if stands is not None and stands.version == sheet.projection.version:
                found[Place(name, number, partition)] = stands
        return found

    def _tables(self, session: Connection[Any]) -> set[str]:
        found = session.execute(
            "select tablename from pg_tables where schemaname = %s", [f"{self.service}_read"]
        )
        return {str(name) for (name,) in found}
