"""`yorisoi benefits quote`: a file, one case or standard input in; JSON in the shape of `expected` out."""

from __future__ import annotations

import io
import json
from pathlib import Path
from types import SimpleNamespace

import pytest

from deploy.__main__ import main

EXAMPLES = Path(__file__).parents[1] / "figures" / "benefit_examples.json"


def test_a_whole_file_answers_every_case(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["benefits", "quote", "--json", str(EXAMPLES)]) == 0
    cases = json.loads(capsys.readouterr().out)["cases"]
    assert len(cases) == 46
    assert all(check["agrees"] for case in cases for check in case.get("checks", []))


def test_one_input_from_standard_input(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    case = json.loads(EXAMPLES.read_text(encoding="utf-8"))["cases"][0]
    typed = io.BytesIO(json.dumps(case["input"]).encode())
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=typed))
    assert main(["benefits", "quote", "--json", "-"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["eligible"], answer["monthly_amount"]) == (True, 31_000)


@pytest.mark.parametrize("text", ["{", '{"programme": "rent_subsidy", "rent": "x"}', "[1]", "\xff"])
def test_what_cannot_be_read_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    path = tmp_path / "case.json"
    path.write_bytes(text.encode("latin-1"))
    assert main(["benefits", "quote", "--json", str(path)]) == 1
    assert capsys.readouterr().err
    assert main(["benefits", "quote", "--json", str(tmp_path / "none.json")]) == 1
