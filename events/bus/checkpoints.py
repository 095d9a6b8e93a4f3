"""How far each table has read each log: `checkpoint`, written in the transaction that writes the rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from psycopg import Connection

from events.bus.column_types import ColumnType, SmallInt, column_type
from events.log.recorded import SOURCES

TABLE = """
create table if not exists {service}_read.checkpoint (
    projection text,
    source smallint,
    partition smallint,
    position bigint not null,
    topic_offset bigint,
    version int not null,
    code_hash bytea not null,
    primary key (projection, source, partition)
)
"""
_TEXT, _BIG, _SMALL = column_type(str), column_type(int), column_type(SmallInt)


class AnotherRunner(Exception):
    """A checkpoint does not stand where this runner left it: somebody else feeds the table."""

    def __init__(self, service: str, source: str) -> None:
        super().__init__(f"{service} の集計({source} の記録)をほかの処理が更新しています。")


@dataclass(frozen=True, slots=True)
class Place:
    """Where one projection stands in one partition of one source (`source` is its number)."""

    projection: str
    source: int
    partition: int


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """How far, by which fold."""

    position: int
    version: int
    code_hash: bytes


class Checkpoints:
    """The table of one service, seen through one connection of its projector."""

    def __init__(self, session: Connection[Any], service: str) -> None:
        self._session = session
        self._service = service
        self._table = f"{service}_read.checkpoint"

    def create(self) -> None:
        """Make the table where it is missing."""
        self._session.execute(TABLE.format(service=self._service).encode())

    def all(self, projection: str | None = None, *, lock: bool = False) -> dict[Place, Checkpoint]:
        """All rows, or one projection's; `lock` holds them until the transaction ends."""
        found = self._session.execute(
            f"select projection, source, partition, position, version, code_hash from {self._table}"
            " where %s::text is null or projection = %s order by 1, 2, 3"
            f"{' for update' if lock else ''}".encode(),
            [projection, projection],
        )
        return {
            Place(name, source, partition): Checkpoint(position, version, bytes(code_hash))
            for name, source, partition, position, version, code_hash in found
        }

    def partitions(self, projections: Sequence[str]) -> dict[str, int]:
        """Source → in how many partitions its facts came to these tables; empty before they are filled."""
        exists = self._session.execute("select to_regclass(%s) is not null", [self._table])
        if exists.fetchone() == (False,):
            return {}
        found = self._session.execute(
            f"select source, max(partition) + 1 from {self._table}"
            " where projection = any(%s) group by source".encode(),
            [list(projections)],
        )
        counts = dict(found.fetchall())
        return {name: counts[number] for name, number in SOURCES.items() if number in counts}

    def advance(
        self,
        olds: Mapping[Place, Checkpoint],
        position: int,
        topic_offset: int | None = None,
    ) -> bool:
        """Move all these to `position`, False (and the caller rolls back) unless each stands where `olds` says."""
        moved = self._session.execute(
            f"update {self._table} as c set position = %b, topic_offset = %b"
            " from unnest(%b, %b, %b, %b, %b) as o(projection, source, partition, position, version)"
            " where c.projection = o.projection and c.source = o.source"
            " and c.partition = o.partition and c.position = o.position"
            " and c.version = o.version".encode(),
            [
                position,
                topic_offset,
                *_columns(
                    (_TEXT, [place.projection for place in olds]),
                    (_SMALL, [place.source for place in olds]),
                    (_SMALL, [place.partition for place in olds]),
                    (_BIG, [old.position for old in olds.values()]),
                    (_BIG, [old.version for old in olds.values()]),
                ),
            ],
        )
        return moved.rowcount == len(olds)

    def put(self, rows: Mapping[Place, Checkpoint]) -> None:
        """State where tables stand that were just filled."""
        with self._session.cursor() as cursor:
            cursor.executemany(
                f"insert into {self._table} (projection, source, partition, position, version, code_hash)"
                " values (%s, %s, %s, %s, %s, %s) on conflict (projection, source, partition) do update"
                " set position = excluded.position, topic_offset = null, version = excluded.version,"
                " code_hash = excluded.code_hash".encode(),
                [
                    (p.projection, p.source, p.partition, c.position, c.version, c.code_hash)
                    for p, c in rows.items()
                ],
            )

    def forget(self, projection: str) -> None:
        """Remove a projection's rows."""
        self._session.execute(
            f"delete from {self._table} where projection = %s".encode(), [projection]
        )


def _columns(*given: tuple[ColumnType, list[Any]]) -> list[Any]:
    return [kind.array(values) for kind, values in given]
