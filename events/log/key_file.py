"""The key file: the installation's wrapping key, its origin, and one signing seed per service.

It lies outside the data directory and outside every backup of it (log.md §5.0): a copied data directory
alone opens nothing.
"""

import json
import os
import secrets
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from events.log.recorded import SOURCES
from events.log.signing import Signer


class KeysMissing(Exception):
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
