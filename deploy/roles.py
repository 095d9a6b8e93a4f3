"""The database roles of an installation: who there are, made or brought up to date."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from psycopg import Connection, sql

from events.host.address import Address

SERVICES = ("intake", "planning", "benefits", "reporting")
OWNER = "log_owner"
PER_SERVICE = ("writer", "reader", "projector", "drafter", "ledger")
SHARED = ("sign_in_keeper", "key_keeper", "key_destroyer")


def logins(services: Iterable[str] = SERVICES) -> Iterator[str]:
    """Every role that signs in with a password."""
    yield from SHARED
    for service in services:
        yield from (f"{kind}_{service}" for kind in PER_SERVICE)


def ensure(session: Connection[Any], address: Address, services: Iterable[str]) -> None:
    """Make missing roles and give every login role its password of `address`.

    Passwords are hashed here: the server never sees, and so never logs, one in clear.
    """
    found = session.execute("select rolname from pg_roles").fetchall()
    existing = {str(name) for (name,) in found}
    if OWNER not in existing:
        session.execute(sql.SQL("create role {} nologin").format(sql.Identifier(OWNER)))
    names = list(logins(services))
    for name in names:
        verb = "alter" if name in existing else "create"
        secret = session.pgconn.encrypt_password(
            address.passwords[name].encode(), name.encode(), b"scram-sha-256"
        )
        session.execute(
            sql.SQL("{} role {} login password {}").format(
                sql.SQL(verb), sql.Identifier(name), sql.Literal(secret.decode())
            )
        )
    _join(session, [OWNER, *(name for name in names if name.startswith("projector_"))])


def _join(session: Connection[Any], names: Iterable[str]) -> None:
    """Let an owner who is no superuser act as the roles that own schemas."""
    for name in names:
        member = session.execute("select pg_has_role(current_user, %s, 'usage')", [name])
        if member.fetchone() == (False,):
            session.execute(sql.SQL("grant {} to current_user").format(sql.Identifier(name)))
