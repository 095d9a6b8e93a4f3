"""A fact that a fold sees may be of a class derived from its kind's: its kind is asked of `kind_of`, never of `type`."""

import re

from tests.architecture.checkout import python_files

ASKED = re.compile(r"\btype\([a-z_.]*fact\)(?!\.__name__)")
OWN = {"kind.py", "scenario.py"}
"""Where kinds are declared, and where facts come straight from decisions."""


def test_nobody_looks_a_fact_up_by_its_class() -> None:
    found = [
        f"{path.name}:{number}"
        for path in python_files("events", "services", "deploy")
        if path.name not in OWN
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if ASKED.search(line)
    ]
    assert found == []


def test_such_a_look_is_found() -> None:
    assert ASKED.search("step = STEPS.get(type(recorded.fact))")
    assert not ASKED.search("raise ValueError(f'{type(fact).__name__} is none')")
