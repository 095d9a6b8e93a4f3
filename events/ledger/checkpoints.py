"""The stored checkpoints of a log: what was signed, and what enough witnesses have cosigned."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, Final

from events.ledger import note as notes
from events.ledger import policy_file
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

    def signed_by(self, end: datetime) -> Signed | None:
        """The largest checkpoint we signed before `end`."""
        return self._signed("where signed_at < %b order by size desc limit 1", end)

    def newest_cosigned(self) -> CosignedNote | None:
        """The largest checkpoint with a full quorum, None before the first."""
        return self._full("order by size desc limit 1")

    def newest_believed(self, policy: Policy) -> CosignedNote | None:
        """The largest checkpoint that enough of the witnesses known now have signed.

        A row alone says nothing: whoever owns the database can write one.
        """
        rows = self._rows(
            f"select size, note, at from {self._cosigned} order by size desc limit %b", _LOOKED_AT
        )
        return next((found for row in rows if _backed(found := CosignedNote(*row), policy)), None)

    def cosigned_notes(self, most: int) -> list[str]:
        """The notes of the newest rows, none of them believed yet."""
        rows = self._rows(f"select note from {self._cosigned} order by size desc limit %b", most)
        return [text for (text,) in rows]

    def cosigned_covering(self, position: int) -> CosignedNote | None:
        """The smallest checkpoint with a full quorum that holds this position."""
        return self._full("where size >= %b order by size limit 1", position)

    def cosigned_by(self, end: datetime) -> CosignedNote | None:
        """The largest checkpoint that had a full quorum before `end`."""
        return self._full("where at < %b order by size desc limit 1", end)

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

    def _full(self, condition: str, *values: object) -> CosignedNote | None:
        found = self._rows(f"select size, note, at from {self._cosigned} {condition}", *values)
        return CosignedNote(*found[0]) if found else None


@lru_cache(maxsize=64)
def _full(note: str, policy: str) -> Cosigned | None:
    """What the witnesses of a policy, as written, have signed there; None where they have not."""
    try:
        return policy_file.read(policy).check(notes.read(note))
    except ValueError:
        return None


def _backed(found: CosignedNote, policy: Policy) -> bool:
    if policy.quorum == NONE:
        return False
    cosigned = _full(found.note, str(policy))
    return cosigned is not None and cosigned.checkpoint.size == found.size
