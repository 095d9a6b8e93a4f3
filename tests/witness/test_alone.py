"""The file needs nothing but Python's own library, and one sitting to read."""

import ast
import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.witness.little_log import LittleLog
from tests.witness.standing_witness import FILE, Place, Served


def test_it_imports_the_standard_library_only() -> None:
    tree = ast.parse(FILE.read_text("utf-8"), feature_version=(3, 9))
    named = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import)
             for alias in node.names}  # fmt: skip
    named |= {node.module or "." for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.split(".")[0] for name in named} <= set(sys.stdlib_module_names)


def test_it_can_be_read_in_one_sitting() -> None:
    lines = [line for line in FILE.read_text("utf-8").splitlines() if line.strip()]
    assert len(lines) <= 300


def test_the_key_is_its_own_secret_and_never_replaced(tmp_path: Path) -> None:
    place = Place.made(tmp_path, LittleLog().vkey)
    key = tmp_path / "witness.key"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    kept = key.read_bytes()
    again = place.run("keygen", "--name", "another")
    assert (again.returncode, key.read_bytes()) == (1, kept)
    assert place.run("keygen", "--name", "a b", "--key", "other").returncode == 1


@pytest.mark.parametrize("line", ["log nonsense", "log a+00000000+AAAA"])
def test_a_list_of_logs_that_cannot_be_is_refused(tmp_path: Path, line: str) -> None:
    place = Place.made(tmp_path, LittleLog().vkey)
    (tmp_path / "logs.txt").write_text(line)
    run = place.run("show")
    assert (run.returncode, "Traceback" in run.stderr) == (1, False)


def test_the_verb_runs_the_same_file_and_ends_with_it(tmp_path: Path) -> None:
    log = LittleLog()
    place = Place.made(tmp_path, log.vkey)
    words = [sys.executable, "-m", "deploy", "witness", "serve", "--port", "0"]
    environment = {**os.environ, "PYTHONPATH": str(FILE.parents[2])}
    with subprocess.Popen(
        words, cwd=place.folder, env=environment, stdout=subprocess.PIPE, text=True
    ) as verb:
        assert verb.stdout is not None
        served = Served(verb, int(verb.stdout.readline().split()[-1]))
        assert served.post(log.request(0, 3))[0] == 200
        verb.send_signal(signal.SIGTERM)
        assert verb.wait(10) == 130
    with pytest.raises(OSError, match="refused"):
        served.post(log.request(3, 4))
