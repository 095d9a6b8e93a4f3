"""The newest checkpoint as it lies beside the tiles, for whoever mirrors them."""

from pathlib import Path
from typing import Final

from events.ledger import durable, note
from events.ledger.checkpoint import Checkpoint
from events.ledger.note_key import NoteKey

NAME: Final = "checkpoint"


def publish(folder: Path, text: str) -> None:
    """Replace what is there; the note is stored before."""
    names = durable.made(folder)
    durable.write(folder / NAME, text.encode())
    durable.sync_folders([*names, folder])


def published(folder: Path, key: NoteKey) -> Checkpoint | None:
    """What lies there under our own signature; None where it is lost, or is nothing of ours."""
    try:
        signed = note.read((folder / NAME).read_bytes())
        signed.verified([key])
        return Checkpoint.read(signed.text)
    except (FileNotFoundError, ValueError):
        return None
