"""One data key per person, stored wrapped under the KEK; unwrapped ones live 60 seconds at most.

Key material never enters a log. A key that no longer stands was destroyed: its values are shredded.
"""

import secrets
import time
from collections.abc import Iterable
from threading import Lock
from typing import Final, Protocol
from uuid import UUID, uuid4

from cryptography.hazmat.primitives.keywrap import (
    InvalidUnwrap,
    aes_key_unwrap,
    aes_key_wrap,
)
from psycopg_pool import ConnectionPool

from events.log.unstored import KeyDamaged

CACHE_SECONDS: Final = 60
"""Longest life of an unwrapped key in memory (log.md §4.3)."""
CACHE_KEYS: Final = 20_000


class Keys(Protocol):
    """Where data keys come from."""

    def sealing(self, subject: UUID) -> tuple[UUID, bytes]:
        """Key id and key of a person, made at need; stored before it is returned."""

    def opening(self, key_id: UUID) -> bytes | None:
        """The key, or None where it was destroyed."""


class MemoryKeys:
    """Keys of a test: kept in memory, never stored."""

    def __init__(self) -> None:
        self._of: dict[UUID, UUID] = {}
        self._keys: dict[UUID, bytes] = {}

    def sealing(self, subject: UUID) -> tuple[UUID, bytes]:
        """A person's key, made at need."""
        key_id = self._of.setdefault(subject, uuid4())
        return key_id, self._keys.setdefault(key_id, secrets.token_bytes(32))

    def opening(self, key_id: UUID) -> bytes | None:
        """The key, or None after `forget`."""
        return self._keys.get(key_id)

    def forget(self, subject: UUID) -> None:
        """Destroy the key of a person."""
        self._keys.pop(self._of[subject], None)


class KeyRing:
    """The wrapped keys in `keys.person_key`, reached as `key_keeper`; unwrapped ones live 60 s at most."""

    def __init__(self, conninfo: str, kek: bytes) -> None:
        self._pool = ConnectionPool(
            conninfo,
            min_size=0,
            max_size=4,
            timeout=5,  # a form must not hang on a database that is gone
            open=True,
            kwargs={"autocommit": True},
        )
        self._kek = kek
        self._lock = Lock()
        self._by_subject: dict[UUID, tuple[float, UUID]] = {}
        self._by_id: dict[UUID, tuple[float, bytes]] = {}
        self.damaged: set[UUID] = set()
        """Keys met that stand but do not open: nobody decided that, unlike a destruction."""

    def sealing(self, subject: UUID) -> tuple[UUID, bytes]:
        """A person's key; the row is committed before this returns, so no entry loses its key.

        KeyDamaged where it stands but does not open: nothing may be sealed under another one.
        """
        known = self._by_subject.get(subject)
        if known and known[0] > time.monotonic():
            cached = self._by_id.get(known[1])
            if cached and cached[0] > time.monotonic():
                return known[1], cached[1]
        for _, key_id, key in self.prepare([subject]):
            return key_id, key
        raise KeyDamaged

    def opening(self, key_id: UUID) -> bytes | None:
        """The key, or None where no wrapped key stands any more (destroyed) or it is `damaged`."""
        found = self._by_id.get(key_id)
        if found and found[0] > time.monotonic():
            return found[1]
        rows = self._read([key_id])
        return rows[0][2] if rows else None

    def prepare(self, subjects: Iterable[UUID]) -> list[tuple[UUID, UUID, bytes]]:
        """Make or read the keys of many persons in one round trip: (person, key id, key).

        A damaged key is left out: that of one person must not keep the others from being read.
        """
        wanted = list(set(subjects))
        fresh = [
            (subject, uuid4(), aes_key_wrap(self._kek, secrets.token_bytes(32)))
            for subject in wanted
        ]
        with self._pool.connection() as connection:
            connection.execute(
                "insert into keys.person_key (person, key_id, wrapped)"
                " select * from unnest(%s::uuid[], %s::uuid[], %s::bytea[])"
                " on conflict (person) do nothing",
                [list(column) for column in zip(*fresh, strict=True)] if fresh else [[], [], []],
            )
            rows = connection.execute(
                "select person, key_id, wrapped from keys.person_key where person = any(%s)",
                [wanted],
            ).fetchall()
        return self._remember(rows)

    def open_all(self, key_ids: Iterable[UUID]) -> None:
        """Read many keys in one round trip, before a bulk decode."""
        wanted = [key_id for key_id in set(key_ids) if not self._fresh(key_id)]
        if wanted:
            self._read(wanted)

    def standing(self, key_ids: Iterable[UUID]) -> set[UUID]:
        """Those of the keys that stand in the table and open, read afresh."""
        with self._pool.connection() as connection:
            rows = connection.execute(
                "select key_id, wrapped from keys.person_key where key_id = any(%s)",
                [list(key_ids)],
            ).fetchall()
        return {key_id for key_id, wrapped in rows if self._opens(bytes(wrapped))}

    def close(self) -> None:
        """Close the connections and forget every key."""
        self._pool.close()
        self._by_subject.clear()
        self._by_id.clear()

    def _read(self, key_ids: list[UUID]) -> list[tuple[UUID, UUID, bytes]]:
        with self._lock:
            for key_id in key_ids:
                self._by_id.pop(key_id, None)
        with self._pool.connection() as connection:
            rows = connection.execute(
                "select person, key_id, wrapped from keys.person_key where key_id = any(%s)",
                [key_ids],
            ).fetchall()
        return self._remember(rows)

    def _opens(self, wrapped: bytes) -> bool:
        return self._unwrapped(wrapped) is not None

    def _unwrapped(self, wrapped: bytes) -> bytes | None:
        try:
            return aes_key_unwrap(self._kek, wrapped)
        except (InvalidUnwrap, ValueError):
            return None

    def _fresh(self, key_id: UUID) -> bool:
        found = self._by_id.get(key_id)
        return bool(found and found[0] > time.monotonic())

    def _remember(self, rows: Iterable[tuple[UUID, UUID, bytes]]) -> list[tuple[UUID, UUID, bytes]]:
        until = time.monotonic() + CACHE_SECONDS
        tried = [
            (person, key_id, self._unwrapped(bytes(wrapped))) for person, key_id, wrapped in rows
        ]
        opened = [(person, key_id, key) for person, key_id, key in tried if key is not None]
        with self._lock:
            self.damaged |= {key_id for _, key_id, key in tried if key is None}
            self.damaged -= {key_id for _, key_id, _ in opened}
            if len(self._by_id) > CACHE_KEYS:
                self._by_id.clear()
                self._by_subject.clear()
            for person, key_id, key in opened:
                self._by_subject[person] = (until, key_id)
                self._by_id[key_id] = (until, key)
        return opened
