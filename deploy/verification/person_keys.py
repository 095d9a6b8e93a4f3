"""Every key that an entry names stands and opens, or a recorded decision ended it: shredded is no fault."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from uuid import UUID

from events.contract import Shredded
from events.contract.intake import KeyDestructionDecided
from events.log import entry as entries
from events.log.keys import KeyRing
from events.log.sealing import Part, parts
from events.log.stored import Placed

Decided = Mapping[UUID, KeyDestructionDecided]
"""Event id → the decision, as intake's log has it."""


class PersonKeys:
    """One log, page by page; a key is told once, at the first entry that names it."""

    def __init__(self, keys: KeyRing, decided: Decided) -> None:
        self._keys = keys
        self._decided = decided
        self._seen: set[UUID] = set()
        self.shredded = 0
        """Keys whose end is recorded."""

    def page(self, rows: Sequence[Placed]) -> Iterator[str]:
        """A sentence per key that is gone or does not open, unless a decision in the log ended it."""
        first: dict[UUID, tuple[int, UUID, Part]] = {}
        for row in rows:
            for event, part in _named(row.data):
                if part.key_id not in self._seen:
                    first.setdefault(part.key_id, (row.position, event, part))
        self._seen |= first.keys()
        states = self._keys.states(first)
        for key_id, (position, event, part) in first.items():
            state = states[key_id]
            if isinstance(state, bytes):
                continue
            if isinstance(state, Shredded) and self._recorded(state, event, part):
                self.shredded += 1
            else:
                yield f"位置 {position}: 個人の鍵 {key_id} がないか、開きません。氏名などを読めません。"

    def _recorded(self, state: Shredded, event: UUID, part: Part) -> bool:
        """Whether the log holds a decision that names this person, and this entry where it names one."""
        decision = self._decided.get(state.event) if state.event else None
        if decision is None or part.subject not in {decision.person, *decision.others}:
            return False
        return decision.entry is None or decision.entry == event


def _named(data: bytes) -> list[tuple[UUID, Part]]:
    """None for bytes that are no entry: that is told elsewhere."""
    try:
        entry = entries.unpack(data)
        return [(entry.event_id, part) for part in parts(entry.sealed)]
    except ValueError:
        return []
