"""`yorisoi report`: one table in three forms from tables brought up to date, and the check of all figures."""

from __future__ import annotations

import csv
import io
import json
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from deploy.verb import VerbRefused
from deploy.verbs import report
from events.contract import Refused
from events.host.address import Address
from events.host.settings import Settings
from tests.reporting.house import House, opened
from tests.reporting.logs import Spoken, spoken


@pytest.fixture
def house(address: Address, tmp_path: Path) -> Iterator[House]:
    with opened(address, tmp_path, cases=40) as made:
        yield made


def given(*words: str) -> Namespace:
    parser = ArgumentParser()
    report.options(parser)
    return parser.parse_args(words)


def table(house: House, *words: str) -> str:
    asked = given("national", "--fiscal-year", "2025", *words)
    return report.printed(house.runtime, asked)


def test_the_three_forms_say_the_same(house: House) -> None:
    (row,) = json.loads(table(house, "--format", "json"))["rows"]
    (line,) = csv.DictReader(io.StringIO(table(house, "--format", "csv")))
    drawn = table(house)
    assert row["area"] == line["自治体"] == "全国"
    assert row["counts"]["plans_created"] == int(line["プラン作成件数"]) > 5
    assert f" {row['counts']['plans_created']} │" in drawn
    assert row["population"] is None
    assert row["by_rule"]["new_consultations_per_100k_month"] is None
    assert line["人口"] == "－"
    assert row["goals"] == {}
    assert f"{row['by_rule']['employment_income_rate_pct']} %" in drawn


def test_a_body_and_its_wards_add_up_to_the_whole(house: House) -> None:
    def consultations(*words: str) -> int:
        rows = json.loads(table(house, "--format", "json", *words))["rows"]
        return int(rows[0]["counts"]["new_consultations"])

    wards = house.runtime.municipality.wards_on(house.runtime.calendar.today())
    total = consultations()
    assert total == consultations("--body", "大阪市") > 5
    assert total == sum(consultations("--body", ward.name) for ward in wards)
    months = [*range(4, 13), 1, 2, 3]
    assert total == sum(consultations("--month", str(month)) for month in months)


def test_what_was_recorded_a_moment_ago_is_in_the_table(house: House) -> None:
    before = json.loads(table(house, "--format", "json"))["rows"][0]["counts"]
    lives = [one for one in spoken(seed=99, cases=30) if one.ward]
    house.logs.state([Spoken(one.case, "271063", one.fact) for one in lives])
    assert json.loads(table(house, "--format", "json"))["rows"][0]["counts"] == before
    report.brought_up(house.runtime)
    after = json.loads(table(house, "--format", "json"))["rows"][0]["counts"]
    assert after["plans_created"] > before["plans_created"]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--body", "堺市"), "「堺市」の記録はこの設置にありません。"),
        (("--month", "13"), "月は1から12で指定してください。"),
        (("--fiscal-year", "2014"), "2014年度の集計はありません。"),
        (("--fiscal-year", "2099"), "2099年度の集計はありません。"),
    ],
)
def test_what_cannot_be_asked_is_refused_in_a_sentence(
    house: House, words: tuple[str, ...], sentence: str
) -> None:
    with pytest.raises(Refused) as refusal:
        table(house, *words)
    assert refusal.value.ja.startswith(sentence)


def test_without_a_year_the_verb_says_how_to_ask(tmp_path: Path) -> None:
    with pytest.raises(VerbRefused, match="--fiscal-year"):
        report.run(given("national"), Settings(home=tmp_path))
    assert not list(tmp_path.iterdir())


def test_the_check_counts_everything_twice_and_names_what_differs(
    house: House, capsys: pytest.CaptureFixture[str]
) -> None:
    assert report.checked(house.runtime) == 0
    assert "違いは 0 か所です。" in capsys.readouterr().out
    with psycopg.connect(house.runtime.address.conninfo()) as session:
        session.execute("update reporting_read.kpi_fact set amount_yen = 0 where kind = 8")
    assert report.checked(house.runtime) == 1
    said = capsys.readouterr().out
    assert "給付支給額 全地域" in said
    assert "最初に違う記録: benefits 1 件目" in said
    assert "新規相談" not in said


def test_a_table_that_does_not_reach_its_log_is_said(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    from events.bus.catch_up import NotCaughtUp

    def never(*_: object, **__: object) -> None:
        raise NotCaughtUp("reporting")

    monkeypatch.setattr(report, "catch_up", never)
    with pytest.raises(VerbRefused, match="追いついていません"):
        report.brought_up(house.runtime)
