"""Where the database is and with which password each role enters it."""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from psycopg.conninfo import conninfo_to_dict, make_conninfo

FILE = "database.json"


@dataclass(frozen=True)
class Address:
    """One database. `host` is a loopback name or the folder of a unix socket.

    `owner` may create roles and schemas; only `migrate` and `setup` enter as it.
    `options` are further libpq parameters of a given server (`sslmode` …).
    """

    host: str
    port: int
    dbname: str
    owner: str
    passwords: Mapping[str, str] = field(repr=False)
    options: Mapping[str, str] = field(default_factory=dict)

    def conninfo(self, role: str | None = None) -> str:
        """libpq connection string of `role`, of the owner when none is named."""
        user = role or self.owner
        return make_conninfo(
            "",
            host=self.host,
            port=self.port,
            dbname=self.dbname,
            user=user,
            password=self.passwords.get(user),
            **self.options,
        )

    def named(self, dbname: str) -> Address:
        """The same server, another database."""
        return replace(self, dbname=dbname)

    def with_passwords_for(self, roles: Iterable[str]) -> Address:
        """The same address with a random password for every role that has none."""
        missing = {r: secrets.token_urlsafe(32) for r in roles if r not in self.passwords}
        return replace(self, passwords={**self.passwords, **missing}) if missing else self

    def save(self, home: Path) -> None:
        """Write `home/database.json` (0600) so that a reader sees the old file or the new one."""
        _write_privately(home / FILE, json.dumps(asdict(self), indent=1).encode())


def load(home: Path) -> Address | None:
    """The address kept in `home`, or None where no database was made yet."""
    try:
        text = (home / FILE).read_text()
    except FileNotFoundError:
        return None
    return Address(**json.loads(text))


def from_url(url: str) -> Address:
    """An address from a libpq URL or connection string; its user becomes the owner."""
    given = {key: str(value) for key, value in conninfo_to_dict(url).items() if value is not None}
    owner = given.pop("user", "postgres")
    password = given.pop("password", None)
    return Address(
        host=given.pop("host", "127.0.0.1"),
        port=int(given.pop("port", "5432")),
        dbname=given.pop("dbname", owner),
        owner=owner,
        passwords={} if password is None else {owner: password},
        options=given,
    )


def _write_privately(path: Path, content: bytes) -> None:
    beside = path.with_name(f"{path.name}.{os.getpid()}.new")
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
