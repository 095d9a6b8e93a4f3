"""Autosaved forms: sealed rows outside the record, kept until their command stands in it or they expire."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from psycopg import Connection
from psycopg_pool import ConnectionPool

from events.host.pools import short_pool
from events.log.epochs import Epochs

LARGEST: Final = 512 * 1024
"""Bytes of one draft; a form never comes near it."""
EDITING: Final = timedelta(minutes=10)
"""How long after its last keystroke somebody counts as 入力中 (assumed)."""
NONCE: Final = 12

COLUMNS: Final = (
    "draft_id, command_id, form, case_id, area_id, owner, owner_name_sealed, body, key_wrapped,"
    " sequence, updated_at, handed_over"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftOf:
    """Where a draft belongs. `form` names the form, `at` is the path of its page (ids only)."""

    form: str
    case: UUID | None
    area: str
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A stored draft, opened. `fields`: name → texts as typed."""

    draft_id: UUID
    command_id: UUID
    of: DraftOf
    owner: UUID
    owner_name: str
    sequence: int
    fields: Mapping[str, Sequence[str]]
    saved_at: datetime
    handed_over: bool


@dataclass(frozen=True, slots=True)
class Saved:
    """What the browser and the next save need to know."""

    at: datetime
    sequence: int


class TooLong(Exception):
    """A draft larger than any form can be."""


@dataclass(frozen=True, kw_only=True)
class Places:
    """Area code ⇄ area id of today."""

    to_id: Callable[[str], int]
    to_code: Callable[[int], str]


