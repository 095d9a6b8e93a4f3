"""One fresh database per test, copied from a migrated template on a given server.

Schema names are fixed and roles belong to the server, so tests are kept apart by database.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from os import getpid

import psycopg
from psycopg import sql

from events.host.address import Address

_ORDINALS = count(1)


@contextmanager
def created(server: Address, name: str) -> Iterator[Address]:
    """An empty database of that name for the length of the block."""
    with _for_the_block(server, name, "create database {}"):
        yield server.named(name)


@contextmanager
def copied(template: Address) -> Iterator[Address]:
    """A copy of the template (which nobody may be connected to) for the length of the block."""
    name = f"test_{getpid()}_{next(_ORDINALS)}"
    with _for_the_block(template, name, "create database {} template {}", template.dbname):
        yield template.named(name)


@contextmanager
def _for_the_block(server: Address, name: str, statement: str, *names: str) -> Iterator[None]:
    identifiers = [sql.Identifier(word) for word in (name, *names)]
    with psycopg.connect(server.named("postgres").conninfo(), autocommit=True) as session:
        session.execute(sql.SQL(statement).format(*identifiers))
    try:
        yield
    finally:
        with psycopg.connect(server.named("postgres").conninfo(), autocommit=True) as session:
            session.execute(
                sql.SQL("drop database if exists {} with (force)").format(identifiers[0])
            )
