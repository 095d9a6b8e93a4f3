"""A table compared with what its log gives now: folded anew beside it, then row by row; nothing is replaced.

The comparison holds the table's checkpoints, so the live follower waits for it, and both show the same facts.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import ExitStack, closing
from dataclasses import dataclass
from typing import Any, Final

from psycopg import Connection

from events.bus.columns import all_columns, key_columns
from events.bus.locks import Lock, try_lock
from events.bus.projection import Projection
from events.bus.rebuild import Rebuild, RebuildRefused
from events.bus.source import NotDense, SourceLog
from events.bus.tables import Tables
from events.log.codec import Codec

SHOWN: Final = 10
"""Keys of differing rows that are told."""


@dataclass(frozen=True, slots=True)
class Differing:
    """`count` keys whose rows differ, are missing or are too many; the first of them."""

    count: int
    keys: tuple[tuple[Any, ...], ...]


def compare(
    tables: Tables,
    projection: Projection[Any],
    opened: Callable[[str], SourceLog],
    codec: Codec,
) -> Differing | None:
    """None where the table has not been filled yet. Raises what filling it would raise.

    RebuildRefused for a table fed from several partitions: those have no common position.
    """
    with tables.connected() as session:
        while not try_lock(session, Lock.REBUILD, tables.service):
            time.sleep(0.2)
        if not _begun(session, tables.service) or not tables.filled(session, projection):
            return None
        with ExitStack() as stack:
            logs = {
                source: stack.enter_context(closing(opened(source)))
                for source in projection.sources
            }
            for log in logs.values():
                log.want(projection.reads)
            return _Beside(tables, projection, session, logs, codec, True, _silent).compared()


class _Beside(Rebuild):
    """A filling that ends with a comparison instead of a swap."""

    def compared(self) -> Differing:
        if not self._in_place:
            raise RebuildRefused(f"{self._projection.name}: 比べるには反映を止めてください。")
        self._end = self._target()
        for source, log in self._logs.items():
            if (head := log.head()) < self._end[source]:
                raise NotDense(source, self._end[source], head)
        self._drop(self._sheet.table)
        self._sheet.create(self._session)
        self._fold()
        self._catch_up()
        with self._session.transaction():
            self._end = self._target(lock=True)
            self._fold()
            found = self._differing()
        self._drop(self._sheet.table)
        return found

    def _differing(self) -> Differing:
        columns = ", ".join(column.quoted for column in all_columns(self._projection))
        keys = ", ".join(column.quoted for column in key_columns(self._projection))
        live = f"select {columns} from {self._schema}.{self._projection.name}"
        anew = f"select {columns} from {self._schema}.{self._sheet.table}"
        rows = self._session.execute(
            f"select {keys}, count(*) over () from ("
            f" select {keys} from ({live} except {anew}) as surplus"
            f" union select {keys} from ({anew} except {live}) as missing"
            f") as differing order by {keys} limit {SHOWN}".encode()
        ).fetchall()
        return Differing(rows[0][-1] if rows else 0, tuple(row[:-1] for row in rows))


def _begun(session: Connection[Any], service: str) -> bool:
    """Whether the tables of the service were ever prepared."""
    found = session.execute("select to_regclass(%s) is not null", [f"{service}_read.checkpoint"])
    return found.fetchone() == (True,)


def _silent(_: object) -> None:
    """Nobody watches."""
