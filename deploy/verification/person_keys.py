"""Every key that an entry names stands and opens; without it a person's name and story are lost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from uuid import UUID

from events.log.codec import key_ids
from events.log.keys import KeyRing
from events.log.stored import Placed


class PersonKeys:
    """One log, page by page; a key is told once, at the first entry that names it."""

    def __init__(self, keys: KeyRing) -> None:
        self._keys = keys
        self._seen: set[UUID] = set()

    def page(self, rows: Sequence[Placed]) -> Iterator[str]:
        """A sentence per key that is gone. No destruction is recorded yet, so each is a difference."""
        first: dict[UUID, int] = {}
        for row in rows:
            for key_id in _named(row.data):
                if key_id not in self._seen:
                    first.setdefault(key_id, row.position)
        self._seen |= first.keys()
        standing = self._keys.standing(first) if first else set()
        for key_id, position in first.items():
            if key_id not in standing:
                yield f"位置 {position}: 個人の鍵 {key_id} がないか、開きません。氏名などを読めません。"


def _named(data: bytes) -> set[UUID]:
    """None for bytes that are no entry: that is told elsewhere."""
    try:
        return set(key_ids([data]))
    except ValueError:
        return set()
