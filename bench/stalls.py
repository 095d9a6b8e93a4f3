"""What must not stop appends: VACUUM over a full log, and a snapshot that stays open."""

import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext
from threading import Thread
from uuid import uuid4

import psycopg

from bench import facts, ground
from bench.append import Length, prepared, submitted, timed
from bench.log_of import log_of
from bench.rounds import Gate, Line, Measured, Variant, interleaved
from events.host.address import Address
from events.log.event_log import EventLog


def stalls(
    owner: Address, rounds: int, events: int, open_for: float, told: Callable[[str], None]
) -> list[Line]:
    """Longest append while VACUUM ANALYZE runs, and the rate beside a snapshot of so many seconds."""
    with log_of(owner, events, told) as (address, _):
        vacuum = [
            Variant(
                f"VACUUM ANALYZE of {events:,}",
                lambda: _longest(address),
                gate=Gate(at_most=50),
                unit="ms",
                goal="S11",
            )
        ]
        lines = interleaved("longest append", vacuum, rounds, told)
    quiet = "no snapshot"
    length = Length(0.2, open_for)
    beside = [
        Variant(quiet, lambda: _rate(owner, length, nullcontext)),
        Variant(
            f"snapshot open {open_for:g} s",
            lambda: _rate(owner, length, _snapshot),
            quiet,
            Gate(at_least=0.6),
            goal="S12",
        ),
    ]
    return [*lines, *interleaved("append", beside, rounds, told)]


def _longest(address: Address) -> Measured:
    """In milliseconds; one appending thread, until VACUUM has ended."""
    with psycopg.connect(address.conninfo(), autocommit=True) as session:
        session.execute("set vacuum_cost_delay = 2")
        vacuum = Thread(target=session.execute, args=("vacuum (analyze) intake.event",))
        log = EventLog("intake", address.conninfo("writer_intake"), facts.codec())
        with closing(log):
            supply = prepared(log, 1, 1, 0)[0]
            waits: list[float] = []
            submitted(log.storage.committer, next(supply))
            vacuum.start()
            while vacuum.is_alive() or not waits:
                begun = time.perf_counter()
                submitted(log.storage.committer, next(supply))
                waits.append(time.perf_counter() - begun)
    return Measured(max(waits) * 1_000)


def _rate(
    owner: Address, length: Length, around: Callable[[Address], AbstractContextManager[object]]
) -> Measured:
    with ground.database(owner, f"b{uuid4().hex[:12]}") as address:
        log = EventLog("intake", address.conninfo("writer_intake"), facts.codec())
        with closing(log):
            supplies, committer = prepared(log, 32, 1, 0), log.storage.committer
            with around(address):
                return timed(32, lambda n: submitted(committer, next(supplies[n])), length)


@contextmanager
def _snapshot(address: Address) -> Iterator[None]:
    with psycopg.connect(address.conninfo()) as session:
        session.execute("set transaction isolation level repeatable read")
        session.execute("select count(*) from intake.log_head")
        yield
