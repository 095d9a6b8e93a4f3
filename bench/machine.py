"""The machine a figure was taken on: without it no figure means anything."""

import os
import platform
import subprocess
import sys
import tempfile
import time
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import Any

SPIN = "from time import perf_counter as t; b = t(); sum(range(12_000_000)); print(t() - b)"
"""Something that needs nothing but a core, and how long it took."""
LOAD_PER_CORE = 0.5
"""Above this before the start, a run is marked noisy."""


def machine() -> dict[str, Any]:
    """Cores, memory, kernel, how long one flush takes, and the load now."""
    return {
        "cores": os.cpu_count(),
        "cores_at_once": cores_at_once(os.cpu_count() or 1),
        "memory_gib": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**3),
        "kernel": platform.release(),
        "flush_us": flush_us(Path(tempfile.gettempdir())),
        "load_before": round(os.getloadavg()[0], 2),
    }


def noisy(found: dict[str, Any]) -> bool:
    """Whether other work was running when the bench began."""
    return bool(found["load_before"] > LOAD_PER_CORE * found["cores"])


def versions(server: str) -> dict[str, str]:
    """What was measured with what."""
    parts = {
        name: version(name) for name in ("psycopg", "eventsourcing", "msgspec", "cryptography")
    }
    return {"python": platform.python_version(), "postgresql": server, **parts}


def commit() -> str:
    """The checkout's commit id, "" outside one."""
    found = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False
    )
    return found.stdout.strip()


def cores_at_once(cores: int) -> float:
    """The work that many processes get done together, as a multiple of what one does alone.

    Two cores of a virtual machine are often two threads of one: what needs both is then judged by this.
    """
    ratios = [cores * _spun(1) / _spun(cores) for _ in range(5)]
    return round(median(ratios), 2)


def _spun(processes: int) -> float:
    """Seconds of the slowest."""
    words = [sys.executable, "-c", SPIN]
    running = [subprocess.Popen(words, stdout=subprocess.PIPE, text=True) for _ in range(processes)]
    return max(float(process.communicate()[0]) for process in running)


def flush_us(folder: Path, times: int = 200) -> int:
    """Median microseconds of one fdatasync in that folder."""
    took = []
    with tempfile.NamedTemporaryFile(dir=folder) as file:
        for _ in range(times):
            file.write(b"x" * 8192)
            file.flush()
            begun = time.perf_counter()
            os.fdatasync(file.fileno())
            took.append(time.perf_counter() - begun)
    return round(median(took) * 1_000_000)
