"""Names that say nothing are not used for modules, folders or tests."""

from pathlib import Path

import pytest

from tests.architecture.checkout import ROOT, python_files

SAYING_NOTHING = {
    "util",
    "utils",
    "manager",
    "managers",
    "common",
    "base",
    "misc",
    "helper",
    "helpers",
    "stuff",
}


def says_nothing(path: Path) -> set[str]:
    """The parts of a path that are one of the names above, or end in one (date_utils)."""
    words = {part.removesuffix(".py") for part in path.parts}
    return {word for word in words if word.lower().split("_")[-1] in SAYING_NOTHING}


def test_no_module_or_folder_has_an_empty_name() -> None:
    files = python_files("events", "services", "deploy", "bench", "tests")
    assert {str(path) for path in files if says_nothing(path.relative_to(ROOT))} == set()


@pytest.mark.parametrize(
    "name", ["events/utils.py", "services/intake/date_utils.py", "deploy/common/x.py"]
)
def test_an_empty_name_is_found_out(name: str) -> None:
    assert says_nothing(Path(name))
