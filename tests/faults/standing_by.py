"""The witness of a campaign: its own file as a process, killed and started again, and what it remembers.

`witness-answers-before-persisting` runs a copy of the file that answers first and writes its book later.
"""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

from events.host.address import Address
from events.ledger import note, policy_file, witnesses_file
from events.ledger.checkpoint import Checkpoint
from events.ledger.log_key import log_key
from events.log.key_file import KeyFile
from events.log.recorded import SOURCES
from tests.faults.installation import Place
from tests.witness import standing_witness
from tests.witness.standing_witness import free_port

EARLY = "witness-answers-before-persisting"
NAME = "kansa"
PERSISTED = 'db.execute("replace into log values (?, ?, ?, ?)", (*new[:3], note))'
LATER_CALL = "self.persist_later((*new[:3], note))"
LATER = """
def persist_later(self, row):
    def persist():
        time.sleep(0.3)
        with closing(self.opened()) as db, db:
            db.execute("replace into log values (?, ?, ?, ?)", row)
    __import__("threading").Thread(target=persist, daemon=True).start()

Witness.persist_later = persist_later

if __name__ == "__main__":
"""
Book = dict[str, tuple[int, bytes]]
"""Origin → the size and root the witness remembers."""


@dataclass
class Watcher:
    """One witness of one installation's four logs; `largest`: where it stood when it was last asked."""

    at: Place
    place: standing_witness.Place
    file: Path
    port: int
    origins: dict[str, str]
    largest: dict[str, int] = field(default_factory=dict)
    process: subprocess.Popen[str] | None = field(default=None, repr=False)

    @classmethod
    def of(cls, at: Place, bug: str) -> Watcher:
        """Key made, logs told, and named in the installation's witnesses.toml."""
        keys = KeyFile.load(at.keys, at.home)
        logs = [log_key(keys, name).key for name in SOURCES]
        place = standing_witness.Place.made(at.home.parent / "witness", *(k.vkey for k in logs))
        origins = {name: keys.log_origin(name) for name in SOURCES}
        made = cls(at, place, _file(place.folder, bug), free_port(), origins)
        text = (
            f'[[witness]]\nname = "{NAME}"\nvkey = "{place.vkey}"\n'
            f'address = "http://127.0.0.1:{made.port}"\n'
        )
        (at.home / witnesses_file.FILE).write_text(text)
        named = witnesses_file.read(tomllib.loads(text))
        policy_file.write(at.home / "ledger" / policy_file.FILE, named.policy(logs))
        return made

    def start(self) -> None:
        """As after a power cut: the same key, book and port. Nothing where it stands."""
        if self.process is not None:
            return
        self.process = subprocess.Popen(
            [sys.executable, "-I", "-S", str(self.file), "serve", "--port", str(self.port)],
            cwd=self.place.folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        assert self.process.stdout is not None
        said = self.process.stdout.readline()
        assert said.endswith(f" port {self.port}\n"), said

    def kill(self) -> None:
        """kill −9; nothing where it is dead."""
        if self.process is not None:
            self.process.send_signal(signal.SIGKILL)
            self.process.communicate()
            self.process = None

    def broken(self, address: Address) -> Iterator[str]:
        """A sentence per promise between the log's checkpoints and the witness's memory that does not hold.

        Complete only while the witness is dead or nobody asks it.
        """
        book, accused = self._book()
        for kind in accused:
            yield f"the witness accuses an honest log: {kind}"
        for service, origin in self.origins.items():
            size, root = book.get(origin, (0, b""))
            for said in self._of_log(address, service, size, root):
                yield f"{service}: {said}"

    def _of_log(self, address: Address, service: str, size: int, root: bytes) -> Iterator[str]:
        signed, cosigned = stored(address, service)
        if size < self.largest.get(service, 0):
            yield f"the witness stood at {self.largest[service]} and stands at {size}"
        self.largest[service] = size
        if size and size not in signed:
            yield f"the witness remembers {size}, no checkpoint of that size is stored"
        elif size and signed[size] != root:
            yield f"the witness remembers another root for {size}"
        if cosigned and max(cosigned) > size:
            yield f"the witness cosigned {max(cosigned)} and remembers {size}"
        yield from self._unproven(self.origins[service], signed, cosigned)

    def _unproven(
        self, origin: str, signed: dict[int, bytes], cosigned: dict[int, str]
    ) -> Iterator[str]:
        """Every cosigned checkpoint is ours and verifies under the policy that auditors are given."""
        text = (self.at.home / "ledger" / policy_file.FILE).read_text()
        policy = policy_file.read(text)
        for size, told in cosigned.items():
            try:
                found = policy.check(note.read(told))
            except ValueError as fault:
                yield f"the cosigned checkpoint of {size} does not verify: {fault}"
                continue
            ours = Checkpoint(origin, size, signed.get(size, b""))
            if found.checkpoint != ours or set(found.witnesses) != {NAME}:
                yield f"the cosigned checkpoint of {size} is another one than the stored"

    def _book(self) -> tuple[Book, list[str]]:
        """What it remembers, and whom it accuses; read as it would after a restart."""
        with closing(sqlite3.connect(self.place.folder / "witness.db", timeout=30)) as db:
            tables = db.execute("select name from sqlite_master").fetchall()
            if ("evidence",) not in tables:
                return {}, []  # it never was asked
            rows = db.execute("select origin, size, root from log").fetchall()
            accused = [kind for (kind,) in db.execute("select kind from evidence")]
        return {origin: (size, bytes(root)) for origin, size, root in rows}, accused


def stored(address: Address, service: str) -> tuple[dict[int, bytes], dict[int, str]]:
    """Size → root of every checkpoint, and size → note of every cosigned one."""
    with psycopg.connect(address.conninfo()) as session:
        signed = session.execute(f"select size, root from {service}_ledger.checkpoint".encode())
        roots = {size: bytes(root) for size, root in signed}
        cosigned = session.execute(f"select size, note from {service}_ledger.cosigned".encode())
        return roots, dict(cosigned.fetchall())


def _file(folder: Path, bug: str) -> Path:
    """The witness as it is delivered, or the copy with the mistake."""
    if bug != EARLY:
        return standing_witness.FILE
    text, main = standing_witness.FILE.read_text("utf-8"), '\nif __name__ == "__main__":\n'
    assert text.count(PERSISTED) == 1 and text.count(main) == 1
    patched = folder / "witness.py"
    patched.write_text(text.replace(PERSISTED, LATER_CALL).replace(main, LATER))
    return patched
