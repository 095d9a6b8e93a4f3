"""The logs of an installation as parts of a bundle: up to a day, a size, or the newest checkpoint."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from deploy.bundle.contents import LogPart
from events.ledger.checkpoints import Checkpoints, Rows
from events.ledger.note_key import LOG, NoteKey
from events.ledger.policy import NONE, Policy
from events.ledger.tiles import Tiles
from events.log.signing import Signer

MOST: Final = 1_000
"""Checkpoints of one log; where there are more, the last one of each day is taken."""

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
    size = _size(service, Checkpoints(service, rows), cosigned, wanted)
    if size is None:
        [(head,)] = rows(f"select position from {service}.log_head")
        if head and wanted == Wanted():
            raise NothingSigned(_missing(service, cosigned))
        return None
    key = NoteKey(signer.origin, LOG, signer.public)
    return LogPart(
        service, signer.origin, size, tiles, _notes(service, rows, cosigned, size), key.vkey
    )


def _size(service: str, checkpoints: Checkpoints, cosigned: bool, wanted: Wanted) -> int | None:
    if wanted.sizes is not None:
        return wanted.sizes.get(service)
    if wanted.until is not None:
        at = wanted.until
        found = checkpoints.cosigned_by(at) if cosigned else checkpoints.signed_by(at)
    else:
        found = checkpoints.newest_cosigned() if cosigned else checkpoints.newest()
    return found.size if found else None


def _notes(service: str, rows: Rows, cosigned: bool, size: int) -> Sequence[str]:
    """Ascending, the last one of exactly this size; NothingSigned where there is none of it."""
    name, at = ("cosigned", "at") if cosigned else ("checkpoint", "signed_at")
    table = f"{service}_ledger.{name}"
    [(count,)] = rows(f"select count(*) from {table} where size <= %b", size)
    if count <= MOST:
        found: list[tuple[Any, ...]] = rows(
            f"{_COLUMNS} {table} where size <= %b order by size", size
        )
    else:
        found = sorted(rows(_DAYS.format(table=table, at=at), size))
    if not found or found[-1][0] != size:
        raise NothingSigned(f"{service}: {size} 件のチェックポイントはありません。")
    return [note for _, note in found]


def _missing(service: str, cosigned: bool) -> str:
    if cosigned:
        return f"{service}: 証人の署名したチェックポイントがまだありません。証人に見せてください。"
    return f"{service}: チェックポイントがまだありません。yorisoi run を動かすと、1秒ほどで署名されます。"
