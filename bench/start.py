"""Cold start of `yorisoi run`, to the first 200 of /ready, against the least such a start could be."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from bench import ground
from bench.rounds import Gate, Line, Measured, Variant, interleaved

PATIENCE = 120.0
ROOT = Path(__file__).parents[1]


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
    with _home() as home, _running(home) as (_, took):
        return Measured(took)


def _existing() -> Measured:
    with _home() as home:
        with _running(home):
            pass
        with _running(home) as (_, took):
            return Measured(took)


def _killed() -> Measured:
    """The process and its database end at once, as when the power fails."""
    with _home() as home:
        with _running(home) as (process, _):
            server = int((home / "postgres" / "postmaster.pid").read_text().split()[0])
            process.kill()
            process.wait()
            os.kill(server, signal.SIGKILL)
        with _running(home) as (_, took):
            return Measured(took)


@contextmanager
def _home() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="yorisoi-bench-start-"))
    folder.chmod(0o711)
    try:
        yield folder / "home"
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _running(home: Path) -> Iterator[tuple[subprocess.Popen[bytes], float]]:
    """A started installation, and how long it took until it was ready."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    around = [f"YORISOI_HOME={home}", f"YORISOI_KEYS={home}.keys"]
    words = ["env", *around, sys.executable, "-m", "deploy", "run", "--port", str(port)]
    begun = time.perf_counter()
    process = subprocess.Popen(
        words, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        for path in ("ready", "sign-in"):
            _answered(process, f"http://127.0.0.1:{port}/{path}")
        yield process, time.perf_counter() - begun
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
        process.wait(60)


def _answered(process: subprocess.Popen[bytes], address: str) -> None:
    deadline = time.perf_counter() + PATIENCE
    while True:
        try:
            with urlopen(address, timeout=5):  # noqa: S310 - our own loopback address
                return
        except (URLError, OSError):
            if process.poll() is not None or time.perf_counter() > deadline:
                raise AssertionError("it did not start: no figure") from None
            time.sleep(0.02)
