"""The supervisor of the embedded PostgreSQL: accounts, folders, ports, kills (Q16, performance.md §8.2)."""

import os
import pwd
import signal
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest

from deploy import embedded
from deploy.embedded import account, binaries, cluster, folder, supervisor, tuning
from events.host.address import Address, load
from tests.conftest import MEMORY, ScratchHome

AS_ROOT = os.geteuid() == 0
ROOT = Path(__file__).parents[2]
SUPERVISE = """
import sys, time
from pathlib import Path
from deploy import embedded
with embedded.server(Path(sys.argv[1]), db_user=None, database_url=None, say=lambda _: None,
                     memory=1024**3) as address:
    print(address.port, flush=True)
    time.sleep(600)
"""


@pytest.fixture
def bare() -> Iterator[Path]:
    """A data directory nobody used yet."""
    with ScratchHome() as made:
        yield made


@pytest.fixture(scope="module")
def finished() -> Iterator[Path]:
    """A data directory whose database was made and stopped."""
    with ScratchHome() as made:
        with server(made):
            pass
        yield made


@pytest.fixture
def home(finished: Path, bare: Path) -> Path:
    """A copy of it: a first start takes a second, a copy does not."""
    for name in ("postgres", "database.json"):
        subprocess.run(["cp", "-a", str(finished / name), str(bare)], check=True)
    return bare


def server(home: Path, **other: object) -> AbstractContextManager[Address]:
    settings = {"db_user": None, "database_url": None, "say": lambda _: None, "memory": MEMORY}
    return embedded.server(home, **{**settings, **other})  # type: ignore[arg-type]


def kept(home: Path) -> Address:
    address = load(home)
    assert address is not None
    return address


def asked(address: Address, question: str) -> object:
    with psycopg.connect(address.conninfo(), autocommit=True) as session:
        found = session.execute(question.encode()).fetchone()
    assert found is not None
    return found[0]


def postmaster(home: Path) -> int:
    return int((home / "postgres/postmaster.pid").read_text().split()[0])


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_what_was_written_is_there_at_the_next_start(home):
    with server(home) as address:
        with psycopg.connect(address.conninfo()) as session:
            session.execute("create table kept as select 7 as x")
        assert asked(address, "select 1") == 1
    assert not (home / "postgres/postmaster.pid").exists(), "stopped at the end of the block"
    with server(home) as again:
        assert asked(again, "select x from kept") == 7
        assert again.passwords == address.passwords


def test_the_server_is_closed_to_everybody_without_the_password(home):
    with server(home) as address:
        stranger = replace(address, passwords={address.owner: "guess"})
        with pytest.raises(psycopg.OperationalError, match="password"):
            asked(stranger, "select 1")
        tcp = replace(stranger, host="127.0.0.1")
        with pytest.raises(psycopg.OperationalError, match="password"):
            asked(tcp, "select 1")
        assert asked(replace(address, host="127.0.0.1"), "select 1") == 1
        assert asked(address, "show listen_addresses") == "127.0.0.1"
        assert asked(address, "show password_encryption") == "scram-sha-256"


def test_nothing_a_statement_carries_reaches_the_servers_log(home):
    with server(home) as address, psycopg.connect(address.conninfo(), autocommit=True) as session:
        session.execute("create table person (name text primary key)")
        session.execute("insert into person values (%s)", ["カナリア花子"])
        with pytest.raises(psycopg.errors.UniqueViolation):
            session.execute("insert into person values (%s)", ["カナリア花子"])
        with pytest.raises(psycopg.errors.SyntaxError):
            session.execute("this is no SQL about カナリア太郎")
        with pytest.raises(psycopg.errors.InvalidTextRepresentation):
            session.execute("select 1 where %s::text::int = 1", ["カナリア次郎"])
    said = (home / "postgres/server.log").read_text()
    assert "ready to accept connections" in said, "what the server does itself is logged"
    assert "カナリア" not in said


