"""`yorisoi account add` keeps one natural person one pseudonym, so that nobody is two pairs of eyes."""

from argparse import ArgumentParser
from collections.abc import Callable
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any, cast

import psycopg
import pytest

from deploy.verb import VerbRefused
from deploy.verbs import account as verb
from events.host.address import Address
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
