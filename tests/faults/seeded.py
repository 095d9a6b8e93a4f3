"""Mistakes planted on purpose, so that the checker of the campaign proves that it would see them."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from events.bus.checkpoints import Checkpoints
from events.bus.tables import Tables
from events.log.appending import Appending

PAUSE = 0.05
"""Seconds in which a kill finds the mistake half done."""


def none() -> None:
    """The program as it is."""


def commits_unflushed() -> None:
    """`synchronous_commit = off`: the answer comes before the disk has it."""
    opened = Appending.__init__

    def unflushed(self: Any, *given: Any) -> None:
        opened(self, *given)
        self._session.execute("set synchronous_commit = off")

    Appending.__init__ = unflushed  # type: ignore[method-assign]


def position_first() -> None:
    """A reader commits how far it has come before it commits the rows."""

    def advanced(self: Any, session: Any, batch: Any, olds: Any) -> None:
        checkpoints = Checkpoints(session, self.service)
        checkpoints.advance(olds, batch.upto, batch.topic_offset)
        time.sleep(PAUSE)
        with session.transaction():
            for place, old in olds.items():
                sheet = self._sheets[place.projection]
                sheet.fold(session, (f for f in batch.facts if f.position > old.position))
                sheet.write(session)
                sheet.forget()
        self._stands = Checkpoints(session, self.service).all()

    Tables._advance = advanced  # type: ignore[method-assign]


HIDDEN_BY_CHECKPOINTS = frozenset({"commits-unflushed"})
"""A checkpoint is flushed and takes along what was written before it: these need checkpoints to be rare."""

BUGS: dict[str, Callable[[], None]] = {
    "none": none,
    "commits-unflushed": commits_unflushed,
    "position-first": position_first,
    "positions-from-a-sequence": none,  # planted into the database: see the campaign
    "witness-answers-before-persisting": none,  # a copy of the witness: see standing_by
}
