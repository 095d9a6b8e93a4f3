"""The newest checkpoint a witness keeps of a log: asked at its address, or found in a folder or a file.

Beside the protocol `add-checkpoint`, our witness answers `GET <prefix>/checkpoint/<hash>` with the note it has
seen, and leaves `<hash>.checkpoint` in its folder. `<hash>` = SHA-256 of the origin line, hexadecimal.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from pathlib import Path
from typing import Final, Protocol
from urllib.parse import urlsplit

LARGEST: Final = 128 * 1024
PATIENCE: Final = 2.0
"""Seconds for each step of a conversation with a witness."""


class Unreachable(Exception):
    """The witness gives no answer now. Never a reason to stop writing."""


class Seen(Protocol):
    """A way to what a witness has seen."""

    def newest(self, origin: str) -> bytes | None:
        """The signed note, None if it has seen nothing of this log; Unreachable."""


def name_of(origin: str) -> str:
    """How a witness calls a log in an address or a file name."""
    return hashlib.sha256(origin.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class AtAddress:
    """`http(s)://host:port[/prefix]`. Straight to it: no proxy, no redirect."""

    address: str

    def newest(self, origin: str) -> bytes | None:
        """Asked over HTTP."""
        parts = urlsplit(self.address)
        kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
        line = kind(parts.hostname or "", parts.port, timeout=PATIENCE)
        try:
            line.request("GET", f"{parts.path.rstrip('/')}/checkpoint/{name_of(origin)}")
            answer = line.getresponse()
            body = answer.read(LARGEST)
        except (OSError, HTTPException, ValueError) as fault:
            raise Unreachable(type(fault).__name__) from None
        finally:
            line.close()
        if answer.status == 404:
            return None
        if answer.status != 200:
            raise Unreachable(f"status {answer.status}")
        return body


@dataclass(frozen=True, slots=True)
class InFolder:
    """Another disk, or a USB stick that is not always there."""

    folder: Path

    def newest(self, origin: str) -> bytes | None:
        """Read from `<hash>.checkpoint`."""
        if not self.folder.is_dir():
            raise Unreachable("no such folder")
        return InFile(self.folder / f"{name_of(origin)}.checkpoint").newest(origin)


@dataclass(frozen=True, slots=True)
class InFile:
    """One note in one file."""

    path: Path

    def newest(self, _: str) -> bytes | None:
        """Its content, None where there is no file."""
        try:
            with self.path.open("rb") as file:
                return file.read(LARGEST)
        except FileNotFoundError:
            return None
        except OSError as fault:
            raise Unreachable(type(fault).__name__) from None
