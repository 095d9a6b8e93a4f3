"""Reading a log in pages: keyset selects, binary, prepared; never a snapshot longer than one page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final
from uuid import UUID

from psycopg import Connection, OperationalError
from psycopg.rows import tuple_row
from psycopg_pool import ConnectionPool

from events.log.living import living
from events.log.stored import Placed
from events.log.unstored import Unavailable

PAGE: Final = 5_000


def pool(conninfo: str, *, name: str, largest: int = 8) -> ConnectionPool[Connection[Any]]:
    """Connections for short reads: each statement its own transaction, prepared at first use."""
    return ConnectionPool(
        conninfo,
        min_size=1,
        max_size=largest,
        name=name,
        timeout=5.0,
        check=living,  # so that a restarted server is not noticed by callers
        kwargs={"autocommit": True, "prepare_threshold": 0, "application_name": f"yorisoi {name}"},
        open=True,
    )


class Gap(Exception):
    """Positions are not dense: the log is damaged (a conflict or a rollback leaves no gap)."""


class Reading:
    """The rows of one log. `service` names the schema; any role that may read the log will do."""

    def __init__(self, connections: ConnectionPool[Connection[Any]], service: str) -> None:
        self._pool = connections
        self._columns = (
            "select position, stream, version, type_id, ward, occurred_on, recorded_at, data"
            f" from {service}.event"
        )
        self._service = service

    def head(self) -> int:
        """The highest position, which is the number of events; 0 for an empty log."""
        rows = self.rows(f"select position from {self._service}.log_head")
        return int(rows[0][0])

    def page(self, after: int, limit: int = PAGE) -> list[Placed]:
        """Up to `limit` rows behind position `after`, in order and without a gap."""
        statement = f"{self._columns} where position > %b order by position limit %b"
        rows = list(map(Placed._make, self.rows(statement, after, limit)))
        if rows and (rows[0].position != after + 1 or rows[-1].position != after + len(rows)):
            raise Gap(f"positions behind {after} are not dense")
        return rows

    def read(self, after: int = 0, until: int | None = None, limit: int = PAGE) -> Iterator[Placed]:
        """Everything behind `after` up to `until` (the head when reading began), page by page."""
        end = self.head() if until is None else until
        while after < end:
            rows = self.page(after, min(limit, end - after))
            if not rows:
                raise Gap(f"positions behind {after} are missing")
            yield from rows
            after = rows[-1].position

    def of_kind(self, type_id: int, after: int = 0) -> list[Placed]:
        """The rows of one rare kind behind a position, in order."""
        statement = f"{self._columns} where type_id = %b and position > %b order by position"
        return list(map(Placed._make, self.rows(statement, type_id, after)))

    def of_kinds(self, types: Sequence[int], after: int, until: int) -> list[Placed]:
        """The rows of these kinds behind `after` up to `until`, in order; all others stay where they are."""
        statement = (
            f"{self._columns} where position > %b and position <= %b and type_id = any(%b)"
            " order by position"
        )
        return list(map(Placed._make, self.rows(statement, after, until, list(types))))

    def stream(self, stream: UUID) -> list[Placed]:
        """All rows of one stream in version order."""
        statement = f"{self._columns} where stream = %b order by version"
        return list(map(Placed._make, self.rows(statement, stream)))

    def begun_by(self, type_id: int, after: UUID | None, limit: int) -> list[UUID]:
        """Streams whose first fact is of that kind, by their own order behind `after`."""
        statement = (
            f"select stream from {self._service}.event where version = 1 and type_id = %b"
            " and stream > %b order by stream limit %b"
        )
        return [row[0] for row in self.rows(statement, type_id, after or UUID(int=0), limit)]

    def of_streams(self, streams: Sequence[UUID], until: int) -> list[Placed]:
        """All rows of some streams up to a position, stream by stream in version order."""
        statement = (
            f"{self._columns} where stream = any(%b) and position <= %b order by stream, version"
        )
        return list(map(Placed._make, self.rows(statement, list(streams), until)))

    def answered(self, command_id: UUID) -> int | None:
        """First position of a command stored before; None for a new one (writer role only)."""
        rows = self.rows(
            f"select first_position from {self._service}.command where command_id = %b", command_id
        )
        return int(rows[0][0]) if rows else None

    def rows(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        """All rows of a statement that is bounded by itself. Unavailable without the database."""
        try:
            with (
                self._pool.connection() as session,
                session.cursor(binary=True, row_factory=tuple_row) as cursor,
            ):
                return cursor.execute(statement.encode(), values).fetchall()
        except OperationalError:
            raise Unavailable("the database is not there") from None
