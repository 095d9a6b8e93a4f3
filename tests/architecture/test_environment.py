"""One module reads the environment; everybody else is given settings."""

import ast
from pathlib import Path

import pytest

from tests.architecture.checkout import ROOT, dotted, python_files, syntax

READER = ROOT / "events/host/settings.py"
READS = {"environ", "environb", "getenv", "getenvb", "putenv"}


def reads_environment(tree: ast.AST) -> bool:
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in READS:
            return True
        if (
            isinstance(node, ast.ImportFrom)
            and node.module == "os"
            and READS & {a.name for a in node.names}
        ):
            return True
    return False


@pytest.mark.parametrize("path", python_files("events", "services", "deploy", "bench"), ids=dotted)
def test_only_the_settings_read_the_environment(path: Path) -> None:
    assert path == READER or not reads_environment(syntax(path))


@pytest.mark.parametrize(
    "line",
    [
        "import os\nhome = os.environ['HOME']",
        "import os as o\no.getenv('HOME')",
        "from os import environ",
    ],
)
def test_a_reader_is_found_out(line: str) -> None:
    assert reads_environment(ast.parse(line))
