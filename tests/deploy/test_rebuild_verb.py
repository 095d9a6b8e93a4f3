"""`yorisoi rebuild`: which tables, what it prints, and that it refuses with a sentence."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import cast

import psycopg
import pytest

from deploy.roles import SERVICES
from deploy.verb import VerbRefused
from deploy.verbs import rebuild as verb
from events.bus.projection import replay
from events.host.address import Address
from events.host.settings import Settings
from services.intake.worklist import WORKLIST
from services.reporting.projections.kpi_fact import KPI_FACT
from tests.events.bus.city import City, Saying, table

SAID = [
    Saying("intake.consultation-received", 1, 1),
    Saying("planning.plan-decided", 1, 2),
    Saying("intake.consultation-received", 2, 1),
]


@pytest.fixture
def city(address: Address, monkeypatch: pytest.MonkeyPatch) -> Iterator[City]:
    made = City(address)
    around = SimpleNamespace(
        key_file=SimpleNamespace(keks={}),
        municipality=SimpleNamespace(body=SimpleNamespace(code="271004")),
    )
    house = SimpleNamespace(
        address=address, around=around, runtime=lambda _: SimpleNamespace(codec=made.codec)
    )

    @contextmanager
    def opened(_: Settings) -> Iterator[object]:
        yield house

    monkeypatch.setattr(verb, "opened", opened)
    made.say(*SAID)
    yield made
    made.close()


def run(*words: str) -> int:
    parser = ArgumentParser()
    verb.options(parser)
    return verb.run(parser.parse_args(words), cast(Settings, Namespace()))


@pytest.mark.slow
def test_every_table_of_every_service_is_filled_from_nothing(
    city: City, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run() == 0
    count = sum(len(verb.tables_of(service)) for service in SERVICES)
    assert f"{count} の集計表を作り直しました。" in capsys.readouterr().out
    assert table(city.address, "reporting", KPI_FACT) == replay(KPI_FACT, city.stated())
    assert table(city.address, "intake", WORKLIST) == replay(WORKLIST, city.stated())


@pytest.mark.slow
def test_one_table_is_made_again_and_its_steps_are_told(
    city: City, capsys: pytest.CaptureFixture[str]
) -> None:
    run()
    with psycopg.connect(city.address.conninfo()) as owner:
        owner.execute("delete from reporting_read.kpi_fact")
    capsys.readouterr()
    assert run("reporting", "kpi_fact") == 0
    out = capsys.readouterr().out
    assert "reporting kpi_fact: 記録を読み終えました(3 / 3 件)" in out
    assert "入れ替えました" in out
    assert "1 の集計表を作り直しました。" in out
    assert table(city.address, "reporting", KPI_FACT) == replay(KPI_FACT, city.stated())


def test_an_unknown_table_is_refused_with_the_names_there_are(city: City) -> None:
    with pytest.raises(VerbRefused, match=r"reporting に kpi という集計表はありません。.*kpi_fact"):
        run("reporting", "kpi")


def test_what_cannot_be_applied_is_said_in_one_sentence(city: City) -> None:
    with psycopg.connect(city.address.conninfo()) as owner:
        owner.execute("update planning.log_head set position = 2")
    with pytest.raises(VerbRefused, match="planning の記録 2 件目がありません"):
        run("reporting")
