"""Keys for bulk writing: those of narratives are made in memory and stored many at a time.

The writer stores the keys before it sends the entries sealed under them.
"""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from events.contract import Group, Shredded
from events.log.key_rows import Fresh
from events.log.key_slots import Made, Use
from events.log.keys import KeyRing

_NARRATIVE = Group.NARRATIVE.code


class KeysAhead:
    """The keys of a bulk writer in front of a ring."""

    def __init__(self, ring: KeyRing) -> None:
        self._ring = ring
        self._waiting: list[Fresh] = []

    def sealing(self, uses: Collection[Use]) -> Made:
        """Narrative keys wait for `store`; all others stand when this returns."""
        entries = [use for use in uses if use.group == _NARRATIVE]
        made = dict(self._ring.sealing([use for use in uses if use.group != _NARRATIVE]))
        around = self._ring.persons({use.subject for use in entries})
        for use in entries:
            row, key = self._ring.entry_row(use, around[use.subject])
            self._waiting.append(row)
            made[use] = (row.key_id, key)
        return made

    def opening(self, key_id: UUID) -> bytes | Shredded:
        """From the ring: what waits is not read back."""
        return self._ring.opening(key_id)

    def store(self) -> None:
        """Commit what waits, in one round trip."""
        rows, self._waiting = self._waiting, []
        self._ring.store(rows)
