"""`*.tlog-proof`: an entry's place in a log, provable without us (c2sp.org/tlog-proof@v1)."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from events.ledger import note, tree
from events.ledger.checkpoint import Checkpoint
from events.ledger.strict import base64_of, bytes_of, number

HEAD: Final = "c2sp.org/tlog-proof@v1"
_MOST_HASHES: Final = 63


class BadProofFile(ValueError):
    """Bytes that are not a proof file, or one with unauthenticated extra data."""


@dataclass(frozen=True, slots=True)
class Proof:
    """`index` counts from 0; `hashes` leaf level first; `checkpoint` is the signed note verbatim."""

    index: int
    hashes: tuple[bytes, ...]
    checkpoint: str

    def __str__(self) -> str:
        return f"{HEAD}\nindex {self.index}\n{hash_lines(self.hashes)}\n{self.checkpoint}"

    def check(self, leaf_hash: bytes) -> Checkpoint:
        """The checkpoint whose tree holds this leaf at `index`; BadProof if it does not.

        The checkpoint's signatures are the policy's affair (`Policy.check`).
        """
        found = Checkpoint.read(note.read(self.checkpoint).text)
        tree.check_inclusion(self.index, found.size, leaf_hash, self.hashes, found.root)
        return found


def read(text: str) -> Proof:
    """The proof in a file; BadProofFile unless it is exactly what `str(proof)` writes."""
    head, found, checkpoint = text.partition("\n\n")
    lines = head.split("\n")
    if not found or lines[0] != HEAD or len(lines) < 2 or not lines[1].startswith("index "):
        raise BadProofFile("a proof file is a head, an index, hashes and a checkpoint")
    try:
        return Proof(number(lines[1].removeprefix("index ")), hashes_of(lines[2:]), checkpoint)
    except ValueError as error:
        raise BadProofFile("a proof file holds an index and hashes of 32 bytes") from error


def hash_lines(hashes: Iterable[bytes]) -> str:
    """Base64, one hash a line."""
    return "".join(base64_of(found) + "\n" for found in hashes)


def hashes_of(lines: list[str]) -> tuple[bytes, ...]:
    """At most 63 hashes, one a line; ValueError otherwise."""
    if len(lines) > _MOST_HASHES:
        raise ValueError("too many hashes")
    return tuple(bytes_of(line, 32) for line in lines)
