"""Kill −9 of writers and of the server under load: what was acknowledged is there (Q6, P1–P3)."""

import os
import signal
import time
from contextlib import AbstractContextManager
from pathlib import Path
from uuid import UUID

import psycopg
import pytest

from deploy import embedded
from deploy.migrate import migrate
from events.host.address import Address
from tests.conftest import MEMORY, ScratchHome
from tests.events.log.committing import Writer, facts


def stored(address: Address) -> dict[UUID, int]:
    with psycopg.connect(address.conninfo()) as session:
        return dict(
            session.execute("select command_id, first_position from intake.command").fetchall()
        )


def acknowledgements(writers: list[Writer], wanted: int) -> None:
    """Return when every writer has acknowledged so many commands."""
    while any(len(writer.acknowledged) < wanted for writer in writers):
        assert any(writer.process.poll() is None for writer in writers)
        time.sleep(0.01)


def keep_every_acknowledgement(address: Address, writers: list[Writer]) -> None:
    facts(address)
    kept = stored(address)
    for writer in writers:
        assert writer.acknowledged.items() <= kept.items()


@pytest.mark.parametrize("way", ["arrays", "copy"])
def test_a_killed_committer_loses_nothing_it_acknowledged(each_address, way):
    writers = [Writer(each_address.conninfo("writer_intake"), threads=4, way=way) for _ in range(2)]
    for writer in writers:
        writer.go()
    acknowledgements(writers, 30)
    writers[0].process.kill()
    writers[0].joined()
    acknowledgements(writers[1:], len(writers[1].acknowledged) + 20)
    writers[1].end()
    keep_every_acknowledgement(each_address, writers)


def server(
    home: Path, programs: embedded.Binaries | None = None
) -> AbstractContextManager[Address]:
    return embedded.server(
        home,
        db_user=None,
        database_url=None,
        say=lambda _: None,
        programs=programs,
        memory=MEMORY,
    )


def run_and_kill_the_server(
    home: Path, programs: embedded.Binaries, wanted: int, way: str = "arrays"
) -> None:
    """Two writers, the postmaster and its children killed under them, the server started again."""
    with server(home, programs) as empty:
        address = migrate(empty, wire_names=["intake.consultation-received.v1"])
        address.save(home)
        conninfo = address.conninfo("writer_intake")
        writers = [Writer(conninfo, threads=4, way=way) for _ in range(2)]
        for writer in writers:
            writer.go()
        acknowledgements(writers, wanted)
        os.kill(int((home / "postgres/postmaster.pid").read_text().split()[0]), signal.SIGKILL)
        for writer in writers:
            writer.process.kill()
            writer.joined()
    with server(home, programs) as again:
        keep_every_acknowledgement(again, writers)


@pytest.mark.parametrize("major", [18, pytest.param(15, marks=pytest.mark.slow)])
def test_a_killed_server_loses_nothing_it_acknowledged(servers, major):
    if major not in servers.majors:
        pytest.skip(f"PostgreSQL {major} is not installed")
    with ScratchHome() as home:
        run_and_kill_the_server(home, servers.programs(major), 20)
        run_and_kill_the_server(home, servers.programs(major), 60, way="copy")


@pytest.mark.slow
def test_writers_carry_on_when_the_server_comes_back(servers):
    """The committer judges what was under way; nobody is told a lie."""
    with ScratchHome() as home:
        with server(home) as empty:
            address = migrate(empty, wire_names=["intake.consultation-received.v1"])
            address.save(home)
            writer = Writer(address.conninfo("writer_intake"), threads=4)
            writer.go()
            acknowledgements([writer], 20)
            os.kill(int((home / "postgres/postmaster.pid").read_text().split()[0]), signal.SIGKILL)
        with server(home) as again:
            assert again.port == address.port
            acknowledgements([writer], len(writer.acknowledged) + 20)
            writer.end()
            keep_every_acknowledgement(again, [writer])


@pytest.mark.slow
@pytest.mark.parametrize("round_", range(20))
def test_twenty_kills_of_the_server(servers, round_):
    with ScratchHome() as home:
        way = ("arrays", "copy")[round_ % 2]
        run_and_kill_the_server(home, servers.programs(servers.newest), 5 + 7 * round_, way)
