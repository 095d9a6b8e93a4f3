"""Append: our committer against raw prepared INSERTs on 8 connections and the library's own recorder."""

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import count
from multiprocessing import Queue, get_context
from multiprocessing.process import BaseProcess
from queue import Empty
from typing import Any
from uuid import uuid4

import psycopg
from eventsourcing.persistence import StoredEvent
from eventsourcing.postgres import PostgresApplicationRecorder, PostgresDatastore
from psycopg.conninfo import conninfo_to_dict

from bench import facts, ground
from bench.rounds import Gate, Line, Measured, Variant, interleaved
from events.host.address import Address
from events.log.codec import Codec
from events.log.committer import Committer
from events.log.event_log import EventLog
from events.log.stored import StoredCommand
from events.log.unstored import Overtaken

WARM = 0.3
WINDOW = 1.2
WRITERS = 8
LIBRARY_TABLE = "library_events"
Tell = Callable[[float], None]


@dataclass(frozen=True)
class Length:
    """How long a run measures, in seconds; smoke runs are short."""

    warm: float = WARM
    window: float = WINDOW


def append(owner: Address, rounds: int, length: Length, told: Callable[[str], None]) -> list[Line]:
    """All variants, interleaved."""
    raw, library = "raw-insert-8", "library-8"
    variants = [
        Variant(raw, lambda: in_processes(owner, raw_writer, length)),
        Variant(library, lambda: in_processes(owner, library_writer, length), raw),
        Variant("waiting=1", lambda: ours(owner, 1, 1, 0, length), raw),
        Variant(
            "waiting=8", lambda: ours(owner, 8, 1, 0, length), raw, Gate(at_least=0.35), goal="S1"
        ),
        Variant(
            "waiting=32", lambda: ours(owner, 32, 1, 0, length), raw, Gate(at_least=0.6), goal="S2"
        ),
        Variant("waiting=32,library", lambda: ours(owner, 32, 1, 0, length), library),
        Variant("waiting=8,events=10", lambda: ours(owner, 8, 10, 0, length), raw),
        Variant("waiting=32,conflicts=2%", lambda: ours(owner, 32, 1, 2, length), raw),
        Variant("waiting=32,conflicts=10%", lambda: ours(owner, 32, 1, 10, length), raw),
        Variant("waiting=32,sealed+signed in the run", lambda: _sealed(owner, 32, length), raw),
    ]
    return interleaved("append", variants, rounds, told)


def on_slow_disk(
    owner: Address, rounds: int, length: Length, told: Callable[[str], None]
) -> list[Line]:
    """The rows that mean something where every flush takes 2 ms."""
    raw, library, goal = "raw-insert-8", "library-8", "S3"
    variants = [
        Variant(raw, lambda: in_processes(owner, raw_writer, length)),
        Variant(library, lambda: in_processes(owner, library_writer, length), raw),
        Variant(
            "waiting=32", lambda: ours(owner, 32, 1, 0, length), raw, Gate(at_least=2.5), goal=goal
        ),
        Variant(
            "waiting=32,library",
            lambda: ours(owner, 32, 1, 0, length),
            library,
            Gate(at_least=10),
            goal=goal,
        ),
    ]
    return interleaved("append, 2 ms a flush", variants, rounds, told)


def ours(owner: Address, waiting: int, events: int, conflicts: int, length: Length) -> Measured:
    """Entries made beforehand: the committer with every guarantee of performance.md §6.3 D."""
    with ground.database(owner, f"b{uuid4().hex[:12]}") as address:
        log = EventLog("intake", address.conninfo("writer_intake"), facts.codec())
        with closing(log):
            ready = prepared(log, waiting, events, conflicts)
            committer = log.storage.committer

            def write(worker: int) -> int:
                return submitted(committer, next(ready[worker]))

            measured = timed(waiting, write, length)
            checked(log)
            return measured


def _sealed(owner: Address, waiting: int, length: Length) -> Measured:
    """The whole of EventLog.append: canonical JSON, AES-GCM, Ed25519, packing, commit; one Python process."""
    with ground.database(owner, f"b{uuid4().hex[:12]}") as address:
        log = EventLog("intake", address.conninfo("writer_intake"), facts.codec())
        with closing(log):

            def write(worker: int) -> int:
                log.append(facts.command([facts.triaged(facts.PERSONS[worker])]))
                return 1

            measured = timed(waiting, write, length)
            checked(log)
            return measured


def prepared(
    log: EventLog, waiting: int, events: int, conflicts: int
) -> list[Iterator[StoredCommand]]:
    """Per worker an endless supply; the entry bytes are real, made once and given to new streams."""
    return [_supply(log, events, conflicts, worker) for worker in range(waiting)]


def _supply(log: EventLog, events: int, conflicts: int, worker: int) -> Iterator[StoredCommand]:
    made = log.prepared(facts.command([facts.triaged(facts.PERSONS[worker])] * events))
    for n in count():
        stream = uuid4()
        stale = n * 37 % 100 < conflicts
        rows = tuple(
            row.__class__(stream, row.version + (7 if stale else 0), *_rest(row))
            for row in made.rows
        )
        yield StoredCommand(uuid4(), rows)


