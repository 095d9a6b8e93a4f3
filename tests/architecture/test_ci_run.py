"""`.ci/run` on a machine that has nothing: what it installs, what it runs, what it prints last."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.architecture.checkout import ROOT

NEEDED = (
    "bash",
    "dirname",
    "id",
    "mktemp",
    "tee",
    "grep",
    "tail",
    "timeout",
    "rm",
    "env",
    "cat",
    "sleep",
)
CLOSING = "================ 3 passed in 0.10s ================"
PROGRAMS = {
    "python3": "exit 1",
    "dpkg-query": "exit 1",
    "apt-cache": 'case "$2" in openjdk-17-jre-headless) exit 1 ;; esac',
    "apt-get": 'echo "$*" >> "$NOTED"',
    "sudo": 'shift; exec "$@"',
    "make": 'echo "make $* CI=$CI" >> "$NOTED"; cat; echo "$PYTEST"; echo "make: after"; exit "$STATUS"',
}


class Machine:
    """A checkout with only our script, and a PATH on which everything notes what it was asked."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.noted = folder, folder / "noted"
        (folder / "checkout/.ci").mkdir(parents=True)
        shutil.copy(ROOT / ".ci/run", folder / "checkout/.ci/run")
        (folder / "bin").mkdir()
        for name in NEEDED:
            (folder / "bin" / name).symlink_to(str(shutil.which(name)))
        for name, body in PROGRAMS.items():
            (folder / "bin" / name).write_text(f"#!/bin/sh\n{body}\n")
            (folder / "bin" / name).chmod(0o755)

    def run(self, pytest_says: str, status: int) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["/bin/bash", "checkout/.ci/run"],
            cwd=self.folder, capture_output=True, text=True, check=False, timeout=60,
            env={"PATH": str(self.folder / "bin"), "NOTED": str(self.noted), "PYTEST": pytest_says,
                 "STATUS": str(status)},
        )  # fmt: skip


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def test_it_installs_what_is_lacking_then_runs_everything(machine: Machine) -> None:
    run = machine.run(CLOSING, 0)
    assert run.returncode == 0, run.stderr
    update, install, check = machine.noted.read_text().splitlines()
    assert update.startswith("update")
    packages = {"python3", "python3-venv", "chromium", "fonts-noto-cjk", "openjdk-21-jre-headless"}
    assert packages | {"maven"} <= set(install.split())
    assert "make" not in install.split()
    assert check == "make check SLOW=1 CI=true"
    assert run.stdout.splitlines()[-1] == CLOSING


def test_the_closing_line_is_last_when_tests_fail_too(machine: Machine) -> None:
    failed = "=========== 1 failed, 2 passed in 0.10s ==========="
    run = machine.run(failed, 2)
    assert run.returncode == 2
    assert run.stdout.splitlines()[-1] == failed


def test_a_run_that_never_reached_the_tests_says_so(machine: Machine) -> None:
    run = machine.run("ruff: found 1 error", 2)
    assert run.returncode == 2
    assert run.stdout.splitlines()[-1] == "pytest did not finish"


def test_a_package_this_debian_does_not_know_stops_it(machine: Machine) -> None:
    (machine.folder / "bin/apt-cache").write_text("#!/bin/sh\nexit 1\n")
    run = machine.run(CLOSING, 0)
    assert run.returncode != 0
    assert "none of these packages is known to apt" in run.stderr
    assert "make check" not in machine.noted.read_text()
