"""`yorisoi partner`: a desk's token is shown once, kept as a hash, made anew and stopped."""

from argparse import ArgumentParser
from collections.abc import Callable
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any, cast

import psycopg
import pytest

from deploy.verb import VerbRefused
from deploy.verbs import partner as verb
from events.host import partner_tokens
from events.host.address import Address
from tests.deploy.planted import OSAKA

Does = Callable[..., None]


@pytest.fixture
def does(address: Address) -> Does:
    house: Any = SimpleNamespace(
        address=address,
        around=SimpleNamespace(municipality=OSAKA, clock=lambda: datetime.now(UTC)),
    )
    parser = ArgumentParser()
    verb.options(parser)
    acts = {"add": verb._add, "renew": verb._renew, "disable": verb._disable, "list": verb._list}

    def done(*words: str) -> None:
        acts[words[0]](cast(Any, house), parser.parse_args(words))

    return done


def stored(address: Address) -> list[tuple[str, bool]]:
    with psycopg.connect(address.conninfo()) as session:
        return session.execute(
            "select password_hash, disabled_at is null from host.account"
        ).fetchall()


def token(capsys: pytest.CaptureFixture[str]) -> str:
    return capsys.readouterr().out.split("合言葉: ")[1].split()[0]


def test_a_token_is_shown_once_and_only_its_hash_is_kept(address, does, capsys) -> None:
    does("add", "--desk", "p-gas")
    shown = token(capsys)
    assert len(shown) >= 43
    assert stored(address) == [(partner_tokens.stored(shown), True)]
    does("list")
    listed = capsys.readouterr().out
    assert "見本ガス" in listed
    assert shown not in listed


def test_a_new_token_ends_the_old_one_and_a_stopped_desk_can_come_back(
    address, does, capsys
) -> None:
    does("add", "--desk", "p-gas")
    first = token(capsys)
    does("renew", "--desk", "p-gas")
    second = token(capsys)
    assert stored(address) == [(partner_tokens.stored(second), True)]
    assert first != second
    does("disable", "--desk", "p-gas")
    assert [living for _, living in stored(address)] == [False]
    does("renew", "--desk", "p-gas")
    assert [living for _, living in stored(address)] == [True]


@pytest.mark.parametrize(
    "words",
    [("add", "--desk", "p-nobody"), ("renew", "--desk", "p-gas"), ("disable", "--desk", "p-gas")],
)
def test_a_desk_that_is_not_there_is_refused(does, words) -> None:
    with pytest.raises(VerbRefused):
        does(*words)


def test_a_desk_has_one_token(does) -> None:
    does("add", "--desk", "p-gas")
    with pytest.raises(VerbRefused, match="renew"):
        does("add", "--desk", "p-gas")
