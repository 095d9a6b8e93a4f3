"""Where the relay of one topic stands: one place, and the last id of every partition, in PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from psycopg import Connection


class Overtaken(Exception):
    """Another relay has moved the position: this one no longer leads."""


class Recut(Exception):
    """The topic was first relayed into another number of partitions: order would break."""


@dataclass(frozen=True, slots=True)
class Reached:
    """Everything up to `position` is on the topic; `last` = partition → last id sent there."""

    position: int = 0
    last: Mapping[int, int] = field(default_factory=dict)

    def after_all(self, sent: Iterable[tuple[int, int]]) -> Reached:
        """The same after (position, partition) pairs in order."""
        position, last = self.position, dict(self.last)
        for position, partition in sent:
            last[partition] = position
        return Reached(position, last)


class RelayPosition:
    """The stored place of one topic, over a connection in autocommit as `projector_<service>`."""

    def __init__(self, session: Connection[Any], service: str, topic: str, partitions: int) -> None:
        self._session = session
        self._schema = f"{service}_relay"
        self._topic = topic
        self._partitions = partitions

    def lead(self) -> bool:
        """Take the topic's advisory lock; it ends with the connection."""
        words = "select pg_try_advisory_lock(hashtext('yorisoi.relay'), hashtext(%s))"
        found = self._session.execute(words.encode(), [self._topic]).fetchone()
        return found == (True,)

    def load(self) -> Reached:
        """The stored place, position 0 for a topic never relayed. Raises `Recut`."""
        with self._session.transaction():
            self._session.execute(
                f"insert into {self._schema}.relay_position values (%s, %s, 0)"
                " on conflict do nothing",
                [self._topic, self._partitions],
            )
            [(partitions, position)] = self._session.execute(
                f"select partitions, position from {self._schema}.relay_position where topic = %s",
                [self._topic],
            )
            rows = self._session.execute(
                f"select partition, last_id from {self._schema}.relay_partition where topic = %s",
                [self._topic],
            )
            last = {int(partition): int(last_id) for partition, last_id in rows}
        if partitions != self._partitions:
            raise Recut(f"{self._topic} was relayed into {partitions} partitions")
        return Reached(position, last)

    def save(self, old: Reached, new: Reached) -> None:
        """Move from `old` to `new` in one transaction; `Overtaken` if `old` is no longer stored."""
        moved = {p: last for p, last in new.last.items() if old.last.get(p) != last}
        with self._session.transaction():
            done = self._session.execute(
                f"update {self._schema}.relay_position set position = %s"
                " where topic = %s and position = %s",
                [new.position, self._topic, old.position],
            )
            if done.rowcount != 1:
                raise Overtaken(self._topic)
            self._session.execute(
                f"insert into {self._schema}.relay_partition"
                " select %s, * from unnest(%s::smallint[], %s::bigint[])"
                " on conflict (topic, partition) do update set last_id = excluded.last_id",
                [self._topic, list(moved), list(moved.values())],
            )
