"""What a witness answers, whichever road leads to it: an address (HTTP) or a folder.

The road of a folder (another disk, a USB stick) carries files; the witness keeps its own state elsewhere:
`<SHA-256 of the origin, hex>-<size>.request` the body of add-checkpoint, written by us; the same name with
`.answer` the status, a newline and the body of the answer, written by the witness; and
`<SHA-256 of the origin, hex>.checkpoint` the newest note it knows, written by the witness.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Final, Protocol

from events.ledger import note
from events.ledger.checkpoint import Checkpoint
from events.ledger.note_key import NoteKey
from events.ledger.proof import hash_lines
from events.ledger.strict import number

LARGEST_ANSWER: Final = 64 * 1024
_DECLINED: Final = {
    403: "証人はこの記録の鍵を知りません",
    404: "証人はこの記録を知りません",
}
_UNCLEAR: Final = "証人が応じません"


@dataclass(frozen=True, slots=True)
class Cosigned:
    """Signature lines for the checkpoint of `size` entries, which a folder may answer later than asked."""

    size: int
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stale:
    """The witness stands at another size than we thought: ask again from there."""

    size: int


@dataclass(frozen=True, slots=True)
class SplitView:
    """The witness has seen another tree of this log. An alarm, whoever lies."""


@dataclass(frozen=True, slots=True)
class Declined:
    """The witness does not sign this: it does not know the log or its key, or cannot read us."""

    ja: str


@dataclass(frozen=True, slots=True)
class Awaited:
    """Laid out; the answer comes with the next run of the witness."""


@dataclass(frozen=True, slots=True)
class Away:
    """No answer: the machine or the folder is not there."""


Answer = Cosigned | Stale | SplitView | Declined | Awaited | Away


class Road(Protocol):
    """How one witness is reached."""

    def seen(self, origin: str) -> str | None:
        """The newest note the witness tells of, None if it tells nothing; OSError when it is away."""

    def add(self, old: int, proof: Sequence[bytes], signed: str) -> Answer:
        """Ask it to cosign a checkpoint note that extends its tree of `old` entries."""


@dataclass(frozen=True, slots=True)
class Witness:
    """A name for people, the key its cosignatures are checked with, and the road to it."""

    name: str
    key: NoteKey
    road: Road


def request(old: int, proof: Sequence[bytes], signed: str) -> bytes:
    """The body of add-checkpoint."""
    return f"old {old}\n{hash_lines(proof)}\n{signed}".encode()


def origin_name(origin: str) -> str:
    """How an origin is called in addresses and file names."""
    return sha256(origin.encode()).hexdigest()


def size_of(signed: str) -> int:
    """The size of a checkpoint note."""
    return Checkpoint.read(note.read(signed).text).size


def answer(status: int, body: str, size: int) -> Answer:
    """What the protocol's status and body say of the checkpoint of `size` entries."""
    if status == 200:
        return _cosigned(body, size)
    if status == 409:
        try:
            return Stale(number(body.removesuffix("\n")))
        except ValueError:
            return SplitView()
    return SplitView() if status == 422 else Declined(_DECLINED.get(status, _UNCLEAR))


def _cosigned(body: str, size: int) -> Answer:
    lines = tuple(f"{line}\n" for line in body.split("\n")[:-1])
    try:
        for line in lines:
            note.signature_of(line)
    except note.BadNote:
        return Declined("証人の答えを読めません")
    return Cosigned(size, lines)
