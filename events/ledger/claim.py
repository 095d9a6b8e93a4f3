"""What a witness says it has seen of a log; it counts because our own signature stands under it."""

from dataclasses import dataclass
from datetime import UTC, datetime

from events.ledger import note
from events.ledger.checkpoint import Checkpoint
from events.ledger.note_key import NoteKey


@dataclass(frozen=True, slots=True)
class Claim:
    """`at`: when the witness cosigned it; None for a paper, or where its key is not known here."""

    witness: str
    checkpoint: Checkpoint
    at: datetime | None
    text: str


def claimed(witness: str, data: str, log: NoteKey, key: NoteKey | None = None) -> Claim:
    """The claim in a signed note; BadNote or BadCheckpoint where our log did not sign it.

    A number alone is no claim: any witness could make one up and stop us.
    """
    signed = note.read(data)
    checkpoint = Checkpoint.read(signed.text)
    if checkpoint.origin != log.name:
        raise note.BadNote("a checkpoint of another log")
    signed.verified([log])
    return Claim(witness, checkpoint, _seen_at(signed, key), str(signed))


def _seen_at(signed: note.Note, key: NoteKey | None) -> datetime | None:
    """A wrong cosignature takes only the time away: our own signature under it stands."""
    try:
        times = [one.at for one in signed.verified([key] if key else []) if one.at is not None]
    except note.BadNote:
        return None
    return datetime.fromtimestamp(min(times), UTC)
