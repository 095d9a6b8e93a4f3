"""`yorisoi verify` finds what an owner of the database changed behind the log's back, and names the place."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import cast
from uuid import uuid4

import psycopg
import pytest

from deploy.roles import SERVICES
from deploy.verbs import verify as verb
from deploy.verification.recount import recounted
from events.bus.follow import Follower
from events.host.address import Address
from events.host.settings import Settings
from events.ledger.checkpoints import Checkpoints
from events.ledger.found import Found
from events.ledger.generations import Generations
from events.ledger.note_key import LOG as LOG_KEY
from events.ledger.note_key import SigningKey
from events.ledger.policy import Policy
from events.ledger.tiles import Tiles
from events.log.key_file import KeyFile
from events.log.signing import Signer
from events.testing import postgres
from services.planning import followers
from tests.conftest import Servers
from tests.deploy.planted import KEYS, Planted, planted

LOG = {
    "the head says too much": ("update {s}.log_head set position = position + 1", "log_head は"),
    "an event is gone": ("delete from {s}.event where position = 3", "位置が1から続いていません"),
    "a stream's head is ahead": (
        "update {s}.stream_head set version = version + 1", "stream_head の版は"),
    "a stream's head is gone": ("delete from {s}.stream_head", "stream_head の版は 0"),
    "a version is skipped": (
        "update {s}.event set version = version + 50 where position = 4", "番目の記録の版が"),
    "a command's row is gone": (
        "delete from {s}.command where first_position = 1", "command にないか、違っています"),
    "a command's row points elsewhere": (
        "update {s}.command set first_position = 2 where first_position = 1", "command にないか"),
    "a command without events": (
        "insert into {s}.command values (gen_random_uuid(), 1, 1)", "記録のない操作が 1 件"),
    "another stream": (
        "update {s}.event set stream = gen_random_uuid() where position = 2", "列「ストリーム」"),
    "another kind": (
        ("update {s}.event set type_id = (select max(type_id) from {s}.event_type)"
        " where position = 2"), "列「種類」"),
    "another ward": (
        ("update {s}.event set ward = (select area_id from {s}.area where code = '271110')"
        " where position = 2"), "列「区域」"),
    "another legal day": (
        "update {s}.event set occurred_on = occurred_on + 1 where position = 2", "列「法律上の日」"),
    "another instant": (
        ("update {s}.event set recorded_at = recorded_at + interval '1 microsecond'"
        " where position = 2"), "列「記録の時刻」"),
    "a bit of the content": (
        ("update {s}.event set data = set_byte(data, octet_length(data) - 200,"
        " get_byte(data, octet_length(data) - 200) # 1) where position = 2"), "署名が合いません"),
    "a bit of the signature": (
        ("update {s}.event set data = set_byte(data, octet_length(data) - 1,"
        " get_byte(data, octet_length(data) - 1) # 1) where position = 1"), "署名が合いません"),
    "bytes that are no entry": (
        "update {s}.event set data = substring(data from 2) where position = 2", "本体を読めません"),
    "the key of a person": (
        "delete from keys.person_key where person = (select person from keys.person_key limit 1)",
        "がないか、開きません"),
    "a key that opens nothing": (
        "update keys.person_key set wrapped = set_byte(wrapped, 3, get_byte(wrapped, 3) # 1)",
        "がないか、開きません"),
    "the end of a command": (
        ("delete from {s}.event where position = (select max(position) from {s}.event);"
        "update {s}.log_head set position = position - 1"), "command にある記録の数は"),
}  # fmt: skip
TABLES = {
    "a row is gone": "delete from intake_read.worklist where ctid = (select min(ctid) from intake_read.worklist)",
    "a value differs": "update intake_read.worklist set number = 'x' where ctid = (select min(ctid) from intake_read.worklist)",
    "a row too many": (
        "create temp table more as select * from intake_read.worklist limit 1;"
        " update more set case_id = gen_random_uuid(); insert into intake_read.worklist select * from more"),
}  # fmt: skip


@pytest.fixture(scope="module")
def template(servers: Servers) -> Iterator[Address]:
    """A planted database that every test of this file copies."""
    with postgres.copied(servers.office) as address:
        with planted(address) as city:
            city.plant()
            city.fill_tables()
        yield address


@pytest.fixture
def city(template: Address, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Planted]:
    with postgres.copied(template) as address, planted(address) as made:
        house = SimpleNamespace(
            address=address,
            runtime=lambda name: SimpleNamespace(
                log=made.logs[name],
                codec=made.codec,
                keys=made.keys,
                ledger=unsigned(made, name, tmp_path),
                standing=SimpleNamespace(look=lambda: Found(own=0)),
            ),
            around=SimpleNamespace(key_file=KEYS, clock=lambda: datetime.now(UTC)),
        )

        @contextmanager
        def opened(_: Settings) -> Iterator[object]:
            yield house

        monkeypatch.setattr(verb, "opened", opened)
        yield made


def unsigned(made: Planted, name: str, folder: Path) -> SimpleNamespace:
    """The ledger of a log over which nothing was signed (signed ones: test_verify_signed.py)."""
    key = SigningKey.from_seed(f"test/city/{name}", LOG_KEY, bytes(32)).key
    return SimpleNamespace(
        checkpoints=Checkpoints(name, made.logs[name].reading.rows),
        tiles=Tiles(folder / name),
        origin=key.name,
        policy=Policy({key.name: key}),
        generations=Generations((key,)),
    )


signer = KeyFile.signer


def run(*services: str) -> int:
    parser = ArgumentParser()
    verb.options(parser)
    return verb.run(parser.parse_args(services), cast(Settings, Namespace()))


def as_owner(address: Address, statements: str) -> None:
    """What nobody below the database's owner can do: the triggers are taken away and put back."""
    with psycopg.connect(address.conninfo()) as session:
        for service in SERVICES:
            session.execute(f"alter table {service}.event disable trigger append_only".encode())
        for statement in statements.split(";"):
            session.execute(statement.encode())
        for service in SERVICES:
            session.execute(
                f"alter table {service}.event enable always trigger append_only".encode()
            )


