"""Every key that an entry names stands and opens, or a recorded decision ended it: shredded is no fault.

A key that stands although a decision ended it is one: somebody put it back, or the deletion was never done.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from events.contract import Group, Shredded
from events.contract.intake import KeyDestructionDecided
from events.log import entry as entries
from events.log.keys import KeyRing
from events.log.sealing import Part, parts
from events.log.stored import Placed


@dataclass(frozen=True, slots=True)
class Decision:
    """As intake's log has it; `at` = when it was recorded, `due` = whether its deletion must be done by now."""

    fact: KeyDestructionDecided
    at: datetime
    due: bool

    def ends(self, event: UUID, part: Part) -> bool:
        """Whether it names this person, and this entry where it names one."""
        if part.subject not in {self.fact.person, *self.fact.others}:
            return False
        return self.fact.entry is None or self.fact.entry == event

    def ended(self, event: UUID, part: Part, recorded_at: datetime) -> bool:
        """Whether what was sealed then can no longer stand. Later entries are sealed under keys of their own."""
        if self.fact.entry is not None and part.group != Group.NARRATIVE.code:
            return False
        personal = part.group != Group.STAT.code
        return self.due and personal and recorded_at <= self.at and self.ends(event, part)


Decided = Mapping[UUID, Decision]
"""Event id → the decision."""


class PersonKeys:
    """One log, page by page; a key is told once, at the first entry that names it."""

    def __init__(self, keys: KeyRing, decided: Decided) -> None:
        self._keys = keys
        self._decided = decided
        self._of: dict[UUID, list[Decision]] = {}
        for decision in decided.values():
            for subject in (decision.fact.person, *decision.fact.others):
                self._of.setdefault(subject, []).append(decision)
        self._seen: set[UUID] = set()
        self.shredded = 0
        """Keys whose end is recorded."""

    def page(self, rows: Sequence[Placed]) -> Iterator[str]:
        """A sentence per key that is gone or does not open, unless a decision in the log ended it."""
        first: dict[UUID, tuple[Placed, UUID, Part]] = {}
        for row in rows:
            for event, part in _named(row.data):
                if part.key_id not in self._seen:
                    first.setdefault(part.key_id, (row, event, part))
        self._seen |= first.keys()
        states = self._keys.states(first)
        for key_id, (row, event, part) in first.items():
            state = states[key_id]
            if isinstance(state, bytes):
                decided = self._of.get(part.subject, ())
                if any(one.ended(event, part, row.recorded_at) for one in decided):
                    yield f"位置 {row.position}: 消去が決定された個人の鍵 {key_id} が残っています。"
            elif isinstance(state, Shredded) and self._recorded(state, event, part):
                self.shredded += 1
            else:
                yield f"位置 {row.position}: 個人の鍵 {key_id} がないか、開きません。氏名などを読めません。"

    def _recorded(self, state: Shredded, event: UUID, part: Part) -> bool:
        """Whether the log holds a decision that ended it."""
        decision = self._decided.get(state.event) if state.event else None
        return decision is not None and decision.ends(event, part)


def _named(data: bytes) -> list[tuple[UUID, Part]]:
    """None for bytes that are no entry: that is told elsewhere."""
    try:
        entry = entries.unpack(data)
        return [(entry.event_id, part) for part in parts(entry.sealed)]
    except ValueError:
        return []
