"""Who starts and stops the database: exactly one process per data directory."""

from __future__ import annotations

import fcntl
import os
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

import psycopg
from psycopg import sql

from deploy.embedded import account, binaries, disk, folder, keeping, tuning
from deploy.embedded.cluster import LOOPBACK, START_LIMIT, Cluster, answers
from deploy.embedded.refused import AlreadySupervised, DatabaseRefused
from events.host.address import Address, from_url, load

Say = Callable[[str], None]
STALE_LIMIT = 30.0
PAUSE = 0.25


@contextmanager
def server(
    home: Path,
    *,
    db_user: str | None,
    database_url: str | None,
    say: Say,
    programs: binaries.Binaries | None = None,
    memory: int | None = None,
    last: Callable[[], bool] = lambda: True,
) -> Iterator[Address]:
    """The database of `home` for the length of the block, stopped at its end.

    Where `last` then answers False, others still use the server: it is left for the next supervisor.

    A server whose supervisor was killed is adopted; a second supervisor gets `AlreadySupervised`.
    A server that dies meanwhile is started again.
    With `database_url` nothing is supervised: the given server is used as it is.
    `programs` and `memory` (bytes) default to what this machine has.
    """
    home = home.resolve()
    if database_url is not None:
        yield _given(home, database_url)
        return
    runs_as = account.choose(db_user, say)
    folder.prepare(home, runs_as)
    with _sole_supervisor(home):
        found = _reachable(programs or binaries.find(), runs_as, home)
        cluster = Cluster(home, found, runs_as, say)
        left = disk.room(home)
        if left.scarce:
            say(f"注意: {home} の空き容量が {left.free // 1024**2:,} MB しかありません。")
        settings = tuning.settings(memory or tuning.machine_memory(), left)
        address = _running(cluster, settings)
        try:
            _ensure_database(address)
            with keeping.kept(
                lambda: not folder.users_of(cluster.data),
                lambda: _start_again(cluster, address, settings),
            ):
                yield address
        finally:
            if last():
                cluster.stop()


@contextmanager
def attach(
    home: Path,
    *,
    db_user: str | None,
    database_url: str | None,
    say: Say,
    memory: int | None = None,
    last: Callable[[], bool] = lambda: True,
) -> Iterator[Address]:
    """The database another process supervises; where none does, `server` for this block."""
    with ExitStack() as stack:
        try:
            own = server(
                home,
                db_user=db_user,
                database_url=database_url,
                say=say,
                memory=memory,
                last=last,
            )
            address = stack.enter_context(own)
        except AlreadySupervised:
            address = _others(home.resolve())
        yield address


def _given(home: Path, url: str) -> Address:
    """A given server; passwords of our roles are kept in `home` beside its address."""
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    address = from_url(url)
    kept = load(home)
    passwords = {**(kept.passwords if kept else {}), **address.passwords}
    complete = replace(address, passwords=passwords)
    complete.save(home)
    return complete


@contextmanager
def _sole_supervisor(home: Path) -> Iterator[None]:
    """Hold the lock file; the kernel lets go of it however this process ends."""
    with (home / "database.lock").open("a+") as lock:
        os.fchmod(lock.fileno(), 0o600)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            raise AlreadySupervised(
                f"{home} のデータベースは別のプロセス（{lock.read().strip() or '?'}）が動かしています。"
            ) from None
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        yield


def _reachable(found: binaries.Binaries, runs_as: account.Account, home: Path) -> binaries.Binaries:
    if runs_as.run([found["postgres"], "--version"])[0] == 0:
        return found
    copy = binaries.copied(found, home)
    code, said = runs_as.run([copy["postgres"], "--version"])
    if code != 0:
        raise DatabaseRefused(
            f"利用者 {runs_as.name} が {copy.folder} を実行できません: {said.strip()}"
        )
    return copy


def _running(cluster: Cluster, settings: dict[str, str]) -> Address:
    """Adopt the running server or start one; waits for a dying predecessor (children live ≈ 2 s)."""
    address = cluster.made()
    begun = time.monotonic()
    complaint: str | None = ""
    while time.monotonic() - begun < STALE_LIMIT:
        alive = _settled(address, cluster.data)
        if alive:
            return address
        _forget_the_dead(cluster.data)
        if not _free(address.port):
            address = cluster.elsewhere(address)
        address.save(cluster.home)
        complaint = cluster.pg_ctl_start(address, settings)
        if complaint is None:
            return address
        if not _passes(complaint):
            break
        time.sleep(PAUSE)
    raise DatabaseRefused(f"データベースを起動できません。記録: {cluster.log}\n{complaint}")


def _start_again(cluster: Cluster, address: Address, settings: dict[str, str]) -> None:
    """On the same port, since everybody knows the server by it; at the next look where that failed."""
    _forget_the_dead(cluster.data)
    if _free(address.port) and cluster.pg_ctl_start(address, settings) is None:
        cluster.say("データベースが止まっていたため、もう一度始めました。記録は失われていません。")


def _settled(address: Address, data: Path) -> bool:
    """Whether the server answers, once it has finished starting."""
    deadline = time.monotonic() + START_LIMIT
    while (alive := answers(address, data)) is None and time.monotonic() < deadline:
        time.sleep(PAUSE)
    return bool(alive)


def _forget_the_dead(data: Path) -> None:
    """Remove a pid file whose processes are all gone or zombies that nobody reaps.

    PostgreSQL itself takes a zombie, or any process that got the number since, for the server.
    """
    if (data / "postmaster.pid").exists() and not folder.users_of(data):
        (data / "postmaster.pid").unlink(missing_ok=True)


def _passes(complaint: str) -> bool:
    """Whether waiting or another port can help."""
    words = ("already exists", "shared memory block", "is still in use", "could not bind")
    return any(word in complaint for word in words)


def _free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return False
    return True


def _others(home: Path) -> Address:
    """The address of a server another process is starting or has started."""
    deadline = time.monotonic() + START_LIMIT
    while time.monotonic() < deadline:
        address = load(home)
        if address is not None and answers(address):
            return address
        time.sleep(PAUSE)
    raise DatabaseRefused(
        f"{home} のデータベースが応答しません（動かしているプロセスを確かめてください）。"
    )


def _ensure_database(address: Address) -> None:
    """Our one database beside PostgreSQL's own."""
    with psycopg.connect(address.named("postgres").conninfo(), autocommit=True) as session:
        known = session.execute("select 1 from pg_database where datname = %s", [address.dbname])
        if known.fetchone() is None:
            session.execute(sql.SQL("create database {}").format(sql.Identifier(address.dbname)))
