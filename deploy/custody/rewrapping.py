"""Wrap again, under the newest epoch, everything that stands: in chunks, each committed, resumable."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from cryptography.hazmat.primitives.keywrap import InvalidUnwrap
from psycopg import Connection

from deploy.roles import SERVICES
from events.log.epochs import EpochMissing, Epochs
from events.log.key_rows import ROTATION

CHUNK: Final = 20_000
_NOTHING: Final = UUID(int=0)


@dataclass(frozen=True, slots=True)
class Rewrapped:
    """How many rows were wrapped again, and the ids of those that open under no key."""

    rows: int
    damaged: tuple[UUID, ...]


def end_epochs(session: Connection[Any], ended: Iterable[str]) -> None:
    """From the commit on nothing new is wrapped under these: writers hold the same lock, shared."""
    with session.transaction():
        session.execute("select pg_advisory_xact_lock(%s)", [ROTATION])
        session.execute(
            "insert into keys.ended_epoch (epoch) select unnest(%s::text[]) on conflict do nothing",
            [list(ended)],
        )


def rewrap_keys(session: Connection[Any], epochs: Epochs, newest: str) -> Rewrapped:
    """Both key tables. What another run has done is passed over."""
    done, damaged = 0, list[UUID]()
    for table in ("person_key", "data_key"):

        def wrapped(row: Sequence[Any]) -> bytes:
            return epochs.wrap(epochs.unwrap(row[2], bytes(row[1])))[1]

        found = _chunks(
            session,
            f"select key_id, wrapped, epoch from keys.{table}"
            f" where epoch <> '{newest}' and key_id > %s order by key_id limit {CHUNK}",
            f"update keys.{table} k set wrapped = n.w, epoch = '{newest}'"
            " from unnest(%s::uuid[], %s::bytea[]) as n (id, w) where k.key_id = n.id",
            wrapped,
        )
        done, damaged = done + found.rows, [*damaged, *found.damaged]
    return Rewrapped(done, tuple(damaged))


def rewrap_drafts(session: Connection[Any], epochs: Epochs) -> int:
    """The keys of all drafts; a draft that opens under no key is of no use and stays as it is."""
    return sum(
        _chunks(
            session,
            f"select draft_id, key_wrapped from {service}_desk.draft"
            f" where draft_id > %s order by draft_id limit {CHUNK}",
            f"update {service}_desk.draft d set key_wrapped = n.w"
            " from unnest(%s::uuid[], %s::bytea[]) as n (id, w) where d.draft_id = n.id",
            lambda row: epochs.wrap(epochs.unwrap_any(bytes(row[1])))[1],
        ).rows
        for service in SERVICES
    )


def standing(session: Connection[Any], newest: str) -> int:
    """Rows still wrapped under an older epoch."""
    row = session.execute(
        "select (select count(*) from keys.person_key where epoch <> %(n)s)"
        " + (select count(*) from keys.data_key where epoch <> %(n)s)",
        {"n": newest},
    ).fetchone()
    return int(row[0]) if row else 0


def _chunks(
    session: Connection[Any], select: str, update: str, wrap: Callable[[Sequence[Any]], bytes]
) -> Rewrapped:
    done, damaged, last = 0, list[UUID](), _NOTHING
    while rows := session.execute(select.encode(), [last]).fetchall():
        last = rows[-1][0]
        fresh: dict[UUID, bytes] = {}
        for row in rows:
            try:
                fresh[row[0]] = wrap(row)
            except (InvalidUnwrap, EpochMissing):
                damaged.append(row[0])
        session.execute(update.encode(), [list(fresh), list(fresh.values())])
        done += len(fresh)
    return Rewrapped(done, tuple(damaged))