class Drafts:
    """The drafts of one service, reached as its drafter. `keks` wrap each draft's own key."""

    def __init__(
        self, conninfo: str, service: str, *, keks: Epochs, places: Places, keep: timedelta
    ) -> None:
        self._pool: ConnectionPool[Connection[Any]] = short_pool(conninfo, f"drafts {service}")
        self._table = f"{service}_desk.draft"
        self._command = f"{service}.command"
        self._keks = keks
        self._places = places
        self._keep = keep

    def save(
        self,
        draft_id: UUID,
        command_id: UUID,
        of: DraftOf,
        owner: UUID,
        owner_name: str,
        sequence: int | None,
        fields: Mapping[str, Sequence[str]],
        now: datetime,
    ) -> Saved | None:
        """Store unless a newer state, another person's row or the finished command stands there (None).

        `sequence` None = the server saves what was submitted: newer than every save before.
        """
        key = secrets.token_bytes(32)
        body = json.dumps({"at": of.at, "fields": dict(fields)}, ensure_ascii=False).encode()
        if len(body) > LARGEST:
            raise TooLong
        values = {
            "draft": draft_id,
            "command": command_id,
            "form": of.form,
            "case": of.case,
            "area": self._places.to_id(of.area),
            "owner": owner,
            "name": _seal(key, owner_name.encode(), draft_id, b"name"),
            "body": _seal(key, body, draft_id, b"body"),
            "key": self._keks.wrap(key)[1],
            "sequence": sequence,
            "now": now,
            "end": now + self._keep,
        }
        with self._pool.connection() as session:
            row = session.execute(
                f"insert into {self._table} as kept ({COLUMNS}, expires_at)"
                " select %(draft)s, %(command)s, %(form)s, %(case)s::uuid, %(area)s, %(owner)s,"
                " %(name)s, %(body)s, %(key)s, coalesce(%(sequence)s::bigint, 0), %(now)s, false,"
                " %(end)s"
                f" where not exists (select from {self._command} where command_id = %(command)s)"
                " on conflict (draft_id) do update set command_id = excluded.command_id,"
                " body = excluded.body, owner_name_sealed = excluded.owner_name_sealed,"
                " key_wrapped = excluded.key_wrapped, updated_at = excluded.updated_at,"
                " expires_at = excluded.expires_at, owner = excluded.owner, handed_over = false,"
                " sequence = coalesce(%(sequence)s::bigint, kept.sequence + 1)"
                " where (kept.owner = excluded.owner or kept.handed_over)"
                " and kept.form = excluded.form"
                " and (%(sequence)s::bigint is null or kept.sequence < %(sequence)s::bigint)"
                " returning sequence",
                values,
            ).fetchone()
        return None if row is None else Saved(now, row[0])

    def load(self, draft_id: UUID, now: datetime) -> Draft | None:
        """The draft, if it has not expired."""
        found = self._select("draft_id = %(draft)s", now, draft=draft_id)
        return found[0] if found else None

    def list_for(self, owner: UUID, areas: Iterable[str], now: datetime) -> list[Draft]:
        """Own drafts and those handed over in these areas, the newest first."""
        ids = [self._places.to_id(code) for code in areas]
        return self._select(
            "(owner = %(owner)s or handed_over and area_id = any(%(areas)s))",
            now,
            owner=owner,
            areas=ids,
        )

    def others_at(self, case: UUID, owner: UUID, now: datetime) -> list[Draft]:
        """Drafts of other people at the same case touched lately (入力中)."""
        return self._select(
            "case_id = %(case)s and owner <> %(owner)s and updated_at > %(since)s",
            now,
            case=case,
            owner=owner,
            since=now - EDITING,
        )

    def hand_over(self, draft_id: UUID, owner: UUID) -> bool:
        """Put an own draft on the ward's list; False if there is none."""
        return self._changed(
            f"update {self._table} set handed_over = true where draft_id = %s and owner = %s",
            draft_id,
            owner,
        )

    def discard(self, draft_id: UUID, owner: UUID) -> bool:
        """Delete an own draft now; False if there is none."""
        return self._changed(
            f"delete from {self._table} where draft_id = %s and owner = %s", draft_id, owner
        )

    def recorded(self, draft_id: UUID, owner: UUID) -> bool:
        """Delete the draft of a form that was recorded: an own one, or one that was handed over."""
        return self._changed(
            f"delete from {self._table} where draft_id = %s and (owner = %s or handed_over)",
            draft_id,
            owner,
        )

    def delete_acknowledged(self, now: datetime) -> int:
        """Delete what stands in the record or has expired; return how many."""
        with self._pool.connection() as session:
            return session.execute(
                f"delete from {self._table} d where expires_at <= %s or exists"
                f" (select from {self._command} c where c.command_id = d.command_id)",
                [now],
            ).rowcount

    def close(self) -> None:
        """Close the connections."""
        self._pool.close()

    def _changed(self, statement: str, *values: object) -> bool:
        with self._pool.connection() as session:
            return session.execute(statement.encode(), values).rowcount == 1

    def _select(self, where: str, now: datetime, **values: object) -> list[Draft]:
        statement = (
            f"select {COLUMNS} from {self._table} where {where} and expires_at > %(now)s"
            " order by updated_at desc limit 200"
        )
        with self._pool.connection() as session:
            rows = session.execute(statement.encode(), {**values, "now": now}).fetchall()
        return [self._opened(row) for row in rows]

    def _opened(self, row: tuple[Any, ...]) -> Draft:
        draft_id, command, form, case, area, owner, name, body, wrapped, sequence, at, over = row
        key = self._keks.unwrap_any(bytes(wrapped))
        content = json.loads(_unseal(key, bytes(body), draft_id, b"body"))
        return Draft(
            draft_id=draft_id,
            command_id=command,
            of=DraftOf(form=form, case=case, area=self._places.to_code(area), at=content["at"]),
            owner=owner,
            owner_name=_unseal(key, bytes(name), draft_id, b"name").decode(),
            sequence=sequence,
            fields=content["fields"],
            saved_at=at,
            handed_over=over,
        )


def _seal(key: bytes, content: bytes, draft_id: UUID, part: bytes) -> bytes:
    nonce = secrets.token_bytes(NONCE)
    return nonce + AESGCM(key).encrypt(nonce, content, draft_id.bytes + part)


def _unseal(key: bytes, sealed: bytes, draft_id: UUID, part: bytes) -> bytes:
    return AESGCM(key).decrypt(sealed[:NONCE], sealed[NONCE:], draft_id.bytes + part)
