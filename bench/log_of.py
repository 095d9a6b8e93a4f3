"""A database whose intake log holds so many facts: what reading programs measure on."""

import gc
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from time import perf_counter
from uuid import uuid4

import psycopg

from bench import facts, ground
from bench.rounds import Measured
from events.host.address import Address
from events.log.codec import Codec
from events.log.event_log import EventLog


@contextmanager
def log_of(
    owner: Address, events: int, told: Callable[[str], None]
) -> Iterator[tuple[Address, Codec]]:
    """The address and what opens the facts: a reception and its triage per case, sealed and signed."""
    with ground.database(owner, f"b{uuid4().hex[:12]}") as address:
        codec = facts.codec()
        log = EventLog("intake", address.conninfo("writer_intake"), codec)
        with closing(log):
            told(f"writing {events:,} events")
            for _ in log.append_all(facts.cases(events // 2)):
                pass
        gc.collect()
        gc.freeze()  # what the writing left behind is not looked through while others are timed
        try:
            yield address, codec
        finally:
            gc.unfreeze()


def copy_rate(address: Address, events: int) -> Measured:
    """COPY of all rows in binary form, bytes discarded: the limit of any reader."""
    begun = perf_counter()
    with psycopg.connect(address.conninfo()) as session, session.cursor() as cursor:
        statement = "copy (select * from intake.event order by position) to stdout (format binary)"
        with cursor.copy(statement) as copy:
            for _ in copy:
                pass
    return Measured(events / (perf_counter() - begun))
