"""The commands of docs/tutorial.md, taken from the document and run as they stand (but `make run`)."""

import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8")
BLOCKS = [block.strip() for block in re.findall(r"^```\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL)]


def test_the_tutorial_begins_with_the_one_command() -> None:
    assert BLOCKS[0] == "make run"


@pytest.fixture
def place() -> Iterator[Path]:
    """A folder that the database's account may pass, also where the tests run as root."""
    with TemporaryDirectory(prefix="yorisoi-tutorial-") as folder:
        Path(folder).chmod(0o711)
        yield Path(folder)


@pytest.mark.slow
def test_the_commands_of_the_tutorial_print_what_it_promises(place: Path) -> None:
    assert len(BLOCKS) == 3
    commands = "\n".join(BLOCKS[1:]).replace("$PWD/build/kofu", str(place / "kofu"))
    run = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", commands],
        cwd=ROOT,
        env={**os.environ, "YORISOI_KEYS": str(place / "kofu.keys")},
        capture_output=True,
        text=True,
        check=False,
        timeout=900,
    )
    assert run.returncode == 0, run.stderr
    for promised in ("169", "83", "7.6", "3.7"):
        assert promised in run.stdout
