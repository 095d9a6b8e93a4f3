"""Every key that an entry names stands and opens; without it a person's name and story are lost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from uuid import UUID

from events.contract import Shredded
from events.log.codec import key_ids
from events.log.keys import KeyRing
from events.log.stored import Placed


class PersonKeys:
    """One log, page by page; a key is told once, at the first entry that names it."""

    def __init__(self, keys: KeyRing) -> None:
        self._keys = keys
        self._seen: set[UUID] = set()
        self.shredded = 0
        """Keys whose end is recorded."""

    def page(self, rows: Sequence[Placed]) -> Iterator[str]:
        """A sentence per key that is gone or does not open, unless a decision ended it."""
        first: dict[UUID, int] = {}
        for row in rows:
            for key_id in _named(row.data):
                if key_id not in self._seen:
                    first.setdefault(key_id, row.position)
        self._seen |= first.keys()
        states = self._keys.states(first)
        for key_id, position in first.items():
            state = states[key_id]
            if isinstance(state, Shredded) and state.event is not None:
                self.shredded += 1
            elif not isinstance(state, bytes):
                yield f"位置 {position}: 個人の鍵 {key_id} がないか、開きません。氏名などを読めません。"


def _named(data: bytes) -> set[UUID]:
    """None for bytes that are no entry: that is told elsewhere."""
    try:
        return set(key_ids([data]))
    except ValueError:
        return set()
