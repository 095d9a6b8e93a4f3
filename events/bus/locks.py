"""Advisory locks of the read schemas: who feeds, who rebuilds, who changes tables."""

from enum import IntEnum
from typing import Any

from psycopg import Connection

from events.log.recorded import SOURCES


class Lock(IntEnum):
    """What is locked, per service. The numbers are the first half of PostgreSQL's key; …04 is the ledger's."""

    SCHEMA = 0x796F7201
    RUNNER = 0x796F7202
    REBUILD = 0x796F7203
    FILLING = 0x796F7205


def try_lock(session: Connection[Any], lock: Lock, service: str) -> bool:
    """Hold the lock until the connection ends; False where another one holds it."""
    found = session.execute("select pg_try_advisory_lock(%s, %s)", [int(lock), SOURCES[service]])
    return found.fetchone() == (True,)


def locked_for_transaction(session: Connection[Any], lock: Lock, service: str) -> None:
    """Wait for the lock and hold it until the transaction ends."""
    session.execute("select pg_advisory_xact_lock(%s, %s)", [int(lock), SOURCES[service]])


def hold_shared(session: Connection[Any], lock: Lock, service: str) -> None:
    """Hold the lock, with others who do, until the connection ends; waits while somebody has it alone."""
    session.execute("select pg_advisory_lock_shared(%s, %s)", [int(lock), SOURCES[service]])


def is_free(session: Connection[Any], lock: Lock, service: str) -> bool:
    """Whether nobody else holds the lock."""
    held = try_lock(session, lock, service)
    if held:
        session.execute("select pg_advisory_unlock(%s, %s)", [int(lock), SOURCES[service]])
    return held
