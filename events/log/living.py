"""Whether a pooled connection can be used, without asking the server each time."""

from __future__ import annotations

from select import POLLIN, poll
from typing import Any

from psycopg import Connection
from psycopg_pool import ConnectionPool


def living(connection: Connection[Any]) -> None:
    """Raises for a connection that is of no use, as `check` of a pool.

    A server that ended or was restarted has closed it, which stands in the socket to be read: only a
    connection with something unread is asked. Saves the round trip of every statement of every page.
    """
    unread = poll()
    unread.register(connection.fileno(), POLLIN)
    if unread.poll(0):
        ConnectionPool.check_connection(connection)
