"""The size report names what is long and says nothing of what is not. It judges nobody."""

from pathlib import Path

import pytest

from tests.architecture import checkout, sizes


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for module in (checkout, sizes):
        monkeypatch.setattr(module, "ROOT", tmp_path)
    (tmp_path / "events").mkdir()
    return tmp_path / "events"


def test_long_files_and_functions_are_named(tree: Path) -> None:
    (tree / "short.py").write_text("def small():\n    return 1\n")
    (tree / "long.py").write_text("def big():\n" + "    x = 1\n" * 250)
    printed = list(sizes.report("events"))
    assert printed == [
        "files: 2, median 126, longest 251 lines",
        "  look at  251 events/long.py",
        "functions: 2, median 126, longest 251 lines",
        "  look at  251 events/long.py:big",
    ]


def test_a_docstring_does_not_make_a_function_long(tree: Path) -> None:
    (tree / "told.py").write_text('def told():\n    """One\n    two\n    three."""\n    return 1\n')
    assert sizes.functions("events") == [(2, "events/told.py:told")]
