"""What decides reads no clock, draws no chance and opens no file; what touches the world is on a list."""

import ast
import re
import sys
import tomllib
from pathlib import Path

import pytest

from tests.architecture.checkout import ROOT, dotted, imports, python_files, syntax

EDGE = {
    "http", "routes", "pages", "screens", "forms", "importing", "worklist", "key_ends", "known_cases", "known_plans", "projections",
    "indicators", "measure", "exports", "asked",
}  # fmt: skip
"""First names under a service where a fold makes rows, or a refusal speaks of a request: not deciding."""

IMPURE_CALLS = {
    "now", "utcnow", "today", "time", "monotonic", "uuid1", "uuid4", "urandom", "getenv",
    "randint", "choice", "shuffle", "token_hex", "token_bytes",
}  # fmt: skip


def pure_patterns() -> list[re.Pattern[str]]:
    """The sources of contract 5 as expressions over dotted names."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = project["tool"]["importlinter"]["contracts"]
    (pure,) = (contract for contract in contracts if contract["id"] == "pure")
    spelled = (re.escape(source) for source in pure["source_modules"])
    return [re.compile(s.replace(r"\*\*", r".+").replace(r"\*", r"[^.]+")) for s in spelled]


def is_pure(module: str, patterns: list[re.Pattern[str]]) -> bool:
    return any(pattern.fullmatch(module) for pattern in patterns)


def of_services() -> list[Path]:
    """Every module inside a service, its packages' __init__ left out."""
    inside = (path for path in python_files("services") if path.name != "__init__.py")
    return [path for path in inside if path.parent != ROOT / "services"]


def decides(tree: ast.AST) -> bool:
    """Whether a module folds facts or refuses a command."""
    return any(
        (isinstance(node, ast.FunctionDef) and node.name == "evolve")
        or (isinstance(node, ast.Raise) and "Refused(" in ast.unparse(node))
        for node in ast.walk(tree)
    )


def impure_calls(tree: ast.AST) -> set[str]:
    called = (node.func for node in ast.walk(tree) if isinstance(node, ast.Call))
    names = {getattr(f, "attr", getattr(f, "id", "")) for f in called}
    return names & IMPURE_CALLS


def test_a_module_that_folds_or_refuses_is_pure_or_a_named_edge() -> None:
    patterns = pure_patterns()
    unnamed = [
        dotted(path)
        for path in of_services()
        if decides(syntax(path))
        and not is_pure(dotted(path), patterns)
        and dotted(path).split(".")[2] not in EDGE
    ]
    assert unnamed == [], (
        "name it in contract 5 of pyproject.toml, or in EDGE if it decides nothing"
    )


def test_a_module_that_decides_is_recognised() -> None:
    assert decides(ast.parse("def evolve(state, fact): return state"))
    assert decides(ast.parse("def x():\n    raise Refused('a', 'b')"))
    assert not decides(ast.parse("def x(): return 1"))


@pytest.mark.parametrize(
    "path", [path for path in of_services() if is_pure(dotted(path), pure_patterns())], ids=dotted
)
def test_what_decides_reads_no_clock_and_draws_no_chance(path: Path) -> None:
    assert not impure_calls(syntax(path))


def test_a_reader_of_the_clock_is_found_out() -> None:
    assert impure_calls(ast.parse("from datetime import date\nday = date.today()")) == {"today"}
    assert impure_calls(ast.parse("case = uuid4()")) == {"uuid4"}


@pytest.mark.parametrize("path", python_files("events/contract"), ids=dotted)
def test_the_contract_needs_only_the_standard_library(path: Path) -> None:
    foreign = {
        name
        for name in imports(syntax(path))
        if name.split(".")[0] not in sys.stdlib_module_names
        and not name.startswith("events.contract")
    }
    assert not foreign
