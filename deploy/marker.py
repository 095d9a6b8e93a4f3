"""`installation.json` in the data directory: whose keys belong here, and whether it holds a demo."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from events.host.runtime import derived
from events.log.key_file import KeyFile

FILE: Final = "installation.json"
FILLING: Final = "filling"
FILLED: Final = "filled"


@dataclass(frozen=True)
class Marker:
    """`key_check` recognises the key file without telling anything about it; `demo`: "", filling, filled."""

    origin: str
    key_check: str
    demo: str = ""

    @classmethod
    def of(cls, key_file: KeyFile) -> Marker:
        """For a new installation."""
        return cls(key_file.origin, check(key_file))

    def save(self, home: Path) -> None:
        """Replace the file so that a reader sees the old one or the new one."""
        beside = home / f"{FILE}.{os.getpid()}.new"
        with beside.open("w", encoding="utf-8") as file:
            json.dump(asdict(self), file, indent=1)
            file.flush()
            os.fsync(file.fileno())
        beside.chmod(0o600)
        beside.replace(home / FILE)


def load(home: Path) -> Marker | None:
    """The marker, or None in a directory that holds no installation."""
    try:
        return Marker(**json.loads((home / FILE).read_text(encoding="utf-8")))
    except FileNotFoundError:
        return None


def check(key_file: KeyFile) -> str:
    """A value that only this key file gives, in every epoch."""
    return _check(key_file.secret)


def recognised(marker: Marker, key_file: KeyFile) -> bool:
    """Whether the key file belongs here; markers from before epochs were made with the wrapping key."""
    return marker.key_check in {check(key_file), *map(_check, key_file.keks.values())}


def _check(secret: bytes) -> str:
    return sha256(derived(secret, "key check")).hexdigest()[:32]
