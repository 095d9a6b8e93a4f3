"""The tree under test: its root, its source files, its imports. Read by the architecture tests."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("events", "services", "deploy")
OUTSIDE = {".venv", ".git", "__pycache__", "build", "libs", "node_modules"}


def python_files(*folders: str) -> list[Path]:
    """All modules of the given folders of the checkout, sorted."""
    found = (path for folder in folders for path in (ROOT / folder).rglob("*.py"))
    return sorted(path for path in found if not OUTSIDE & set(path.relative_to(ROOT).parts))


@cache
def syntax(path: Path) -> ast.Module:
    """The parsed module."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def imports(tree: ast.AST) -> Iterator[str]:
    """Every module a module names in an import, at whatever depth."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def dotted(path: Path) -> str:
    """events/log/codec.py → events.log.codec; a package's __init__ → the package."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def committed_files() -> list[Path]:
    """Every file that is, or is about to be, in the repository; the whole tree where git is missing."""
    try:
        listed = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=ROOT, capture_output=True, check=True, text=True,
        )  # fmt: skip
        paths = [ROOT / name for name in listed.stdout.split("\0") if name]
    except (OSError, subprocess.CalledProcessError):
        paths = [
            path for path in ROOT.rglob("*") if not OUTSIDE & set(path.relative_to(ROOT).parts)
        ]
    return sorted(path for path in paths if path.is_file())