def _rest(row: Any) -> Sequence[Any]:
    return row.type_id, row.area_id, row.occurred_on, row.recorded_at, row.data


def submitted(committer: Committer, command: StoredCommand) -> int:
    try:
        committer.submit(command)
    except Overtaken:
        return 0
    return len(command.rows)


def timed(workers: int, write: Callable[[int], int], length: Length) -> Measured:
    """Events stored per second by that many waiting callers, and how long each waited."""
    begins = time.perf_counter() + length.warm
    ends = begins + length.window
    stored = [0] * workers
    waits: list[list[float]] = [[] for _ in range(workers)]

    def work(worker: int) -> None:
        while (now := time.perf_counter()) < ends:
            events = write(worker)
            if now >= begins:
                stored[worker] += events
                waits[worker].append(time.perf_counter() - now)

    threads = [threading.Thread(target=work, args=(n,)) for n in range(workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return Measured(sum(stored) / length.window, latency([w for each in waits for w in each]))


def latency(seconds: Sequence[float]) -> dict[str, float]:
    """p50, p95, p99, max in ms, and the count."""
    found = sorted(seconds)
    if not found:
        return {}
    at = {name: found[min(int(len(found) * share), len(found) - 1)] for name, share in
          (("p50", 0.5), ("p95", 0.95), ("p99", 0.99), ("max", 1.0))}  # fmt: skip
    return {name: round(value * 1000, 2) for name, value in at.items()} | {"count": len(found)}


def checked(log: EventLog) -> None:
    """No figure without the work: positions dense from 1, the head their number."""
    [(low, high, number)] = log.reading.rows(
        f"select coalesce(min(position), 1), coalesce(max(position), 0), count(*) from {log.service}.event"
    )
    if (low, high) != (1, number) or log.reading.head() != number:
        raise AssertionError("the run left gaps: no figure")


def in_processes(owner: Address, writer: Callable[..., None], length: Length) -> Measured:
    """A baseline: 8 processes with one connection each."""
    with ground.database(owner, f"b{uuid4().hex[:12]}") as address:
        conninfo = address.conninfo()
        with psycopg.connect(conninfo, autocommit=True) as session:
            session.execute(
                "create table raw (id bigserial primary key, stream uuid not null, version int not null,"
                " type_id smallint not null, ward smallint not null, occurred_on date not null,"
                " recorded_at timestamptz not null, data bytea not null)"
            )
        _library_table(conninfo)
        context = get_context("spawn")
        start, done = context.Barrier(WRITERS), context.Queue()
        data = Codec(facts.codec().keys).encode(facts.command([facts.triaged(facts.PERSONS[0])]))[0]
        started = [
            context.Process(target=writer, args=(conninfo, data, length, start.wait, done.put))
            for _ in range(WRITERS)
        ]
        for process in started:
            process.start()
        rate = sum(told_by(done, started) for _ in started)
        for process in started:
            process.join()
        return Measured(rate)


def told_by(done: "Queue[float]", started: Sequence[BaseProcess]) -> float:
    """The next writer's rate; AssertionError once one of them died, whom nobody may wait for."""
    while True:
        try:
            return done.get(timeout=1)
        except Empty:
            if any(process.exitcode for process in started):
                for process in started:
                    process.kill()
                raise AssertionError("a writer of the baseline died: no figure") from None


def raw_writer(
    conninfo: str, data: bytes, length: Length, start: Callable[[], object], tell: Tell
) -> None:
    with psycopg.connect(conninfo, autocommit=True, prepare_threshold=0) as session:
        statement = (
            "insert into raw (stream, version, type_id, ward, occurred_on, recorded_at, data)"
            " values (%b, %b, %b, %b, %b, %b, %b)"
        )

        def write() -> None:
            values = (uuid4(), 1, 1, 1, facts.DAY, facts.CONTEXT.at, data)
            session.execute(statement, values, prepare=True)

        start()
        tell(_rate(write, length))


def library_writer(
    conninfo: str, data: bytes, length: Length, start: Callable[[], object], tell: Tell
) -> None:
    store = _library_datastore(conninfo)
    recorder = PostgresApplicationRecorder(store, events_table_name=LIBRARY_TABLE)
    start()
    tell(_rate(lambda: recorder.insert_events([StoredEvent(uuid4(), 1, "bench", data)]), length))
    store.close()


def _library_datastore(conninfo: str) -> PostgresDatastore:
    parts = conninfo_to_dict(conninfo)
    return PostgresDatastore(
        dbname=str(parts["dbname"]),
        host=str(parts["host"]),
        port=str(parts["port"]),
        user=str(parts["user"]),
        password=str(parts.get("password") or ""),
    )


def _library_table(conninfo: str) -> None:
    """Once, before the writers: its statements collide when several connections run them."""
    store = _library_datastore(conninfo)
    PostgresApplicationRecorder(store, events_table_name=LIBRARY_TABLE).create_table()
    store.close()


def _rate(write: Callable[[], object], length: Length) -> float:
    """Writes per second after the warm-up."""
    begins = time.perf_counter() + length.warm
    written = 0
    while (now := time.perf_counter()) < begins + length.window:
        write()
        written += now >= begins
    return written / length.window
