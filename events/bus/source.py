"""One service's log as a follower reads it: dense pages of stored rows, and the wake-up of its channel."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from struct import Struct
from typing import Any, Final, NamedTuple

import psycopg
from psycopg import Connection, Copy

from events.bus.decoding import Stored
from events.contract import KINDS, Event
from events.contract.kind import UPCASTS

PAGE: Final = 1_000
"""Rows of a live page (performance.md §3.2)."""
Conninfo = Callable[[str], str]
"""Role → libpq connection string (`Address.conninfo`)."""


CASE_BYTE: Final = 64
"""Where the last byte of an entry's case id stands (field 4; all before it is of fixed width)."""
_COPY_HEAD: Final = 19
_COPY_END: Final = b"\xff\xff"
_ROW: Final = Struct(">6xq4xhi")
"""Position, area and length of data in a row of COPY's binary form."""


class Share(NamedTuple):
    """The cases whose id ends in a byte that leaves `number` when divided by `of`."""

    number: int
    of: int


WHOLE: Final = Share(0, 1)


class NotDense(Exception):
    """The log holds something else than positions 1..head: corruption, never a conflict."""

    def __init__(self, source: str, expected: int, found: int) -> None:
        super().__init__(f"{source} の記録 {expected} 件目がありません({found} があります)。")
        self.source, self.expected, self.found = source, expected, found

    def __reduce__(self) -> tuple[Any, ...]:
        """So that it can be told to another process."""
        return NotDense, (self.source, self.expected, self.found)


@dataclass(frozen=True, slots=True)
class Page:
    """Rows behind the position asked for, without a gap; `head` is the highest position of the log then."""

    rows: list[Stored]
    head: int


def reading_role(service: str, source: str) -> str:
    """The role under which `service` reads the log of `source`."""
    return f"projector_{service}" if service == source else f"reader_{source}"


def wire_names(kinds: Iterable[type[Event]]) -> set[str]:
    """All wire names, old versions included, whose facts are read as one of these kinds."""
    wanted = set(kinds)
    return {name for name in KINDS if KINDS[_newest_name(name)].cls in wanted}


class SourceLog:
    """A connection to one log, positioned nowhere: every page is a statement of its own."""

    def __init__(self, session: Connection[Any], source: str) -> None:
        self.session = session
        self.source = source
        self._page = (
            "select h.position, e.position, e.ward, e.data"
            f" from {source}.log_head h left join lateral ("
            " select position, ward,"
            " case when %b::smallint[] is null or type_id = any(%b::smallint[]) then data end as data"
            f" from {source}.event where position > %b order by position limit %b"
            ") e on true order by e.position"
        ).encode()
        self._wanted: list[int] | None = None

    @classmethod
    def opened(cls, conninfo: str, source: str, name: str) -> SourceLog:
        """Connected under `conninfo`; `name` is what the server's activity list shows."""
        session = psycopg.connect(
            conninfo, autocommit=True, prepare_threshold=0, application_name=f"yorisoi {name}"
        )
        return cls(session, source)

    @classmethod
    def to_rebuild(cls, conninfo: Conninfo, service: str, source: str) -> SourceLog:
        """A connection of its own, to read a log from the beginning for a table of `service`."""
        role = reading_role(service, source)
        return cls.opened(conninfo(role), source, f"{service} rebuilds from {source}")

    def want(self, kinds: frozenset[type[Event]] | None) -> None:
        """Fetch the entries of these kinds only, None = of every kind; positions come in any case."""
        if kinds is None:
            self._wanted = None
            return
        found = self.session.execute(
            f"select type_id from {self.source}.event_type where wire_name = any(%s)".encode(),
            [sorted(wire_names(kinds))],
        ).fetchall()
        self._wanted = [type_id for (type_id,) in found]

    def head(self) -> int:
        """The highest position; 0 for an empty log."""
        statement = f"select position from {self.source}.log_head"
        found = self.session.execute(statement.encode()).fetchone()
        return int(found[0]) if found else 0

    def page(self, after: int, limit: int = PAGE) -> Page:
        """Up to `limit` rows behind `after`; NotDense if a position is missing or the log ends before `after`."""
        with self.session.cursor(binary=True) as cursor:
            cursor.execute(self._page, (self._wanted, self._wanted, after, limit))
            found = cursor.fetchall()
        head = found[0][0]
        rows = [Stored(*row[1:]) for row in found if row[1] is not None]
        self._assert_dense(after, rows, head, limit)
        return Page(rows, head)

    def span(self, after: int, upto: int, share: Share = WHOLE) -> list[Stored]:
        """All rows in (after, upto], by COPY: half the time of pages, for who reads a whole log.

        Of a share, the other cases' rows come without data. `upto` is at most the head. NotDense if a
        position is missing.
        """
        found: list[Stored] = []
        expected = after + 1
        with (
            self.session.cursor() as cursor,
            cursor.copy(self._spanning(after, upto, share)) as copy,
        ):
            for row in _rows(copy):
                position, area_id, length = _ROW.unpack_from(row)
                if position != expected:
                    raise NotDense(self.source, expected, position)
                expected += 1
                found.append(Stored(position, area_id, row[_ROW.size :] if length >= 0 else None))
        if expected != upto + 1:
            raise NotDense(self.source, expected, upto)
        return found

    def _spanning(self, after: int, upto: int, share: Share) -> bytes:
        conditions = ["true"]
        if self._wanted is not None:
            kinds = ",".join(map(str, self._wanted))
            conditions.append(f"type_id = any('{{{kinds}}}'::smallint[])")
        if share.of > 1:
            conditions.append(f"get_byte(data, {CASE_BYTE}) % {share.of:d} = {share.number:d}")
        return (
            f"copy (select position, ward, case when {' and '.join(conditions)} then data end"
            f" from {self.source}.event where position > {after:d} and position <= {upto:d}"
            " order by position) to stdout (format binary)"
        ).encode()

    def listen(self) -> None:
        """Be told when the log grows."""
        self.session.execute(f"listen {self.source}_events".encode())

    def close(self) -> None:
        """End the connection."""
        self.session.close()

    def _assert_dense(self, after: int, rows: list[Stored], head: int, limit: int) -> None:
        for expected, row in enumerate(rows, after + 1):
            if row.position != expected:
                raise NotDense(self.source, expected, row.position)
        last = after + len(rows)
        if head < last or (len(rows) < limit and head != last):
            raise NotDense(self.source, last + 1, head)


def _rows(copy: Copy) -> Iterator[bytes]:
    """The rows of a binary COPY of one row a message; the first comes with the header."""
    skipped = _COPY_HEAD
    for block in copy:
        row = bytes(block)[skipped:]
        skipped = 0
        if row != _COPY_END:
            yield row


def _newest_name(name: str) -> str:
    while name in UPCASTS:
        name = UPCASTS[name][0]
    return name
