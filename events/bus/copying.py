"""Many rows into a table by COPY in binary form: a fifth of the server's time of inserting arrays."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from struct import Struct
from typing import Any, Final

from psycopg import Connection

from events.bus.columns import Column

_BEGIN: Final = b"PGCOPY\n\xff\r\n\0" + bytes(8)
_END: Final = b"\xff\xff"
_NULL: Final = b"\xff\xff\xff\xff"
_BLOCK: Final = 500
"""Rows of one message to the server."""
Values = tuple[Any, ...]


def copy_rows(
    session: Connection[Any], table: str, columns: Sequence[Column], rows: Sequence[Values]
) -> None:
    """Store rows given as values in the order of the columns; the caller's transaction decides."""
    names = ", ".join(column.quoted for column in columns)
    with (
        session.cursor() as cursor,
        cursor.copy(f"copy {table} ({names}) from stdin (format binary)".encode()) as copy,
    ):
        copy.write(_BEGIN)
        packed = _packed(columns, rows)
        while block := b"".join(islice(packed, _BLOCK)):
            copy.write(block)
        copy.write(_END)


def _packed(columns: Sequence[Column], rows: Sequence[Values]) -> Iterator[bytes]:
    by_column = list(zip(*rows, strict=True))
    if all(column.type.fixed is not None and not column.optional for column in columns):
        return _of_one_width(columns, by_column)
    count = Struct(">h").pack(len(columns))
    elements = (_elements(column, found) for column, found in zip(columns, by_column, strict=True))
    return (count + b"".join(row) for row in zip(*elements, strict=True))


def _of_one_width(columns: Sequence[Column], by_column: Sequence[Values]) -> Iterator[bytes]:
    """All widths are known: one call packs a row."""
    fixed = [column.type.fixed for column in columns if column.type.fixed is not None]
    pack = Struct(">h" + "".join(f"i{kind.code}" for kind in fixed)).pack
    words: list[Any] = [len(fixed)]
    for kind in fixed:
        words += [kind.size, None]
    converted = [
        found if kind.convert is None else map(kind.convert, found)
        for kind, found in zip(fixed, by_column, strict=True)
    ]
    for values in zip(*converted, strict=True):
        words[2::2] = values
        yield pack(*words)


def _elements(column: Column, values: Values) -> Iterable[bytes]:
    element: Callable[[Any], bytes] = column.type.in_copy
    if not column.optional:
        return map(element, values)
    return (_NULL if value is None else element(value) for value in values)
