"""What goes into the log: rows of the event table, grouped by the command that states them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID


@dataclass(frozen=True, slots=True)
class StoredRow:
    """One event as stored; every field but `data` (the entry) duplicates something inside the entry.

    `area_id` is the id of the entry's area code on `occurred_on`; `recorded_at` is UTC.
    """

    stream: UUID
    version: int
    type_id: int
    area_id: int
    occurred_on: date
    recorded_at: datetime
    data: bytes


@dataclass(frozen=True, slots=True)
class StoredCommand:
    """All rows of one command: stored together or not at all.

    The first version of each stream says which version the command was decided on.
    """

    command_id: UUID
    rows: tuple[StoredRow, ...]


class Placed(NamedTuple):
    """A stored row at its place in the log, positions dense from 1. A tuple: replays make millions."""

    position: int
    stream: UUID
    version: int
    type_id: int
    area_id: int
    occurred_on: date
    recorded_at: datetime
    data: bytes
