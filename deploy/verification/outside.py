"""What lies outside the database says as much as the database: the published checkpoint, and the witnesses."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from events.ledger import note
from events.ledger.checkpoint import Checkpoint
from events.ledger.checkpoints import Checkpoints, CosignedNote
from events.ledger.generations import Generations
from events.ledger.note_key import NoteKey
from events.ledger.published import published
from events.ledger.standing import Standing


def outside(
    checkpoints: Checkpoints, folder: Path, origins: Generations, standing: Standing
) -> Iterator[str]:
    """A sentence per contradiction. A witness that is away says nothing."""
    told = published(folder, origins.now)
    stored = checkpoints.covering(told.size) if told else None
    if told and (stored is None or (stored.size, stored.root) != (told.size, told.root)):
        yield (
            f"公開した {told.size:,} 件の確認点が、データベースにないか、違っています。"
            "データベースが古い控えから戻されたか、切り詰められた疑いがあります。"
        )
    yield from _cosigned(checkpoints, origins)
    found = standing.look()
    if found.ja:
        yield found.ja
    for name in found.silent:
        print(f"  証人「{name}」に届かないため、証人が見た記録とは比べていません。")


def _cosigned(checkpoints: Checkpoints, origins: Generations) -> Iterator[str]:
    """Every row of what witnesses signed, against our own checkpoint of that size."""
    for cosigned, root in checkpoints.each_cosigned():
        if not _stands(cosigned, root, origins.of(cosigned.size)):
            yield f"{cosigned.size:,} 件の公証が、署名した確認点のものではありません。"


def _stands(cosigned: CosignedNote, root: bytes, key: NoteKey) -> bool:
    """Ours, with another signature beside; whose, is judged where it counts (`newest_believed`)."""
    try:
        read = note.read(cosigned.note)
        read.verified([key])
        told = Checkpoint.read(read.text)
    except ValueError:
        return False
    return told == Checkpoint(key.name, cosigned.size, root) and len(read.signatures) > 1
