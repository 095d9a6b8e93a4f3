"""The tables of one service as its pages read them: as the service's own role, SELECT only."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from typing import Any, Final, LiteralString, TypeVar
from uuid import UUID

from psycopg import Connection, errors
from psycopg.rows import dict_row
from psycopg.sql import Composable
from psycopg_pool import ConnectionPool, PoolClosed

from events.bus.advances import Advances
from events.bus.columns import columns_of, key_columns, row_of
from events.bus.kafka.partition import partition_of
from events.bus.projection import Projection
from events.log.recorded import SOURCES

Row = TypeVar("Row")
Values = Sequence[Any] | Mapping[str, Any]
PATIENCE: Final = 2.0
"""Seconds a page waits for its own entry before it shows 反映待ち (assumed)."""


class NotReady(Exception):
    """A table is being filled for the first time, or anew in another shape: 集計の準備中, try again."""


class ReadTables:
    """Reads `<service>_read`; every statement sees whole batches only, tables are named without schema."""

    def __init__(self, service: str, conninfo: str, *, largest: int = 8) -> None:
        self._schema = f"{service}_read"
        self._pool = ConnectionPool(
            conninfo,
            min_size=0,
            max_size=largest,
            timeout=5,
            name=f"{service} pages",
            kwargs={
                "autocommit": True,
                "prepare_threshold": 2,
                "application_name": f"yorisoi {service} pages",
            },
            configure=self._configure,
            open=True,
        )
        self._advances = Advances(conninfo, service)

    def rows(
        self,
        projection: Projection[Row],
        where: LiteralString = "true",
        values: Values = (),
        *,
        order: LiteralString = "",
        limit: int | None = None,
    ) -> list[Row]:
        """The rows that `where` selects. Values only through placeholders: `%s`, or `%(name)s`.

        Without `order` they come by key.
        """
        columns = columns_of(projection.row)
        selected = ", ".join(column.selected for column in columns)
        by = order or ", ".join(column.quoted for column in key_columns(projection))
        statement = f"select {selected} from {projection.name} where {where} order by {by}"
        if limit is not None:
            statement += f" limit {limit:d}"
        found = self._found(statement.encode(), values)
        return [row_of(projection.row, columns, row) for row in found]

    def row(self, projection: Projection[Row], *key: Any) -> Row | None:
        """The row of a key (case id, or source number and position, or the projection's own keys)."""
        columns = key_columns(projection)
        where = " and ".join(f"{c.quoted} = %s" for c in columns)
        parts = [part for _, part in zip(columns, key, strict=True)]
        found = self.rows(projection, where, parts)
        return found[0] if found else None

    def query(
        self, statement: LiteralString | Composable, values: Values = ()
    ) -> list[dict[str, Any]]:
        """Any select, for sums and joins; rows by column name."""
        text = statement if isinstance(statement, Composable) else statement.encode()
        with (
            self._pool.connection() as session,
            session.cursor(row_factory=dict_row) as cursor,
        ):
            try:
                return cursor.execute(text, values).fetchall()  # type: ignore[arg-type]
            except (errors.UndefinedTable, errors.UndefinedColumn) as missing:
                raise NotReady(self._schema) from missing

    def reached(self, projection: str, source: str, case: UUID | None = None) -> int:
        """Up to which position a table has all of a source's facts, or those of a case; 0 = not begun.

        On the city road a partition stands at its own last fact: an idle one far behind the log, so
        whoever waits for a fact names its case.
        """
        found = self._found(
            b"select partition, position from checkpoint where projection = %s and source = %s",
            [projection, SOURCES[source]],
        )
        positions: dict[int, int] = dict(found)
        if case is None or not positions:
            return min(positions.values(), default=0)
        return positions.get(partition_of(str(case).encode(), len(positions)), 0)

    def wait_for(
        self,
        projection: str,
        source: str,
        position: int,
        timeout: float = PATIENCE,
        *,
        case: UUID | None = None,
    ) -> bool:
        """Whether the table shows the source's facts up to `position`, waiting at most so many seconds.

        With `case`, that case's facts only. False, too, where the tables are closed meanwhile.
        """
        try:
            return self._advances.wait(
                source,
                position,
                lambda: self.reached(projection, source, case) >= position,
                time.monotonic() + timeout,
            )
        except PoolClosed:
            return False

    def close(self) -> None:
        """Let waiting pages go and close the connections."""
        self._advances.close()
        self._pool.close()

    def _found(self, statement: bytes, values: Values) -> list[tuple[Any, ...]]:
        with self._pool.connection() as session, session.cursor(binary=True) as cursor:
            try:
                return cursor.execute(statement, values).fetchall()
            except (errors.UndefinedTable, errors.UndefinedColumn) as missing:
                raise NotReady(self._schema) from missing

    def _configure(self, session: Connection[Any]) -> None:
        for setting, value in (
            ("search_path", f"{self._schema}, pg_temp"),
            ("default_transaction_read_only", "on"),
            ("timezone", "UTC"),
        ):
            session.execute("select set_config(%s, %s, false)", [setting, value])
