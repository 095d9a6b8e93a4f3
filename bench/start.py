"""Cold start of `yorisoi run`, to the first 200 of /ready, against the least such a start could be."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from bench import ground
from bench.rounds import Gate, Line, Measured, Variant, interleaved
from bench.running import running


def start(rounds: int, told: Callable[[str], None]) -> list[Line]:
    """Empty data folder, one that exists, and one whose processes were all killed. Seconds: less is better."""
    least = "initdb+start+import fastapi"
    variants = [
        Variant(least, _least, unit="s"),
        Variant("empty folder", _empty, least, unit="s"),
        Variant("empty folder (s)", _empty, gate=Gate(at_most=8), unit="s", goal="N6"),
        Variant("existing folder (s)", _existing, gate=Gate(at_most=4), unit="s", goal="N6"),
        Variant("after kill -9 (s)", _killed, gate=Gate(at_most=10), unit="s", goal="N6"),
    ]
    return interleaved("start", variants, rounds, told)


def _least() -> Measured:
    begun = time.perf_counter()
    with ground.server():
        code = "import fastapi; fastapi.FastAPI()"
        subprocess.run([sys.executable, "-c", code], check=True)
        return Measured(time.perf_counter() - begun)


def _empty() -> Measured:
    with _home() as home, running(home) as started:
        return Measured(started.took)


def _existing() -> Measured:
    with _home() as home:
        with running(home):
            pass
        with running(home) as started:
            return Measured(started.took)


def _killed() -> Measured:
    """The process and its database end at once, as when the power fails."""
    with _home() as home:
        with running(home) as started:
            server = int((home / "postgres" / "postmaster.pid").read_text().split()[0])
            started.process.kill()
            started.process.wait()
            os.kill(server, signal.SIGKILL)
        with running(home) as started:
            return Measured(started.took)


@contextmanager
def _home() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="yorisoi-bench-start-"))
    folder.chmod(0o711)
    try:
        yield folder / "home"
    finally:
        shutil.rmtree(folder, ignore_errors=True)
