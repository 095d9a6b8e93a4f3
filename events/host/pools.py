"""Connections for the short statements of the host: given up on quickly, checked before use."""

from __future__ import annotations

from typing import Any

from psycopg import Connection
from psycopg_pool import ConnectionPool

from events.log.living import living

PATIENCE = 3.0
"""Seconds a page waits for a connection before it says that the database is away."""


def short_pool(conninfo: str, name: str, *, largest: int = 4) -> ConnectionPool[Connection[Any]]:
    """Each statement its own transaction unless a transaction is opened; limits on every wait."""
    return ConnectionPool(
        conninfo,
        min_size=0,
        max_size=largest,
        name=name,
        timeout=PATIENCE,
        reconnect_timeout=PATIENCE,
        check=living,
        kwargs={
            "autocommit": True,
            "application_name": f"yorisoi {name}",
            "connect_timeout": 3,
            "options": "-c statement_timeout=5000 -c lock_timeout=3000",
        },
        open=True,
    )
