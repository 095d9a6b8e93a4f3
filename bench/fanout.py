"""Records until the last of many open dashboards has them (N4), against one dashboard and against none."""

import signal
import time
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from uuid import UUID

import psycopg

from bench import kept, open_files
from bench.append import latency
from bench.rounds import Gate, Line
from bench.running import Running, running
from bench.sample_city import database_of, sample_city, sign_ins
from bench.steady_writer import Wrote, write_steadily
from bench.viewers import Viewers, Watched, viewers
from events.host.address import Address
from events.host.calendar import japanese_day, utc_now

SCOPES = ("honcho", "nishi", "kansa")
"""Accounts of the sample city: the whole city, one ward, the auditor."""
WRITER, WARD = "nishi", "271063"
RATE = 10.0
WINDOW_MS = 1_000.0
"""A page is sent at most one message a second: so long may a record wait for its turn."""
LEAST_MS = 10.0
"""What is left after the window counts as this much at least, or a ratio would mean nothing."""
PATIENCE = 120.0


def fanout(
    rounds: int, connections: int, seconds: float, told: Callable[[str], None]
) -> list[Line]:
    """Per round: an installation of its own start, records with nobody looking, with one, with all; its stop."""
    open_files.room_for(connections)
    home = sample_city(told)
    lines = _lines(connections)
    for number in range(1, rounds + 1):
        with running(home) as serving:
            city = _City.of(home, connections)
            told(f"fanout {number}/{rounds}: nobody looks")
            alone = _written(serving, city, seconds)
            told(f"fanout {number}/{rounds}: 1 connection")
            with viewers(serving.port, city.tokens[:1]) as one:
                single = _seen(one, city, _written(serving, city, seconds), one_of=1)
            told(f"fanout {number}/{rounds}: {connections} connections")
            before = serving.rss_kib
            with viewers(serving.port, city.tokens) as crowd:
                crowd.until(0, PATIENCE)  # each has its first message
                wrote = _written(serving, city, seconds)
                many = _seen(crowd, city, wrote, one_of=connections)
                held = (serving.rss_kib - before) / connections
                stopped, whole = _stopped(serving, crowd)
        _enter(lines, alone, single, many, wrote)
        for name, value in (("held", held), ("stopped", stopped), ("whole", whole)):
            lines[name].rounds.append(value)
    return list(lines.values())


@dataclass(frozen=True, slots=True)
class _City:
    """What a round needs to know of the running installation; `base` = positions besides those of intake."""

    address: Address
    tokens: list[str]
    writer: str
    cases: list[UUID]
    day: str
    base: int

    @classmethod
    def of(cls, home: Path, connections: int) -> "_City":
        at = database_of(home)
        with psycopg.connect(at.conninfo()) as session:
            accounts: dict[str, UUID] = dict(
                session.execute("select login, account_id from host.account").fetchall()
            )
            cases = session.execute(
                "select case_id from intake_read.worklist where area = %s order by case_id", [WARD]
            ).fetchall()
            [(base,)] = session.execute(
                "select coalesce(sum(position), 0)::bigint from reporting_read.checkpoint"
                " where projection = 'kpi_fact' and source <> 1"
            ).fetchall()
        who = [accounts[login] for login in islice(cycle(SCOPES), connections)]
        [writer, *tokens] = sign_ins(at, [accounts[WRITER], *who])
        day = japanese_day(utc_now()).isoformat()
        return cls(at, tokens, writer, [case for (case,) in cases], day, int(base))


def _written(serving: Running, city: _City, seconds: float) -> Wrote:
    """The records of one run, every one of them stored once."""
    before = kept.heads(city.address, ["intake"])
    wrote = write_steadily(serving.port, city.writer, city.cases, city.day, RATE, seconds)
    if kept.lost_or_doubled(city.address, before, wrote.commands):
        raise AssertionError("records are missing or doubled: no figure")
    return wrote