def test_durability_is_on_and_checksums_too(bare):
    with server(bare) as address:
        for name in ("fsync", "synchronous_commit", "full_page_writes", "data_checksums"):
            assert asked(address, f"show {name}") == "on"
        assert asked(address, "show server_encoding") == "UTF8"
        assert asked(address, "show shared_buffers") == "256MB", "a quarter of the memory given"


@pytest.mark.skipif(not AS_ROOT, reason="only root starts the database as another account")
def test_as_root_the_children_run_as_the_account_and_the_folder_is_theirs(bare):
    with server(bare, db_user="nobody"):
        owner = pwd.getpwnam("nobody").pw_uid
        assert Path(f"/proc/{postmaster(bare)}").stat().st_uid == owner
        assert (bare / "postgres").stat().st_uid == owner
        assert mode(bare / "postgres") == 0o700
        assert mode(bare) == 0o711
        assert mode(bare / "database.json") == 0o600
        assert (bare / "database.json").stat().st_uid == 0
    assert not (bare / "initdb.password").exists()


@pytest.mark.skipif(not AS_ROOT, reason="needs an account beside our own")
def test_as_an_ordinary_user_everything_is_the_users_own(bare):
    """The same code in a process that gave up root: no account is switched to."""
    user = pwd.getpwnam("nobody")
    os.chown(bare, user.pw_uid, user.pw_gid)
    child = os.fork()
    if child == 0:  # nothing here may raise into pytest
        code = 1
        try:
            os.setgroups([])
            os.setgid(user.pw_gid)
            os.setuid(user.pw_uid)
            with server(bare) as address:
                code = 0 if asked(address, "select 1") == 1 and mode(bare) == 0o700 else 2
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 0
    assert (bare / "postgres").stat().st_uid == user.pw_uid


def test_no_folder_above_ours_is_changed(bare):
    above = bare / "a" / "b"
    above.mkdir(parents=True)
    for path in (bare, bare / "a", above):
        path.chmod(0o755)
    before = [(mode(path), path.stat().st_uid) for path in (bare, bare / "a", above, bare.parent)]
    with server(above / "yorisoi"):
        pass
    after = [(mode(path), path.stat().st_uid) for path in (bare, bare / "a", above, bare.parent)]
    assert after == before


@pytest.mark.skipif(not AS_ROOT, reason="an ordinary user passes its own folders")
def test_a_closed_folder_above_is_named_with_the_command_that_opens_it(bare):
    closed = bare / "closed"
    closed.mkdir(mode=0o700)
    bare.chmod(0o711)
    with (
        pytest.raises(embedded.DatabaseRefused, match=f"chmod o\\+x {closed}"),
        server(closed / "y"),
    ):
        pass
    assert mode(closed) == 0o700


@pytest.mark.slow
@pytest.mark.skipif(not AS_ROOT, reason="an ordinary user reaches its own programs")
def test_programs_the_account_cannot_reach_are_copied_once(bare):
    found = next(binaries.candidates())
    package = found.folder.parent.parent
    if package.name != binaries.PACKAGE:
        pytest.skip("the embedded package is not installed")
    hidden = bare / "hidden"
    hidden.mkdir(mode=0o700)
    for name in (binaries.PACKAGE, f"{binaries.PACKAGE}.libs"):
        (hidden / name).symlink_to(package.parent / name)
    unreachable = replace(found, folder=hidden / binaries.PACKAGE / "pginstall" / "bin")
    bare.chmod(0o711)
    with server(bare / "y", programs=unreachable) as address:
        assert asked(address, "select 1") == 1
        copy = bare / "y" / f"postgres-binaries-{found.major}"
        made = copy.stat().st_ino
    with server(bare / "y", programs=unreachable) as address:
        assert asked(address, "select 1") == 1
    assert copy.stat().st_ino == made
    assert mode(hidden) == 0o700


@pytest.mark.skipif(not AS_ROOT, reason="only root chooses an account")
def test_the_account_must_exist_and_must_not_be_root():
    with pytest.raises(embedded.DatabaseRefused, match="no-such-account"):
        account.choose("no-such-account", print)
    with pytest.raises(embedded.DatabaseRefused, match="root"):
        account.choose("root", print)


