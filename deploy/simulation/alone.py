"""One process at a time states a history: what it keeps in memory must be what the log holds."""

from collections.abc import Iterator
from contextlib import contextmanager
from time import sleep
from typing import Final

import psycopg

from deploy.verb import VerbRefused
from events.host.address import Address

LOCK: Final = 0x796F72696F7369
WAITS: Final = 100
"""Tenths of a second for a killed predecessor to be noticed by the server."""


@contextmanager
def alone(address: Address, waits: int = WAITS) -> Iterator[None]:
    """Hold the database's lock for the block; VerbRefused while another process holds it."""
    with psycopg.connect(address.conninfo(), autocommit=True) as session:
        for _ in range(waits):
            found = session.execute("select pg_try_advisory_lock(%s)", [LOCK]).fetchone()
            if found == (True,):
                yield
                return
            sleep(0.1)
    raise VerbRefused("ほかの処理が記録を作っています。終わってから、もう一度実行してください。")
