"""The stored checkpoints of a log: what was signed, and what enough witnesses have cosigned."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, Final

from events.ledger import former_policies, policy_file
from events.ledger import note as notes
from events.ledger.checkpoint import Checkpoint
from events.ledger.note_key import NoteKey
from events.ledger.policy import NONE, Cosigned, Policy

Rows = Callable[..., list[tuple[Any, ...]]]
"""(statement with %b places, values) → rows: `Reading.rows`, or a session of the role that writes here."""
_PAGE: Final = 10_000
_LOOKED_AT: Final = 20
"""Newest rows among which one that witnesses signed is looked for."""


@dataclass(frozen=True, slots=True)
class Signed:
    """One of our checkpoints; `at` is our own clock."""

    size: int
    root: bytes
    note: str
    at: datetime


@dataclass(frozen=True, slots=True)
class CosignedNote:
    """A checkpoint with a full quorum; `at` is the time of the cosignature that filled it."""

    size: int
    note: str
    at: datetime


class Checkpoints:
    """Reads `<service>_ledger`; every role that reads the log may. Unavailable without the database."""

    def __init__(self, service: str, rows: Rows) -> None:
        self._rows = rows
        self._checkpoint = f"{service}_ledger.checkpoint"
        self._cosigned = f"{service}_ledger.cosigned"

    def newest(self) -> Signed | None:
        """The largest checkpoint signed, None before the first."""
        return self._signed("order by size desc limit 1")

    def covering(self, position: int) -> Signed | None:
        """The smallest checkpoint that holds this position (from 1)."""
        return self._signed("where size >= %b order by size limit 1", position)

    def signed_by(self, end: datetime, policy: Policy | None = None) -> Signed | None:
        """The largest checkpoint we signed before `end`; with a policy, one that bears a log's signature."""
        below = 1 << 62
        while found := self._signed(
            "where signed_at < %b and size < %b order by size desc limit 1", end, below
        ):
            if policy is None or _ours(found, policy):
                return found
            below = found.size
        return None

    def newest_believed(self, policy: Policy) -> CosignedNote | None:
        """The largest checkpoint that enough witnesses have signed: of those known now, or in their time.

        A row alone says nothing: whoever owns the database can write one.
        """
        rows = self._rows(
            f"select size, note, at from {self._cosigned} order by size desc limit %b", _LOOKED_AT
        )
        return next(filter(None, (_believed(CosignedNote(*row), policy) for row in rows)), None)

    def cosigned_notes(self, most: int) -> list[str]:
        """The notes of the newest rows, none of them believed yet."""
        rows = self._rows(f"select note from {self._cosigned} order by size desc limit %b", most)
        return [text for (text,) in rows]

    def believed_by(self, end: datetime, policy: Policy) -> CosignedNote | None:
        """The largest checkpoint that enough witnesses had signed before `end`: of those known now, or then.

        Neither row nor time of a row says anything: both are read from the signatures.
        """
        below = 1 << 62
        while rows := self._rows(
            f"select size, note, at from {self._cosigned} where size < %b and at < %b"
            " order by size desc limit %b",
            below,
            end,
            _LOOKED_AT,
        ):
            for row in rows:
                found = _believed(CosignedNote(*row), policy)
                if found is not None and found.at < end:
                    return found
            below = rows[-1][0]
        return None

    def each(self) -> Iterator[Signed]:
        """All of them by size, page by page."""
        after = 0
        while page := self._rows(
            f"select size, root, note, signed_at from {self._checkpoint}"
            " where size > %b order by size limit %b",
            after,
            _PAGE,
        ):
            yield from (Signed(*row) for row in page)
            after = page[-1][0]

    def each_cosigned(self) -> Iterator[tuple[CosignedNote, bytes]]:
        """All that a quorum has signed by size, page by page, with the root stored for that size."""
        after = 0
        while page := self._rows(
            f"select c.size, c.note, c.at, s.root from {self._cosigned} c"
            f" join {self._checkpoint} s using (size)"
            " where c.size > %b order by c.size limit %b",
            after,
            _PAGE,
        ):
            yield from ((CosignedNote(*row[:3]), bytes(row[3])) for row in page)
            after = page[-1][0]

    def _signed(self, condition: str, *values: object) -> Signed | None:
        found = self._rows(
            f"select size, root, note, signed_at from {self._checkpoint} {condition}", *values
        )
        return Signed(*found[0]) if found else None


@lru_cache(maxsize=4_096)
def _full(note: str, policy: str, former: str) -> Cosigned | None:
    """What the witnesses of a policy, as written, have signed there; None where they have not."""
    try:
        return _policy(policy, former).check(notes.read(note))
    except ValueError:
        return None


@lru_cache(maxsize=8)
def _policy(written: str, former: str) -> Policy:
    return replace(policy_file.read(written), former=former_policies.read(former))


def _believed(found: CosignedNote, policy: Policy) -> CosignedNote | None:
    """The same with the time that the signatures tell; None where they do not suffice for this size."""
    if policy.quorum == NONE and not policy.former:
        return None
    cosigned = _full(found.note, str(policy), former_policies.text(policy.former))
    if cosigned is None or cosigned.at is None or cosigned.checkpoint.size != found.size:
        return None
    return CosignedNote(found.size, found.note, datetime.fromtimestamp(cosigned.at, UTC))


@lru_cache(maxsize=256)
def _log_signed(note: str, keys: tuple[NoteKey, ...]) -> Checkpoint | None:
    try:
        signed = notes.read(note)
        checkpoint = Checkpoint.read(signed.text)
        signed.verified([key for key in keys if key.name == checkpoint.origin])
    except ValueError:
        return None
    return checkpoint


def _ours(found: Signed, policy: Policy) -> bool:
    told = _log_signed(found.note, tuple(policy.logs.values()))
    return told is not None and (told.size, told.root) == (found.size, found.root)
