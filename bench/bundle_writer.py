"""An auditor's bundle written straight from the specifications: a second hand beside `events.ledger`.

C2SP tlog-tiles, tlog-checkpoint, tlog-cosignature; RFC 6962. Streams: 256 entries and a few hashes are held.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

SEPARATOR: Final = b"\x0c\n"
WIDTH: Final = 256


@dataclass(frozen=True)
class NoteKey:
    """A key that signs notes: `kind` 1 for a log, 4 for a witness."""

    name: str
    kind: int
    seed: bytes

    @property
    def vkey(self) -> str:
        """The verifier key string."""
        return f"{self.name}+{self._id.hex()}+{b64encode(self._typed).decode()}"

    def line(self, text: bytes, at: int = 0) -> bytes:
        """The signature line under a text; `at` = POSIX seconds of a cosignature."""
        signed, stamp = text, b""
        if self.kind == 4:
            signed, stamp = b"cosignature/v1\ntime %d\n" % at + text, at.to_bytes(8, "big")
        coded = b64encode(self._id + stamp + self._private.sign(signed))
        return f"— {self.name} ".encode() + coded + b"\n"

    @property
    def _private(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self.seed)

    @property
    def _typed(self) -> bytes:
        return bytes((self.kind,)) + self._private.public_key().public_bytes_raw()

    @property
    def _id(self) -> bytes:
        return sha256(self.name.encode() + b"\n" + self._typed).digest()[:4]


def note(origin: str, size: int, root: bytes, log: NoteKey, *witnesses: NoteKey, at: int) -> bytes:
    """A checkpoint with its signatures."""
    text = f"{origin}\n{size}\n{b64encode(root).decode()}\n".encode()
    return b"".join([text, b"\n", log.line(text), *(key.line(text, at) for key in witnesses)])


@dataclass
class LogWriter:
    """The tiles of one log in `folder`; entries are added in order, `end` writes what is partial."""

    folder: Path
    _bundles: int = 0
    _entries: list[bytes] = field(default_factory=list)
    _levels: list[tuple[int, list[bytes]]] = field(default_factory=list)

    def add(self, entries: Iterable[bytes]) -> None:
        """The next entries."""
        for entry in entries:
            self._entries.append(entry)
            if len(self._entries) == WIDTH:
                self._bundle_full()

    @property
    def size(self) -> int:
        """Entries added so far."""
        return self._bundles * WIDTH + len(self._entries)

    def root(self) -> bytes:
        """The root of everything added."""
        whole = b""
        for hashes in (self._leaves(), *(hashes for _, hashes in self._levels)):
            for peak in _peaks(hashes):
                whole = _node(peak, whole) if whole else peak
        return whole or sha256(b"").digest()

    def end(self) -> None:
        """Write the partial tiles of this size."""
        if self._entries:
            number, width = self._bundles, len(self._entries)
            self._write("entries", number, _bundle(self._entries), width)
            self._write("0", number, b"".join(self._leaves()), width)
        for level, (number, hashes) in enumerate(self._levels, 1):
            if hashes:
                self._write(str(level), number, b"".join(hashes), len(hashes))

    def _leaves(self) -> list[bytes]:
        return [sha256(b"\0" + entry).digest() for entry in self._entries]

    def _bundle_full(self) -> None:
        leaves = self._leaves()
        self._write("entries", self._bundles, _bundle(self._entries))
        self._write("0", self._bundles, b"".join(leaves))
        self._entries = []
        self._bundles += 1
        [top] = _peaks(leaves)
        self._push(0, top)

    def _push(self, above: int, top: bytes) -> None:
        """A hash into the tile `above` levels over level 1."""
        if above == len(self._levels):
            self._levels.append((0, []))
        number, hashes = self._levels[above]
        hashes.append(top)
        if len(hashes) == WIDTH:
            self._write(str(above + 1), number, b"".join(hashes))
            self._levels[above] = number + 1, []
            [higher] = _peaks(hashes)
            self._push(above + 1, higher)

    def _write(self, level: str, number: int, data: bytes, width: int = WIDTH) -> None:
        name = f"{number % 1000:03d}"
        while number := number // 1000:
            name = f"x{number % 1000:03d}/{name}"
        path = self.folder / "tile" / level / (name if width == WIDTH else f"{name}.p/{width}")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def _node(left: bytes, right: bytes) -> bytes:
    return sha256(b"\1" + left + right).digest()


def _bundle(entries: list[bytes]) -> bytes:
    return b"".join([len(entry).to_bytes(2, "big") + entry for entry in entries])


def _peaks(hashes: list[bytes]) -> list[bytes]:
    """Right to left."""
    found = []
    while hashes:
        if len(hashes) % 2:
            found.append(hashes[-1])
        hashes = list(map(_node, hashes[0:-1:2], hashes[1::2]))
    return found
