"""Two runs compared by their ratios: better, same or worse only where the ranges say so."""

import json
from pathlib import Path

import pytest

from bench.against import against
from bench.rounds import Gate, Line


def line(ratios: list[float], gate: Gate | None = None) -> Line:
    return Line("read 1,000", "typed", "events/s", "copy", gate, "S5", [1.0], ratios)


@pytest.mark.parametrize(
    ("ratios", "gate", "word"),
    [
        ([0.5, 0.6], None, "better"),
        ([0.3, 0.45], None, "same"),
        ([0.1, 0.2], None, "worse"),
        ([0.1, 0.2], Gate(at_most=1.0), "better"),
        ([0.5, 0.6], Gate(at_most=1.0), "worse"),
    ],
)
def test_only_ratios_are_compared(
    tmp_path: Path, ratios: list[float], gate: Gate | None, word: str
) -> None:
    older = tmp_path / "older.json"
    row = {"program": "read 60,000", "variant": "typed", "ratios": [0.3, 0.4], "rounds": [9.0]}
    alone = {**row, "variant": "alone", "ratios": []}
    older.write_text(json.dumps({"rows": [row, alone]}), encoding="utf-8")
    told = against(older, [line(ratios, gate), line([2.0])])
    assert f"({word})" in told[0]
    assert against(older, [Line("other", "typed", "s", rounds=[1.0])]) == []