@pytest.mark.skipif(not AS_ROOT, reason="only root chooses an account")
def test_without_a_postgres_account_nobody_serves_with_a_warning(monkeypatch):
    real = pwd.getpwnam

    def without_postgres(name: str) -> pwd.struct_passwd:
        if name == "postgres":
            raise KeyError(name)
        return real(name)

    monkeypatch.setattr(pwd, "getpwnam", without_postgres)
    said: list[str] = []
    assert account.choose(None, said.append).name == "nobody"
    assert "試用" in said[0]


def test_a_second_supervisor_says_so_and_another_verb_attaches(home):
    with server(home) as address:
        with pytest.raises(embedded.AlreadySupervised, match=str(os.getpid())), server(home):
            pass
        with embedded.attach(home, db_user=None, database_url=None, say=print) as attached:
            assert attached == address
        assert asked(address, "select 1") == 1, "the attached verb did not stop it"


def test_a_verb_alone_starts_the_server_and_stops_it(home):
    with embedded.attach(home, db_user=None, database_url=None, say=lambda _: None) as address:
        assert asked(address, "select 1") == 1
    assert not (home / "postgres/postmaster.pid").exists()


def test_a_server_whose_supervisor_was_killed_is_adopted_and_then_stopped(home):
    with supervised_by_a_child(home) as child:
        running = postmaster(home)
        child.kill()
        child.wait()
        with server(home) as address:
            assert postmaster(home) == running
            assert asked(address, "select 1") == 1
    assert not (home / "postgres/postmaster.pid").exists()


def test_after_a_killed_postmaster_the_next_start_works_at_once(home):
    with server(home) as address:
        with psycopg.connect(address.conninfo()) as session:
            session.execute("create table kept as select 7 as x")
        os.kill(postmaster(home), signal.SIGKILL)
    with server(home) as again:
        assert asked(again, "select x from kept") == 7


def test_a_postmaster_that_dies_meanwhile_is_started_again_for_those_who_know_its_address(home):
    said = []
    with server(home, say=said.append) as address:
        with psycopg.connect(address.conninfo()) as session:
            session.execute("create table kept as select 7 as x")
        first = postmaster(home)
        os.kill(first, signal.SIGKILL)
        deadline = time.monotonic() + 60
        while not any("もう一度始めました" in words for words in said):
            assert time.monotonic() < deadline
            time.sleep(0.1)
        assert asked(address, "select x from kept") == 7
        assert postmaster(home) != first
    assert not (home / "postgres/postmaster.pid").exists()


@pytest.mark.slow
def test_both_killed_at_once_come_back(home):
    with supervised_by_a_child(home) as child:
        os.kill(postmaster(home), signal.SIGKILL)
        child.kill()
        child.wait()
        with server(home) as address:
            assert asked(address, "select 1") == 1


def test_a_stale_pid_file_is_no_server(home):
    """The number now belongs to another program of the same account."""
    pid_file, owner = left_behind(home)
    other = subprocess.Popen(["/bin/sleep", "600"], user=owner.st_uid if AS_ROOT else None)
    leave(home, pid_file, owner, other.pid)
    with server(home) as address:
        assert asked(address, "select 1") == 1
    assert other.poll() is None, "the other program was left alone"
    other.kill()
    other.wait()


def test_a_zombie_is_no_server(home):
    """Nobody reaps the dead postmaster (a container's process 1 may not): it still has its number."""
    pid_file, owner = left_behind(home)
    zombie = subprocess.Popen(["/bin/true"], user=owner.st_uid if AS_ROOT else None)
    while Path(f"/proc/{zombie.pid}/stat").read_text().split()[2] != "Z":
        time.sleep(0.01)
    leave(home, pid_file, owner, zombie.pid)
    with server(home) as address:
        assert asked(address, "select 1") == 1
    assert zombie.wait() == 0


def test_a_taken_port_is_left_to_its_owner(home):
    address = kept(home)
    with socket.create_server(("127.0.0.1", address.port)), server(home) as again:
        assert again.port != address.port
        assert asked(again, "select 1") == 1
        assert load(home) == again


