"""A witness behind a folder; layout: `events/ledger/witnesses.py`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from events.ledger import durable, note
from events.ledger.checkpoint import Checkpoint
from events.ledger.strict import number
from events.ledger.witnesses import (
    LARGEST_ANSWER,
    Answer,
    Awaited,
    Away,
    Declined,
    answer,
    origin_name,
    request,
    size_of,
)


@dataclass(frozen=True, slots=True)
class Folder:
    """One request lies there at a time: the newest, unless an older one has been answered."""

    path: Path

    def seen(self, origin: str) -> str | None:
        """The newest note the witness left there."""
        if not self.path.is_dir():
            raise FileNotFoundError(self.path)
        found = self.path / f"{origin_name(origin)}.checkpoint"
        return found.read_text("utf-8") if found.exists() else None

    def add(self, old: int, proof: Sequence[bytes], signed: str) -> Answer:
        """The answer that lies there, if any; otherwise the request is laid out."""
        name = origin_name(Checkpoint.read(note.read(signed).text).origin)
        try:
            for answered in sorted(self.path.glob(f"{name}-*.answer")):
                return self._taken(answered)
            self._lay(f"{name}-{size_of(signed)}.request", name, request(old, proof, signed))
        except OSError:
            return Away()
        return Awaited()

    def _lay(self, wanted: str, name: str, body: bytes) -> None:
        if not self.path.is_dir():
            raise FileNotFoundError(self.path)
        path = self.path / wanted
        if not path.exists() or path.read_bytes() != body:
            durable.write(path, body)
        for older in self.path.glob(f"{name}-*.request"):
            if older != path:
                older.unlink(missing_ok=True)
        durable.sync_folders([self.path])

    def _taken(self, answered: Path) -> Answer:
        """Read once; the request goes first, so that a cut leaves an answer that is read again."""
        try:
            with answered.open("r", encoding="utf-8", newline="") as file:
                status, _, body = file.read(LARGEST_ANSWER).partition("\n")
            found = answer(number(status), body, number(answered.stem.rpartition("-")[2]))
        except ValueError:
            found = Declined("証人の答えを読めません")
        answered.with_suffix(".request").unlink(missing_ok=True)
        answered.unlink()
        return found