@dataclass(frozen=True, slots=True)
class _Seen:
    """Milliseconds from record to the last connection; connections lost; the viewers' share of a core."""

    waits: dict[str, float]
    lost: int
    cpu: float


def _seen(watching: Viewers, city: _City, wrote: Wrote, *, one_of: int) -> _Seen:
    watched = watching.until(city.base + max(wrote.positions), PATIENCE)
    alive = [s for s, ended in zip(watched.seen, watched.ended, strict=True) if ended is None]
    if not alive:
        raise AssertionError("no connection is left: no figure")
    waits = [
        max(_arrival(seen, city.base + position) for seen in alive) - instant
        for position, instant in zip(wrote.positions, wrote.instants, strict=True)
    ]
    return _Seen(latency(waits), one_of - len(alive), watched.cpu)


def _arrival(seen: list[tuple[int, float]], number: int) -> float:
    """When the first message with that id or a later one was there."""
    place = bisect_left(seen, (number, 0.0))
    if place == len(seen):
        raise AssertionError(f"a connection got nothing within {PATIENCE:g} s: no figure")
    return seen[place][1]


def _stopped(serving: Running, crowd: Viewers) -> tuple[float, float]:
    """Seconds from SIGTERM to the end of the last connection, and to the end of the process."""
    begun, at = time.perf_counter(), time.time()
    serving.process.send_signal(signal.SIGTERM)
    watched: Watched = crowd.until_ended(30)
    if None in watched.ended:
        raise AssertionError("a connection outlived the stop: no figure")
    serving.process.wait(60)
    return max(e for e in watched.ended if e) - at, time.perf_counter() - begun


def _lines(connections: int) -> dict[str, Line]:
    program, all_of_them = "fanout", f"{connections} connections"
    one, nobody = "1 connection, after the window", "writers (p99 ms), nobody looks"
    return {
        "many": Line(
            program, f"{all_of_them} (p99 ms)", "ms", gate=Gate(at_most=1_250), goal="N4"
        ),
        "one": Line(program, one, "ms"),
        "ratio": Line(
            program, f"{all_of_them}, after the window", "ms", one, Gate(at_most=3), "N4"
        ),
        "alone": Line(program, nobody, "ms"),
        "writers": Line(
            program, f"writers (p99 ms), {all_of_them}", "ms", nobody, Gate(at_most=1.5), "N4"
        ),
        "held": Line(program, "memory of the server", "KiB/connection", gate=Gate(at_most=64), goal="N4"),
        "lost": Line(program, "connections lost", "lost", gate=Gate(at_most=0), goal="N4"),
        "stopped": Line(
            program, "stop: the last connection ends", "s", gate=Gate(at_most=0.2), goal="N4"
        ),
        "whole": Line(program, "stop: the process ends", "s"),
        "cpu": Line(program, "the viewers' own process", "% of a core"),
    }  # fmt: skip


def _enter(lines: dict[str, Line], alone: Wrote, single: _Seen, many: _Seen, wrote: Wrote) -> None:
    nobody, crowd = latency(alone.waits), latency(wrote.waits)
    left = [max(seen.waits["p99"] - WINDOW_MS, LEAST_MS) for seen in (single, many)]
    for name, value in (
        ("many", many.waits["p99"]),
        ("one", left[0]),
        ("ratio", left[1]),
        ("alone", nobody["p99"]),
        ("writers", crowd["p99"]),
        ("lost", single.lost + many.lost),
        ("cpu", 100 * many.cpu),
    ):
        lines[name].rounds.append(value)
    lines["ratio"].ratios.append(left[1] / left[0])
    lines["writers"].ratios.append(crowd["p99"] / nobody["p99"])
    for name, waits in (("many", many.waits), ("one", single.waits),
                        ("alone", nobody), ("writers", crowd)):  # fmt: skip
        lines[name].latencies.append(waits)
