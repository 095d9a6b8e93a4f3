"""The key file in three sealed envelopes, of which any two give it back.

A share is a small text file: what it is, its number, the set it belongs to, and the bytes. What is shared is
the key file with its SHA-256 in front, so that a wrong pair is noticed.
"""

from __future__ import annotations

import os
import secrets
from base64 import b64decode, b64encode
from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Final

from deploy.custody import shamir
from deploy.custody.held import held
from deploy.verb import VerbRefused
from events.log.key_file import KeyFile

HEAD: Final = "yorisoi key share v1"
NEEDED, MADE = 2, 3
MEMBER: Final = "shares"
"""Member of the key file: epoch → sets of shares that hold its wrapping key."""


@dataclass(frozen=True, slots=True)
class Share:
    """One envelope. `set_id` = which splitting; `number` from 1."""

    origin: str
    epoch: str
    set_id: str
    number: int
    content: bytes

    def as_text(self) -> str:
        """Six lines; the last guards against a slip of the hand."""
        lines = [
            HEAD,
            f"origin {self.origin}",
            f"epoch {self.epoch}",
            f"set {self.set_id} share {self.number} of {MADE}, {NEEDED} needed",
            b64encode(self.content).decode(),
        ]
        return "\n".join([*lines, sha256("\n".join(lines).encode()).hexdigest()[:16]]) + "\n"


def read(path: Path) -> Share:
    """VerbRefused for anything that is not a whole share."""
    try:
        *lines, check = path.read_text("ascii").strip().splitlines()
        _need(sha256("\n".join(lines).encode()).hexdigest()[:16] == check)
        head, origin, epoch, which, content = lines
        words = which.split()
        _need(head == HEAD)
        return Share(
            origin.removeprefix("origin "),
            epoch.removeprefix("epoch "),
            words[1],
            int(words[3]),
            b64decode(content, validate=True),
        )
    except (OSError, ValueError, IndexError):
        raise VerbRefused(f"{path} は分散鍵のファイルとして読めません。") from None


def split(path: Path, folder: Path) -> list[Path]:
    """Three share files (0600) in `folder`; the key file at `path` notes that they exist."""
    set_id = secrets.token_hex(4)
    with held(path):  # read in here: a file read before a rotation would bring the old keys back
        key_file = KeyFile.read(path)
        epoch, noted = max(key_file.keks), noted_shares(key_file)
        further = {**key_file.further, MEMBER: {**noted, epoch: [*noted.get(epoch, []), set_id]}}
        whole = replace(key_file, further=further)
        whole.replace(path)
    secret = whole.as_text().encode()
    made = shamir.split(sha256(secret).digest() + secret, NEEDED, MADE)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    written = []
    for number, content in made.items():
        at = folder / f"yorisoi-key-share-{set_id}-{number}.txt"
        _write_new(at, Share(key_file.origin, epoch, set_id, number, content).as_text())
        written.append(at)
    return written


def join(paths: Sequence[Path], target: Path) -> str:
    """Write the key file that the shares hold; its newest epoch. Never over an existing file."""
    shares = [read(path) for path in paths]
    if len({share.set_id for share in shares}) != 1 or len({s.number for s in shares}) < NEEDED:
        raise VerbRefused("同じ組の、番号の異なる分散鍵が2通要ります。")
    joined = shamir.join({share.number: share.content for share in shares})
    digest, text = joined[:32], joined[32:]
    if sha256(text).digest() != digest:
        raise VerbRefused("分散鍵が合いません。組と番号を確かめてください。")
    if target.exists():
        raise VerbRefused(f"{target} にはすでに鍵ファイルがあります。上書きはしません。")
    target.parent.mkdir(parents=True, exist_ok=True)
    _write_new(target, text.decode())
    return shares[0].epoch


def noted_shares(key_file: KeyFile) -> dict[str, list[str]]:
    """Epoch → ids of the sets of shares that were made of it."""
    found = key_file.further.get(MEMBER, {})
    return (
        {str(k): [str(one) for one in v] for k, v in found.items()}
        if isinstance(found, dict)
        else {}
    )


def _need(holds: bool) -> None:
    if not holds:
        raise ValueError


def _write_new(path: Path, text: str) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
