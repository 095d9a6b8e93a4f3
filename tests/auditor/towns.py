"""An honest bundle of an invented town, written by the second hand (bench/bundle_writer.py)."""

import subprocess
import sys
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from uuid import NAMESPACE_OID, uuid5

from bench.bundle_writer import SEPARATOR, LogWriter, NoteKey, note
from deploy.house import HERE
from deploy.selftest.town import Stated, Town
from events.host import areas, municipality_file
from events.host.municipality import Municipality
from events.log.codec import Codec
from events.log.keys import MemoryKeys
from events.log.signing import Signer

AUDITOR = Path(__file__).parents[2] / "deploy" / "auditor"
SERVICES = ("intake", "planning", "benefits")
WITNESSES = [NoteKey(f"witness.example/{n}", 4, bytes([n]) * 32) for n in (1, 2)]


@cache
def city() -> Municipality:
    return municipality_file.load(HERE / "municipality.toml", areas.load(HERE / "areas.csv"))


def seed(name: str) -> bytes:
    return name.encode().ljust(32, b"x")


@dataclass
class Written:
    """A bundle on disk and the keys it was made with. A checkpoint every `every` commands."""

    folder: Path
    cases: int = 40
    every: int = 40
    seed: str = "a"
    keys: MemoryKeys = field(default_factory=MemoryKeys)

    def log_key(self, service: str) -> NoteKey:
        return NoteKey(f"test/town/{service}", 1, seed(f"log {service}"))

    def signer(self, service: str) -> Signer:
        return Signer.from_seed(f"test/town/{service}", seed(service))

    def write(self) -> "Written":
        codecs = {name: Codec(self.keys, self.signer(name)) for name in SERVICES}
        logs = {name: LogWriter(self.folder / name) for name in SERVICES}
        stated: dict[str, list[Stated]] = defaultdict(list)
        for command in Town(codecs, city(), uuid5(NAMESPACE_OID, self.seed)).commands(self.cases):
            stated[command.service].append(command)
        notes = []
        for name, log in logs.items():
            for number, command in enumerate(stated[name], 1):
                log.add(command.entries)
                if number % self.every == 0 or number == len(stated[name]):
                    at = int(command.at.timestamp()) + 2
                    notes.append(
                        note(
                            f"test/town/{name}",
                            log.size,
                            log.root(),
                            self.log_key(name),
                            *WITNESSES,
                            at=at,
                        )
                    )
            log.end()
        (self.folder / "checkpoints.txt").write_bytes(SEPARATOR.join(notes))
        (self.folder / "policy").write_text(self.policy())
        (self.folder / "command_keys").write_text(
            "".join(f"{self.command_key(n)}\n" for n in SERVICES)
        )
        return self

    def policy(self, quorum: str = "both") -> str:
        logs = [f"log {self.log_key(name).vkey}" for name in SERVICES]
        witnesses = [f"witness w{n} {key.vkey}" for n, key in enumerate(WITNESSES, 1)]
        return "\n".join([*logs, *witnesses, "group both all w1 w2", f"quorum {quorum}", ""])

    def command_key(self, service: str) -> str:
        """The service's key in the spelling of verifier keys."""
        return NoteKey(f"test/town/{service}", 1, seed(service)).vkey


def run(program: str, *words: object, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """A verifier as the auditor runs it."""
    return subprocess.run(
        [sys.executable, "-E", "-s", str(AUDITOR / program), *map(str, words)],
        cwd=cwd, capture_output=True, text=True, check=False,
    )  # fmt: skip
