"""The end of an epoch: a new wrapping key, everything that stands wrapped again, the old key destroyed.

Each step can be repeated: whoever finds the file or the table half-way goes on from there.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from secrets import token_bytes
from typing import Any, Final

import psycopg
from psycopg import Connection

from deploy.custody import rewrapping
from deploy.custody.held import held
from deploy.custody.shares import noted_shares
from deploy.verb import VerbRefused
from events.host.runtime import drafts_key
from events.log.epochs import Epochs
from events.log.key_file import KeyFile

COPIES: Final = (".1", ".new")
"""Ends of the names of the copies that this product itself leaves beside the key file."""
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Rotated:
    """What was done. `ended`: epochs whose keys this installation no longer has; `shares`: their sets."""

    newest: str
    ended: tuple[str, ...]
    rows: int
    shares: tuple[str, ...]


def rotate(
    path: Path, conninfo: str, epoch: str, say: Say, *, without_damaged: bool = False
) -> Rotated:
    """`epoch` = the one to begin; `conninfo` is the database owner's. VerbRefused with a reason."""
    with held(path):
        return _rotated(path, conninfo, epoch, say, without_damaged=without_damaged)


def _rotated(path: Path, conninfo: str, epoch: str, say: Say, *, without_damaged: bool) -> Rotated:
    key_file = _begun(path, epoch)
    newest = max(key_file.keks)
    ended = tuple(sorted(set(key_file.keks) - {newest}))
    epochs = Epochs(key_file.keks)
    with psycopg.connect(conninfo, autocommit=True) as session:
        rewrapping.end_epochs(session, ended)
        say(f"鍵を包み直しています({newest})…")
        done = rewrapping.rewrap_keys(session, epochs, newest)
        rewrapping.rewrap_drafts(session, epochs.derived(drafts_key))
        if done.damaged and not without_damaged:
            raise VerbRefused(
                f"開かない鍵が {len(done.damaged):,} 件あり、古い鍵を破棄していません"
                f"({done.damaged[0]} など)。鍵の控えから戻してやり直すか、"
                "諦めるなら --without-damaged を付けてください。"
            )
        if rewrapping.standing(session, newest) > len(done.damaged):
            raise VerbRefused("包み直していない鍵が残っています。もう一度実行してください。")
        _cleaned(session, say)
    shares = noted_shares(key_file)
    _destroyed(path, key_file, newest)
    return Rotated(newest, ended, done.rows, tuple(s for e in ended for s in shares.get(e, [])))


def _begun(path: Path, epoch: str) -> KeyFile:
    """The key file with the new epoch in it; one that already holds an older epoch is gone on with."""
    key_file = KeyFile.read(path)
    if len(key_file.keks) > 1:
        return key_file
    if epoch <= max(key_file.keks):
        raise VerbRefused(
            f"{max(key_file.keks)} の鍵はすでに始まっています。今すぐ更新するなら --again を付けてください。"
        )
    begun = replace(key_file, keks={**key_file.keks, epoch: token_bytes(32)})
    begun.replace(path)
    return begun


def _cleaned(session: Connection[Any], say: Say) -> None:
    """Old row versions out of the heap, and a new segment of the write-ahead log begun."""
    for table in ("person_key", "data_key"):
        session.execute(f"vacuum keys.{table}".encode())
    for statement in ("checkpoint", "select pg_switch_wal()"):
        try:
            session.execute(statement.encode())
        except psycopg.errors.InsufficientPrivilege:
            say(f"「{statement}」の権限がありません。データベースの管理者が実行してください。")


def _destroyed(path: Path, key_file: KeyFile, newest: str) -> None:
    """The key file without the old keys; the old file's bytes and those of known copies overwritten."""
    with path.open("r+b") as old:
        replace(key_file, keks={newest: key_file.keks[newest]}).replace(path)
        _overwrite(old.fileno())
    for end in COPIES:
        copy = path.with_name(path.name + end)
        if copy.exists():
            with copy.open("r+b") as file:
                _overwrite(file.fileno())
            copy.unlink()


def _overwrite(descriptor: int) -> None:
    size = os.fstat(descriptor).st_size
    os.pwrite(descriptor, bytes(size), 0)
    os.fsync(descriptor)
