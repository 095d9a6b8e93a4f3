"""The key file: the installation's wrapping key, its origin, and signing seeds per service.

It lies outside the data directory and outside every backup of it (log.md §5.0): a copied data directory
alone opens nothing.
"""

import json
import os
import secrets
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fcntl import LOCK_EX, flock
from pathlib import Path
from typing import Final

from events.log.recorded import SOURCES
from events.log.signing import Signer

FORMAT: Final = 2
"""Format 1 had no seeds for the logs."""


class KeysMissing(Exception):
    """The key file is not where it should be, or lies inside the data directory. `path` names it."""

    def __init__(self, path: Path, ja: str) -> None:
        super().__init__(f"{ja}: {path}")
        self.path = path


@dataclass(frozen=True)
class KeyFile:
    """What the key file holds: wrapping key, origin of this installation, and two seeds per service.

    `seeds` sign commands, `log_seeds` checkpoints: who steals the one cannot make the other. `further`
    are members of the file this class does not read; they are kept.
    """

    kek: bytes
    origin: str
    seeds: Mapping[str, bytes]
    log_seeds: Mapping[str, bytes] = field(default_factory=dict)
    further: Mapping[str, object] = field(default_factory=dict, repr=False)

    def signer(self, service: str) -> Signer:
        """Signs this service's commands under the origin line `<origin>/<service>`."""
        return Signer.from_seed(self.log_origin(service), self.seeds[service])

    def log_origin(self, service: str) -> str:
        """The origin line of a service's log, and the name of its keys."""
        return f"{self.origin}/{service}"

    @classmethod
    def make(cls, path: Path) -> "KeyFile":
        """A new key file, mode 0600; FileExistsError rather than replace one."""
        made = cls(
            kek=secrets.token_bytes(32),
            origin=f"yorisoi.local/{secrets.token_hex(4)}",
            seeds=_new_seeds(),
            log_seeds=_new_seeds(),
        )
        path.parent.mkdir(parents=True, exist_ok=True)
        _write_new(path, made.as_text())
        return made

    @classmethod
    def load(cls, path: Path, home: Path) -> "KeyFile":
        """The key file at `path`; KeysMissing if absent, or if it lies inside `home`.

        A file of an older format is completed once; the old one stays beside it as `.1`.
        """
        if path.resolve().is_relative_to(home.resolve()):
            raise KeysMissing(path, "鍵ファイルはデータディレクトリの外に置いてください")
        try:
            found = cls._read(path)
            return found if found.log_seeds else cls._completed(path)
        except FileNotFoundError:
            raise KeysMissing(path, "鍵ファイルが見つかりません") from None

    @classmethod
    def _read(cls, path: Path) -> "KeyFile":
        found = json.loads(path.read_text(encoding="utf-8"))
        del found["format"]
        return cls(
            kek=b64decode(found.pop("kek"), validate=True),
            origin=found.pop("origin"),
            seeds=_seeds(found.pop("seeds")),
            log_seeds=_seeds(found.pop("log_seeds", {})),
            further=found,
        )

    @classmethod
    def _completed(cls, path: Path) -> "KeyFile":
        """Under a lock: two processes that start at once must not sign with different keys."""
        with path.open("rb") as held:
            flock(held, LOCK_EX)
            found = cls._read(path)
            if not found.log_seeds:
                found = replace(found, log_seeds=_new_seeds())
                before, new = (path.with_name(path.name + end) for end in (".1", ".new"))
                for old, text in ((before, path.read_text("utf-8")), (new, found.as_text())):
                    old.unlink(missing_ok=True)
                    _write_new(old, text)
                new.replace(path)
                _sync(path.parent)
        return found

    def as_text(self) -> str:
        """The content of the file."""
        members = {
            "format": FORMAT,
            "origin": self.origin,
            "kek": b64encode(self.kek).decode(),
            "seeds": _as_json(self.seeds),
            "log_seeds": _as_json(self.log_seeds),
            **self.further,
        }
        return json.dumps(members, indent=1)


def _new_seeds() -> dict[str, bytes]:
    return {service: secrets.token_bytes(32) for service in SOURCES}


def _seeds(found: Mapping[str, str]) -> dict[str, bytes]:
    return {name: b64decode(seed, validate=True) for name, seed in found.items()}


def _as_json(seeds: Mapping[str, bytes]) -> dict[str, str]:
    return {name: b64encode(seed).decode() for name, seed in seeds.items()}


def _write_new(path: Path, text: str) -> None:
    """A file of mode 0600 that survives a power cut; FileExistsError."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    _sync(path.parent)


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
