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


def test_a_case_that_cannot_be_read_is_named_and_the_others_are_answered(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = json.loads(EXAMPLES.read_text(encoding="utf-8"))["cases"][0]
    bad = {"id": "秘密", "input": good["input"] | {"rent": "9876"}}
    path = tmp_path / "cases.json"
    path.write_text("\ufeff" + json.dumps({"cases": [bad, good]}), encoding="utf-8")
    assert main(["benefits", "quote", "--json", str(path)]) == 1
    told = capsys.readouterr()
    refused, answered = json.loads(told.out)["cases"]
    assert refused["refused"]["field"] == "rent"
    assert answered["monthly_amount"] == 31_000
    assert told.err.startswith("1件目 rent: ")
    assert "9876" not in told.out + told.err
    assert "秘密" not in told.err


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("[" * 100_000, "入れ子が深すぎます"),
        ('{"rent": ' + "9" * 6_000 + "}", "桁数"),
        ('{"municipality": "松山市"}'.encode("cp932"), "UTF-8"),
    ],
)
def test_why_a_file_is_no_json_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str | bytes, words: str
) -> None:
    path = tmp_path / "case.json"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    assert main(["benefits", "quote", "--json", str(path)]) == 1
    assert words in capsys.readouterr().err
