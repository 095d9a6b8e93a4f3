"""A checkpoint: which log, how many entries, which root. Three lines, never more."""

from dataclasses import dataclass

from events.ledger import tree
from events.ledger.note_key import key_name
from events.ledger.strict import base64_of, bytes_of, number


class BadCheckpoint(ValueError):
    """A text that is not a checkpoint of three lines."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """`size` entries of the log `origin` have this root (32 bytes)."""

    origin: str
    size: int
    root: bytes

    @property
    def text(self) -> str:
        """What is signed."""
        return f"{self.origin}\n{self.size}\n{base64_of(self.root)}\n"

    @classmethod
    def read(cls, text: str) -> "Checkpoint":
        """The checkpoint a note's text says; BadCheckpoint for any other spelling or a further line."""
        lines = text.split("\n")
        if len(lines) != 4 or lines[3]:
            raise BadCheckpoint("a checkpoint is origin, size and root")
        try:
            found = cls(key_name(lines[0]), number(lines[1]), bytes_of(lines[2], 32))
        except ValueError as error:
            raise BadCheckpoint("a checkpoint is origin, size and root") from error
        if found.size == 0 and found.root != tree.EMPTY:
            raise BadCheckpoint("the empty tree has one root only")
        return found
