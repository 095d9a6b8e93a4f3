"""A server of our own in a temporary folder, with one migrated database per measurement; removed at the end."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from deploy import embedded
from deploy.migrate import Area, migrate
from events.contract import KINDS
from events.host import areas
from events.host.address import Address

AREAS = Path(__file__).parents[1] / "deploy" / "areas.csv"


@contextmanager
def server() -> Iterator[Address]:
    """The owner's address of a fresh server; never a database we did not make."""
    folder = Path(tempfile.mkdtemp(prefix="yorisoi-bench-"))
    folder.chmod(0o711)
    try:
        with embedded.server(
            folder, db_user=None, database_url=None, say=lambda _: None
        ) as address:
            yield address
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def database(owner: Address, name: str) -> Iterator[Address]:
    """A fresh migrated database on that server, dropped at the end."""
    with psycopg.connect(owner.conninfo(), autocommit=True) as session:
        session.execute(f'create database "{name}"'.encode())
    rows = [
        Area(a.area_id, a.code, str(a.level), a.parent, a.name, a.since, a.until)
        for a in areas.load(AREAS)
    ]
    try:
        yield migrate(owner.named(name), wire_names=KINDS, areas=rows)
    finally:
        with psycopg.connect(owner.conninfo(), autocommit=True) as session:
            session.execute(f'drop database "{name}" with (force)'.encode())


def version(owner: Address) -> str:
    """The server's version."""
    with psycopg.connect(owner.conninfo()) as session:
        found = session.execute("show server_version").fetchone()
    return str(found[0]) if found else ""
