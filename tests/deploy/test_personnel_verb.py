"""`yorisoi personnel`: shown before it is taken in, nothing while one line is wrong, and then who decides follows."""

from argparse import ArgumentParser
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import psycopg
import pytest

from deploy.house import City
from deploy.verb import VerbRefused
from deploy.verbs import personnel as verb
from events.host import accounts
from events.host.accounts import Account
from events.host.address import Address
from events.host.personnel import FILE, HEADS

Does = Callable[..., None]
OWN = """
posts = [ { code = "chief", name = "保健福祉課長", from = 2015-04-01 } ]
post_holders = [ { post = "chief", login = "sato", from = 2024-04-01 } ]
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    text = City().municipality_path.read_text(encoding="utf-8")
    (tmp_path / "municipality.toml").write_text(text + OWN, encoding="utf-8")
    return tmp_path


@pytest.fixture
def does(address: Address, home: Path) -> Does:
    with psycopg.connect(address.conninfo()) as session:
        for login in ("kimura", "sato"):
            accounts.insert(session, Account(login=login, password_hash="x", name=login, roles=()))
    parser = ArgumentParser()
    verb.options(parser)

    def done(*words: str) -> None:
        house: Any = SimpleNamespace(
            address=address,
            settings=SimpleNamespace(home=home),
            around=SimpleNamespace(
                municipality=City.of(home).municipality,
                clock=lambda: datetime(2026, 4, 2, tzinfo=UTC),
            ),
        )
        acts = {"preview": verb._preview, "take": verb._take, "list": verb._list}
        acts[words[0]](cast(Any, house), parser.parse_args(words))

    return done


def test_f27_a_list_is_shown_then_taken_in_and_the_post_passes_on_its_day(
    does: Does, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = home / "list.csv"
    path.write_text(f"{','.join(HEADS)}\n保健福祉課長,kimura,R8.4.1,\n", encoding="utf-8")
    does("preview", str(path))
    shown = capsys.readouterr().out
    assert "離任　保健福祉課長　sato　R6.4.1〜R8.3.31" in shown
    assert "着任　保健福祉課長　kimura　R8.4.1〜" in shown
    assert not (home / FILE).exists()
    does("take", str(path))
    does("list")
    listed = capsys.readouterr().out.rpartition("決裁者が決まります。")[2]
    assert "kimura" in listed
    assert "sato" not in listed
    does("list", "--on", "R8.3.31")
    assert "sato" in capsys.readouterr().out
    does("take", str(path))
    assert "変わるところはありません" in capsys.readouterr().out


def test_f27_nothing_is_taken_in_while_a_line_is_wrong(does: Does, home: Path) -> None:
    path = home / "list.csv"
    lines = (",".join(HEADS), "保健福祉課長,kimura,R8.4.1,", "係長,nobody,R8.4.1,")
    path.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(VerbRefused, match="直すところが2件") as refused:
        does("take", str(path))
    assert "3行目" in str(refused.value)
    assert "nobody" not in str(refused.value)
    assert not (home / FILE).exists()
    with pytest.raises(VerbRefused, match="読み込めません"):
        does("preview", str(home / "none.csv"))
