"""A data directory of its own, a verb run on it as a real process, and the hand that kills."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from deploy import embedded
from events.host.address import Address
from tests.faults.told import Acknowledged, acknowledged

ROOT = Path(__file__).parents[2]
MEMORY_MB = 512
LONGEST = 600.0
"""Seconds a process may take."""


@dataclass(frozen=True)
class Place:
    """The data directory, its key file, and what processes acknowledged there."""

    home: Path
    keys: Path
    told: Path

    @property
    def acknowledged(self) -> list[Acknowledged]:
        return acknowledged(self.told)

    def start(self, *words: str, bug: str = "none") -> "subprocess.Popen[str]":
        """The verb as a process of its own group."""
        return subprocess.Popen(
            [sys.executable, "-m", "tests.faults.killed", str(self.told), bug, *words],
            cwd=ROOT,
            env=self.environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def environment(self) -> dict[str, str]:
        """This process's, with the settings of this place and no others."""
        own = {name: value for name, value in os.environ.items() if not name.startswith("YORISOI_")}
        return own | {
            "YORISOI_HOME": str(self.home),
            "YORISOI_KEYS": str(self.keys),
            "YORISOI_DATABASE_MEMORY_MB": str(MEMORY_MB),
        }

    def run(self, *words: str) -> tuple[int, str]:
        """The verb to its end: exit code and what it printed."""
        with self.start(*words) as process:
            out, _ = process.communicate(timeout=LONGEST)
        return process.returncode, out

    def kill_postmaster(self) -> None:
        """As if the machine's memory had run out: no shutdown, recovery at the next start."""
        file = self.home / "postgres/postmaster.pid"
        if file.exists():
            os.kill(int(file.read_text().split()[0]), signal.SIGKILL)

    @contextmanager
    def database(self) -> Iterator[Address]:
        """The database after a kill or beside a process; left running for whoever comes next."""
        with embedded.attach(
            self.home,
            db_user=None,
            database_url=None,
            say=lambda _: None,
            memory=MEMORY_MB * 1024**2,
            last=lambda: False,
        ) as address:
            yield address

    def stop(self) -> None:
        """End the server, whoever left it."""
        with embedded.server(self.home, db_user=None, database_url=None, say=lambda _: None):
            pass


@contextmanager
def place() -> Iterator[Place]:
    """An empty one below /tmp that the database's account can pass."""
    folder = Path(tempfile.mkdtemp(prefix="yorisoi-test-"))
    folder.chmod(0o755)
    made = Place(folder / "home", folder / "keys", folder / "acknowledged")
    try:
        yield made
        if (made.home / "postgres").exists():
            made.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def until(process: "subprocess.Popen[str]", at: Place, more: int, seconds: float) -> None:
    """Until `more` further acknowledgements were given and then `seconds` passed, or it ended."""
    goal = len(at.acknowledged) + more
    limit = time.monotonic() + LONGEST
    while process.poll() is None and len(at.acknowledged) < goal:
        assert time.monotonic() < limit, "it never came"
        time.sleep(0.02)
    time.sleep(seconds)