def test_a_port_taken_in_the_last_moment_is_left_too(home, monkeypatch):
    address = kept(home)
    free = iter([True, False])
    monkeypatch.setattr(supervisor, "_free", lambda _: next(free, True))
    with socket.create_server(("127.0.0.1", address.port)), server(home) as again:
        assert again.port != address.port


def test_data_of_another_major_version_is_refused_and_untouched(home):
    version = home / "postgres/PG_VERSION"
    before_text = version.read_text()
    version.write_text("14\n")
    before = sorted(path.name for path in (home / "postgres").iterdir())
    with pytest.raises(embedded.DatabaseRefused, match="pg_upgrade"), server(home):
        pass
    assert sorted(path.name for path in (home / "postgres").iterdir()) == before
    version.write_text(before_text)
    with server(home) as address:
        assert asked(address, "select 1") == 1


def test_an_initdb_that_was_killed_leaves_nothing_half(bare):
    """What a kill leaves behind: the unfinished folder and the password file."""
    (bare / "postgres.new").mkdir()
    (bare / "postgres.new/PG_VERSION").write_text("18\n")
    (bare / "initdb.password").write_text("old")
    with server(bare) as address:
        assert asked(address, "select 1") == 1
    assert not (bare / "postgres.new").exists()
    assert not (bare / "initdb.password").exists()


@pytest.mark.slow
@pytest.mark.skipif(not AS_ROOT, reason="only root mounts a small disk")
def test_a_full_disk_is_said_plainly_and_leaves_nothing_half(bare):
    small = bare / "small"
    small.mkdir()
    bare.chmod(0o711)
    mount = ["mount", "-t", "tmpfs", "-o", "size=8m,mode=0711", "tmpfs", str(small)]
    if subprocess.run(mount, check=False, capture_output=True).returncode != 0:
        pytest.skip("this machine does not let us mount a tmpfs")
    said: list[str] = []
    try:
        refused = pytest.raises(embedded.DatabaseRefused, match="No space left")
        with refused, server(small, say=said.append):
            pass
        assert embedded.room(small).read_only
        assert not (small / "postgres").exists()
        assert not (small / "postgres.new").exists()
        assert any("空き容量" in line for line in said)
    finally:
        subprocess.run(["umount", str(small)], check=True)


def test_a_long_path_does_without_a_socket(bare):
    bare.chmod(0o711)
    long = bare / ("長" * 30)
    assert not folder.holds_socket(long / "postgres")
    with server(long) as address:
        assert address.host == "127.0.0.1"
        assert asked(address, "select 1") == 1


def test_a_given_server_is_used_and_never_stopped(bare):
    bare.chmod(0o711)
    with server(bare / "theirs") as theirs:
        ours = bare / "ours"
        url = theirs.conninfo()
        with server(ours, database_url=url) as address:
            assert asked(address, "select 1") == 1
            assert not (ours / "postgres").exists()
            address.with_passwords_for(["writer_intake"]).save(ours)
        assert asked(theirs, "select 1") == 1
        with server(ours, database_url=url) as again:
            assert "writer_intake" in again.passwords, "passwords are kept beside"


def test_without_any_programs_both_ways_to_install_are_named(monkeypatch):
    monkeypatch.setattr(binaries, "candidates", lambda: iter(()))
    with pytest.raises(embedded.DatabaseRefused, match=r"yorisoi\[embedded\].*DATABASE_URL"):
        binaries.find()


def test_the_packages_own_code_is_never_imported(home):
    with server(home):
        pass
    assert binaries.PACKAGE not in sys.modules


def test_a_moved_data_directory_is_found_where_it_lies_now(home):
    with server(home) as address:
        before = address.host
    home.chmod(0o711)
    (home / "moved").mkdir()
    for name in ("postgres", "database.json"):
        (home / name).rename(home / "moved" / name)
    with server(home / "moved") as address:
        assert asked(address, "select 1") == 1
        assert address.host != before
        assert load(home / "moved") == address


def test_a_lost_address_is_not_guessed(home):
    (home / "database.json").unlink()
    with pytest.raises(embedded.DatabaseRefused, match=r"database\.json"), server(home):
        pass


