"""The list of decisions names every decision, and each one has its parts."""

import re
from pathlib import Path

import pytest

from tests.architecture.checkout import ROOT

FOLDER = ROOT / "docs/decisions"
DECISIONS = sorted(FOLDER.glob("[0-9][0-9][0-9][0-9]-*.md"))


def test_the_list_names_every_decision_and_no_other() -> None:
    listed = re.findall(r"\]\((\d{4}-[a-z0-9-]+\.md)\)", (FOLDER / "README.md").read_text("utf-8"))
    assert listed == [path.name for path in DECISIONS]


@pytest.mark.parametrize("path", DECISIONS, ids=lambda path: path.stem)
def test_a_decision_says_why_and_what(path: Path) -> None:
    text = path.read_text("utf-8")
    assert text.startswith(f"# {path.name[:4]} ")
    assert "**Context.**" in text
    assert "**Decision.**" in text or "\n|---|" in text
