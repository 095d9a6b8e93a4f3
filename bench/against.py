"""This run's ratios beside those of an older one; absolute figures of two machines are never compared."""

import json
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import Any

from bench.rounds import Line


def against(older: Path, lines: Sequence[Line]) -> list[str]:
    """A sentence per row that both runs have and that is a ratio: better, same or worse by their ranges."""
    before = {
        (row["program"].split()[0], row["variant"]): row
        for row in json.loads(older.read_text(encoding="utf-8"))["rows"]
    }
    told = []
    for line in lines:
        row = before.get((line.program.split()[0], line.variant))
        if row is None or not row["ratios"] or not line.ratios:
            continue
        told.append(
            f"{line.program}: {line.variant}: {median(row['ratios']):.2f}× → "
            f"{median(line.ratios):.2f}× ({_judged(row, line)})"
        )
    return told


def _judged(row: dict[str, Any], line: Line) -> str:
    """Ranges that overlap say nothing."""
    less_is_better = line.gate is not None and line.gate.at_most is not None
    if min(line.ratios) > max(row["ratios"]):
        return "worse" if less_is_better else "better"
    if max(line.ratios) < min(row["ratios"]):
        return "better" if less_is_better else "worse"
    return "same"
