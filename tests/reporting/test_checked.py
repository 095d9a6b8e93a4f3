"""The daily comparison: its line on 状態, and that it is made when it is due and survives a restart."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import psycopg
import pytest

from events.bus.read_tables import ReadTables
from events.host.lines import Health
from services.reporting import checked
from services.reporting.checked import Checked, Checking, last, lines, note
from tests.events.bus.city import eventually
from tests.reporting.conftest import Counted

NOW = datetime(2026, 11, 21, 5, 3, tzinfo=UTC)


def runtime(counted: Counted, home: Path) -> Any:
    return SimpleNamespace(
        settings=SimpleNamespace(home=home),
        address=counted.address,
        codec=counted.logs.codec,
        tables=ReadTables("reporting", counted.address.conninfo("writer_reporting")),
        clock=lambda: NOW,
    )


def test_the_line_says_when_and_whether_both_countings_agree(tmp_path: Path) -> None:
    assert lines(tmp_path)[0].value == "まだ行っていません"
    note(tmp_path, Checked(NOW, 0))
    [line] = lines(tmp_path)
    assert (line.value, line.health) == ("一致（2026年11月21日 14:03）", Health.WELL)
    note(tmp_path, Checked(NOW, 3))
    [line] = lines(tmp_path)
    assert line.value.startswith("違いが 3 か所")
    assert line.health is Health.WARNING
    assert lines(tmp_path, ["intake"]) == []
    (tmp_path / checked.FILE).write_text("{", encoding="utf-8")
    assert last(tmp_path) is None


@pytest.mark.parametrize(
    ("age", "made"), [(timedelta(hours=23), False), (timedelta(hours=25), True)]
)
def test_a_comparison_is_made_once_a_day(
    counted: Counted, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, age: timedelta, made: bool
) -> None:
    for name in ("FIRST", "AGAIN"):
        monkeypatch.setattr(checked, name, 0.01)
    note(tmp_path, Checked(NOW - age, 7))
    looked = []
    around = runtime(counted, tmp_path)
    around.clock = lambda: looked.append(1) or NOW
    checks = Checking(around)
    checks.start()
    eventually(lambda: last(tmp_path) == Checked(NOW, 0) if made else len(looked) > 3)
    checks.stop()
    around.tables.close()
    assert last(tmp_path) == (Checked(NOW, 0) if made else Checked(NOW - age, 7))


def test_a_database_that_is_away_ends_no_worker(
    counted: Counted, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried = []

    def away(*_: object) -> None:
        tried.append(1)
        raise psycopg.OperationalError

    for name in ("FIRST", "AGAIN"):
        monkeypatch.setattr(checked, name, 0.01)
    monkeypatch.setattr(checked, "differences", away)
    around = runtime(counted, tmp_path)
    checks = Checking(around)
    checks.start()
    eventually(lambda: len(tried) > 2)
    checks.stop()
    around.tables.close()
    assert last(tmp_path) is None
