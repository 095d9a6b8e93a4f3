"""The wrapping keys by epoch (a calendar month, `2026-11`); the newest wraps, older ones only unwrap.

They lie in the key file, outside the database and its backups. An epoch ends when what stands was wrapped
again and its key destroyed: from then on a deleted key is gone from every copy (decision 0005).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
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

    def derived(self, derive: Callable[[bytes], bytes]) -> Epochs:
        """The same epochs with other keys, for another purpose."""

        def keks() -> dict[str, bytes]:
            self.refresh()
            return {epoch: derive(kek) for epoch, kek in self._keks.items()}

        return Epochs(keks(), keks)

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

    def unwrap_any(self, wrapped: bytes) -> bytes:
        """The key of a row that names no epoch; InvalidUnwrap where none opens it."""
        self.refresh()
        for _, kek in sorted(self._keks.items(), reverse=True):
            with suppress(InvalidUnwrap):
                return aes_key_unwrap(kek, wrapped)
        raise InvalidUnwrap

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
    """A file's wrapping keys, read again whenever the file was replaced."""

    def __init__(
        self, path: Path, known: Mapping[str, bytes], read: Callable[[], Mapping[str, bytes]]
    ) -> None:
        self._path, self._keks, self._read = path, known, read
        self._seen: tuple[int, int] | None = None

    def __call__(self) -> Mapping[str, bytes]:
        """As last read, where the file is the same; the last known where it cannot be reached."""
        with suppress(OSError):
            found = self._path.stat()
            seen = (found.st_ino, found.st_mtime_ns)
            if seen != self._seen:
                self._keks, self._seen = self._read(), seen
        return self._keks
