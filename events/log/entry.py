"""The bytes an auditor hashes: 22 length-prefixed fields (log.md §4.1, frozen by decision 0001).

`entry = 0x01 ‖ field₁ ‖ … ‖ field₂₂`, each `uint16 big-endian length ‖ bytes`. Nothing is ever re-serialised.
"""

import hashlib
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final
from uuid import UUID

from events.log.recorded import Context, Recorded

FORMAT: Final = 1
LARGEST: Final = 65_535
"""Bytes of an entry at most: C2SP bundles carry a uint16 length."""
FIELDS: Final = 22
SIGNED_DOMAIN: Final = b"yorisoi-command/v1\n"
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_FIRST: Final = bytes((FORMAT,))
_TOO_LARGE: Final = "an entry may have 65,535 bytes at most"
_COUNTED: Final = struct.Struct(">HH").pack
_WIDTH: Final = struct.Struct(">H").unpack_from


class TooLarge(ValueError):
    """An entry would exceed 65,535 bytes: long narratives belong into a blob."""


class Malformed(ValueError):
    """Bytes that are not an entry of format 0x01."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """The 22 fields, typed. `precision` D day, M month, U unknown; `sealed` and `blobs` are raw bytes."""

    event_id: UUID
    stream: UUID
    version: int
    case: UUID
    topic: str
    recorded_at: datetime
    occurred_on: date
    precision: str
    area: str
    actor: UUID
    role: str
    office: str
    operator: str
    request: UUID
    correlation: UUID
    causation: UUID | None
    basis: str
    command: UUID
    ordinal: int
    count: int
    clear: bytes
    sealed: bytes
    blobs: bytes
    key_id: bytes
    signature: bytes


def pack(entry: Entry) -> bytes:
    """The canonical bytes; TooLarge above 65,535."""
    day = f"{entry.occurred_on.isoformat()}{entry.precision}"
    content = (entry.clear, entry.sealed, entry.blobs, entry.key_id, entry.signature)
    return packed(entry, entry.topic, entry.recorded_at, day, statement(entry), *content)


def statement(stated: Entry | Context) -> bytes:
    """Fields 8 to 16, packed: the same for all facts that are stated together."""
    return _fields(
        stated.area.encode("ascii"),
        stated.actor.bytes,
        stated.role.encode("ascii"),
        stated.office.encode("ascii"),
        stated.operator.encode("ascii"),
        stated.request.bytes,
        stated.correlation.bytes,
        stated.causation.bytes if stated.causation else b"",
        stated.basis.encode("ascii"),
    )


def packed(
    placed: Entry | Recorded, topic: str, at: datetime, day: str, stated: bytes, *content: bytes
) -> bytes:
    """The same from parts: `day` with its precision, `stated` = fields 8 to 16, `content` = 18 to 22."""
    before = _fields(
        placed.event_id.bytes,
        placed.stream.bytes,
        placed.version.to_bytes(8, "big"),
        placed.case.bytes,
        topic.encode(),
        _micros(at).to_bytes(8, "big"),
        day.encode("ascii"),
    )
    counted = placed.command.bytes + _COUNTED(placed.ordinal, placed.count)
    return _bounded(_FIRST + before + stated + _fields(counted, *content))


def unpack(data: bytes) -> Entry:
    """The fields of stored bytes; Malformed for anything else, trailing bytes included."""
    f = _split(data)
    if len(f[2]) != 8 or len(f[5]) != 8 or len(f[6]) != 11 or len(f[16]) != 20:
        raise Malformed("a field of fixed width has another width")
    try:
        return Entry(
            event_id=UUID(bytes=f[0]),
            stream=UUID(bytes=f[1]),
            version=int.from_bytes(f[2], "big"),
            case=UUID(bytes=f[3]),
            topic=f[4].decode(),
            recorded_at=_EPOCH + timedelta(microseconds=int.from_bytes(f[5], "big")),
            occurred_on=date.fromisoformat(f[6][:10].decode("ascii")),
            precision=f[6][10:].decode("ascii"),
            area=f[7].decode("ascii"),
            actor=UUID(bytes=f[8]),
            role=f[9].decode("ascii"),
            office=f[10].decode("ascii"),
            operator=f[11].decode("ascii"),
            request=UUID(bytes=f[12]),
            correlation=UUID(bytes=f[13]),
            causation=UUID(bytes=f[14]) if f[14] else None,
            basis=f[15].decode("ascii"),
            command=UUID(bytes=f[16][:16]),
            ordinal=int.from_bytes(f[16][16:18], "big"),
            count=int.from_bytes(f[16][18:], "big"),
            clear=f[17],
            sealed=f[18],
            blobs=f[19],
            key_id=f[20],
            signature=f[21],
        )
    except (ValueError, UnicodeDecodeError) as error:
        raise Malformed("a field cannot be read") from error


def sealed_of(data: bytes) -> bytes:
    """The sealed parts alone, for whoever looks for keys; Malformed like `unpack`."""
    return _split(data)[18]


def leaf_hash(data: bytes) -> bytes:
    """RFC 6962 leaf: SHA-256(0x00 ‖ entry)."""
    return hashlib.sha256(b"\x00" + data).digest()


def signed_text(origin: str, unsigned: Sequence[bytes]) -> bytes:
    """What the service signs once per command: domain, origin, leaf hashes of the entries in order.

    `unsigned` are the packed entries with an empty signature field.
    """
    return SIGNED_DOMAIN + origin.encode() + b"\n" + b"".join(map(leaf_hash, unsigned))


def signed(unsigned: bytes, signature: bytes) -> bytes:
    """Packed bytes whose last field was empty, carrying the command's signature there (its last entry does)."""
    return _bounded(unsigned[:-2] + len(signature).to_bytes(2, "big") + signature)


def unsigned(data: bytes, signature: bytes) -> bytes:
    """Packed bytes as they were before `signature` was put into their last field."""
    return data[: len(data) - len(signature) - 2] + b"\0\0"


def _fields(*values: bytes) -> bytes:
    try:
        return b"".join([len(value).to_bytes(2, "big") + value for value in values])
    except OverflowError:
        raise TooLarge(_TOO_LARGE) from None


def _bounded(data: bytes) -> bytes:
    if len(data) > LARGEST:
        raise TooLarge(_TOO_LARGE)
    return data


def _split(data: bytes) -> list[bytes]:
    size = len(data)
    if not data or data[0] != FORMAT or size > LARGEST:
        raise Malformed("not an entry of format 0x01")
    fields, at = [], 1
    try:
        for _ in range(FIELDS):
            begin = at + 2
            at = begin + _WIDTH(data, at)[0]
            fields.append(data[begin:at])
    except struct.error:
        raise Malformed("an entry ends inside a field") from None
    if at != size:
        raise Malformed("an entry ends inside a field, or bytes follow the last one")
    return fields


def _micros(instant: datetime) -> int:
    delta = instant - _EPOCH
    return (delta.days * 86_400 + delta.seconds) * 1_000_000 + delta.microseconds
