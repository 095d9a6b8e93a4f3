"""`yorisoi benefits recheck` and `yorisoi selftest incidents`: what they say, without an installation."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from deploy import rechecking
from deploy.__main__ import parser
from deploy.selftest import incidents
from deploy.selftest.incidents import rechecked
from deploy.verb import VerbRefused
from events.host.settings import Settings
from events.testing.incidents import INCIDENTS
from services.benefits.recheck_reading import Progress
from services.benefits.rechecking.line import digest, sums
from services.benefits.screens.recheck import persons, table


def test_the_selftest_finds_every_published_incident(capsys: pytest.CaptureFixture[str]) -> None:
    assert incidents.told(2, print) == 0
    said = capsys.readouterr().out
    for title, yen in (
        ("四日市市", "3,321,600"),
        ("佐世保市", "3,174,900"),
        ("つくば市", "310,000"),
    ):
        assert f"{title}: 公表" in said
        assert f"{yen}円(" in said
    assert "不一致" not in said


def test_the_answer_names_no_person_and_adds_no_causes_up() -> None:
    lines = [line for one in INCIDENTS[3].planted(right=2) for line in rechecked(one)]
    people = persons(lines, {lines[0].case: "2026-00001"})
    assert people[0].number == "2026-00001"
    told = Progress(as_of=9, grants=13, payments=140)
    answer = rechecking.as_json(people, sums(lines), told, digest(lines, ""))
    assert json.loads(json.dumps(answer)) == answer
    assert [(one["cause"], one["over_yen"]) for one in answer["causes"]] == [
        ("covid_twelve", 1_362_600)
    ]
    assert len(answer["lines"]) == 33
    text = "\n".join(rechecking.as_text(people, sums(lines), told, "x"))
    assert "コロナ特例の12か月を、対象外の申請に適用: 33件 過払い 1,362,600円 不足 0円" in text
    rows = table(people, []).rows
    assert sum(int(row[8]) for row in rows) == -1_362_600


def test_options_and_slips(tmp_path: Path) -> None:
    given = parser(["benefits"]).parse_args(["benefits", "recheck", "--from", "2026-04", "--json"])
    assert (given.what, given.first, given.last, given.json) == ("recheck", "2026-04", "", True)
    settings = Settings(home=tmp_path / "home", keys=tmp_path / "keys")
    for words in (["--from", "2026-13"], ["--rules", str(tmp_path / "none.toml")]):
        wrong = parser(["benefits"]).parse_args(["benefits", "recheck", *words])
        with pytest.raises(VerbRefused):
            rechecking.run(wrong, settings)
