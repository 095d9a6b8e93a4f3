"""One round of asking every witness for its cosignature, and what came of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.client import HTTPException
from typing import Final

from events.ledger import note, tree
from events.ledger.checkpoint import Checkpoint
from events.ledger.checkpoints import CosignedNote, Signed
from events.ledger.policy import Policy
from events.ledger.tiles import Tiles
from events.ledger.witnesses import (
    Answer,
    Awaited,
    Away,
    Cosigned,
    Declined,
    SplitView,
    Stale,
    Witness,
)

NoteOf = Callable[[int], str | None]
"""Size → our own note of exactly that size, None if there is none."""
SENSELESS: Final = "証人の答えを読めません"
KEPT: Final = 64
"""Sizes of which cosignatures are remembered while their quorum is not full."""


@dataclass(slots=True)
class Seen:
    """One witness as we know it. `size` it stands at, None before it told; `alarm`: it contradicts us."""

    size: int | None = None
    word: str = "まだ尋ねていません"
    fault: bool = False
    alarm: bool = False


@dataclass(frozen=True, slots=True)
class Overtaken:
    """The witness has cosigned a later checkpoint of ours already, which another process carried."""


@dataclass(slots=True)
class Asking:
    """Remembers where each witness stands, and lines whose quorum is not full yet."""

    witnesses: tuple[Witness, ...]
    policy: Policy
    origin: str
    tiles: Tiles
    seen: dict[str, Seen] = field(default_factory=dict)
    _lines: dict[int, list[str]] = field(default_factory=dict)

    def ask(self, newest: Signed, note_of: NoteOf) -> list[CosignedNote]:
        """Ask everybody about the newest checkpoint; those checkpoints whose quorum is full now."""
        sizes = set()
        for witness in self.witnesses:
            known = self.seen.setdefault(witness.name, Seen())
            answer = self._asked(witness, known, newest, note_of)
            if isinstance(answer, Cosigned):
                answer = self._believed(witness, known, answer, note_of)
                if isinstance(answer, Cosigned):
                    sizes.add(answer.size)
            _noted(known, answer)
        full = [found for size in sorted(sizes) if (found := self._full(size, note_of)) is not None]
        for size in sorted(self._lines)[:-KEPT]:
            del self._lines[size]
        return full

    def _asked(
        self, witness: Witness, known: Seen, newest: Signed, note_of: NoteOf
    ) -> Answer | Overtaken:
        """Ask from where the witness stands; once more if it stands elsewhere.

        A witness that makes no sense keeps nobody from asking the next one.
        """
        try:
            if known.size is None:
                known.size = self._stands_at(witness)
            return self._asked_from(witness, known, newest, note_of)
        except OSError:
            return Away()
        except (HTTPException, ValueError):
            return Declined(SENSELESS)

    def _asked_from(
        self, witness: Witness, known: Seen, newest: Signed, note_of: NoteOf
    ) -> Answer | Overtaken:
        answer: Answer = Away()
        for _ in range(2):
            size = known.size or 0
            if size > newest.size:
                known.size = None  # told afresh next time: it may have been a lie, or be mended
                return SplitView() if note_of(size) is None else Overtaken()
            proof = tree.consistency(size, newest.size, self.tiles.subtree(newest.size))
            answer = witness.road.add(size, proof, newest.note)
            if not isinstance(answer, Stale):
                break
            known.size = answer.size
        return answer

    def _stands_at(self, witness: Witness) -> int:
        """What it says it saw, believed only under its own signature or ours; 0 if it tells nothing."""
        try:
            told = witness.road.seen(self.origin)
            if told is None:
                return 0
            signed = note.read(told)
            signed.verified([witness.key, *self.policy.logs.values()])
            found = Checkpoint.read(signed.text)
        except ValueError:
            return 0
        return found.size if found.origin == self.origin else 0

    def _believed(self, witness: Witness, known: Seen, answer: Cosigned, note_of: NoteOf) -> Answer:
        """The lines, once checked over our own note of that size."""
        ours = note_of(answer.size)
        if ours is None:
            return Declined("証人の署名に合う確認点がありません")
        try:
            text = note.read(ours).text
            signed = note.Note(text, tuple(map(note.signature_of, answer.lines)))
            own = [one.line for one in signed.verified([witness.key])][:1]
        except note.BadNote:
            return Declined("証人の署名が合いません")
        known.size = max(answer.size, known.size or 0)
        kept = self._lines.setdefault(answer.size, [])
        kept += [line for line in own if line not in kept]  # what else it wrote counts for nothing
        return answer

    def _full(self, size: int, note_of: NoteOf) -> CosignedNote | None:
        ours = note_of(size)
        if ours is None:
            return None
        joined = note.read(ours).joined(self._lines[size])
        at = self.policy.full_at(self.policy.times(joined))
        if at is None:
            return None
        del self._lines[size]
        return CosignedNote(size, str(joined), datetime.fromtimestamp(at, UTC))


def _noted(known: Seen, answer: Answer | Overtaken) -> None:
    known.fault = not isinstance(answer, Cosigned | Awaited | Overtaken)
    known.alarm = isinstance(answer, SplitView)
    match answer:
        case Cosigned(size):
            known.word = f"{size:,} 件まで署名"
        case Awaited():
            known.word = "次の証人の巡回を待っています"
        case Overtaken():
            known.word = "ほかの処理が先に署名を受けています"
        case SplitView():
            known.word = "証人が見た記録と違います。すぐに証人に確かめてください"
        case Declined(ja):
            known.word = ja
        case Stale():
            known.word = "証人の位置が定まりません"
        case Away():
            known.word = "証人に届きません"
