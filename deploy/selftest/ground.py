"""What is attacked: a bundle of an invented town, written by the code that writes every bundle, with all its keys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, NamedTuple
from uuid import NAMESPACE_OID, uuid5

from deploy.bundle.contents import Contents, LogPart
from deploy.bundle.writing import SEPARATOR, write
from deploy.house import HERE
from deploy.selftest.town import Stated, Town
from events.host import areas, municipality_file
from events.ledger import tree
from events.ledger.checkpoint import Checkpoint
from events.ledger.note_key import LOG, WITNESS, NoteKey, SigningKey
from events.ledger.policy import Group, Policy
from events.ledger.tiles import Tiles
from events.log.codec import Codec
from events.log.keys import MemoryKeys
from events.log.signing import Signer

ORIGIN: Final = "yorisoi.test/town"
SERVICES: Final = ("intake", "planning", "benefits")
WITNESSES: Final = ("kansa", "binder")


class Written(NamedTuple):
    """A log to be: its commands in order, and after how many entries each checkpoint is made, at which second."""

    entries: Sequence[bytes]
    checkpoints: Sequence[tuple[int, int]]


@dataclass(frozen=True)
class Ground:
    """`cases` lives; a checkpoint every `every` commands, seen by both witnesses two seconds later."""

    cases: int = 24
    every: int = 40
    seed: str = "town"

    def log_key(self, service: str) -> SigningKey:
        """Signs checkpoints."""
        return SigningKey.from_seed(f"{ORIGIN}/{service}", LOG, _seed(f"log {service}"))

    def signer(self, service: str) -> Signer:
        """Signs commands."""
        return Signer.from_seed(f"{ORIGIN}/{service}", _seed(f"command {service}"))

    @cached_property
    def witnesses(self) -> Mapping[str, SigningKey]:
        """By the names the policy gives them."""
        return {
            name: SigningKey.from_seed(f"witness.test/{name}", WITNESS, _seed(name))
            for name in WITNESSES
        }

    @cached_property
    def policy(self) -> Policy:
        """Both witnesses must have seen a checkpoint."""
        keys = [self.log_key(service).key for service in SERVICES]
        return Policy(
            {key.name: key for key in keys},
            {name: key.key for name, key in self.witnesses.items()},
            {"both": Group(2, WITNESSES)},
            "both",
        )

    @cached_property
    def honest(self) -> Mapping[str, Written]:
        """What really happened."""
        keys = MemoryKeys()
        codecs = {service: Codec(keys, self.signer(service)) for service in SERVICES}
        city = municipality_file.load(HERE / "municipality.toml", areas.load(HERE / "areas.csv"))
        town = Town(codecs, city, uuid5(NAMESPACE_OID, self.seed))
        commands: dict[str, list[Stated]] = {service: [] for service in SERVICES}
        for command in town.commands(self.cases):
            commands[command.service].append(command)
        return {service: self._timed(found) for service, found in commands.items()}

    def note(self, service: str, entries: Sequence[bytes], at: int) -> str:
        """The checkpoint of these entries, signed and cosigned."""
        key = self.log_key(service)
        made = Checkpoint(key.key.name, len(entries), root(entries))
        lines = [witness.line(made.text, at) for witness in self.witnesses.values()]
        return f"{made.text}\n{key.line(made.text)}{''.join(lines)}"

    def write(self, target: Path, logs: Mapping[str, Written]) -> None:
        """The bundle of these logs, as the export writes it."""
        with TemporaryDirectory() as scratch:
            parts = [
                self._part(service, log, Path(scratch) / service)
                for service, log in logs.items()
                if log.entries
            ]
            write(Contents(parts, str(self.policy)), target, lambda _: None)

    def seen(self, logs: Mapping[str, Written]) -> bytes:
        """What a witness keeps: its newest checkpoint of each log."""
        notes = [
            self.note(service, log.entries, log.checkpoints[-1][1]).encode()
            for service, log in logs.items()
            if log.entries
        ]
        return SEPARATOR.join(notes)

    def _part(self, service: str, log: Written, folder: Path) -> LogPart:
        tiles = Tiles(folder)
        tiles.append(0, log.entries)
        notes = [self.note(service, log.entries[:size], at) for size, at in log.checkpoints]
        signer = self.signer(service)
        key = NoteKey(signer.origin, LOG, signer.public)
        return LogPart(service, signer.origin, len(log.entries), tiles, notes, key.vkey)

    def _timed(self, commands: Sequence[Stated]) -> Written:
        entries: list[bytes] = []
        checkpoints = []
        for number, command in enumerate(commands, 1):
            entries += command.entries
            if number % self.every == 0 or number == len(commands):
                checkpoints.append((len(entries), int(command.at.timestamp()) + 2))
        return Written(entries, checkpoints)


def root(entries: Sequence[bytes]) -> bytes:
    """RFC 6962, of entries."""
    whole = tree.CompactRange()
    whole.extend(map(tree.leaf, entries))
    return whole.root()


def _seed(name: str) -> bytes:
    return name.encode().ljust(32, b".")
