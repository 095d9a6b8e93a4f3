"""Events that a tailing reader misses while six writers in three processes append: there may be none."""

import time
from collections.abc import Callable
from contextlib import closing
from multiprocessing import get_context
from threading import Thread
from uuid import uuid4

from bench import facts, ground
from bench.append import checked
from bench.rounds import Gate, Line, Measured, Variant, interleaved
from events.bus.source import SourceLog
from events.host.address import Address
from events.log.event_log import EventLog

PROCESSES, THREADS = 3, 2


def tailing(owner: Address, seconds: float, told: Callable[[str], None]) -> list[Line]:
    """Once, for as long as asked."""
    variants = [
        Variant(
            f"6 writers,{seconds:g} s",
            lambda: _missed(owner, seconds),
            gate=Gate(at_most=0),
            unit="missed",
            goal="S10",
        )
    ]
    return interleaved("tail", variants, 1, told)


def _missed(owner: Address, seconds: float) -> Measured:
    with ground.database(owner, f"b{uuid4().hex[:12]}") as address:
        context = get_context("spawn")
        conninfo = address.conninfo("writer_intake")
        writers = [
            context.Process(target=_write, args=(conninfo, seconds)) for _ in range(PROCESSES)
        ]
        for writer in writers:
            writer.start()
        seen: set[int] = set()
        with closing(SourceLog.to_rebuild(address.conninfo, "reporting", "intake")) as log:
            after = 0
            while True:
                alive = any(writer.is_alive() for writer in writers)
                page = log.page(
                    after
                )  # raises where a position is missing at the moment of reading
                seen.update(row.position for row in page.rows)
                if page.rows:
                    after = page.rows[-1].position
                elif not alive:
                    break
        if any(writer.exitcode for writer in writers):
            raise AssertionError("a writer died: no figure")
        with closing(EventLog("intake", conninfo, facts.codec())) as log_of:
            checked(log_of)
            stored = log_of.reading.head()
        if not stored:
            raise AssertionError("nothing was written: no figure")
        return Measured(stored - len(seen))


def _write(conninfo: str, seconds: float) -> None:
    with closing(EventLog("intake", conninfo, facts.codec())) as log:

        def one() -> None:
            until = time.perf_counter() + seconds
            while time.perf_counter() < until:
                log.append(facts.command([facts.triaged(facts.PERSONS[0])]))

        threads = [Thread(target=one) for _ in range(THREADS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
