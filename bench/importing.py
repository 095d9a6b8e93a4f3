"""Bulk import: many commands through the committer, against COPY of the same bytes into a bare table.

The second baseline has the two indexes of the log's table: what any import pays that can be read afterwards.
"""

import gc
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from uuid import uuid4

import psycopg

from bench import facts, ground
from bench.append import checked
from bench.rounds import Gate, Line, Measured, Variant, interleaved
from events.host.address import Address
from events.log.event_log import EventLog
from events.log.stored import StoredCommand, StoredRow

READY = 3
"""Times as many entries made beforehand as made in the run: an import is more than two commits long."""
CHUNK = 10_000
"""Rows of one COPY, as many as one commit of an import may hold."""
INDEXES = ", primary key (position), unique (stream, version)"
COLUMNS = ["int8", "uuid", "int4", "int2", "int2", "date", "timestamptz", "bytea"]


def importing(owner: Address, rounds: int, events: int, told: Callable[[str], None]) -> list[Line]:
    """Entries made beforehand, and the whole of it: sealed and signed in the run. Decisions are not in it."""
    told(f"import: making {READY * events:,} entries")
    with ground.database(owner, f"b{uuid4().hex[:12]}") as address:
        log = EventLog("intake", address.conninfo("writer_intake"), facts.codec())
        with closing(log):
            commands = [log.prepared(command) for command in facts.cases(READY * events // 2)]
    gc.collect()
    gc.freeze()  # what was made beforehand is not looked through again and again
    rows = [row for command in commands for row in command.rows]
    bare, gate = "copy,bare table", Gate(at_least=0.6)
    keys = "copy,table with the log's two indexes"
    variants = [
        Variant(bare, lambda: _copied(owner, rows, "")),
        Variant(keys, lambda: _copied(owner, rows, INDEXES), bare),
        Variant("ready entries", lambda: _stored(owner, commands), bare, gate, goal="S4"),
        Variant("sealed+signed in the run", lambda: _stated(owner, events), bare, goal="S4"),
    ]
    try:
        return interleaved(f"import {events:,}", variants, rounds, told)
    finally:
        gc.unfreeze()


def _copied(owner: Address, rows: Sequence[StoredRow], indexes: str) -> Measured:
    with (
        ground.database(owner, f"b{uuid4().hex[:12]}") as address,
        psycopg.connect(address.conninfo(), autocommit=True) as session,
    ):
        session.execute(
            "create table bare (position bigint, stream uuid not null, version int not null,"
            " type_id smallint not null, ward smallint not null, occurred_on date not null,"
            " recorded_at timestamptz not null, data bytea not null" + indexes + ")"
        )
        begun = time.perf_counter()
        for first in range(0, len(rows), CHUNK):
            _copy(session, rows[first : first + CHUNK], first)
        return Measured(len(rows) / (time.perf_counter() - begun))


def _copy(
    session: psycopg.Connection[tuple[object, ...]], rows: Sequence[StoredRow], first: int
) -> None:
    statement = "copy bare from stdin (format binary)"
    with session.cursor() as cursor, cursor.copy(statement) as copy:
        copy.set_types(COLUMNS)
        for position, r in enumerate(rows, first + 1):
            copy.write_row((position, r.stream, r.version, r.type_id, r.area_id, r.occurred_on,
                            r.recorded_at, r.data))  # fmt: skip


def _stored(owner: Address, commands: Sequence[StoredCommand]) -> Measured:
    with ground.database(owner, f"b{uuid4().hex[:12]}") as address:
        log = EventLog("intake", address.conninfo("writer_intake"), facts.codec())
        with closing(log):
            begun = time.perf_counter()
            for answer in log.storage.committer.pipelined(iter(commands)):
                answer.result()
            took = time.perf_counter() - begun
            checked(log)
    return Measured(sum(len(command.rows) for command in commands) / took)


def _stated(owner: Address, events: int) -> Measured:
    with ground.database(owner, f"b{uuid4().hex[:12]}") as address:
        log = EventLog("intake", address.conninfo("writer_intake"), facts.codec())
        with closing(log):
            begun = time.perf_counter()
            for _ in log.append_all(facts.cases(events // 2)):
                pass
            took = time.perf_counter() - begun
            checked(log)
    return Measured(events // 2 * 2 / took)
