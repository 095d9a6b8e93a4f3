"""The wrapping keys by epoch (a calendar month, `2026-11`); the newest wraps, older ones only unwrap.

They lie in the key file, outside the database and its backups. An epoch ends when what stands was wrapped
again and its key destroyed: from then on a deleted key is gone from every copy (decision 0005).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from threading import Lock
from typing import Final

from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap, aes_key_wrap

FIRST: Final = "0000-00"
"""The epoch of a key file from before epochs."""


class EpochMissing(Exception):
    """A row is wrapped under an epoch whose key this process cannot find; not the same as destroyed."""


class Epochs:
    """The keys of a process. `again` gives them afresh: another process may have begun a new epoch."""

    def __init__(
        self, keks: Mapping[str, bytes], again: Callable[[], Mapping[str, bytes]] | None = None
    ) -> None:
        self._keks = dict(keks)
        self._again = again
        self._lock = Lock()

    @classmethod
    def of(cls, kek: bytes) -> Epochs:
        """One key for ever: an installation that never rotated, or a test."""
        return cls({FIRST: kek})

    @property
    def newest(self) -> tuple[str, bytes]:
        """Epoch and key that wrap now."""
        self.refresh()
        epoch = max(self._keks)
        return epoch, self._keks[epoch]

    def refresh(self) -> None:
        """Take over what the key file holds now; forget keys that are no longer in it."""
        if self._again is not None:
            with self._lock:
                self._keks = dict(self._again())

    def wrap(self, key: bytes) -> tuple[str, bytes]:
        """The epoch and the wrapped key."""
        epoch, kek = self.newest
        return epoch, aes_key_wrap(kek, key)

    def unwrap(self, epoch: str, wrapped: bytes) -> bytes:
        """The key; InvalidUnwrap for damaged bytes, EpochMissing for an epoch nobody knows."""
        if epoch not in self._keks:
            self.refresh()
        kek = self._keks.get(epoch)
        if kek is None:
            raise EpochMissing(epoch)
        try:
            return aes_key_unwrap(kek, wrapped)
        except ValueError:
            raise InvalidUnwrap from None


class Watched:
    """Reads a file's wrapping keys once, and again whenever the file was replaced."""

    def __init__(self, path: Path, read: Callable[[], Mapping[str, bytes]]) -> None:
        self._path, self._read = path, read
        self._seen: tuple[int, int] | None = None
        self._keks: Mapping[str, bytes] = {}

    def __call__(self) -> Mapping[str, bytes]:
        """As last read, where the file is the same; the last known where it cannot be reached."""
        try:
            found = self._path.stat()
            seen = (found.st_ino, found.st_mtime_ns)
            if seen != self._seen:
                self._keks, self._seen = self._read(), seen
        except OSError:
            if not self._keks:
                raise
        return self._keks
