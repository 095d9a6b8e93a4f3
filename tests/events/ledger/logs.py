"""A log with plain entries, appended through the product's own committer, and what grows over it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import psycopg

from events.host.address import Address
from events.ledger import note, tree
from events.ledger.checkpoint import Checkpoint
from events.ledger.growing import Growing
from events.ledger.note_key import SigningKey
from events.ledger.session import LedgerSession
from events.log.committer import Committer
from tests.events.ledger.signed import LOG_KEY
from tests.events.log.committing import command, row

NOW = datetime(2027, 5, 7, 3, tzinfo=UTC)


def appended(address: Address, count: int, salt: str = "") -> None:
    """`count` more entries, in commands of a hundred facts at most."""
    committer = Committer(address.conninfo("writer_intake"), "intake")
    try:
        for first in range(0, count, 100):
            stream = uuid4()
            many = range(first, min(first + 100, count))
            rows = [row(stream, n, f"{salt}{at}".encode()) for n, at in enumerate(many, 1)]
            committer.submit(command(*rows))
    finally:
        committer.close()


def entries(address: Address) -> list[bytes]:
    with psycopg.connect(address.conninfo()) as session:
        rows = session.execute("select data from intake.event order by position").fetchall()
    return [bytes(data) for (data,) in rows]


def root_of(entries: list[bytes]) -> bytes:
    edge = tree.CompactRange()
    edge.extend(map(tree.leaf, entries))
    return edge.root()


def session_of(address: Address) -> LedgerSession:
    return LedgerSession(address.conninfo("ledger_intake"), "intake")


@contextmanager
def growing(address: Address, folder: Path, key: SigningKey = LOG_KEY) -> Iterator[Growing]:
    session = session_of(address)
    try:
        yield Growing(session, folder, key)
    finally:
        session.close()


def published(folder: Path, key: SigningKey = LOG_KEY) -> Checkpoint:
    signed = note.read((folder / "checkpoint").read_bytes())
    signed.verified([key.key])
    return Checkpoint.read(signed.text)


def without_triggers(address: Address, statement: str) -> None:
    """What a database administrator can do: change the log behind its own guards."""
    with psycopg.connect(address.conninfo()) as session:
        tables = ("intake.event", "intake_ledger.checkpoint", "intake_ledger.cosigned")
        for table in tables:
            session.execute(f"alter table {table} disable trigger all")
        session.execute(statement.encode())
        for table in tables:
            session.execute(f"alter table {table} enable trigger all")
            session.execute(f"alter table {table} enable always trigger append_only")
