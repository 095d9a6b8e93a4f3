"""What everybody who may have seen a log says of it: all witnesses at once, for a few seconds."""

from __future__ import annotations

from collections.abc import Sequence
from http.client import HTTPException
from queue import Empty, SimpleQueue
from threading import Thread
from time import monotonic
from typing import Final, Protocol

from events.ledger.note_key import NoteKey

PATIENCE: Final = 3.0
"""Seconds all witnesses together get before the service goes on without them."""


class Road(Protocol):
    """A way to a witness."""

    def seen(self, origin: str) -> str | None:
        """The newest note the witness tells of, None if it tells nothing; OSError when it is away."""


class Seeing(Protocol):
    """A witness, or a file that was kept."""

    @property
    def name(self) -> str:
        """For people."""

    @property
    def key(self) -> NoteKey | None:
        """Of its cosignatures, where it makes any."""

    @property
    def road(self) -> Road:
        """To what it has seen."""


Said = tuple[Seeing, str | None]
"""Who, and the note; an empty text for an answer that is no text."""


def heard(asked: Sequence[Seeing], origin: str) -> list[Said]:
    """The answers that came in time, in the order of the witnesses."""
    answers: SimpleQueue[tuple[int, bool, str | None]] = SimpleQueue()

    def ask(number: int, one: Seeing) -> None:
        try:
            answers.put((number, True, one.road.seen(origin)))
        except (OSError, HTTPException):
            answers.put((number, False, None))
        except ValueError:
            answers.put((number, True, ""))

    for number, one in enumerate(asked):
        Thread(target=ask, args=(number, one), name="witness", daemon=True).start()
    end, found = monotonic() + PATIENCE, []
    for _ in asked:
        try:
            found.append(answers.get(timeout=max(0.0, end - monotonic())))
        except Empty:
            break
    return [(asked[number], note) for number, came, note in sorted(found, key=_number) if came]


def _number(answer: tuple[int, bool, str | None]) -> int:
    return answer[0]
