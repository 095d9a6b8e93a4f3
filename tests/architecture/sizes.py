"""Prints the sizes of files and functions: medians, maxima, and what somebody should look at. Never fails.

python -m tests.architecture.sizes
"""

import ast
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from tests.architecture.checkout import ROOT, python_files, syntax

LONG_FILE, LONG_FUNCTION = 200, 40
Sized = tuple[int, str]


def files(*folders: str) -> list[Sized]:
    """(lines, path) of every module that holds anything."""
    counted = (
        (len(path.read_text(encoding="utf-8").splitlines()), path)
        for path in python_files(*folders)
    )
    return [(lines, _shown(path)) for lines, path in counted if lines > 1]


def functions(*folders: str) -> list[Sized]:
    """(lines, path:function) of every function, from its `def` to its last line, without its docstring."""
    return [size for path in python_files(*folders) for size in _functions(path)]


def report(*folders: str) -> Iterator[str]:
    """The lines to print for some folders."""
    for title, sizes, limit in (
        ("files", files(*folders), LONG_FILE),
        ("functions", functions(*folders), LONG_FUNCTION),
    ):
        if sizes:
            lines = [size for size, _ in sizes]
            yield f"{title}: {len(sizes)}, median {median(lines):.0f}, longest {max(lines)} lines"
            yield from (
                f"  look at {size:4} {name}" for size, name in sorted(sizes)[::-1] if size > limit
            )


def _functions(path: Path) -> Iterator[Sized]:
    for node in ast.walk(syntax(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            told = node.body[0] if ast.get_docstring(node, clean=False) is not None else None
            docstring = (told.end_lineno or 0) - told.lineno + 1 if told else 0
            yield (
                (node.end_lineno or 0) - node.lineno + 1 - docstring,
                f"{_shown(path)}:{node.name}",
            )


def _shown(path: Path) -> str:
    return str(path.relative_to(ROOT))


if __name__ == "__main__":
    for part in (("events", "services", "deploy"), ("tests", "bench")):
        print(" ".join(part))
        for line in report(*part):
            print(f"  {line}")
