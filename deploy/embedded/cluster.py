"""One PostgreSQL data folder below the data directory: made once, started, asked, stopped."""

from __future__ import annotations

import os
import secrets
import shlex
import shutil
import socket
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from subprocess import TimeoutExpired
from time import monotonic

import psycopg

from deploy.embedded import folder
from deploy.embedded.account import Account
from deploy.embedded.binaries import Binaries
from deploy.embedded.refused import DatabaseRefused
from events.host.address import Address, load

LOOPBACK = "127.0.0.1"
OWNER = "postgres"
DATABASE = "yorisoi"
START_LIMIT = 120
SILENT_FOR = 3.0
LOG_LIMIT = 5 * 1024**2


@dataclass(frozen=True)
class Cluster:
    """`home/postgres`, run by `account` with `binaries`."""

    home: Path
    binaries: Binaries
    account: Account
    say: Callable[[str], None]

    @property
    def data(self) -> Path:
        """PostgreSQL's own folder."""
        return self.home / "postgres"

    @property
    def log(self) -> Path:
        """What the server says."""
        return self.data / "server.log"

    def made(self) -> Address:
        """The address of the data folder, which is made when missing.

        The password is on disk before the folder exists, and the folder gets its name when it is
        complete: a kill in between leaves nothing half.
        """
        kept = load(self.home)
        if self.data.exists():
            self._refuse_other_version()
            if kept is None:
                raise DatabaseRefused(
                    f"{self.data} はありますが {self.home}/database.json がありません。"
                    "バックアップから database.json を戻してください。"
                )
            return self._here(kept)
        address = self._first_address(kept)
        address.save(self.home)
        self._initialise(address)
        return address

    def pg_ctl_start(self, address: Address, settings: Mapping[str, str]) -> str | None:
        """One attempt to start; None when it runs, else what the server's log says about it."""
        self._shorten_log()
        begin = self.log.stat().st_size if self.log.exists() else 0
        options = {
            "listen_addresses": LOOPBACK,
            "port": str(address.port),
            "unix_socket_directories": _quoted(self.data) if self._by_socket(address) else "",
            **settings,
        }
        given = " ".join(f"-c {shlex.quote(f'{name}={value}')}" for name, value in options.items())
        command = [self.binaries["pg_ctl"], "start", "-w", "-t", str(START_LIMIT)]
        command += ["-D", str(self.data), "-l", str(self.log), "-o", given]
        code, said = self._patiently(command)
        return None if code == 0 else f"{said}\n{self._log_from(begin)}"

    def stop(self) -> None:
        """Fast shutdown: sessions are cut off, everything committed is kept."""
        command = [self.binaries["pg_ctl"], "stop", "-m", "fast", "-w", "-t", "60"]
        code, said = self.account.run([*command, "-D", str(self.data)])
        if code != 0 and folder.users_of(self.data):
            self.say(f"データベースを停止できませんでした: {said.strip()}")

    def elsewhere(self, address: Address) -> Address:
        """The same address on a port that is free now."""
        with socket.socket() as probe:
            probe.bind((LOOPBACK, 0))
            return replace(address, port=int(probe.getsockname()[1]))

    def _by_socket(self, address: Address) -> bool:
        return address.host == str(self.data)

    def _first_address(self, kept: Address | None) -> Address:
        passwords = dict(kept.passwords) if kept else {}
        passwords[OWNER] = secrets.token_urlsafe(32)
        return self.elsewhere(self._here(Address(LOOPBACK, 0, DATABASE, OWNER, passwords)))

    def _here(self, address: Address) -> Address:
        """The same address where the data directory lies now: it may have been moved."""
        host = str(self.data) if folder.holds_socket(self.data) else LOOPBACK
        return replace(address, host=host)

    def _initialise(self, address: Address) -> None:
        self.say("データベースを準備しています…")
        fresh = self.home / "postgres.new"
        password = self.home / "initdb.password"
        shutil.rmtree(fresh, ignore_errors=True)
        password.unlink(missing_ok=True)
        folder.make_for(self.account, fresh)
        folder.write_for(self.account, password, address.passwords[OWNER])
        try:
            command = [self.binaries["initdb"], "-D", str(fresh), "-U", OWNER, "-E", "UTF8"]
            command += ["--locale=C.UTF-8", "--data-checksums", "-A", "scram-sha-256"]
            code, said = self.account.run([*command, f"--pwfile={password}"])
        finally:
            password.unlink()
        if code != 0:
            shutil.rmtree(fresh, ignore_errors=True)
            raise DatabaseRefused(f"データベースを作成できません:\n{said.strip()}")
        fresh.rename(self.data)

    def _refuse_other_version(self) -> None:
        kept = (self.data / "PG_VERSION").read_text().strip()
        if kept != str(self.binaries.major):
            raise DatabaseRefused(
                f"{self.data} は PostgreSQL {kept} の形式ですが、いま使えるのは "
                f"{self.binaries.major} です。何も変更していません。"
                f"PostgreSQL {kept} で起動して pg_dumpall で書き出し、新しいデータディレクトリに"
                f"読み込むか、pg_upgrade --old-datadir={self.data} で移行してください。"
            )

    def _patiently(self, command: list[str]) -> tuple[int, str]:
        """Run, telling the operator every few seconds that recovery can take long."""
        try:
            child = self.account.start(command)
        except OSError as error:
            return 126, str(error)
        begun = monotonic()
        while True:
            try:
                said, _ = child.communicate(timeout=SILENT_FOR)
            except TimeoutExpired:
                self.say(f"データベースを回復しています…（{monotonic() - begun:.0f} 秒）")
            else:
                return child.returncode, said

    def _log_from(self, begin: int) -> str:
        try:
            handle = os.open(self.log, os.O_RDONLY | os.O_NOFOLLOW)
        except OSError:
            return ""
        with os.fdopen(handle, errors="replace") as file:
            file.seek(begin)
            return file.read(20_000)

    def _shorten_log(self) -> None:
        """Start a new log when the old one is long; one older is kept."""
        if self.log.exists() and self.log.stat().st_size > LOG_LIMIT:
            self.log.replace(self.log.with_suffix(".old"))


def answers(address: Address, data: Path | None = None) -> bool | None:
    """Whether a real `select 1` works: True, False, or None while the server is still starting.

    With `data` the answering server must also be the one of that folder.
    """
    try:
        with psycopg.connect(address.named("postgres").conninfo(), connect_timeout=3) as session:
            session.execute("select 1")
            if data is None:
                return True
            found = session.execute("select current_setting('data_directory')").fetchone()
            return found is not None and Path(found[0]) == data
    except psycopg.OperationalError as error:
        return None if "starting up" in str(error) or "recovery" in str(error) else False


def _quoted(path: Path) -> str:
    """A path as one element of a comma-separated server setting."""
    return f'"{path}"'
