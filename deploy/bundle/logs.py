"""The logs of an installation as parts of a bundle: up to a day, a size, or the newest checkpoint."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from deploy.bundle.contents import LogPart
from events.ledger import note as notes
from events.ledger.checkpoints import Checkpoints, Rows
from events.ledger.note_key import LOG, NoteKey
from events.ledger.policy import NONE, Policy
from events.ledger.tiles import Tiles
from events.log.signing import Signer

MOST: Final = 1_000
"""Checkpoints of one log; where there are more, the last one of each day is taken."""

ALWAYS: Final = datetime(9999, 1, 1, tzinfo=UTC)

_COLUMNS: Final = "select size, note from"
_DAYS: Final = (
    "select distinct on (({at} at time zone 'Asia/Tokyo')::date) size, note from {table}"
    " where size <= %b order by ({at} at time zone 'Asia/Tokyo')::date, size desc"
)


class NothingSigned(Exception):
    """No checkpoint fits what was asked for; the message says which log and what is missing."""


@dataclass(frozen=True)
class Wanted:
    """Up to `until` (exclusive instant), or up to so many entries per service; else the newest."""

    until: datetime | None = None
    sizes: Mapping[str, int] | None = None


def part(
    service: str, rows: Rows, tiles: Tiles, signer: Signer, policy: Policy, wanted: Wanted
) -> LogPart | None:
    """None for a log without entries; NothingSigned where entries wait for a checkpoint."""
    cosigned = policy.quorum != NONE
    size = _size(service, rows, policy, wanted)
    if size is None:
        [(head,)] = rows(f"select position from {service}.log_head")
        if head and wanted == Wanted():
            raise NothingSigned(_missing(service, cosigned))
        return None
    key = NoteKey(signer.origin, LOG, signer.public)
    notes = _notes(service, rows, policy, size)
    return LogPart(service, signer.origin, size, tiles, notes, key.vkey)


def _size(service: str, rows: Rows, policy: Policy, wanted: Wanted) -> int | None:
    if wanted.sizes is not None:
        return wanted.sizes.get(service)
    checkpoints = Checkpoints(service, rows)
    if policy.quorum == NONE:
        at = wanted.until
        found = checkpoints.signed_by(at) if at is not None else checkpoints.newest()
        return found.size if found else None
    backed = checkpoints.believed_by(wanted.until or ALWAYS, policy)
    return backed.size if backed else None


def _notes(service: str, rows: Rows, policy: Policy, size: int) -> Sequence[str]:
    """Ascending, the last one of exactly this size; NothingSigned where there is none of it."""
    name, at = ("cosigned", "at") if policy.quorum != NONE else ("checkpoint", "signed_at")
    table = f"{service}_ledger.{name}"
    [(count,)] = rows(f"select count(*) from {table} where size <= %b", size)
    if count <= MOST:
        found: list[tuple[Any, ...]] = rows(
            f"{_COLUMNS} {table} where size <= %b order by size", size
        )
    else:
        found = sorted(rows(_DAYS.format(table=table, at=at), size))
    backed = [(at_size, text) for at_size, note in found if (text := _backed(note, policy))]
    if not backed or backed[-1][0] != size:
        raise NothingSigned(f"{service}: {size} 件のチェックポイントはありません。")
    return [text for _, text in backed]


def _backed(text: str, policy: Policy) -> str | None:
    """The note with the signatures this policy knows and no others; None where they do not suffice.

    Witnesses come and go: V1 judges every note by the policy of its time, and strictly.
    """
    try:
        read = notes.read(text)
        then = policy.judging(read)
        known = read.verified([*then.logs.values(), *then.witnesses.values()])
        lines = tuple({one.key: notes.signature_of(one.line) for one in known}.values())
        cleaned = notes.Note(read.text, lines)
        policy.check(cleaned)
    except ValueError:
        return None
    return str(cleaned)


def _missing(service: str, cosigned: bool) -> str:
    if cosigned:
        return f"{service}: 証人の署名したチェックポイントがまだありません。証人に見せてください。"
    return f"{service}: チェックポイントがまだありません。yorisoi run を動かすと、1秒ほどで署名されます。"
