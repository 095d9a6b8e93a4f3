"""Each service stands in an empty folder with nothing but events/: every module imports there."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.checkout import ROOT

SERVICES = sorted(path.parent.name for path in (ROOT / "services").glob("*/__init__.py"))

IMPORT_ALL = """
import importlib, pkgutil, sys
checkout, here = sys.argv[1], sys.argv[2]
sys.path[:] = [here] + [place for place in sys.path if place not in ("", checkout)]
import events, services
assert events.__file__.startswith(here), events.__file__
names = [found.name for package in (events, services)
         for found in pkgutil.walk_packages(package.__path__, package.__name__ + ".")]
for name in names:
    importlib.import_module(name)
assert "deploy" not in sys.modules
print(*names)
"""


def import_everything(tree: Path) -> subprocess.CompletedProcess[str]:
    """Import all modules of the tree in a fresh interpreter that cannot see the checkout."""
    return subprocess.run(
        [sys.executable, "-c", IMPORT_ALL, str(ROOT), str(tree)],
        cwd=tree, capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.fixture
def alone(tmp_path: Path) -> Path:
    """events/ and an empty services/."""
    shutil.copytree(
        ROOT / "events", tmp_path / "events", ignore=shutil.ignore_patterns("__pycache__")
    )
    (tmp_path / "services").mkdir()
    shutil.copy(ROOT / "services/__init__.py", tmp_path / "services")
    return tmp_path


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_imports_alone(alone: Path, service: str) -> None:
    unwanted = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "services" / service, alone / "services" / service, ignore=unwanted)
    run = import_everything(alone)
    assert run.returncode == 0, run.stderr
    assert f"services.{service}" in run.stdout.split()


def test_a_service_that_needs_another_is_found_out(alone: Path) -> None:
    (alone / "services/seeded").mkdir()
    (alone / "services/seeded/__init__.py").write_text("import services.elsewhere\n")
    assert "services.elsewhere" in import_everything(alone).stderr
