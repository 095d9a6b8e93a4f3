"""`make install` does what is needed once, again when a lock file changed, and says what a computer lacks."""

import shutil
import subprocess
import time
from pathlib import Path

import pytest

from tests.architecture.checkout import ROOT

PYTHON = """#!/bin/sh
case "$*" in
  *"sys.version_info < (3, 11)"*) exit {old} ;;
  *"import ensurepip"*) exit {no_venv} ;;
  "--version") echo "Python 3.9.2" ;;
  "-m venv --clear .venv")
    echo venv >> calls; mkdir -p .venv/bin; cp "$0" .venv/bin/python ;;
  *"pip install"*) echo pip >> calls; exit {pip_fails} ;;
esac
"""


class Checkout:
    """A folder with our Makefile, two files to install from, and a python3 that only notes what is asked."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        shutil.copy(ROOT / "Makefile", folder)
        for name in ("requirements-dev.lock", "pyproject.toml"):
            (folder / name).touch()

    def python(self, *, old: int = 0, no_venv: int = 0, pip_fails: int = 0) -> None:
        fake = self.folder / "python3"
        fake.write_text(PYTHON.format(old=old, no_venv=no_venv, pip_fails=pip_fails))
        fake.chmod(0o755)

    def install(self) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["make", "install", "PYTHON=./python3"],
            cwd=self.folder, capture_output=True, text=True, check=False,
        )  # fmt: skip

    def calls(self) -> list[str]:
        """What was asked of Python since the last question."""
        noted = self.folder / "calls"
        found = noted.read_text().split() if noted.exists() else []
        noted.unlink(missing_ok=True)
        return found


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    made = Checkout(tmp_path)
    made.python()
    return made


def test_the_second_installation_does_nothing(checkout: Checkout) -> None:
    assert checkout.install().returncode == 0
    assert checkout.calls() == ["venv", "pip", "pip"]
    again = checkout.install()
    assert again.returncode == 0
    assert checkout.calls() == []
    assert "make run" in again.stdout


@pytest.mark.parametrize("name", ["requirements-dev.lock", "pyproject.toml"])
def test_a_changed_file_is_installed_into_the_same_environment(
    checkout: Checkout, name: str
) -> None:
    checkout.install()
    checkout.calls()
    time.sleep(0.02)
    (checkout.folder / name).touch()
    assert checkout.install().returncode == 0
    assert checkout.calls() == ["pip", "pip"]


def test_an_interrupted_installation_is_done_again(checkout: Checkout) -> None:
    checkout.python(pip_fails=1)
    assert checkout.install().returncode != 0
    checkout.calls()
    checkout.python()
    shutil.copy(checkout.folder / "python3", checkout.folder / ".venv/bin/python")
    assert checkout.install().returncode == 0
    assert checkout.calls() == ["pip", "pip"]


def test_a_python_that_is_missing_too_old_or_without_venv_is_said_plainly(
    checkout: Checkout,
) -> None:
    (checkout.folder / "python3").unlink()
    assert "apt install python3" in checkout.install().stderr
    checkout.python(old=1)
    assert "Python 3.9.2" in checkout.install().stderr
    checkout.python(no_venv=1)
    run = checkout.install()
    assert "apt install python3-venv" in run.stderr
    assert run.returncode != 0
    assert checkout.calls() == []
