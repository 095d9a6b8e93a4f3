"""One fiscal year of the whole nation: planted by the ordinary decisions, stored, projected, reported (N1)."""

import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage

from bench.rounds import Gate, Line

ROOT = Path(__file__).parents[1]


def nation(row: str, figures: Path, told: Callable[[str], None]) -> list[Line]:
    """Once; a time for each phase. `row` is the id of a published row."""
    with tempfile.TemporaryDirectory(prefix="yorisoi-bench-nation-") as folder:
        Path(folder).chmod(0o711)
        home = Path(folder) / "home"
        around = [f"YORISOI_HOME={home}", f"YORISOI_KEYS={home}.keys"]
        told(f"nation: {row}")
        planted, said = _run(around, "simulate", "--figures", str(figures), "--row", row)
        year = re.search(r"FY(\d{4})", row)
        fiscal = ["--fiscal-year", year.group(1)] if year else []
        reported, _ = _run(around, "report", "national", *fiscal)
    facts = int(re.findall(r"([\d,]+)件の記録", said)[-1].replace(",", ""))

    def limit(most: float) -> Gate | None:
        return (
            Gate(at_most=most) if row.endswith("/nation") else None
        )  # a single body proves nothing

    program = f"nation {row}"
    lines = [
        Line(program, f"simulate+store+project of {facts:,}", "s", gate=limit(300), goal="N1"),
        Line(program, "report", "s", gate=limit(10), goal="N1"),
        Line(program, "facts a second, whole", "events/s", goal="N1"),
        Line(program, "peak of a process", "MiB", gate=limit(1_024), goal="N1"),
    ]
    peak = getrusage(RUSAGE_CHILDREN).ru_maxrss / 1_024
    for line, value in zip(lines, (planted, reported, facts / planted, peak), strict=True):
        line.rounds.append(value)
    return lines


def _run(around: list[str], *words: str) -> tuple[float, str]:
    begun = time.perf_counter()
    done = subprocess.run(
        ["env", *around, sys.executable, "-m", "deploy", *words],
        cwd=ROOT, check=True, capture_output=True, text=True,
    )  # fmt: skip
    return time.perf_counter() - begun, done.stdout
