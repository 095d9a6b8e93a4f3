"""The key table's own backup: encrypted rows as they are, of the current epoch only, one JSON value a line.

An older series of such files would bring destroyed keys back; so each replaces the one before, and a file of
an ended epoch opens nothing any more.
"""

from __future__ import annotations

import json
import os
from base64 import b64decode, b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import psycopg
from psycopg import Connection

from deploy.verb import VerbRefused
from events.log.key_file import KeyFile

HEAD: Final = "yorisoi keys v1"
TABLES: Final = {
    "person_key": ("person", "key_id", "wrapped", "epoch"),
    "data_key": ("key_id", "kind", "subject", '"group"', "cohort", "event", "wrapped", "epoch"),
    "destruction": (
        "event", "case_id", "person", "destroyed_on", "ground", "keys", "done_at", "final_epoch",
    ),
    "destroyed": ("key_id", "event"),
    "ended_epoch": ("epoch", "ended_at"),
}  # fmt: skip
CHUNK: Final = 5_000


@dataclass(frozen=True, slots=True)
class Kept:
    """What a file holds."""

    epoch: str
    rows: int


def backup(key_file: KeyFile, conninfo: str, path: Path) -> Kept:
    """Write beside and rename over; VerbRefused while an older epoch's rows stand."""
    newest = max(key_file.keks)
    beside = path.with_name(path.name + ".new")
    beside.unlink(missing_ok=True)
    count, digest = 0, sha256()
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file, psycopg.connect(conninfo) as session:
        session.execute("set transaction isolation level repeatable read")
        for line in _lines(session, key_file.origin, newest):
            file.write(line)
            digest.update(line)
            count += 1
        file.write(json.dumps({"sha256": digest.hexdigest()}).encode() + b"\n")
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
    return Kept(newest, count - 1)


def restore(key_file: KeyFile, conninfo: str, path: Path) -> Kept:
    """Add what is missing; a key whose destruction is known, there or here, stays destroyed."""
    head, rows = _read(path)
    if head["origin"] != key_file.origin:
        raise VerbRefused("この鍵の控えは、別の設置のものです。")
    if head["epoch"] not in key_file.keks:
        raise VerbRefused(
            f"この鍵の控えは {head['epoch']} のものです。その期間の鍵は破棄されているため、開けません。"
        )
    with psycopg.connect(conninfo) as session:
        for table, columns in TABLES.items():
            given = [row for name, row in rows if name == table]
            marks = ", ".join("%s" for _ in columns)
            with session.cursor() as cursor:
                cursor.executemany(
                    f"insert into keys.{table} ({', '.join(columns)}) values ({marks})"
                    " on conflict do nothing".replace("  ", " ").encode(),
                    given,
                )
        for table in ("person_key", "data_key"):
            session.execute(
                f"delete from keys.{table} where key_id in (select key_id from keys.destroyed)".encode()
            )
    return Kept(str(head["epoch"]), len(rows))


def _lines(session: Connection[Any], origin: str, epoch: str) -> Iterator[bytes]:
    for table in ("person_key", "data_key"):
        older = session.execute(
            f"select exists (select from keys.{table} where epoch <> %s)".encode(), [epoch]
        ).fetchone()
        if older == (True,):
            raise VerbRefused(
                "前の期間の鍵で包まれた行があります。先に `yorisoi keys rotate` を終えてください。"
            )
    yield json.dumps({"head": HEAD, "origin": origin, "epoch": epoch}).encode() + b"\n"
    for table, columns in TABLES.items():
        with session.cursor(name=f"backup_{table}") as cursor:
            cursor.itersize = CHUNK
            cursor.execute(f"select {', '.join(columns)} from keys.{table}".encode())
            for row in cursor:
                yield json.dumps([table, [_plain(value) for value in row]]).encode() + b"\n"


def _read(path: Path) -> tuple[dict[str, Any], list[tuple[str, list[Any]]]]:
    try:
        lines = path.read_bytes().splitlines(keepends=True)
        head = json.loads(lines[0])
        digest = sha256(b"".join(lines[:-1])).hexdigest()
        _need(head.get("head") == HEAD and json.loads(lines[-1])["sha256"] == digest)
        rows = [json.loads(line) for line in lines[1:-1]]
    except (OSError, ValueError, IndexError, KeyError, TypeError):
        raise VerbRefused(f"{path} は鍵の控えとして読めません。") from None
    return head, [(table, [_typed(value) for value in row]) for table, row in rows]


def _need(holds: bool) -> None:
    if not holds:
        raise ValueError


def _plain(value: Any) -> Any:
    if isinstance(value, bytes | memoryview):
        return {"b64": b64encode(bytes(value)).decode()}
    return value if value is None or isinstance(value, int) else str(value)


def _typed(value: Any) -> Any:
    return b64decode(value["b64"]) if isinstance(value, dict) else value
