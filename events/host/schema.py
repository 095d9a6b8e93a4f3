"""Numbered SQL, applied once each and forward only, for tables that cannot be rebuilt."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from psycopg import Connection, sql

LOCK = int.from_bytes(b"yorisoi", "big")
HISTORY = """
create schema if not exists migration;
revoke all on schema migration from public;
create table if not exists migration.applied (
    scope text not null,
    number int not null,
    name text not null,
    sha256 bytea not null,
    applied_at timestamptz not null default now(),
    primary key (scope, number)
);
"""


class SchemaRefused(Exception):
    """The database and these files do not belong together."""


@dataclass(frozen=True)
class Step:
    """One numbered file. `scope` separates the numbering of services that share a database."""

    scope: str
    number: int
    name: str
    text: str

    @property
    def hash(self) -> bytes:
        """Identifies the file: a step that was applied must never change."""
        return sha256(self.text.encode()).digest()


def steps(folder: Path, scope: str, **words: str) -> Iterator[Step]:
    """The files `0001_name.sql` … of a folder in order, `{word}` replaced."""
    for path in sorted(folder.glob("[0-9]*.sql")):
        number, _, name = path.stem.partition("_")
        yield Step(scope, int(number), name, filled(path, **words))


def filled(path: Path, **words: str) -> str:
    """The text of an SQL file with `{word}` replaced by the word's value."""
    text = path.read_text()
    for word, value in words.items():
        text = text.replace(f"{{{word}}}", value)
    return text


def locked(session: Connection[Any]) -> None:
    """Let one process at a time change schemas; ends with the transaction."""
    session.execute("select pg_advisory_xact_lock(%s)", [LOCK])


def apply(session: Connection[Any], wanted: Iterable[Step], *, role: str) -> list[Step]:
    """Apply what is missing as `role`, inside the caller's transaction; return what was applied."""
    locked(session)
    session.execute(sql.SQL("set local role {}").format(sql.Identifier(role)))
    session.execute(HISTORY)
    found = session.execute("select scope, number, sha256 from migration.applied").fetchall()
    known = {(scope, number): bytes(digest) for scope, number, digest in found}
    fresh = [step for step in wanted if not _applied(step, known)]
    for step in fresh:
        session.execute(step.text.encode())
        session.execute(
            "insert into migration.applied (scope, number, name, sha256) values (%s, %s, %s, %s)",
            [step.scope, step.number, step.name, step.hash],
        )
    session.execute("reset role")
    return fresh


def _applied(step: Step, known: dict[tuple[str, int], bytes]) -> bool:
    digest = known.get((step.scope, step.number))
    if digest is not None and digest != step.hash:
        raise SchemaRefused(
            f"{step.scope} {step.number:04} {step.name}: 適用済みの SQL が変わっています。"
            "変更は次の番号のファイルとして追加してください。"
        )
    return digest is not None
