"""One database for several processes of an installation: whoever leaves last stops it.

So `yorisoi run intake` may stop while `yorisoi run planning` goes on, whichever of them started the server.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import TextIOWrapper

from deploy import embedded
from events.host.address import Address
from events.host.settings import Settings

USERS = "database.users"


@contextmanager
def database(settings: Settings, say: Callable[[str], None]) -> Iterator[Address]:
    """The database of the data directory, started if nobody has, for the length of the block."""
    settings.home.mkdir(parents=True, exist_ok=True)
    with (settings.home / USERS).open("a+") as users:
        os.fchmod(users.fileno(), 0o600)
        fcntl.flock(users, fcntl.LOCK_SH)  # waits while the last one before stops the server
        memory = settings.database_memory_mb * 1024**2 if settings.database_memory_mb else None
        try:
            with embedded.attach(
                settings.home,
                db_user=settings.db_user,
                database_url=settings.database_url,
                say=say,
                memory=memory,
                last=lambda: _alone(users),
            ) as address:
                yield address
        finally:
            _stop_what_was_left(settings, users)


def _alone(users: TextIOWrapper) -> bool:
    """Whether no other process uses the database; from a yes on, newcomers wait until we are gone."""
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        fcntl.flock(users, fcntl.LOCK_SH)
        return False
    return True


def _stop_what_was_left(settings: Settings, users: TextIOWrapper) -> None:
    """The server of a supervisor that left earlier: adopted and stopped by the last one."""
    running = (settings.home / "postgres" / "postmaster.pid").exists()
    if settings.database_url is None and running and _alone(users):
        with embedded.server(
            settings.home, db_user=settings.db_user, database_url=None, say=lambda _: None
        ):
            return
