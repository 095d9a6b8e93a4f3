"""May this log be written? Only while it holds everything a witness has seen of it (log.md §7.6)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from time import monotonic
from typing import Final, Protocol

from events.ledger import durable
from events.ledger.checkpoint import Checkpoint
from events.ledger.claim import Claim, claimed
from events.ledger.found import Found
from events.ledger.note_key import NoteKey
from events.ledger.seen import InFile, Seen, Unreachable
from events.log.reading import Gap
from events.log.unstored import Unavailable, Withheld

PATIENCE: Final = 3.0
"""Seconds all witnesses together get to answer before the service goes on without them."""


OWN_COPY: Final = "この機械の控え"


class Own(Protocol):
    """The log of this service."""

    def size(self) -> int: ...

    def root(self, size: int) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Named:
    """A witness of the installation; without a key its time is not known, its claim counts all the same."""

    name: str
    seen: Seen
    key: NoteKey | None = None


def missing(own: Own, claims: Iterable[Claim]) -> Claim | None:
    """The largest checkpoint somebody saw that this log does not hold, or holds with another content."""
    size = own.size()
    for claim in sorted(claims, key=lambda claim: claim.checkpoint.size, reverse=True):
        if claim.checkpoint.size > size or not _holds(own, claim.checkpoint):
            return claim
    return None


def _holds(own: Own, checkpoint: Checkpoint) -> bool:
    """Whether the beginning of the log has this root; a log with a hole in it holds nothing."""
    try:
        return own.root(checkpoint.size) == checkpoint.root
    except Gap:
        return False


@dataclass
class Standing:
    """What the witnesses say about one log, looked at before the first record and then every minute.

    `kept` = a file outside the database with the largest checkpoint ever seen; a restored copy of the data
    directory brings an old one back, so it only helps. `told` hears of every witness that makes no sense.
    """

    log: NoteKey
    own: Own
    witnesses: Sequence[Named]
    kept: Path
    told: Callable[[str], None] = lambda _: None
    found: Found | None = None
    _looking: Lock = field(default_factory=Lock)

    def permit(self) -> None:
        """Before every append: Withheld while something is missing, Unavailable while it is not known."""
        if self.found is None:
            self._first()
        if self.found is not None and self.found.missing is not None:
            raise Withheld(self.found.ja)

    def look(self) -> Found:
        """Ask everybody, compare, remember. Unavailable without the database."""
        with self._looking:
            self.found = self._look()
            return self.found

    def _first(self) -> None:
        if not self._looking.acquire(timeout=PATIENCE + 2):
            raise Unavailable("the witnesses are being asked")
        try:
            if self.found is None:
                self.found = self._look()
        finally:
            self._looking.release()

    def _look(self) -> Found:
        asked = [Named(OWN_COPY, InFile(self.kept)), *self.witnesses]
        answers = _asked(asked, self.log.name)
        claims, senseless = [], []
        for one, answer in answers:
            try:
                if answer is not None:
                    claims.append(claimed(one.name, answer, self.log, one.key))
            except ValueError:
                senseless.append(one.name)
                self.told(one.name)
        heard = [one.name for one, _ in answers]
        found = Found(
            own=self.own.size(),
            missing=missing(self.own, claims),
            answered=tuple(one.name for one in self.witnesses if one.name in heard),
            silent=tuple(one.name for one in self.witnesses if one.name not in heard),
            senseless=tuple(senseless),
        )
        self._keep(claims)
        return found

    def _keep(self, claims: Sequence[Claim]) -> None:
        """The largest of them, unless it is the kept one already; a disk that refuses stops nothing."""
        largest = max(claims, key=lambda claim: claim.checkpoint.size, default=None)
        if largest is None or largest.witness == OWN_COPY:
            return
        try:
            if InFile(self.kept).newest("") != largest.text.encode():
                durable.made(self.kept.parent)
                durable.write(self.kept, largest.text.encode())
        except (OSError, Unreachable):
            return


def _asked(witnesses: Sequence[Named], origin: str) -> list[tuple[Named, bytes | None]]:
    """Everybody at once; whoever has not answered in time is silent."""
    answers: SimpleQueue[tuple[Named, bytes | None] | None] = SimpleQueue()

    def ask(one: Named) -> None:
        try:
            answers.put((one, one.seen.newest(origin)))
        except Unreachable:
            answers.put(None)

    for one in witnesses:
        Thread(target=ask, args=(one,), name="witness", daemon=True).start()
    end, found = monotonic() + PATIENCE, []
    for _ in witnesses:
        try:
            answer = answers.get(timeout=max(0.0, end - monotonic()))
        except Empty:
            break
        if answer is not None:
            found.append(answer)
    return found
