"""A copy of the bundle in the hands of an insider, and what insiders do with files."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Final

from deploy.bundle.writing import SEPARATOR
from deploy.selftest.ground import SERVICES, Ground, Written
from events.ledger import bundle
from events.ledger.tile_paths import ENTRIES, WIDTH, path
from events.ledger.tiles import Tiles

Place = str | tuple[str, int]
"""Where an act must be found: a word of the finding, or (service, index of the entry)."""
PARTS: Final = (*SERVICES, "facts", "checkpoints.txt", "policy", "command_keys")


SEEN: Final = "seen"
"""The witness's own notes, where it saw something else than the honest logs."""


@dataclass
class Victim:
    """`folder` is the copy; `chance` decides what exactly is done to it."""

    ground: Ground
    folder: Path
    chance: Random

    @classmethod
    def of(cls, ground: Ground, honest: Path, folder: Path, chance: Random) -> Victim:
        """A fresh copy of what is verified."""
        folder.mkdir()
        for name in PARTS:
            source = honest / name
            (shutil.copytree if source.is_dir() else shutil.copy)(source, folder / name)
        return cls(ground, folder, chance)

    def entries(self, service: str) -> list[bytes]:
        """As they were."""
        return list(self.ground.honest[service].entries)

    def some(self) -> tuple[str, list[bytes], int]:
        """A log, its entries, and the index of one of them."""
        service = self.chance.choice(("intake", "planning"))
        entries = self.entries(service)
        return service, entries, self.chance.randrange(len(entries))

    def rows(self, service: str, entries: Sequence[bytes]) -> None:
        """Only the entries' files get another content; hashes and names stay."""
        size = len(self.ground.honest[service].entries)
        last = -(-size // WIDTH) - 1
        for number in range(last + 1):
            width = min(WIDTH, size - number * WIDTH)
            end = len(entries) if number == last else number * WIDTH + WIDTH
            data = bundle.packed(entries[number * WIDTH : end])
            (self.folder / service / path(ENTRIES, number, width)).write_bytes(data)

    def rebuilt(self, service: str, entries: Sequence[bytes]) -> None:
        """Entries and every tile over them are made anew."""
        shutil.rmtree(self.folder / service)
        Tiles(self.folder / service).append(0, entries)

    def written(self, logs: dict[str, Written]) -> None:
        """The whole bundle as it would be, had this been recorded and witnessed."""
        shutil.rmtree(self.folder)
        self.ground.write(self.folder, dict(self.ground.honest) | logs)

    def witnessed(self, logs: dict[str, Written]) -> None:
        """The witness saw these logs and keeps notes of nothing else."""
        (self.folder / SEEN).write_bytes(self.ground.seen(dict(self.ground.honest) | logs))

    def notes(self) -> list[bytes]:
        """The checkpoints of the copy."""
        return (self.folder / "checkpoints.txt").read_bytes().split(SEPARATOR)

    def put_notes(self, notes: Sequence[bytes]) -> None:
        """In place of them."""
        (self.folder / "checkpoints.txt").write_bytes(SEPARATOR.join(notes))

    def each_note_of(self, service: str, change: Callable[[bytes], bytes]) -> None:
        """Every checkpoint of one log, changed."""
        origin = self.ground.log_key(service).key.name.encode()
        self.put_notes([change(n) if n.startswith(origin + b"\n") else n for n in self.notes()])
