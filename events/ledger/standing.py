"""May this log be written? Only while it holds everything a witness has seen of it (log.md §7.6)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from threading import Lock
from typing import Protocol

from events.ledger.checkpoint import Checkpoint
from events.ledger.claim import Claim, claimed
from events.ledger.found import Found
from events.ledger.note_key import NoteKey
from events.ledger.own_copy import OwnCopy
from events.ledger.seen import PATIENCE, Seeing, heard
from events.log.reading import Gap
from events.log.unstored import Unavailable, Withheld


class Own(Protocol):
    """The log of this service."""

    def size(self) -> int: ...

    def root(self, size: int) -> bytes: ...


def missing(own: Own, claims: Iterable[Claim]) -> Claim | None:
    """The largest checkpoint somebody saw that this log does not hold, or holds with another content.

    Of two of the same size the one whose time a witness signed.
    """
    size = own.size()
    for claim in sorted(claims, key=lambda one: (one.checkpoint.size, bool(one.at)), reverse=True):
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

    `kept` is asked as well, and holds the largest checkpoint anybody showed; so is `published`, what this
    machine signed last: a database put back alone is shorter than it. `told` hears the name of a
    witness that makes no sense. `begins` = position of the fact that began this generation of the ledger,
    `begun` whether it stands there: a log without it is an older backup, or was never begun anew.
    """

    log: NoteKey
    own: Own
    witnesses: Sequence[Seeing]
    kept: OwnCopy
    told: Callable[[str], None] = lambda _: None
    begins: int = 0
    begun: Callable[[], bool] = lambda: True
    published: OwnCopy | None = None
    found: Found | None = None
    _looking: Lock = field(default_factory=Lock)

    def permit(self) -> None:
        """Before every append: Withheld while something is missing, Unavailable while it is not known."""
        if self.found is None:
            self._first()
        if self.found is not None and self.found.withholds:
            raise Withheld(self.found.ja)

    def look(self) -> Found:
        """Ask everybody, compare, remember. Unavailable without the database."""
        with self._looking:
            self.found = found = self._look()
        return found

    def _first(self) -> None:
        if not self._looking.acquire(timeout=PATIENCE + 2):
            raise Unavailable("the witnesses are being asked")
        try:
            self.found = self.found or self._look()
        finally:
            self._looking.release()

    def _look(self) -> Found:
        claims, heard_of, senseless = [], [], []
        own = [self.kept] if self.published is None else [self.kept, self.published]
        for one, note in heard([*own, *self.witnesses], self.log.name):
            heard_of.append(one.name)
            try:
                if note is not None:
                    claims.append(claimed(one.name, note, self.log, one.key))
            except ValueError:
                senseless.append(one.name)
                self.told(one.name)
        lacking = missing(self.own, claims)
        self._keep(claims)
        size = self.own.size()
        return Found(
            own=size,
            missing=lacking,
            answered=tuple(one.name for one in self.witnesses if one.name in heard_of),
            silent=tuple(one.name for one in self.witnesses if one.name not in heard_of),
            senseless=tuple(senseless),
            begins=self.begins,
            unbegun=size < self.begins or (self.begins > 0 and not self.begun()),
        )

    def _keep(self, claims: Sequence[Claim]) -> None:
        """The largest a witness showed, unless it is the kept one; a disk that refuses stops nothing."""
        mine = self.published.name if self.published else ""
        shown = [claim for claim in claims if claim.witness != mine]
        largest = max(shown, key=lambda claim: claim.checkpoint.size, default=None)
        if largest is not None and largest.witness != self.kept.name:
            with suppress(OSError):
                self.kept.keep(largest.text)
