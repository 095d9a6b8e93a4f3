"""The data keys, stored wrapped under the key of an epoch; unwrapped ones live 60 seconds at most.

Key material never enters a log. A key that no longer stands was destroyed: its values are shredded.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Collection, Iterable, Sequence
from threading import Lock
from typing import Final, Protocol
from uuid import UUID, uuid4

from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap, aes_key_wrap
from psycopg_pool import ConnectionPool

from events.contract import Group, Shredded
from events.log import key_rows
from events.log.epochs import EpochMissing, Epochs
from events.log.key_rows import Fresh, Row
from events.log.key_slots import ENTRY, Made, Slot, Use, person_slot, slot_of
from events.log.unstored import KeyDamaged

CACHE_SECONDS: Final = 60
"""Longest life of an unwrapped key in memory (log.md §4.3)."""
CACHE_KEYS: Final = 40_000
TRIES: Final = 3
"""A first try may meet a person key made by another process, a second an epoch that just ended."""
PREPARED: Final = (Group.IDENTITY.code, Group.ADDRESS.code)
"""Groups that every reception seals."""


class Keys(Protocol):
    """Where data keys come from."""

    def sealing(self, uses: Collection[Use]) -> Made:
        """Key id and key of every use, made at need; all stored before they are returned."""

    def opening(self, key_id: UUID) -> bytes | Shredded:
        """The key, or how it ended."""


class MemoryKeys:
    """Keys of a test: kept in memory, never stored."""

    def __init__(self, body: str = "") -> None:
        self._of: dict[Slot, UUID] = {}
        self._keys: dict[UUID, bytes] = {}
        self._body = body

    def sealing(self, uses: Collection[Use]) -> Made:
        """Keys made at need."""
        return {use: self._made(slot_of(use, self._body)) for use in uses}

    def opening(self, key_id: UUID) -> bytes | Shredded:
        """The key, or shredded after `forget`."""
        return self._keys.get(key_id) or Shredded()

    def forget(self, subject: UUID | None = None) -> None:
        """Destroy the keys of a person; without one, every key there is."""
        for slot, key_id in self._of.items():
            if subject in {None, slot.subject}:
                self._keys.pop(key_id, None)

    def _made(self, slot: Slot) -> tuple[UUID, bytes]:
        key_id = self._of.get(slot)
        key = self._keys.get(key_id) if key_id else None
        if key_id is None or key is None:
            key_id = self._of[slot] = key_id or uuid4()
            key = self._keys[key_id] = secrets.token_bytes(32)
        return key_id, key


class KeyRing:
    """The wrapped keys of schema `keys`, reached as `key_keeper`; unwrapped ones live 60 s at most.

    `body` = code of the municipality, half of a cohort's name.
    """

    def __init__(self, conninfo: str, keks: Epochs | bytes, body: str = "") -> None:
        self._pool = ConnectionPool(
            conninfo,
            min_size=0,
            max_size=4,
            timeout=5,  # a form must not hang on a database that is gone
            open=True,
            kwargs={"autocommit": True},
        )
        self._epochs = Epochs.of(keks) if isinstance(keks, bytes) else keks
        self._body = body
        self._lock = Lock()
        self._places: dict[Slot, UUID] = {}
        self._found: dict[UUID, tuple[float, bytes | Shredded]] = {}
        self.damaged: set[UUID] = set()
        """Keys met that stand but do not open: nobody decided that, unlike a destruction."""

    def sealing(self, uses: Collection[Use]) -> Made:
        """Keys for the parts of a command; the rows are committed before this returns.

        KeyDamaged where one stands but does not open: nothing may be sealed under another one.
        """
        slots = {use: slot_of(use, self._body) for use in uses}
        made = self._made(set(slots.values()))
        return {use: made[slot] for use, slot in slots.items()}

    def opening(self, key_id: UUID) -> bytes | Shredded:
        """The key, or how it ended; shredded without an event where it is `damaged`.

        A database that is away raises, and nothing is remembered of it.
        """
        known = self._found.get(key_id)
        if known and known[0] > time.monotonic():
            return known[1]
        return self._read([key_id])[key_id] or Shredded()

    def prepare(self, subjects: Iterable[UUID]) -> None:
        """Make or read what many persons' receptions will need, in one round trip.

        A damaged key is left out: that of one person must not keep the others from being read.
        """
        self._made(
            {
                slot
                for subject in subjects
                for slot in (person_slot(subject), *(Slot("group", subject, g) for g in PREPARED))
            },
            without_damaged=True,
        )

    def persons(self, subjects: Collection[UUID]) -> dict[UUID, tuple[UUID, bytes]]:
        """The keys around the narratives of these persons."""
        made = self._made({person_slot(subject) for subject in subjects})
        return {slot.subject: key for slot, key in made.items()}

    def entry_row(self, use: Use, around: tuple[UUID, bytes]) -> tuple[Fresh, bytes]:
        """A key for a narrative, made but not stored: `store` its row before the entry."""
        fresh: dict[UUID, bytes] = {}
        row = self._fresh_row(slot_of(use, self._body), fresh, around)
        return row, fresh[row.key_id]

    def store(self, rows: Sequence[Fresh]) -> None:
        """Commit such rows in one round trip; EpochMissing where one may not stand any more."""
        if rows:
            with self._pool.connection() as session:
                found = key_rows.added(session, rows, [row.slot for row in rows])
            if {row.key_id for row in rows} != {row.key_id for row in found}:
                raise EpochMissing("a key made ahead was overtaken by an end of keys")

    def open_all(self, key_ids: Iterable[UUID]) -> None:
        """Read many keys in one round trip, before a bulk decode."""
        wanted = [key_id for key_id in set(key_ids) if not self._fresh(key_id)]
        if wanted:
            self._read(wanted)

    def states(self, key_ids: Iterable[UUID]) -> dict[UUID, bytes | Shredded | None]:
        """How these keys stand, read afresh: the key, its recorded end, or None where it cannot open."""
        wanted = list(set(key_ids))
        return self._read(wanted) if wanted else {}

    def close(self) -> None:
        """Close the connections and forget every key."""
        self._pool.close()
        self.forget()

    def forget(self) -> None:
        """Forget every unwrapped key now."""
        with self._lock:
            self._places.clear()
            self._found.clear()

    def _made(
        self, slots: set[Slot], *, without_damaged: bool = False
    ) -> dict[Slot, tuple[UUID, bytes]]:
        """Keys at these places. KeyDamaged, or `without_damaged` those that open."""
        made: dict[Slot, tuple[UUID, bytes]] = {}
        broken: set[Slot] = set()
        for _ in range(TRIES):
            for slot in slots - made.keys():
                if cached := self._cached(slot):
                    made[slot] = cached
            missing = slots - made.keys() - broken
            if not missing:
                break
            more, hindered = self._add(missing, made)
            made, broken = made | more, broken | hindered
        if broken and not without_damaged:
            raise KeyDamaged
        if slots - made.keys() - broken:
            raise EpochMissing("no key could be stored under the newest epoch")
        return made

    def _add(
        self, missing: set[Slot], made: dict[Slot, tuple[UUID, bytes]]
    ) -> tuple[dict[Slot, tuple[UUID, bytes]], set[Slot]]:
        """Store keys for the missing places; and the places where a standing key does not open.

        An entry's key is left out, for another try, if the person's was made by somebody else meanwhile.
        """
        wanted = missing | {person_slot(slot.subject) for slot in missing if slot.kind == ENTRY}
        around = {slot: key for slot in wanted - missing if (key := self._cached(slot))}
        fresh: dict[UUID, bytes] = {}
        rows: list[Fresh] = []
        for slot in wanted - around.keys():
            if slot.kind != ENTRY:
                rows.append(self._fresh_row(slot, fresh, None))
                around[slot] = (rows[-1].key_id, fresh[rows[-1].key_id])
        rows += [
            self._fresh_row(slot, fresh, around[person_slot(slot.subject)])
            for slot in missing
            if slot.kind == ENTRY
        ]
        with self._pool.connection() as session:
            found = key_rows.added(session, rows, wanted)
        with self._lock:
            for slot in wanted - {row.slot for row in found}:
                self._places.pop(slot, None)  # a person whose key went meanwhile gets a new one
        known = dict((made | around).values()) | fresh
        keys = self._remembered(found, known)
        here = {row.slot: (row.key_id, keys[row.key_id]) for row in found if row.key_id in keys}
        shut = {slot for slot, (_, key) in here.items() if key is None}
        more = {
            slot: (key_id, key) for slot, (key_id, key) in here.items() if key and slot in missing
        }
        return more, {slot for slot in missing if {slot, person_slot(slot.subject)} & shut}

    def _fresh_row(
        self, slot: Slot, fresh: dict[UUID, bytes], around: tuple[UUID, bytes] | None
    ) -> Fresh:
        key_id, key = uuid4(), secrets.token_bytes(32)
        fresh[key_id] = key
        inner = aes_key_wrap(around[1], key) if around else key
        epoch, wrapped = self._epochs.wrap(inner)
        return Fresh(slot, key_id, wrapped, epoch, around[0] if around else None)

    def _read(self, key_ids: Sequence[UUID]) -> dict[UUID, bytes | Shredded | None]:
        with self._pool.connection() as session:
            rows = key_rows.by_id(session, key_ids)
            gone = set(key_ids) - {row.key_id for row in rows if _stands(row)}
            ends = key_rows.ended(session, list(gone)) if gone else []
        shredded = dict.fromkeys(gone, Shredded())
        shredded |= {end.key_id: Shredded(end.event, end.on, end.ground) for end in ends}
        until = time.monotonic() + CACHE_SECONDS
        with self._lock:
            self._found |= {key_id: (until, how) for key_id, how in shredded.items()}
        return {**shredded, **self._remembered(rows, {})}

    def _remembered(
        self, rows: Iterable[Row], known: dict[UUID, bytes]
    ) -> dict[UUID, bytes | None]:
        """The keys of the rows that stand; persons first, since entries need them."""
        self._epochs.refresh()
        until = time.monotonic() + CACHE_SECONDS
        ordered = sorted(filter(_stands, rows), key=lambda row: row.slot.kind == ENTRY)
        opened: dict[UUID, bytes | None] = {}
        for row in ordered:
            opened[row.key_id] = known.get(row.key_id) or self._unwrapped(row, opened)
        with self._lock:
            if len(self._found) > CACHE_KEYS:
                self._found.clear()
                self._places.clear()
            self._found |= {k: (until, key) for k, key in opened.items() if key is not None}
            self.damaged -= {key_id for key_id, key in opened.items() if key is not None}
            self.damaged |= {r.key_id for r in ordered if self._is_damaged(r, opened)}
            self._places |= {r.slot: r.key_id for r in ordered if r.slot.kind != ENTRY}
        return opened

    def _unwrapped(self, row: Row, opened: dict[UUID, bytes | None]) -> bytes | None:
        """One damaged key is that key's matter: None, and the others open."""
        try:
            inner = self._epochs.unwrap(row.epoch, row.wrapped)
            if row.under is None:
                return inner
            around = opened.get(row.under)
            return aes_key_unwrap(around, inner) if around else None
        except (InvalidUnwrap, EpochMissing, ValueError):
            return None

    @staticmethod
    def _is_damaged(row: Row, opened: dict[UUID, bytes | None]) -> bool:
        """A narrative's key is not at fault where the person's around it does not open."""
        around_opens = row.under is None or opened.get(row.under) is not None
        return opened[row.key_id] is None and around_opens

    def _cached(self, slot: Slot) -> tuple[UUID, bytes] | None:
        key_id = self._places.get(slot)
        found = self._found.get(key_id) if key_id else None
        if not key_id or not found or found[0] <= time.monotonic():
            return None
        return (key_id, found[1]) if isinstance(found[1], bytes) else None

    def _fresh(self, key_id: UUID) -> bool:
        found = self._found.get(key_id)
        return bool(found and found[0] > time.monotonic())


def _stands(row: Row) -> bool:
    """An entry's key without the person's key around it is as gone as a deleted one."""
    return row.slot.kind != ENTRY or row.under is not None
