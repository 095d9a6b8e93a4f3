"""Rebuild: all tables of reporting folded anew from the log, against COPY out of the same rows, bytes discarded."""

import time
from collections.abc import Callable
from contextlib import closing
from uuid import uuid4

import psycopg

from bench import facts, ground
from bench.rounds import Gate, Line, Measured, Variant, interleaved
from events.bus.catch_up import catch_up
from events.host.address import Address
from events.log.event_log import EventLog
from services.reporting.projections.kpi_fact import KPI_FACT


def rebuild(owner: Address, rounds: int, events: int, told: Callable[[str], None]) -> list[Line]:
    """One log of that many events, rebuilt again and again. The gate of S6 is that of the Log work."""
    with ground.database(owner, f"b{uuid4().hex[:12]}") as address:
        codec = facts.codec()
        log = EventLog("intake", address.conninfo("writer_intake"), codec)
        with closing(log):
            told(f"rebuild: writing {events:,} events")
            for _ in log.append_all(facts.cases(events // 2)):
                pass
        variants = [
            Variant("copy-out", lambda: _copied(address, events)),
            Variant(
                "kpi_fact,1 process,unsealing",
                lambda: _rebuilt(address, codec, events),
                "copy-out",
                Gate(at_least=0.4),
            ),
        ]
        return interleaved(f"rebuild {events:,}", variants, rounds, told)


def _copied(address: Address, events: int) -> Measured:
    begun = time.perf_counter()
    with psycopg.connect(address.conninfo()) as session, session.cursor() as cursor:
        statement = "copy (select * from intake.event order by position) to stdout (format binary)"
        with cursor.copy(statement) as copy:
            for _ in copy:
                pass
    return Measured(events / (time.perf_counter() - begun))


def _rebuilt(address: Address, codec: object, events: int) -> Measured:
    with psycopg.connect(address.conninfo("projector_reporting"), autocommit=True) as session:
        session.execute("drop table if exists reporting_read.kpi_fact")
        session.execute("drop table if exists reporting_read.checkpoint")
    begun = time.perf_counter()
    catch_up("reporting", [KPI_FACT], address.conninfo, codec)  # type: ignore[arg-type]
    took = time.perf_counter() - begun
    with psycopg.connect(address.conninfo()) as session:
        [(rows,)] = session.execute("select count(*) from reporting_read.kpi_fact").fetchall()
    if rows != events // 2 * 2:
        raise AssertionError("rows are missing: no figure")
    return Measured(events / took)
