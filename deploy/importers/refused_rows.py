"""The refused lines as a file of the same shape: mend it, import it; nothing else of the file is needed."""

import csv
import os
from collections.abc import Sequence
from pathlib import Path

from deploy.importers.columns import REPORTED
from deploy.importers.storing import Outcome
from events.host.spreadsheet import guarded


def beside(path: Path) -> Path:
    """`cases.xlsx` → `cases.xlsx.refused.csv`."""
    return path.with_name(f"{path.name}.refused.csv")


def write(path: Path, headings: Sequence[str], refused: Sequence[Outcome]) -> None:
    """Readable by the operator alone: it holds what the lines hold. Without refusals no list stands there."""
    if not refused:
        path.unlink(missing_ok=True)
        return
    named = [heading for heading in headings if heading and heading not in REPORTED]
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with open(handle, "w", encoding="utf-8-sig", newline="") as file:  # noqa: PTH123 - opened with its mode
        os.fchmod(file.fileno(), 0o600)
        writer = csv.writer(file)
        writer.writerow([*REPORTED, *named])
        for outcome in refused:
            cells = (guarded(outcome.line.cells.get(heading, "")) for heading in named)
            writer.writerow([outcome.line.number, " / ".join(outcome.reasons), *cells])
