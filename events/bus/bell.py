"""Waiting for a notification of PostgreSQL, or for somebody in this process who rings."""

from __future__ import annotations

from contextlib import suppress
from select import select
from socket import socketpair
from typing import Any

from psycopg import Connection, Notify


class Bell:
    """Wakes one waiting thread; `ring` may be called from any other, also before the wait."""

    def __init__(self) -> None:
        self._inside, self._outside = socketpair()
        self._inside.setblocking(False)
        self._outside.setblocking(False)

    def ring(self) -> None:
        """Wake the waiting thread, or the next one that waits."""
        with suppress(OSError):  # rung often enough already, or closed
            self._outside.send(b"!")

    def wait(self, session: Connection[Any], seconds: float) -> list[Notify]:
        """What was heard, at the latest after `seconds`; OperationalError on a lost connection.

        Asks the connection first: a notification may have come with the answer of a query.
        """
        heard = list(session.notifies(timeout=0))
        if not heard:
            select([session.fileno(), self._inside.fileno()], [], [], seconds)
            with suppress(BlockingIOError):
                self._inside.recv(4096)
            heard = list(session.notifies(timeout=0))
        return heard

    def pause(self, seconds: float) -> None:
        """Wait without a connection."""
        select([self._inside], [], [], seconds)
        with suppress(BlockingIOError):
            self._inside.recv(4096)

    def close(self) -> None:
        """Give the sockets back."""
        self._inside.close()
        self._outside.close()
