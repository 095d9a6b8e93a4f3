"""Commands in PostgreSQL's wire formats: binary arrays for the append functions, rows for COPY.

Packing a command happens in the caller's thread; the committer only takes apart and joins what is packed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import accumulate, count, pairwise
from struct import Struct
from typing import Final

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

PER_HEAD_TYPES: Final = tuple(_ARRAY_OF[element] for element in (*_PER_COMMAND, *_PER_HEAD[:3]))
"""Of `append_incoming`, behind the number of events: its arrays leave out the heads' commands."""

_HEADER = Struct(">iiIii")
_AS_UUID = Struct(">i16s")
_AS_INT4 = Struct(">ii")
_ROW = Struct(">i16siiihihiiiqi")
"""All columns of a row but the bytes of its entry, each behind its length."""
_COLUMNS: Final = tuple(
    slice(start, end) for start, end in pairwise((0, 20, 28, 34, 40, 48, 60, None))
)
"""Where each column stands in a packed row."""
_COPY_HEAD: Final = b"PGCOPY\n\xff\r\n\0" + bytes(8)
_COPY_END: Final = b"\xff\xff"
_COPY_ROW = Struct(">hiq")
_DAY_ZERO = date(2000, 1, 1).toordinal()
_INSTANT_ZERO = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class PackedCommand:
    """One validated command. `rows` = per event its seven columns, each behind its length.

    `heads` = stream, expected and new version; `places` = per event the index of its head.
    """

    command_id: bytes
    events: int
    heads: tuple[tuple[bytes, int, int], ...]
    places: tuple[int, ...]
    rows: tuple[bytes, ...]
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
    if any([len(row.data) > LARGEST for row in rows]):  # noqa: C419 - half the time of a generator
        raise TooLarge("an entry may have 65,535 bytes at most")
    found, places, heads = [], [], dict[bytes, tuple[int, int, int]]()
    for row in rows:
        stream, version = row.stream.bytes, row.version
        place, expected, reached = heads.get(stream) or (len(heads), version - 1, version - 1)
        if version != reached + 1:
            raise Incoherent("the versions of a command are contiguous in each stream")
        heads[stream] = (place, expected, version)
        places.append(place)
        found.append(_packed_row(row, stream))
    return PackedCommand(
        command.command_id.bytes,
        len(rows),
        tuple([(stream, expected, new) for stream, (_, expected, new) in heads.items()]),
        tuple(places),
        tuple(found),
        sum(map(len, found)),
    )


def parameters(batch: Sequence[PackedCommand]) -> list[bytes]:
    """The 15 arguments of `append` and `append_judged` for these commands, in binary format."""
    rows = [row for command in batch for row in command.rows]
    per_event = [b"".join([row[column] for row in rows]) for column in _COLUMNS]
    at_head = b"".join(_AS_INT4.pack(4, head) for head in _head_ordinals(batch))
    total = len(rows)
    return _arrays(
        ELEMENTS,
        [*_per_command(batch), *_per_head(batch), *((total, e) for e in (*per_event, at_head))],
    )


def incoming(batch: Sequence[PackedCommand]) -> list[bytes]:
    """The arguments of `append_incoming`: the number of events, then its arrays."""
    total = sum(command.events for command in batch)
    arrays = _arrays((*_PER_COMMAND, *_PER_HEAD[:3]), [*_per_command(batch), *_per_head(batch)[:3]])
    return [total.to_bytes(4, "big"), *arrays]


def copied(batch: Sequence[PackedCommand]) -> bytes:
    """The events of these commands as a binary COPY into `incoming`, numbered from 1."""
    rows = (row for command in batch for row in command.rows)
    numbered = zip(count(1), rows, _head_ordinals(batch), strict=False)
    place, head = _COPY_ROW.pack, _AS_INT4.pack
    body = [part for i, row, at in numbered for part in (place(9, 8, i), row, head(4, at))]
    return b"".join([_COPY_HEAD, *body, _COPY_END])


def _per_command(batch: Sequence[PackedCommand]) -> list[tuple[int, bytes]]:
    """Id, events and offset: per array the number of its elements and their bytes."""
    counts = [command.events for command in batch]
    n = len(batch)
    return [
        (n, b"".join(_AS_UUID.pack(16, command.command_id) for command in batch)),
        (n, b"".join(_AS_INT4.pack(4, count) for count in counts)),
        (n, b"".join(_AS_INT4.pack(4, offset) for offset in [0, *accumulate(counts)][:-1])),
    ]


def _per_head(batch: Sequence[PackedCommand]) -> list[tuple[int, bytes]]:
    """Stream, expected and new version, ordinal of the command."""
    heads = [(i, *head) for i, command in enumerate(batch, 1) for head in command.heads]
    n = len(heads)
    return [
        (n, b"".join(_AS_UUID.pack(16, stream) for _, stream, _, _ in heads)),
        (n, b"".join(_AS_INT4.pack(4, expected) for _, _, expected, _ in heads)),
        (n, b"".join(_AS_INT4.pack(4, new) for _, _, _, new in heads)),
        (n, b"".join(_AS_INT4.pack(4, ordinal) for ordinal, _, _, _ in heads)),
    ]


def _head_ordinals(batch: Sequence[PackedCommand]) -> Iterator[int]:
    """Per event the ordinal of its (command, stream) among the heads of the batch."""
    before = accumulate((len(command.heads) for command in batch), initial=1)
    for first, command in zip(before, batch, strict=False):
        for place in command.places:
            yield first + place


def _arrays(elements: Sequence[int], arrays: Sequence[tuple[int, bytes]]) -> list[bytes]:
    return [
        _HEADER.pack(1, 0, element, length, 1) + found
        for element, (length, found) in zip(elements, arrays, strict=True)
    ]


def _packed_row(row: StoredRow, stream: bytes) -> bytes:
    since = row.recorded_at - _INSTANT_ZERO
    micros = (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds
    day = row.occurred_on.toordinal() - _DAY_ZERO
    data = row.data
    return (
        _ROW.pack(16, stream, 4, row.version, 2, row.type_id, 2, row.area_id,
                  4, day, 8, micros, len(data)) + data
    )  # fmt: skip
