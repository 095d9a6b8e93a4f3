"""Append → row visible, from the scheduled send time, and live catch-up against the library's ProjectionRunner."""

import gc
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from multiprocessing import get_context
from typing import Any
from uuid import UUID, uuid4

import psycopg
from eventsourcing.application import Application
from eventsourcing.domain import Aggregate
from eventsourcing.persistence import Tracking
from eventsourcing.postgres import PostgresTrackingRecorder
from eventsourcing.projection import Projection as LibraryProjection
from eventsourcing.projection import ProjectionRunner
from psycopg.conninfo import conninfo_to_dict

from bench import facts, ground
from bench.append import latency
from bench.rounds import Gate, Line, Measured, Variant, interleaved
from events.bus.catch_up import catch_up
from events.bus.follow import Follower
from events.host.address import Address
from events.log.event_log import EventLog
from services.reporting.projections.kpi_fact import KPI_FACT

WARMING = 100
"""Commands before the ones that are timed."""
BEHIND = 3
"""Times as many facts behind as elsewhere few: connecting is no part of catching up."""
SENDERS = 32
"""Callers that may wait at once."""


def project(
    owner: Address, rounds: int, events: int, seconds: float, told: Callable[[str], None]
) -> list[Line]:
    """Catch-up of a table that stands behind, and the latency at 200 commands a second."""
    library = "library-projection-runner"
    variants = [
        Variant(library, lambda: _library(owner, min(events, 2_000))),
        Variant(
            "live catch-up,5000 a transaction",
            lambda: _behind(owner, BEHIND * events),
            library,
            Gate(at_least=45),
            goal="S7",
        ),
        Variant(
            "append to visible,200/s (p99 ms)",
            lambda: _visible(owner, 200, seconds),
            gate=Gate(at_most=5.0),
            unit="ms",
            goal="S8",
        ),
    ]
    return interleaved("project", variants, rounds, told)


def _behind(owner: Address, events: int) -> Measured:
    """The table exists and its position is 1: what follows is the live path, not a rebuild."""
    with ground.database(owner, f"b{uuid4().hex[:12]}") as address:
        codec = facts.codec()
        log = EventLog("intake", address.conninfo("writer_intake"), codec)
        with closing(log):
            log.append(facts.command([facts.triaged(facts.PERSONS[0])]))
            catch_up("reporting", [KPI_FACT], address.conninfo, codec)
            for _ in log.append_all(facts.cases(events // 2)):
                pass
            gc.collect()
            begun = time.perf_counter()
            catch_up("reporting", [KPI_FACT], address.conninfo, codec)
            took = time.perf_counter() - begun
        with psycopg.connect(address.conninfo()) as session:
            [(rows,)] = session.execute("select count(*) from reporting_read.kpi_fact").fetchall()
        if rows != events // 2 * 2 + 1:
            raise AssertionError("rows are missing or doubled: no figure")
        return Measured(events / took)


def _visible(owner: Address, rate: int, seconds: float) -> Measured:
    """p99 in ms between the scheduled send time and the commit of the row; arrivals do not wait for answers.

    Commands come from a process of their own, as those of another service do.
    """
    with ground.database(owner, f"b{uuid4().hex[:12]}") as address:
        conninfo = address.conninfo("writer_intake")
        follower = Follower("reporting", [KPI_FACT], address.conninfo, facts.codec())
        seen: list[tuple[int, float]] = []
        follower.after_batch(lambda advanced: seen.append((advanced.position, time.perf_counter())))
        follower.start()
        context = get_context("spawn")
        told = context.Queue()
        sender = context.Process(target=_send, args=(conninfo, rate, seconds, told.put))
        try:
            _until(lambda: follower.ready)
            sender.start()
            due: dict[int, float] = told.get(timeout=seconds + 60)
            _until(lambda: bool(seen) and seen[-1][0] >= WARMING + len(due))
        finally:
            follower.stop()
            sender.join(5)
        return _latencies(due, seen, rate, seconds)


def _send(
    conninfo: str, rate: int, seconds: float, tell: Callable[[dict[int, float]], None]
) -> None:
    """Position → the time it should have been sent; the first commands, before all is warm, do not count."""
    due: dict[int, float] = {}
    number = int(rate * seconds)
    with (
        closing(EventLog("intake", conninfo, facts.codec())) as log,
        ThreadPoolExecutor(SENDERS) as senders,
    ):
        for n in range(WARMING):
            _one(log, n, 0.0, {})
        begins = time.perf_counter() + 0.5
        for n in range(number):
            at = begins + n / rate
            time.sleep(max(at - time.perf_counter(), 0))
            senders.submit(_one, log, n, at, due)
    tell(due)


def _one(log: EventLog, n: int, at: float, due: dict[int, float]) -> None:
    person = facts.PERSONS[n % len(facts.PERSONS)]
    due[log.append(facts.command([facts.triaged(person)])).position] = at


def _latencies(
    due: dict[int, float], seen: list[tuple[int, float]], rate: int, seconds: float
) -> Measured:
    waits, batch = [], 0
    for position in sorted(due):
        while seen[batch][0] < position:
            batch += 1
        waits.append(seen[batch][1] - due[position])
    found = latency(waits)
    if len(waits) != int(rate * seconds):
        raise AssertionError("entries are missing: no figure")
    return Measured(found["p99"], found)


def _until(true: Callable[[], bool], patience: float = 60.0) -> None:
    deadline = time.perf_counter() + patience
    while not true():
        if time.perf_counter() > deadline:
            raise AssertionError("not there in time: no figure")
        time.sleep(0.001)


class Case(Aggregate):
    """The library's own aggregate, one event."""


class Cases(Application[UUID]):
    """The library's application on its own recorder."""


class Counted(PostgresTrackingRecorder):
    """The library's view: a position per event."""


class Counting(LibraryProjection[Counted]):
    """One event per transaction, as the interface demands."""

    name = "counting"

    def process_event(self, domain_event: Any, tracking: Tracking) -> None:  # noqa: ARG002 - the interface
        self.view.insert_tracking(tracking)


def _library(owner: Address, events: int) -> Measured:
    with ground.database(owner, f"b{uuid4().hex[:12]}") as address:
        parts = conninfo_to_dict(address.conninfo())
        env = {
            "PERSISTENCE_MODULE": "eventsourcing.postgres",
            "POSTGRES_DBNAME": str(parts["dbname"]),
            "POSTGRES_HOST": str(parts["host"]),
            "POSTGRES_PORT": str(parts["port"]),
            "POSTGRES_USER": str(parts["user"]),
            "POSTGRES_PASSWORD": str(parts.get("password") or ""),
        }
        app = Cases(env)
        last = app.save(*(Case() for _ in range(events)))[-1].notification.id
        app.close()
        begun = time.perf_counter()
        with ProjectionRunner(
            application_class=Cases, projection_class=Counting, view_class=Counted, env=env
        ) as runner:
            runner.wait(last, timeout=120)
        return Measured(events / (time.perf_counter() - begun))
