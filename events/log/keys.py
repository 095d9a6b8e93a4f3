"""One wrapped data key per person, and the key file with the installation's KEK and signing keys.

The key file lies outside the data directory and outside every backup of it (log.md §5.0): a copied data
directory alone opens nothing. Key material never enters a log.
"""

import json
import os
import secrets
import time
from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Final, Protocol
from uuid import UUID, uuid4

from cryptography.hazmat.primitives.keywrap import aes_key_unwrap, aes_key_wrap
from psycopg_pool import ConnectionPool

from events.log.recorded import SOURCES
from events.log.signing import Signer

CACHE_SECONDS: Final = 60
"""Longest life of an unwrapped key in memory (log.md §4.3)."""
CACHE_KEYS: Final = 20_000


class KeysMissing(Exception):  # noqa: N818
    """The key file is not where it should be, or lies inside the data directory. `path` names it."""

    def __init__(self, path: Path, ja: str) -> None:
        super().__init__(f"{ja}: {path}")
        self.path = path


@dataclass(frozen=True)
class KeyFile:
    """What the key file holds: wrapping key, origin of this installation, one signing seed per service."""

    kek: bytes
    origin: str
    seeds: Mapping[str, bytes]

    def signer(self, service: str) -> Signer:
        """Signs this service's commands under the origin line `<origin>/<service>`."""
        return Signer.from_seed(f"{self.origin}/{service}", self.seeds[service])

    @classmethod
    def make(cls, path: Path) -> "KeyFile":
        """A new key file, mode 0600; FileExistsError rather than replace one."""
        made = cls(
            kek=secrets.token_bytes(32),
            origin=f"yorisoi.local/{secrets.token_hex(4)}",
            seeds={service: secrets.token_bytes(32) for service in SOURCES},
        )
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            json.dump(made._as_json(), file, indent=1)
            file.flush()
            os.fsync(file.fileno())
        return made

    @classmethod
    def load(cls, path: Path, home: Path) -> "KeyFile":
        """The key file at `path`; KeysMissing if absent, or if it lies inside `home`."""
        if path.resolve().is_relative_to(home.resolve()):
            raise KeysMissing(path, "鍵ファイルはデータディレクトリの外に置いてください")
        try:
            found = json.loads(path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            raise KeysMissing(path, "鍵ファイルが見つかりません") from None
        return cls(
            kek=b64decode(found["kek"], validate=True),
            origin=found["origin"],
            seeds={name: b64decode(seed, validate=True) for name, seed in found["seeds"].items()},
        )

    def _as_json(self) -> dict[str, object]:
        seeds = {name: b64encode(seed).decode() for name, seed in self.seeds.items()}
        return {
            "format": 1,
            "origin": self.origin,
            "kek": b64encode(self.kek).decode(),
            "seeds": seeds,
        }


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
            conninfo, min_size=0, max_size=4, open=True, kwargs={"autocommit": True}
        )
        self._kek = kek
        self._lock = Lock()
        self._by_subject: dict[UUID, tuple[float, UUID]] = {}
        self._by_id: dict[UUID, tuple[float, bytes]] = {}

    def sealing(self, subject: UUID) -> tuple[UUID, bytes]:
        """A person's key; the row is committed before this returns, so no entry loses its key."""
        known = self._by_subject.get(subject)
        if known and known[0] > time.monotonic():
            key = self._by_id.get(known[1])
            if key and key[0] > time.monotonic():
                return known[1], key[1]
        self.prepare([subject])
        key_id = self._by_subject[subject][1]
        return key_id, self._by_id[key_id][1]

    def opening(self, key_id: UUID) -> bytes | None:
        """The key, or None where no wrapped key stands any more: destroyed."""
        found = self._by_id.get(key_id)
        if found and found[0] > time.monotonic():
            return found[1]
        self.open_all([key_id])
        later = self._by_id.get(key_id)
        return later[1] if later else None

    def prepare(self, subjects: Iterable[UUID]) -> None:
        """Make or read the keys of many persons in one round trip."""
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
        self._remember(rows)

    def open_all(self, key_ids: Iterable[UUID]) -> None:
        """Read many keys in one round trip, before a bulk decode."""
        wanted = [key_id for key_id in set(key_ids) if not self._fresh(key_id)]
        if not wanted:
            return
        with self._lock:
            for key_id in wanted:
                self._by_id.pop(key_id, None)
        with self._pool.connection() as connection:
            rows = connection.execute(
                "select person, key_id, wrapped from keys.person_key where key_id = any(%s)",
                [wanted],
            ).fetchall()
        self._remember(rows)

    def close(self) -> None:
        """Close the connections and forget every key."""
        self._pool.close()
        self._by_subject.clear()
        self._by_id.clear()

    def _fresh(self, key_id: UUID) -> bool:
        found = self._by_id.get(key_id)
        return bool(found and found[0] > time.monotonic())

    def _remember(self, rows: Iterable[tuple[UUID, UUID, bytes]]) -> None:
        until = time.monotonic() + CACHE_SECONDS
        with self._lock:
            if len(self._by_id) > CACHE_KEYS:
                self._by_id.clear()
                self._by_subject.clear()
            for person, key_id, wrapped in rows:
                self._by_subject[person] = (until, key_id)
                self._by_id[key_id] = (until, aes_key_unwrap(self._kek, bytes(wrapped)))
