"""`yorisoi simulate`: what it refuses before anything is stored, and that a seed gives one history."""

import json
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from random import Random
from types import SimpleNamespace
from typing import Any
from uuid import uuid5

import pytest

from deploy.simulation.counted import outlines
from deploy.simulation.figures import read
from deploy.simulation.histories import history
from deploy.simulation.setting import Setting, one_counter
from deploy.simulation.targets import targets
from deploy.verb import VerbRefused
from deploy.verbs import simulate as verb
from events.host.settings import Settings

FIGURES = Path(__file__).parents[1] / "figures" / "statistics_examples.json"
KOFU = "FY2024/中核市/甲府市"


def simulate(home: Path, *words: str, figures: Path = FIGURES) -> int:
    parser = ArgumentParser()
    verb.options(parser)
    given = parser.parse_args(["--figures", str(figures), *words])
    return verb.simulate(given, Settings(home=home, keys=home.with_name("keys")))


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--row", "FY2031/nation"), "行「FY2031/nation」はこのファイルにありません"),
        (("--body", "どこでもない市", "--fiscal-year", "2024"), "「どこでもない市」の行は"),
        (("--body", "甲府市", "--fiscal-year", "2019"), "2019年度の行はありません。あるのは: 2024年度"),
        (("--body", "甲府市"), "--row か、--body と --fiscal-year"),
        ((), "--row か、--body と --fiscal-year"),
    ],
    ids=["row", "body", "year", "year missing", "nothing"],
)  # fmt: skip
def test_what_is_not_in_the_file_is_said_and_nothing_is_made(
    home: Path, words: tuple[str, ...], said: str
) -> None:
    with pytest.raises(VerbRefused, match=said):
        simulate(home, *words)
    assert not home.exists()


@pytest.mark.parametrize(
    ("text", "said"),
    [(None, "ファイルを読めません"), ("{}", "集計表の形式ではありません"), ('{"rows": []}', "行がありません")],
)  # fmt: skip
def test_a_file_that_cannot_be_used_is_named(
    home: Path, tmp_path: Path, text: str | None, said: str
) -> None:
    file = tmp_path / "figures.json"
    if text is not None:
        file.write_text(text, encoding="utf-8")
    with pytest.raises(VerbRefused, match=said):
        simulate(home, "--row", KOFU, figures=file)
    assert not home.exists()


def test_a_body_that_no_area_bears_is_refused(home: Path, tmp_path: Path) -> None:
    found = json.loads(FIGURES.read_text(encoding="utf-8"))
    [row] = [row for row in found["rows"] if row["id"] == KOFU]
    file = tmp_path / "figures.json"
    moved = row | {"area": "存在しない市"}
    file.write_text(json.dumps({"rows": [moved]}, ensure_ascii=False), encoding="utf-8")
    with pytest.raises(VerbRefused, match=r"「存在しない市」は地域の一覧\(areas.csv\)にありません"):
        simulate(home, "--row", KOFU, figures=file)
    assert not home.exists()


def test_the_directory_of_another_body_is_left_alone(home: Path) -> None:
    home.mkdir()
    other = home / "municipality.toml"
    other.write_text("body = '011002'\n", encoding="utf-8")
    with pytest.raises(VerbRefused, match="別の自治体・年度の設定があります"):
        simulate(home, "--row", KOFU)
    assert [file.name for file in home.iterdir()] == ["municipality.toml"]
    assert other.read_text(encoding="utf-8") == "body = '011002'\n"


class Opened(Exception):
    """The row would be planted now."""


@pytest.mark.parametrize(
    ("recorded", "demo", "taken"), [(0, "", True), (1, "", False), (0, "filling", False)]
)
def test_a_directory_that_holds_records_is_left_alone_and_one_only_set_up_is_taken(
    home: Path, monkeypatch: pytest.MonkeyPatch, recorded: int, demo: str, taken: bool
) -> None:
    home.mkdir()
    (home / "database.json").write_text("{}", encoding="utf-8")

    @contextmanager
    def opened(settings: Settings) -> Iterator[Any]:
        if (settings.home / "municipality.toml").exists():
            raise Opened
        yield SimpleNamespace(marker=SimpleNamespace(demo=demo), recorded=recorded)

    monkeypatch.setattr(verb, "opened", opened)
    with pytest.raises(Opened if taken else VerbRefused, match=None if taken else "すでに記録"):
        simulate(home, "--row", KOFU)
    assert (home / "municipality.toml").exists() is taken


def typed(seed: int) -> Iterator[tuple[Any, ...]]:
    """Every command of a seed as it would be typed."""
    figures = read(FIGURES)
    row = figures.row(KOFU)
    chance = Random(f"{row.id}:{seed}")  # noqa: S311 - believable, not secret
    root = uuid5(figures.namespace, f"{row.id}:{seed}")
    setting = Setting(
        place="甲府市",
        area="192015",
        acting=one_counter(root, "office", "city/"),
        needs_decision=lambda _: frozenset(),
        seed=root,
    )
    for ordinal, case in enumerate(outlines(row, targets(row, chance), chance)):
        for step in history(case, ordinal, setting):
            yield step.at, setting.case(ordinal), step.what.command(step.today, "leaf")


def test_a_seed_gives_one_history_and_another_seed_another() -> None:
    first, again, other = list(typed(1)), list(typed(1)), list(typed(2))
    assert first == again
    assert {case for _, case, _ in first}.isdisjoint(case for _, case, _ in other)
    assert all(date(2023, 1, 1) < at.date() < date(2025, 5, 1) for at, _, _ in first)
