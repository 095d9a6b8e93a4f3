"""Bytes on disk per event, all tables and indexes of the log, against the bytes of the entries themselves."""

from collections.abc import Callable

import psycopg

from bench.log_of import log_of
from bench.rounds import Gate, Line, Measured, Variant, interleaved
from events.host.address import Address


def size(owner: Address, events: int, told: Callable[[str], None]) -> list[Line]:
    """Measured once: it does not vary."""
    with log_of(owner, events, told) as (address, _):
        with psycopg.connect(address.conninfo(), autocommit=True) as session:
            session.execute("vacuum (analyze) intake.event")
            [(entries, total)] = session.execute(
                "select sum(octet_length(data))::bigint, (select sum(pg_total_relation_size(c.oid))"
                " from pg_class c where c.relnamespace = 'intake'::regnamespace and c.relkind = 'r'"
                ")::bigint from intake.event"
            ).fetchall()
        entry = "entry"
        variants = [
            Variant(entry, lambda: Measured(entries / events), unit="bytes/event"),
            Variant(
                "stored",
                lambda: Measured(total / events),
                entry,
                Gate(at_most=1.5),
                unit="bytes/event",
                goal="S9",
            ),
        ]
        return interleaved(f"size {events:,}", variants, 1, told)
