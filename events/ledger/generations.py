"""The origins under which one log was signed: a ledger renewed after a loss goes on under a new one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from events.ledger.note_key import NoteKey


@dataclass(frozen=True, slots=True)
class Generations:
    """`begun` = position of the fact that began each, 0 for the first. The present one is the last."""

    keys: tuple[NoteKey, ...]
    begun: tuple[int, ...] = (0,)

    @property
    def number(self) -> int:
        """1 until the ledger was renewed."""
        return len(self.keys)

    @property
    def now(self) -> NoteKey:
        """The key of what is signed from now on."""
        return self.keys[-1]

    @property
    def begins(self) -> int:
        """Position of the fact that began the present one; its checkpoints reach at least there."""
        return self.begun[-1]

    def of(self, size: int) -> NoteKey:
        """Whose checkpoint of so many entries it is. A generation that was lost itself is passed over."""
        pairs = zip(reversed(self.keys), reversed(self.begun), strict=True)
        return next(key for key, begun in pairs if begun <= size)

    def folder(self, ledger: Path, service: str) -> Path:
        """Where the present one's tiles lie; those of the one before stay as they were, as evidence."""
        return ledger / (service if self.number == 1 else f"{service}.{self.number}")
