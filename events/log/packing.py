"""Commands as the binary arrays the append functions take (PostgreSQL's array wire format).

Packing a command happens in the caller's thread; the committer only joins what is packed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import accumulate
from struct import Struct
from typing import Final
from uuid import UUID

from events.log.entry import LARGEST, TooLarge
from events.log.stored import StoredCommand, StoredRow
from events.log.unstored import Incoherent

MOST_EVENTS: Final = 10_000
"""Events of one command, and of one batch (assumed)."""

_BYTEA, _INT8, _INT2, _INT4, _DATE, _INSTANT, _UUID = 17, 20, 21, 23, 1082, 1184, 2950
_ARRAY_OF: Final = {
    _BYTEA: 1001,
    _INT2: 1005,
    _INT4: 1007,
    _DATE: 1182,
    _INSTANT: 1185,
    _UUID: 2951,
}

_PER_COMMAND: Final = (_UUID, _INT4, _INT4)  # id, events, offset
_PER_HEAD: Final = (_UUID, _INT4, _INT4, _INT4)  # stream, expected, new version, command's ordinal
_PER_EVENT: Final = (_UUID, _INT4, _INT2, _INT2, _DATE, _INSTANT, _BYTEA, _INT4)  # StoredRow, head
ELEMENTS: Final = (*_PER_COMMAND, *_PER_HEAD, *_PER_EVENT)
PARAMETER_TYPES: Final = tuple(_ARRAY_OF[element] for element in ELEMENTS)

_HEADER = Struct(">iiIii")
_LENGTH = Struct(">i")
_AS_UUID = Struct(">i16s")
_AS_INT2 = Struct(">ih")
_AS_INT4 = Struct(">ii")
_AS_INT8 = Struct(">iq")
_DAY_ZERO = date(2000, 1, 1).toordinal()
_INSTANT_ZERO = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class PackedCommand:
    """One validated command. `columns` = the seven columns of its rows, elements length-prefixed.

    `heads` = stream, expected and new version; `places` = per event the index of its head.
    """

    command_id: bytes
    events: int
    heads: tuple[tuple[bytes, int, int], ...]
    places: tuple[int, ...]
    columns: tuple[bytes, ...]
    size: int

    @property
    def touches(self) -> frozenset[bytes]:
        """What a batch may hold only once: the command's id and its streams."""
        return frozenset((b"command" + self.command_id, *(stream for stream, _, _ in self.heads)))


def packed(command: StoredCommand) -> PackedCommand:
    """Validate and pack; a bad command is refused here, where it cannot fail its neighbours.

    Incoherent for an empty or broken command, TooLarge above 65,535 bytes an entry or 10,000 events.
    """
    rows = command.rows
    if not rows:
        raise Incoherent("a command states at least one fact")
    if len(rows) > MOST_EVENTS:
        raise TooLarge("a command may state 10,000 facts at most")
    if max(len(row.data) for row in rows) > LARGEST:
        raise TooLarge("an entry may have 65,535 bytes at most")
    columns = tuple(map(b"".join, zip(*map(_elements, rows), strict=True)))
    size = sum(map(len, columns))
    heads = _heads(rows)
    index = {stream: place for place, (stream, _, _) in enumerate(heads)}
    places = tuple(index[row.stream.bytes] for row in rows)
    return PackedCommand(command.command_id.bytes, len(rows), heads, places, columns, size)


def parameters(batch: Sequence[PackedCommand]) -> list[bytes]:
    """The 15 arguments of `append` and `append_judged` for these commands, in binary format."""
    counts = [command.events for command in batch]
    offsets = [0, *accumulate(counts)]
    total = offsets.pop()
    heads = [(i, *head) for i, command in enumerate(batch, 1) for head in command.heads]
    per_head = [
        b"".join(_AS_UUID.pack(16, stream) for _, stream, _, _ in heads),
        b"".join(_AS_INT4.pack(4, expected) for _, _, expected, _ in heads),
        b"".join(_AS_INT4.pack(4, new) for _, _, _, new in heads),
        b"".join(_AS_INT4.pack(4, ordinal) for ordinal, _, _, _ in heads),
    ]
    per_command = [
        b"".join(_AS_UUID.pack(16, command.command_id) for command in batch),
        b"".join(_AS_INT4.pack(4, count) for count in counts),
        b"".join(_AS_INT4.pack(4, offset) for offset in offsets),
    ]
    per_event = map(b"".join, zip(*(command.columns for command in batch), strict=True))
    before = accumulate((len(command.heads) for command in batch), initial=1)
    at_head = b"".join(
        _AS_INT4.pack(4, first + place)
        for first, command in zip(before, batch, strict=False)
        for place in command.places
    )
    lengths = [len(batch)] * 3 + [len(heads)] * 4 + [total] * 8
    return [
        _HEADER.pack(1, 0, element, length, 1) + elements
        for element, length, elements in zip(
            ELEMENTS, lengths, [*per_command, *per_head, *per_event, at_head], strict=True
        )
    ]


def _elements(row: StoredRow) -> tuple[bytes, ...]:
    since = row.recorded_at - _INSTANT_ZERO
    micros = (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds
    return (
        _AS_UUID.pack(16, row.stream.bytes),
        _AS_INT4.pack(4, row.version),
        _AS_INT2.pack(2, row.type_id),
        _AS_INT2.pack(2, row.area_id),
        _AS_INT4.pack(4, row.occurred_on.toordinal() - _DAY_ZERO),
        _AS_INT8.pack(8, micros),
        _LENGTH.pack(len(row.data)) + row.data,
    )


def _heads(rows: Sequence[StoredRow]) -> tuple[tuple[bytes, int, int], ...]:
    """Per stream: the version it was decided on and the one it reaches; versions must be contiguous."""
    heads: dict[UUID, tuple[int, int]] = {}
    for row in rows:
        expected, reached = heads.get(row.stream, (row.version - 1, row.version - 1))
        if row.version != reached + 1:
            raise Incoherent("the versions of a command are contiguous in each stream")
        heads[row.stream] = (expected, row.version)
    return tuple((stream.bytes, expected, new) for stream, (expected, new) in heads.items())
