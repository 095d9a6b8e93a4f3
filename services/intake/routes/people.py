"""The index of everybody received, as new as the log, in the hands of a route."""

from __future__ import annotations

from threading import Thread
from typing import TYPE_CHECKING, Annotated, Final

import structlog
from fastapi import Depends, Request

from events.bus.read_tables import NotReady
from services.intake.person_index import PersonIndex

if TYPE_CHECKING:
    from events.host.runtime import Runtime


BRIEFLY: Final = 0.1
"""Seconds a page waits for another's reading: more than the few facts of a moment take, less than a key's time."""


def people(request: Request) -> PersonIndex:
    """Caught up with the log first, so that who was received a moment ago is found.

    After a start in a large city the log is still being read: pages then go on with whom is known so far and
    say so (`whole`).
    """
    index: PersonIndex = request.app.state.people
    index.catch_up(request.app.state.runtime.log, BRIEFLY)
    return index


def everybody(request: Request) -> PersonIndex:
    """For judgements of who is who: NotReady (503, what was typed is kept) while somebody may be missing."""
    index = people(request)
    if not index.whole:
        raise NotReady("people")
    return index


People = Annotated[PersonIndex, Depends(people)]
Everybody = Annotated[PersonIndex, Depends(everybody)]


class Filler:
    """Reads the whole log once beside the start of the service, so that the first search is quick."""

    def __init__(self, index: PersonIndex, runtime: Runtime) -> None:
        self._index = index
        self._runtime = runtime
        self._thread: Thread | None = None

    def start(self) -> None:
        """Begin reading; the service answers meanwhile."""
        self._thread = Thread(target=self._fill, name="people of intake", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Nothing to wait for: the index is memory."""
        self._index.stop()
        if self._thread is not None:
            self._thread.join(timeout=5)

    def _fill(self) -> None:
        try:
            self._index.catch_up(self._runtime.log)
        except Exception as fault:  # noqa: BLE001 - a search reads on; the thread must say why it ended
            structlog.get_logger("intake").warning("people.unread", fault=type(fault).__name__)
