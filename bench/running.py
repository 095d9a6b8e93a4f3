"""`yorisoi run` as a process of its own on a free port, stopped by its id."""

import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

PATIENCE = 120.0
ROOT = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True)
class Running:
    """A started installation; `took` seconds until it was ready."""

    process: subprocess.Popen[bytes]
    port: int
    took: float

    @property
    def rss_kib(self) -> int:
        """Resident memory of the process that serves, without its database."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(status.split("VmRSS:")[1].split()[0])


@contextmanager
def running(home: Path) -> Iterator[Running]:
    """Ready at the start of the block, ended at its end."""
    port = free_port()
    around = [f"YORISOI_HOME={home}", f"YORISOI_KEYS={home}.keys"]
    words = ["env", *around, sys.executable, "-m", "deploy", "run", "--port", str(port)]
    begun = time.perf_counter()
    process = subprocess.Popen(
        words, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        for path in ("ready", "sign-in"):
            _answered(process, f"http://127.0.0.1:{port}/{path}")
        yield Running(process, port, time.perf_counter() - begun)
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
        process.wait(60)


def free_port() -> int:
    """A port of the loopback nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


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