@pytest.mark.parametrize(
    ("memory", "expected"), [(24, "2048MB"), (4, "1024MB"), (0, "16MB")], ids=["24", "4", "none"]
)
def test_shared_buffers_follow_the_memory(memory, expected):
    settings = tuning.settings(memory * tuning.GIB, embedded.Room(100 * tuning.GIB))
    assert settings["shared_buffers"] == expected
    assert settings["max_wal_size"] == "8192MB"


def test_wal_follows_the_free_disk():
    wal = [tuning.settings(tuning.GIB, embedded.Room(free * tuning.GIB)) for free in (1, 50)]
    assert [settings["max_wal_size"] for settings in wal] == ["2048MB", "5120MB"]


@pytest.mark.parametrize(
    ("free", "scarce", "read_only"),
    [(3 * 1024**3, False, False), (1024**3, True, False), (100 * 1024**2, True, True)],
)
def test_little_room_is_warned_of_and_very_little_stops_writing(free, scarce, read_only):
    room = embedded.Room(free)
    assert (room.scarce, room.read_only) == (scarce, read_only)


def test_a_server_still_recovering_is_waited_for(home, monkeypatch):
    """While it starts it answers neither yes nor no."""
    answers = iter([None, None, True])
    monkeypatch.setattr(supervisor, "answers", lambda *_: next(answers))
    monkeypatch.setattr(supervisor, "PAUSE", 0)
    assert supervisor._settled(Address("", 0, "", "", {}), home)


def test_a_start_that_cannot_work_is_refused_at_once_with_the_servers_words(home):
    hba = home / "postgres/pg_hba.conf"
    hba.write_text("nonsense\n")
    begun = time.monotonic()
    with pytest.raises(embedded.DatabaseRefused, match=r"pg_hba\.conf"), server(home):
        pass
    assert time.monotonic() - begun < supervisor.STALE_LIMIT


def test_the_operator_is_told_while_recovery_takes_long(home, monkeypatch):
    said: list[str] = []
    slow = cluster.Cluster(home, binaries.find(), account.choose(None, print), said.append)
    monkeypatch.setattr(cluster, "SILENT_FOR", 0.05)
    assert slow._patiently(["/bin/sleep", "0.3"]) == (0, "")
    assert said
    assert all("回復" in line for line in said)


def left_behind(home: Path) -> tuple[str, os.stat_result]:
    """The pid file of a server that ran here, and whose it was."""
    path = home / "postgres/postmaster.pid"
    with server(home):
        return path.read_text(), path.stat()


def leave(home: Path, pid_file: str, owner: os.stat_result, pid: int) -> None:
    """Put the pid file back with another process's number."""
    path = home / "postgres/postmaster.pid"
    path.write_text(pid_file.replace(pid_file.split(maxsplit=1)[0], str(pid), 1))
    os.chown(path, owner.st_uid, owner.st_gid)


class supervised_by_a_child:  # noqa: N801 - reads as a phrase
    """Another process supervises the database of `home`; both are gone afterwards."""

    def __init__(self, home: Path) -> None:
        self._home = home

    def __enter__(self) -> subprocess.Popen[str]:
        self._child = subprocess.Popen(
            [sys.executable, "-c", SUPERVISE, str(self._home)],
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )
        assert self._child.stdout is not None
        assert int(self._child.stdout.readline()) > 0
        return self._child

    def __exit__(self, *_: object) -> None:
        self._child.kill()
        self._child.wait()
        if (self._home / "postgres/postmaster.pid").exists():
            with server(self._home):
                pass


def test_a_home_reached_through_a_link_is_the_same_home(bare):
    """A live server must not be taken for a dead one because its folder has two names."""
    bare.chmod(0o711)
    (bare / "link").symlink_to(bare / "real")
    (bare / "real").mkdir()
    with supervised_by_a_child(bare / "real") as child:
        running = postmaster(bare / "real")
        child.kill()
        child.wait()
        assert folder.users_of(bare / "link" / "postgres")
        with server(bare / "link") as address:
            assert postmaster(bare / "real") == running
            assert asked(address, "select 1") == 1
