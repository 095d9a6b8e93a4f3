"""Python type of a row's field → SQL type, and the binary form in which many values travel at once."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import IntEnum, IntFlag, StrEnum
from operator import attrgetter
from struct import Struct
from typing import Annotated, Any, Final, get_args, get_origin
from uuid import UUID

import msgspec

SmallInt = Annotated[int, "smallint"]
"""An int of two bytes in the table."""
Int = Annotated[int, "integer"]
"""An int of four bytes in the table; a plain `int` takes eight."""

_NULL: Final = Struct(">i").pack(-1)
_LENGTH: Final = Struct(">i")
_HEADER: Final = Struct(">iiIii")
_EMPTY: Final = Struct(">iiI")
_DAY_ZERO: Final = date(2000, 1, 1).toordinal()
_INSTANT_ZERO: Final = datetime(2000, 1, 1, tzinfo=UTC)
_ARRAY_OF: Final = {
    16: 1000, 17: 1001, 20: 1016, 21: 1005, 23: 1007, 25: 1009, 1082: 1182, 1184: 1185, 2950: 2951,
}  # fmt: skip
"""PostgreSQL's object id of each element type we send, and of its array."""

Element = Callable[[Any], bytes]


@dataclass(frozen=True, slots=True)
class Fixed:
    """Values of one width: struct code, bytes, and what makes the packed value of the field's."""

    code: str
    size: int
    convert: Callable[[Any], Any] | None = None

    @property
    def element(self) -> Element:
        """One value, length-prefixed."""
        pack, size, convert = Struct(f">i{self.code}").pack, self.size, self.convert
        if convert is None:
            return lambda value: pack(size, value)
        return lambda value: pack(size, convert(value))


@dataclass(frozen=True, slots=True)
class ColumnType:
    """`sql` is what the table declares; values travel as `oid` and are cast where that is another type.

    `element` gives a value's length-prefixed binary form; `load` makes the field's value of what a select
    (of the column as `read` says) returns, None = it is that value already. `fixed` says how values of one
    width are packed many at a time.
    """

    sql: str
    oid: int
    element: Element
    load: Callable[[Any], Any] | None = None
    literal: Callable[[Any], str] = str
    cast: str = ""
    read: str = "{}"
    fixed: "Fixed | None" = None
    copied: Element | None = None

    @property
    def in_copy(self) -> Element:
        """A value's length-prefixed form of the declared type itself, as COPY takes it."""
        return self.copied or self.element

    def array(self, values: Sequence[Any]) -> "PackedArray":
        """A whole column of values as one array parameter."""
        element = self.element
        elements = b"".join([_NULL if value is None else element(value) for value in values])
        header = _HEADER.pack(1, 1, self.oid, len(values), 1)
        return PackedArray(_ARRAY_OF[self.oid], header + elements)


@dataclass(frozen=True, slots=True)
class PackedArray:
    """An array parameter in PostgreSQL's binary format; `oid` is the array type's."""

    oid: int
    data: bytes


def column_type(hint: Any) -> ColumnType:
    """The column type of a field's (not optional) type; a nested map or record becomes JSONB."""
    marks = get_args(hint)[1:] if get_origin(hint) is Annotated else ()
    for mark in marks:
        if mark in _MARKED:
            return _MARKED[mark]
    plain = get_args(hint)[0] if marks else hint
    if plain in _SIMPLE:
        return _SIMPLE[plain]
    if isinstance(plain, type) and issubclass(plain, StrEnum):
        return ColumnType("text", 25, _text, plain, str)
    if isinstance(plain, type) and issubclass(plain, IntEnum | IntFlag):
        return _fixed("integer", 23, Fixed("i", 4), plain)
    arguments = get_args(plain)
    if get_origin(plain) is tuple and arguments[1:] == (...,):
        inner = column_type(arguments[0])
        if inner.sql != "jsonb" and not inner.sql.endswith("[]"):
            return _array_type(inner)
    return _json_type(plain)


def _array_type(inner: ColumnType) -> ColumnType:
    load, literal = inner.load, inner.literal

    def element(values: Sequence[Any]) -> bytes:
        return _text("{" + ",".join(map(literal, values)) + "}")

    def copied(values: Sequence[Any]) -> bytes:
        elements = b"".join(map(inner.element, values))
        head = (
            _HEADER.pack(1, 0, inner.oid, len(values), 1)
            if values
            else _EMPTY.pack(0, 0, inner.oid)
        )
        return _bytes(head + elements)

    return ColumnType(
        f"{inner.sql}[]",
        25,
        element,
        tuple if load is None else lambda values: tuple(map(load, values)),
        cast=f"::{inner.sql}[]",
        copied=copied,
    )


def _json_type(hint: Any) -> ColumnType:
    decoder = msgspec.json.Decoder(hint)
    encoder = msgspec.json.Encoder()

    def element(value: Any) -> bytes:
        data = encoder.encode(value)
        return _LENGTH.pack(len(data)) + data

    def copied(value: Any) -> bytes:
        return _bytes(b"\x01" + encoder.encode(value))  # the version of jsonb's binary form

    return ColumnType(
        "jsonb", 25, element, decoder.decode, cast="::jsonb", read="{}::text", copied=copied
    )


def _fixed(
    sql: str,
    oid: int,
    fixed: Fixed,
    load: Callable[[Any], Any] | None = None,
    literal: Callable[[Any], str] = str,
) -> ColumnType:
    return ColumnType(sql, oid, fixed.element, load, literal, fixed=fixed)


def _text(value: str) -> bytes:
    data = value.encode()
    return _LENGTH.pack(len(data)) + data


def _bytes(value: bytes) -> bytes:
    return _LENGTH.pack(len(value)) + value


def _micros(instant: datetime) -> int:
    since = instant - _INSTANT_ZERO
    return (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


_SIMPLE: Final[Mapping[Any, ColumnType]] = {
    bool: _fixed("boolean", 16, Fixed("?", 1)),
    int: _fixed("bigint", 20, Fixed("q", 8)),
    str: ColumnType("text", 25, _text, literal=_quoted),
    bytes: ColumnType("bytea", 17, _bytes, literal=lambda value: f'"\\\\x{value.hex()}"'),
    date: _fixed("date", 1082, Fixed("i", 4, lambda day: day.toordinal() - _DAY_ZERO)),
    datetime: _fixed(
        "timestamptz",
        1184,
        Fixed("q", 8, _micros),
        lambda instant: instant.astimezone(UTC),
        lambda instant: f'"{instant.isoformat()}"',
    ),
    UUID: _fixed("uuid", 2950, Fixed("16s", 16, attrgetter("bytes"))),
}
_MARKED: Final[Mapping[Any, ColumnType]] = {
    "smallint": _fixed("smallint", 21, Fixed("h", 2)),
    "integer": _fixed("integer", 23, Fixed("i", 4)),
}