@pytest.mark.slow
def test_nothing_is_said_of_logs_and_tables_that_agree(
    city: Planted, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run() == 0
    out = capsys.readouterr().out
    assert "すべて一致しました。" in out
    assert "違い" not in out
    assert "まだ作られていません" not in out
    assert all(
        log.reading.head() for name, log in city.logs.items() if name in {"intake", "planning"}
    )


@pytest.mark.slow
@pytest.mark.parametrize(("change", "said"), LOG.values(), ids=LOG)
def test_what_the_owner_changed_in_a_log_is_named(
    city: Planted, capsys: pytest.CaptureFixture[str], change: str, said: str
) -> None:
    as_owner(city.address, change.format(s="planning"))
    assert run("planning") == 1
    assert said in capsys.readouterr().out


@pytest.mark.parametrize("change", TABLES.values(), ids=TABLES)
def test_a_table_that_is_not_what_the_log_gives_is_named_with_its_row(
    city: Planted, capsys: pytest.CaptureFixture[str], change: str
) -> None:
    as_owner(city.address, change)
    assert run("intake") == 1
    out = capsys.readouterr().out
    assert "集計 worklist: 1 行が、記録から計算した行と違います(" in out
    assert "違いが 1 件あります。" in out


@pytest.mark.slow
@pytest.mark.parametrize(
    "change",
    [
        "alter table {t} disable trigger {g}",
        "alter table {t} enable trigger {g}",
        "alter table {t} enable replica trigger {g}",
        "drop trigger {g} on {t}",
    ],
    ids=["off", "not for replicas", "for replicas only", "gone"],
)
@pytest.mark.parametrize(
    ("table", "guard"),
    [
        ("benefits.event", "append_only"),
        ("benefits.event_type", "append_only"),
        ("benefits_ledger.checkpoint", "append_only"),
        ("benefits_ledger.checkpoint", "only_larger"),
        ("benefits_ledger.cosigned", "append_only"),
    ],
)
def test_a_log_whose_guard_is_off_or_gone_is_named(
    city: Planted, change: str, table: str, guard: str
) -> None:
    with psycopg.connect(city.address.conninfo()) as session:
        session.execute(change.format(t=table, g=guard).encode())
        assert list(recounted(session, "planning")) == []
        [said] = recounted(session, "benefits")
    name = table.partition(".")[2]
    assert said == f"{name} を書き換えから守る仕組み({guard})がないか、止められています。"


def test_one_damaged_key_neither_stops_the_check_nor_hides_why_rows_differ(
    city: Planted, capsys: pytest.CaptureFixture[str]
) -> None:
    as_owner(
        city.address,
        "update keys.data_key set wrapped = set_byte(wrapped, 3, get_byte(wrapped, 3) # 1)"
        " where cohort = (select min(cohort) from keys.data_key)",
    )
    city.keys.forget()
    assert run("intake", "reporting") == 1
    out = capsys.readouterr().out
    assert out.count("がないか、開きません") == 1
    assert "集計 kpi_fact: " in out
    assert "開かない個人の鍵があるため" in out


def test_a_key_of_another_installation_is_found(
    city: Planted, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def swapped(keys: KeyFile, service: str) -> Signer:
        return signer(keys, "planning" if service == "intake" else service)

    monkeypatch.setattr(KeyFile, "signer", swapped)
    assert run("intake") == 1
    assert "ほかの鍵で署名されています。" in capsys.readouterr().out


@pytest.mark.slow
def test_logs_that_grow_and_tables_that_follow_meanwhile_agree(
    city: Planted, capsys: pytest.CaptureFixture[str]
) -> None:
    before = city.logs["planning"].reading.head()
    follower = Follower("planning", followers.TABLES, city.address.conninfo, city.codec)
    follower.start()
    with ThreadPoolExecutor(1) as pool:
        planting = pool.submit(city.plant, 60, uuid4())
        while not planting.done():
            assert run("planning") == 0, capsys.readouterr().out
        planting.result()
    follower.stop()
    assert city.logs["planning"].reading.head() > before


def test_many_differences_are_told_by_their_number(
    city: Planted, capsys: pytest.CaptureFixture[str]
) -> None:
    as_owner(city.address, "update intake.event set occurred_on = occurred_on + 400")
    assert run("intake") == 1
    assert "ほかに" in capsys.readouterr().out
