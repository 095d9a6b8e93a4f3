"""Every bench program finishes and passes its own checks; no duration is asserted (performance.md §10.2)."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.slow
def test_every_program_finishes_with_its_work_checked(tmp_path: Path) -> None:
    out = tmp_path / "smoke.json"
    subprocess.run(
        [sys.executable, "-m", "bench", "--smoke", "--json", str(out)],
        cwd=ROOT,
        check=True,
        timeout=600,
    )
    found = json.loads(out.read_text(encoding="utf-8"))
    programs = {row["program"].split()[0] for row in found["rows"]}
    assert programs == {"append", "rebuild", "project", "bundle", "verify"}
    assert found["machine"]["cores"]
    assert all(row["rounds"] for row in found["rows"])
