"""The list at the end of `make test`, and that nothing may be left out where CI=true."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.checkout import ROOT

TESTS = """
import pytest

def test_done(): pass

def test_lacks_a_server(): pytest.skip("PostgreSQL 15 is not installed")

@pytest.mark.browser
def test_lacks_a_browser(): pass

@pytest.mark.slow
def test_takes_long(): pass

@pytest.mark.xfail(reason="known")
def test_known_fault(): assert False
"""
CONFIG = "[pytest]\nmarkers =\n    browser: x\n    kafka: x\n    slow: x\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "test_some.py").write_text(TESTS)
    (tmp_path / "pytest.ini").write_text(CONFIG)
    return tmp_path


def run(folder: Path, *arguments: str, ci: str = "") -> subprocess.CompletedProcess[str]:
    """Run the tests of the folder on a computer that finds no program at all."""
    environment = {
        "PYTHONPATH": str(ROOT),
        "PATH": "",
        "CI": ci,
        "HOME": str(folder),
        "PYTHONUTF8": "1",
    }
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "tests.left_out", "-p", "no:cacheprovider", *arguments],
        cwd=folder, env=environment, capture_output=True, text=True, check=False, encoding="utf-8",
    )  # fmt: skip


@pytest.mark.parametrize("workers", ["0", "2"])
def test_each_group_left_out_is_named_once_with_its_command(folder: Path, workers: str) -> None:
    told = run(folder, "-m", "not slow", "-n", workers)
    assert told.returncode == 0, told.stdout
    assert "browser(画面) 1 件" in told.stdout
    assert "sudo apt install chromium fonts-noto-cjk && make test" in told.stdout
    assert "postgresql-15(PostgreSQL 15) 1 件" in told.stdout
    assert "slow(長い検査) 1 件" in told.stdout
    assert ".venv/bin/pytest -m slow" in told.stdout


def test_nothing_is_listed_when_nothing_was_left_out(folder: Path) -> None:
    told = run(folder, "-k", "done")
    assert "left out" not in told.stdout


def test_a_module_that_skips_itself_is_counted_once_by_two_workers(folder: Path) -> None:
    skips = 'import pytest\npytest.skip("browser: none", allow_module_level=True)\n'
    (folder / "test_more.py").write_text(skips)
    assert "browser(画面) 2 件" in run(folder, "-m", "not slow", "-n", "2").stdout


@pytest.mark.parametrize("workers", ["0", "2"])
def test_a_skip_is_a_failure_in_ci(folder: Path, workers: str) -> None:
    told = run(folder, "-n", workers, ci="true")
    assert told.returncode == 1
    assert "1 failed, 2 passed, 1 xfailed, 1 error" in told.stdout
    assert "a skip is a failure" in told.stdout


def test_a_module_that_skips_itself_fails_in_ci(folder: Path) -> None:
    (folder / "test_some.py").write_text("import pytest\npytest.importorskip('no_such_module')\n")
    assert run(folder).returncode != 1
    assert run(folder, ci="true").returncode not in (0, 5)


def test_this_very_run_uses_the_list(request: pytest.FixtureRequest) -> None:
    assert request.config.pluginmanager.has_plugin("tests.left_out")
