"""docs/coverage.toml names only what there is: pages, verbs, decisions, facts and tests, for all 98 functions."""

from __future__ import annotations

import ast
import pkgutil
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest

from deploy import __main__ as command
from deploy.documents import coverage
from deploy.documents.coverage import NUMBERS, OWNERS_JA, STATES, STEPS, Row
from deploy.roles import SERVICES
from events.contract import KINDS
from tests.architecture.checkout import ROOT, syntax

ROWS = coverage.rows()
GOOD = ROWS["F24"]


@cache
def pages() -> frozenset[str]:
    """What a browser may open in the four services."""
    return frozenset(path for service in SERVICES for path in opened(service))


def opened(service: str) -> Iterator[str]:
    package = import_module(f"services.{service}.routes")
    for module in pkgutil.iter_modules(package.__path__):
        router = getattr(import_module(f"{package.__name__}.{module.name}"), "router", None)
        for route in router.routes if router else ():
            if "GET" in route.methods:
                yield f"/{service}{route.path}"


def defines(path: Path, name: str) -> bool:
    """Whether the module has a function of that name at its top."""
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    return path.is_file() and any(
        isinstance(node, functions) and node.name == name for node in syntax(path).body
    )


def decided(decision: str) -> bool:
    module, _, name = decision.partition(":")
    return defines(ROOT / f"{module.replace('.', '/')}.py", name)


def shown(test: str) -> bool:
    path, _, name = test.partition("::")
    return name.startswith("test_") and defines(ROOT / path, name)


def faults(row: Row) -> Iterator[str]:
    """What is wrong with a row, one sentence each."""
    known = (
        ("owners", row.owners, OWNERS_JA.__contains__),
        ("pages", row.pages, pages().__contains__),
        ("verbs", row.verbs, command.names().__contains__),
        ("decisions", row.decisions, decided),
        ("facts", row.facts, KINDS.__contains__),
        ("tests", row.tests, shown),
    )
    for what, names, exists in known:
        yield from (f"{what}: {name} is not there" for name in names if not exists(name))
    if not (row.ja and row.owners and row.state in STATES):
        yield "function, owners or state missing"
    yield from (unproved(row) if row.state == "できる" else unplanned(row))


def unproved(row: Row) -> Iterator[str]:
    if not row.tests or not (row.pages or row.verbs):
        yield "no page or verb, or no test"
    if row.missing or row.step:
        yield "done, and yet something is missing"


def unplanned(row: Row) -> Iterator[str]:
    if not row.missing or row.step not in STEPS:
        yield "what is missing, or the step, is not said"
    if row.state == "一部" and not (row.tests and (row.pages or row.verbs)):
        yield "partly done, and nothing shows what can be done"
    if row.state == "まだ" and (row.pages or row.verbs or row.decisions or row.facts or row.tests):
        yield "not yet done, and yet something is named"


def test_each_of_the_98_functions_has_its_row_in_order() -> None:
    assert list(ROWS) == [f"F{number}" for number in NUMBERS]
    assert len(NUMBERS) == 98


def test_the_chapters_hold_every_number_once() -> None:
    held = [n for _, first, last in coverage.CHAPTERS for n in range(first, last + 1)]
    assert held == list(NUMBERS)


@pytest.mark.parametrize("name", ROWS)
def test_a_row_names_only_what_there_is(name: str) -> None:
    assert list(faults(ROWS[name])) == []


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"facts": ("planning.plan-drafted.v9",)}, "planning.plan-drafted.v9 is not there"),
        ({"pages": ("/planning/cases/{case}/nowhere",)}, "nowhere is not there"),
        ({"pages": ("/planning/cases/{plan}/plan",)}, "{plan}/plan is not there"),
        ({"verbs": ("wish",)}, "wish is not there"),
        ({"decisions": ("services.planning.decisions.drafting:dream",)}, "dream is not there"),
        ({"decisions": ("services.planning.decisions.dreams:draft_plan",)}, "is not there"),
        ({"tests": ("tests/journeys/test_planning.py::test_nothing_of_it",)}, "is not there"),
        ({"tests": ("tests/journeys/test_planning.py::stated",)}, "stated is not there"),
        ({"tests": ("tests/journeys/test_dreams.py::test_dream",)}, "is not there"),
        ({"owners": ("dreams",)}, "dreams is not there"),
        ({"state": "たぶん"}, "state missing"),
        ({"tests": ()}, "no test"),
        ({"pages": (), "verbs": ()}, "no page or verb"),
        ({"missing": "印刷", "step": "市"}, "something is missing"),
        ({"state": "一部"}, "is not said"),
        ({"state": "一部", "missing": "印刷", "step": "いつか"}, "is not said"),
        ({"state": "一部", "missing": "印刷", "step": "市", "tests": ()}, "nothing shows"),
        ({"state": "まだ", "missing": "印刷", "step": "市"}, "something is named"),
    ],
)
def test_a_wrong_row_is_found_out(changes: dict[str, object], sentence: str) -> None:
    assert list(faults(GOOD)) == []
    assert sentence in "\n".join(faults(replace(GOOD, **changes)))


def test_an_unknown_or_doubled_key_is_found_out(tmp_path: Path) -> None:
    path = tmp_path / "coverage.toml"
    row = '[F1]\nja = "受付"\nowners = ["intake"]\nstate = "まだ"\n'
    path.write_text(row, "utf-8")
    assert coverage.rows(path)["F1"].state == "まだ"
    for wrong in (row + 'facs = ["x"]\n', row + row):
        path.write_text(wrong, "utf-8")
        with pytest.raises((TypeError, ValueError)):
            coverage.rows(path)


def test_the_sum_stands_at_the_top() -> None:
    top = coverage.text().split("\n## ")[0]
    for state in STATES:
        assert f"{state} {sum(row.state == state for row in ROWS.values())}" in top
