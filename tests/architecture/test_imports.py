"""The nine import contracts hold, and each one is shown to break when it is violated."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.checkout import PACKAGES, ROOT

LINT = "import sys; sys.path.insert(0, ''); from importlinter.cli import lint_imports_command as run; run()"

VIOLATIONS = {
    "services import deploy": ("floors", "services/intake/seeded.py", "import deploy"),
    "events import services": ("floors", "events/host/seeded.py", "import services"),
    "a service imports another": ("services-apart", "services/intake/seeded.py", "import services.planning"),
    "bus imports ledger": ("inside-events", "events/bus/seeded.py", "import events.ledger"),
    "log imports host": ("inside-events", "events/log/seeded.py", "import events.host"),
    "contract imports log": ("inside-events", "events/contract/seeded.py", "import events.log"),
    "an unknown folder of events": ("inside-events", "events/attic/seeded.py", ""),
    "the contract imports pydantic": ("contract-plain", "events/contract/seeded.py", "import pydantic"),
    "a decision imports the log": ("pure", "services/intake/decisions.py", "import events.log"),
    "a decision reaches a framework through another module": (
        "pure", "services/intake/decisions.py", "import services.intake.through"),
    "a state reads the clock": ("pure", "services/planning/plan.py", "import time"),
    "a programme draws a random number": (
        "pure", "services/benefits/programmes/seeded/rules.py", "import random"),
    "host imports eventsourcing": (
        "eventsourcing-behind-log-and-bus", "events/host/seeded.py", "import eventsourcing.domain"),
    "bus imports kafka beside its folder": (
        "kafka-behind-its-folder", "events/bus/seeded.py", "import kafka"),
    "a service imports the test kit": (
        "testing-stays-outside", "services/intake/seeded.py", "import events.testing"),
    "the front of deploy imports the test kit": (
        "testing-stays-outside", "deploy/seeded.py", "import events.testing"),
    "the auditor imports ours": ("auditor-alone", "deploy/auditor/verify.py", "import events"),
    "the auditor imports a package": ("auditor-alone", "deploy/auditor/verify.py", "import cryptography"),
}  # fmt: skip
"""What is violated → the contract that must say so, the seeded module, the import it gains."""

ALLOWED = {
    "the log imports eventsourcing": (
        "eventsourcing-behind-log-and-bus", "events/log/seeded.py", "import eventsourcing.application"),
    "the city road imports kafka": (
        "kafka-behind-its-folder", "events/bus/kafka/seeded.py", "import kafka"),
    "a verb imports the test kit": (
        "testing-stays-outside", "deploy/verbs/seeded.py", "import events.testing"),
}  # fmt: skip


def lint(tree: Path, *contract: str) -> subprocess.CompletedProcess[str]:
    """Run the contracts of the tree's own pyproject.toml."""
    only = [word for name in contract for word in ("--contract", name)]
    return subprocess.run(
        [sys.executable, "-c", LINT, "--no-cache", *only],
        cwd=tree, capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A copy of the three packages, without what is not Python, that a test may spoil."""
    for package in PACKAGES:
        shutil.copytree(ROOT / package, tmp_path / package, ignore=_not_python)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for folder in ("services/intake", "services/planning", "events/bus", "events/ledger"):
        _plant(tmp_path, f"{folder}/__init__.py", "", keep=True)
    _plant(tmp_path, "services/intake/through.py", "import fastapi")
    return tmp_path


def test_the_contracts_hold() -> None:
    run = lint(ROOT)
    assert run.returncode == 0, run.stdout
    assert "Contracts: 9 kept, 0 broken" in run.stdout


@pytest.mark.parametrize(("contract", "module", "line"), VIOLATIONS.values(), ids=VIOLATIONS)
def test_a_violation_breaks_its_contract(tree: Path, contract: str, module: str, line: str) -> None:
    _plant(tree, module, line)
    run = lint(tree, contract)
    assert run.returncode != 0, run.stdout
    assert "Contracts: 0 kept, 1 broken" in run.stdout, run.stdout + run.stderr


@pytest.mark.parametrize(("contract", "module", "line"), ALLOWED.values(), ids=ALLOWED)
def test_what_a_contract_allows_passes(tree: Path, contract: str, module: str, line: str) -> None:
    _plant(tree, module, line)
    run = lint(tree, contract)
    assert "Contracts: 1 kept, 0 broken" in run.stdout, run.stdout + run.stderr


def _plant(tree: Path, module: str, line: str, *, keep: bool = False) -> None:
    path = tree / module
    path.parent.mkdir(parents=True, exist_ok=True)
    for folder in path.parents:
        if folder == tree:
            break
        (folder / "__init__.py").touch()
    if not (keep and path.exists()):
        path.write_text(f"{line}\n", encoding="utf-8")


def _not_python(folder: str, names: list[str]) -> set[str]:
    inside = Path(folder)
    return {name for name in names if not (inside / name).is_dir() and not name.endswith(".py")} | {
        "__pycache__", "libs", "static"
    }  # fmt: skip
