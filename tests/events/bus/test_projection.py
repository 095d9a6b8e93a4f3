"""What a projection may declare, what replaying gives, and when a fold counts as changed."""

import inspect
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from time import sleep
from types import ModuleType
from typing import Any
from uuid import uuid4

import pytest

from events.bus.fingerprint import code_hash
from events.bus.matched import matched_kinds
from events.bus.projection import Projection, replay
from events.contract.benefits import PaymentMade
from events.contract.intake import CaseTriaged, ConsultationReceived
from events.contract.planning import PlanDecided, PlanDrafted, PlanEvaluated
from events.log.recorded import Recorded
from tests.events.bus.city import Saying, case_id
from tests.events.bus.folds import CASES, OPEN_PLANS, TALLY, Tally, case_row, tallied
from tests.events.log.examples import CONTEXT


def log(*said: Saying) -> list[Recorded]:
    return [
        Recorded(case_id(s.case), n, case_id(s.case), s.fact, CONTEXT)
        for n, s in enumerate(said, 1)
    ]


def test_unstored_facts_are_told_apart_by_their_place_in_the_list() -> None:
    rows = replay(TALLY, log(*[Saying("planning.plan-decided", 1, 3)] * 2))
    assert list(rows) == [(0, 1), (0, 2)]
    assert len(set(rows.values())) == 1


def test_stored_facts_have_source_and_position_as_key() -> None:
    [recorded] = log(Saying("planning.plan-decided", 1, 3))
    stored = replace(recorded, source="planning", position=17)
    assert list(replay(TALLY, [stored])) == [(2, 17)]


def test_a_row_ends_where_the_fold_says_none() -> None:
    drafted = Saying("planning.plan-drafted", 1, 1)
    assert replay(OPEN_PLANS, log(drafted, drafted))[case_id(1), 1].drafts == 2
    assert replay(OPEN_PLANS, log(drafted, Saying("planning.plan-evaluated", 1, 1))) == {}


def test_the_sources_follow_from_the_kinds_read() -> None:
    assert TALLY.sources == ("intake", "planning", "benefits")
    assert OPEN_PLANS.sources == ("planning",)
    assert CASES.sources == ("intake", "planning", "benefits", "reporting")


def test_the_kinds_a_fold_matches_are_found_in_its_helpers_too() -> None:
    assert matched_kinds(tallied) == {ConsultationReceived, PlanDecided, PaymentMade}
    assert {CaseTriaged, PlanDrafted} <= matched_kinds(case_row)
    assert PlanEvaluated not in matched_kinds(case_row)


def test_a_kind_that_is_matched_must_be_read() -> None:
    with pytest.raises(ValueError, match="matches PaymentMade but does not read it"):
        Projection("tally", 1, Tally, tallied, reads=frozenset({ConsultationReceived, PlanDecided}))


@pytest.mark.parametrize(
    "changes",
    [
        {"name": "tally__new"},
        {"name": "Tally"},
        {"name": "tally; drop"},
        {"version": 0},
        {"keys": ("case_id",)},
        {"one_row_per": lambda recorded: recorded.case},
    ],
)
def test_what_cannot_be_a_table_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"cannot name a table|go together"):
        replace(TALLY, **changes)


def test_the_row_is_a_dataclass() -> None:
    with pytest.raises(TypeError):
        Projection("tally", 1, tuple, lambda row, _: row)


FOLD = """
from dataclasses import dataclass
from events.bus.projection import Projection

@dataclass(frozen=True)
class Row:
    n: int

def evolve(row, recorded):
    return Row(1 + helper())

def helper():
    return 1

COUNT = Projection("count", 1, Row, evolve, one_row_per="case")
"""


def loaded(folder: Path, text: str) -> ModuleType:
    name = f"fold_{uuid4().hex}"
    path = folder / f"{name}.py"
    path.write_text(text)
    spec = spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        ("return 1\n", "return 1  # why\n\n\n", True),
        ("return 1\n", '"""Why."""\n    return 1\n', True),
        ("return 1\n", 'return "1"\n', False),
        ("return 1\n", "return (\n        1\n    )\n", False),
        ("return 1\n", "return 2\n", False),
        ("n: int", "n: int = 0", False),
        ('"case"', '"fact"', False),
        ("    return 1\n", "    if True:\n        return 1\n", False),
    ],
)
def test_a_changed_fold_has_another_hash(tmp_path: Path, old: str, new: str, same: bool) -> None:
    before = code_hash(loaded(tmp_path, FOLD).COUNT)
    after = code_hash(loaded(tmp_path, FOLD.replace(old, new)).COUNT)
    assert (before == after) is same


def test_kinds_and_indexes_belong_to_the_fold(tmp_path: Path) -> None:
    made = loaded(tmp_path, FOLD).COUNT
    assert code_hash(made) != code_hash(replace(made, reads=frozenset({CaseTriaged})))
    assert code_hash(TALLY) != code_hash(replace(TALLY, indexes=()))


def test_only_a_function_with_a_text_can_be_compared() -> None:
    @dataclass
    class Callable:
        def __call__(self, *_: object) -> None:
            return None

    made = replace(CASES, evolve=Callable())
    with pytest.raises(TypeError, match="plain function"):
        code_hash(made)


def test_two_threads_never_read_a_source_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What parses a syntax tree in CPython 3.11 must not meet itself."""
    reading, met = 0, []
    getsource = inspect.getsource

    def slow(of: Any) -> str:
        nonlocal reading
        reading += 1
        met.append(reading)
        sleep(0.01)
        reading -= 1
        return getsource(of)

    monkeypatch.setattr(inspect, "getsource", slow)
    with ThreadPoolExecutor(4) as threads:
        hashes = list(threads.map(code_hash, [TALLY] * 6))
        kinds = list(threads.map(matched_kinds, [TALLY.evolve] * 6))
    assert (len(set(hashes)), kinds[0]) == (1, kinds[1])
    assert set(met) == {1}
