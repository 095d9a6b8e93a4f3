"""A bundle of synthetic entries of 400 bytes: written, and verified by the auditor's program; time and memory.

Needs no database. Memory is the largest resident set of any one process, in MiB.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from time import perf_counter

from bench.bundle_writer import SEPARATOR, LogWriter, NoteKey, note
from bench.rounds import Gate, Line

BYTES = 400
CHECKPOINTS = 200
ORIGIN = "bench.test/log"
VERIFIER = Path(__file__).parents[1] / "deploy/auditor/verify.py"
ROOM = 1.3
"""Of the entries' bytes: what a bundle takes on disk, with some to spare."""
LOG, WITNESS = NoteKey(ORIGIN, 1, bytes(32)), NoteKey("bench.test/witness", 4, bytes([1]) * 32)


def bundle(rounds: int, size: int, told: Callable[[str], None]) -> list[Line]:
    """Write and verify `size` entries each round; the folder is gone afterwards."""
    shown = f"{size:,} × {BYTES} B"
    goal = size >= 10_000_000
    lines = [
        Line("bundle", f"write {shown}", "s"),
        Line("verify", f"V1 {shown}, 2 processes", "s", gate=Gate(at_most=20.0) if goal else None),
        Line("verify", "V1, CPU of all processes", "s"),
        Line("verify", "V1, largest process", "MiB", gate=Gate(at_most=100.0)),
    ]
    free = shutil.disk_usage(tempfile.gettempdir()).free
    if free < size * BYTES * ROOM:
        raise SystemExit(
            f"{size * BYTES * ROOM / 1e9:.0f} GB の空きが要ります(空き {free / 1e9:.0f} GB)。"
        )
    for _ in range(rounds):
        with tempfile.TemporaryDirectory(prefix="yorisoi-bundle-") as folder:
            for line, value in zip(lines, _measured(Path(folder), size, told), strict=True):
                line.rounds.append(value)
    return lines


def _measured(folder: Path, size: int, told: Callable[[str], None]) -> tuple[float, ...]:
    begun = perf_counter()
    written(folder, size)
    wrote = perf_counter() - begun
    told(f"bundle: {size:,} 件を {wrote:.1f} 秒で書きました")
    found = verified(folder)
    told(f"verify: {found[0]:.1f} 秒")
    return wrote, *found


def written(folder: Path, size: int) -> None:
    """The bundle of one log; checkpoints spread over it."""
    log, notes = LogWriter(folder / "log"), list[bytes]()
    every = max(1, size // CHECKPOINTS)
    for entries in _entries(size, every):
        log.add(entries)
        at = 1_800_000_000 + len(notes)
        notes.append(note(ORIGIN, log.size, log.root(), LOG, WITNESS, at=at))
    log.end()
    (folder / "checkpoints.txt").write_bytes(SEPARATOR.join(notes))
    (folder / "policy").write_text(f"log {LOG.vkey}\nwitness w {WITNESS.vkey}\nquorum w\n")


def verified(folder: Path) -> tuple[float, float, float]:
    """Seconds, CPU seconds, MiB of the largest process; AssertionError where the verifier finds anything."""
    begun = perf_counter()
    run = subprocess.Popen([sys.executable, str(VERIFIER), str(folder)], stdout=subprocess.PIPE)
    assert run.stdout is not None
    said = run.stdout.read().decode()
    _, status, used = os.wait4(run.pid, 0)
    run.returncode = os.waitstatus_to_exitcode(status)
    assert run.returncode == 0, said
    return perf_counter() - begun, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def _entries(size: int, every: int) -> Iterator[list[bytes]]:
    block = Random(1).randbytes(BYTES - 8)
    for first in range(0, size, every):
        yield [n.to_bytes(8, "big") + block for n in range(first, min(first + every, size))]
