"""Rebuild of `kpi_fact` from the log by one and by several processes, against COPY out of the same rows."""

import os
import shutil
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from functools import partial
from resource import RUSAGE_CHILDREN, getrusage

import psycopg

from bench.log_of import copy_rate, log_of
from bench.rounds import Gate, Line, Measured, Variant, interleaved
from bench.skipped import Skipped
from bench.statistics_keys import reading_codec
from events.bus import rebuild as rebuilding
from events.bus.catch_up import catch_up
from events.bus.filling import Workers
from events.bus.source import SourceLog
from events.bus.tables import Tables
from events.host.address import Address
from events.log.codec import Codec
from events.log.event_log import EventLog
from services.reporting.projections.case_list import CASE_LIST
from services.reporting.projections.kpi_fact import KPI_FACT

LIMIT_MIB = 1_024
BYTES_AN_EVENT = 1_300
"""Of disk: its entry with indexes, its share of the write-ahead log, its rows in two tables and their copies."""


def rebuild(owner: Address, rounds: int, events: int, told: Callable[[str], None]) -> list[Line]:
    """One log of that many events, rebuilt again and again: rows stored, indexed, in place; all of it timed.

    Skipped where the disk has no room for that many.
    """
    _room_for(events)
    with log_of(owner, events, told) as (address, writing):
        with closing(EventLog("intake", address.conninfo("writer_intake"), writing)) as log:
            codec = reading_codec(log)
        catch_up("reporting", [KPI_FACT, CASE_LIST], address.conninfo, codec)
        cores = os.cpu_count() or 1
        copy, gate = "copy-out", Gate(at_least=0.4)

        def anew(table: str, workers: int) -> Callable[[], Measured]:
            return lambda: _rebuilt(address, codec, events, table, workers)

        variants = [
            Variant(copy, lambda: copy_rate(address, events)),
            Variant("kpi_fact,1 process,unsealing", anew("kpi_fact", 1), copy),
            Variant(
                f"kpi_fact,{cores} processes,unsealing",
                anew("kpi_fact", cores),
                copy,
                gate,
                goal="S6",
            ),
            Variant("case_list,1 process", anew("case_list", 1), copy),
            Variant(f"case_list,{cores} processes", anew("case_list", cores), copy),
        ]
        lines = interleaved(f"rebuild {events:,}", variants, rounds, told)
    return [*lines, _memory(events)]


def _room_for(events: int) -> None:
    """The server stands in the temporary folder; nothing is begun that cannot be finished."""
    free, needed = shutil.disk_usage(tempfile.gettempdir()).free, events * BYTES_AN_EVENT
    if free < needed:
        raise Skipped(
            f"{events:,}件には空き領域が約{needed / 1024**3:,.0f}GB要ります"
            f"(いま{free / 1024**3:,.0f}GB。TMPDIR でほかの場所を指定できます)"
        )


def _rebuilt(address: Address, codec: Codec, events: int, table: str, workers: int) -> Measured:
    projections = (KPI_FACT, CASE_LIST)
    projection = next(p for p in projections if p.name == table)
    conninfo = address.conninfo
    before = _digest(address, table)
    with closing(Tables("reporting", conninfo("projector_reporting"), projections)) as tables:
        tables.prepare()
        begun = time.perf_counter()
        rebuilding.rebuild(
            tables,
            projection,
            lambda source: SourceLog.to_rebuild(conninfo, "reporting", source),
            codec,
            again=True,
            workers=Workers(workers, conninfo, partial(Codec, codec.keys), least=1),
        )
        took = time.perf_counter() - begun
    if _digest(address, table) != before:
        raise AssertionError("the table is not what it was: no figure")
    return Measured(events / took)


def _digest(address: Address, table: str) -> tuple[object, ...] | None:
    """Number of rows and a sum over their bytes, whatever their order."""
    with psycopg.connect(address.conninfo()) as session:
        return session.execute(
            f"select count(*), sum(hashtextextended(t::text, 0)) from reporting_read.{table} t".encode()
        ).fetchone()


def _memory(events: int) -> Line:
    """The largest of the processes that folded."""
    line = Line(
        f"rebuild {events:,}", "peak of a worker", "MiB", "", Gate(at_most=LIMIT_MIB), goal="N3"
    )
    line.rounds.append(getrusage(RUSAGE_CHILDREN).ru_maxrss / 1_024)
    return line
