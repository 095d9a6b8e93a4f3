"""`yorisoi account add` keeps one natural person one pseudonym, so that nobody is two pairs of eyes."""

from argparse import ArgumentParser
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any, cast

import psycopg
import pytest

from deploy.house import City
from deploy.verb import VerbRefused
from deploy.verbs import account as verb
from events.host import accounts, municipality_file
from events.host.address import Address
from events.host.city_roles import CityRole
from tests.deploy.planted import OSAKA

Add = Callable[..., None]


@pytest.fixture
def add(address: Address) -> Add:
    house: Any = SimpleNamespace(
        address=address,
        around=SimpleNamespace(municipality=OSAKA, clock=lambda: datetime.now(UTC)),
    )
    parser = ArgumentParser()
    verb.options(parser)

    def added(login: str, name: str, *more: str) -> None:
        words = ["add", "--login", login, "--name", name, "--role", "municipal_officer", *more]
        verb._add(cast(Any, house), parser.parse_args(words))

    return added


def persons(address: Address) -> dict[str, str]:
    with psycopg.connect(address.conninfo()) as session:
        rows = session.execute("select login, person::text from host.account").fetchall()
    return {str(login): str(person) for login, person in rows}


@pytest.mark.parametrize("spelling", ["佐藤 花", "佐藤花", "佐藤　花"])
def test_a_second_account_of_a_name_says_whose_it_is(
    address: Address, add: Add, spelling: str
) -> None:
    add("sato", "佐藤 花")
    with pytest.raises(VerbRefused, match="--person-of sato"):
        add("sato2", spelling)
    add("sato2", spelling, "--person-of", "sato")
    add("sato3", spelling, "--another-person")
    found = persons(address)
    assert found["sato2"] == found["sato"] != found["sato3"]


def test_the_person_of_somebody_unknown_is_refused(address: Address, add: Add) -> None:
    with pytest.raises(VerbRefused, match="--person-of"):
        add("sato", "佐藤 花", "--person-of", "nobody")
    assert persons(address) == {}


def test_f64_a_city_names_a_role_of_its_own_that_may_no_more_than_the_one_it_is_like(
    address: Address, capsys: pytest.CaptureFixture[str]
) -> None:
    since = date(2026, 4, 1)
    city = replace(
        OSAKA,
        city_roles=(
            CityRole(since=since, code="foreign_adviser", name="外国人相談員", like="counsellor"),
        ),
    )
    house: Any = SimpleNamespace(
        address=address, around=SimpleNamespace(municipality=city, clock=lambda: datetime.now(UTC))
    )
    parser = ArgumentParser()
    verb.options(parser)
    named = ["add", "--login", "lin", "--name", "林 美", "--role", "foreign_adviser"]
    verb._add(cast(Any, house), parser.parse_args(named))
    with psycopg.connect(address.conninfo()) as session:
        [(stored,)] = session.execute("select roles from host.account").fetchall()
    [held] = accounts.read(stored)
    assert (held.role, held.title, held.ja) == ("counsellor", "外国人相談員", "外国人相談員")
    assert held.grants("plan.draft")
    assert not held.grants("decision.decide")
    verb._list(cast(Any, house), parser.parse_args(["list"]))
    assert "外国人相談員" in capsys.readouterr().out
    wrong = ["add", "--login", "w", "--name", "和田", "--role", "mayor"]
    with pytest.raises(VerbRefused, match="mayor という役割はありません"):
        verb._add(cast(Any, house), parser.parse_args(wrong))


@pytest.mark.parametrize(
    ("code", "name", "like"),
    [
        ("x", "新しい係", "migration"),
        ("x", "新しい係", "nothing"),
        ("counsellor", "新しい係", "counsellor"),
        ("x", "決裁者", "counsellor"),
        ("", "新しい係", "counsellor"),
    ],
)
def test_f64_a_role_that_cannot_be_is_refused_with_the_file(
    code: str, name: str, like: str
) -> None:
    role = f'city_roles = [ {{ code = "{code}", name = "{name}", like = "{like}", from = 2026-04-01 }} ]'
    text = City().municipality_path.read_text(encoding="utf-8") + role
    with pytest.raises(municipality_file.MunicipalityRefused, match="city_roles"):
        municipality_file.parsed(text, City().areas)
