"""The server goes on while somebody needs it: one that dies (killed for its memory, say) is started again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import Event, Thread
from typing import Final

LOOK_EVERY: Final = 2.0
"""Seconds between two looks; pages answer 503 with the typed text meanwhile."""


@contextmanager
def kept(gone: Callable[[], bool], again: Callable[[], None]) -> Iterator[None]:
    """For the length of the block: `again` whenever the server is `gone`, until it is there."""
    ended = Event()

    def keep() -> None:
        while not ended.wait(LOOK_EVERY):
            with suppress(OSError):  # a full disk, a folder taken away: at the next look
                if gone():
                    again()

    thread = Thread(target=keep, name="keeper of the database", daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()
