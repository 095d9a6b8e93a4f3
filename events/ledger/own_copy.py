"""The largest checkpoint somebody was seen to hold, in a file beside the database.

A restored copy of the data directory brings an old one back, so it only helps: it speaks while the witness
is away, and a checkpoint from paper can be put there.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from events.ledger import durable
from events.ledger.note_key import NoteKey

NAME: Final = "この機械の控え"
SIGNED: Final = "この機械が署名した時点"
"""What is called so lies beside the tiles (`published.py`)."""


@dataclass(frozen=True, slots=True)
class OwnCopy:
    """Asked like a witness."""

    path: Path
    name: str = NAME
    key: NoteKey | None = None

    @property
    def road(self) -> "OwnCopy":
        """Straight to the file."""
        return self

    def seen(self, _: str) -> str | None:
        """The note, None where there is no file; OSError, UnicodeDecodeError."""
        try:
            return self.path.read_bytes().decode()
        except FileNotFoundError:
            return None

    def keep(self, note: str) -> None:
        """Replace what is there; OSError."""
        durable.sync_folders(durable.made(self.path.parent))
        durable.write(self.path, note.encode())
        durable.sync_folders([self.path.parent])
