"""Our PostgreSQL recorder behind the library's interfaces: what `PERSISTENCE_MODULE` names.

Numbers come from the log's head row, commits from the committer; no table lock, no DDL. Process
recorders, snapshots and subscriptions are not provided: followers are `events/bus`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID, uuid4

from eventsourcing.persistence import (
    AggregateRecorder,
    ApplicationRecorder,
    InfrastructureFactory,
    Notification,
    ProcessRecorder,
    ProgrammingError,
    StoredEvent,
    Subscription,
    TrackingRecorder,
)
from eventsourcing.utils import Environment
from psycopg import Connection
from psycopg_pool import ConnectionPool

from events.contract import kind_of
from events.log import entry
from events.log.committer import Committer
from events.log.foreign import refuse_foreign
from events.log.reading import Reading, pool
from events.log.recorded import Recorded
from events.log.registers import Registers
from events.log.stored import StoredCommand, StoredRow

CONNINFO: Final = "LOG_CONNINFO"
"""Environment of the factory: libpq connection string of the writer role."""
SERVICE: Final = "LOG_SERVICE"
"""Environment of the factory: the service, which is also the schema of its log."""
_ALL = 2**31 - 1


class StreamRecorder(AggregateRecorder):
    """Streams of one log: conditional append and history."""

    def __init__(
        self, committer: Committer, connections: ConnectionPool[Connection[Any]], service: str
    ) -> None:
        self.committer = committer
        self.reading = Reading(connections, service)
        self.registers = Registers(connections, service)
        self._event = f"{service}.event"

    def insert_events(
        self, stored_events: Sequence[StoredEvent], **kwargs: Any
    ) -> Sequence[int] | None:
        """Store all or none. `command_id` makes a repetition harmless; without one it gets its own."""
        self._insert(stored_events, kwargs.get("command_id"))
        return None

    def select_events(
        self,
        originator_id: UUID | str,
        *,
        gt: int | None = None,
        lte: int | None = None,
        desc: bool = False,
        limit: int | None = None,
    ) -> Sequence[StoredEvent]:
        """The stored events of a stream, by version."""
        rows = self.reading.rows(
            f"select stream, version, type_id, data from {self._event} where stream = %b"
            f" and version > %b and version <= %b order by version {'desc' if desc else 'asc'}"
            " limit %b",
            _uuid(originator_id),
            -1 if gt is None else gt,
            _ALL if lte is None else lte,
            _ALL if limit is None else limit,
        )
        name = self.registers.wire_name
        return [StoredEvent(stream, version, name(t), data) for stream, version, t, data in rows]

    def row(self, stored: StoredEvent) -> StoredRow:
        """The row of an event whose state is a canonical entry: its typed columns are the entry's."""
        fields = entry.unpack(stored.state)
        return StoredRow(
            stream=_uuid(stored.originator_id),
            version=stored.originator_version,
            type_id=self.registers.type_id(stored.topic),
            area_id=self.registers.area_id(fields.area, fields.occurred_on),
            occurred_on=fields.occurred_on,
            recorded_at=fields.recorded_at,
            data=stored.state,
        )

    def row_of(self, recorded: Recorded, data: bytes) -> StoredRow:
        """The row of a fact that was just encoded: its entry need not be read again."""
        context, on = recorded.context, recorded.occurred_on
        return StoredRow(
            stream=recorded.stream,
            version=recorded.version,
            type_id=self.registers.type_id(kind_of(recorded.fact).wire),
            area_id=self.registers.area_id(context.area, on),
            occurred_on=on,
            recorded_at=context.at,
            data=data,
        )

    def answered(self, command_id: UUID) -> int | None:
        """First position of a command stored before, None for a new one."""
        return self.reading.answered(command_id)

    def _insert(self, stored_events: Sequence[StoredEvent], command_id: UUID | None) -> range:
        if not stored_events:
            return range(0)
        try:
            rows = tuple(map(self.row, stored_events))
        except LookupError as missing:
            raise ProgrammingError(*missing.args) from None
        first = self.committer.submit(StoredCommand(command_id or uuid4(), rows))
        return range(first, first + len(rows))


class LogRecorder(StreamRecorder, ApplicationRecorder):
    """The whole log of one service as an application sequence: notification id = position."""

    def insert_events(
        self, stored_events: Sequence[StoredEvent], **kwargs: Any
    ) -> Sequence[int] | None:
        """Store all or none and return the positions; a repeated `command_id` returns the first ones."""
        return list(self._insert(stored_events, kwargs.get("command_id")))

    def select_notifications(
        self,
        start: int | None,
        limit: int,
        stop: int | None = None,
        topics: Sequence[str] = (),
        *,
        inclusive_of_start: bool = True,
    ) -> Sequence[Notification]:
        """A page of the log in order of position."""
        after = 0 if start is None else start - inclusive_of_start
        rows = self.reading.rows(
            f"select stream, version, type_id, data, position from {self._event}"
            f" where position > %b and position <= %b {'and type_id = any(%b)' if topics else ''}"
            " order by position limit %b",
            after,
            2**63 - 1 if stop is None else stop,
            *([[self.registers.type_id(topic) for topic in topics]] if topics else []),
            limit,
        )
        name = self.registers.wire_name
        return [Notification(s, v, name(t), data, position) for s, v, t, data, position in rows]

    def max_notification_id(self) -> int | None:
        """The highest position, None while the log is empty."""
        return self.reading.head() or None

    def subscribe(
        self, gt: int | None = None, topics: Sequence[str] = ()
    ) -> Subscription[ApplicationRecorder]:
        """Not provided: followers batch, assert density and survive lost wake-ups; this cannot."""
        raise NotImplementedError("follow the log with events.bus")


class Recorders(InfrastructureFactory[TrackingRecorder]):
    """One committer and one pool for the log the environment names, made at first use."""

    stream_recorder: type[StreamRecorder] = StreamRecorder
    log_recorder: type[LogRecorder] = LogRecorder

    def __init__(self, env: Environment) -> None:
        super().__init__(env)
        refuse_foreign(self.env)
        self._open: tuple[Committer, ConnectionPool[Connection[Any]], str] | None = None

    def aggregate_recorder(self, purpose: str = "events") -> StreamRecorder:
        """Streams alone; there are no snapshots."""
        if purpose != "events":
            raise NotImplementedError("there are no snapshots")
        return self.stream_recorder(*self._parts())

    def application_recorder(self) -> LogRecorder:
        """The recorder of the whole log."""
        return self.log_recorder(*self._parts())

    def tracking_recorder(
        self, tracking_recorder_class: type[TrackingRecorder] | None = None
    ) -> TrackingRecorder:
        """Not provided: reading positions stand beside the rows they made (`events/bus`)."""
        raise NotImplementedError("reading positions are kept by events.bus")

    def process_recorder(self) -> ProcessRecorder:
        """Not provided: a follower decides through commands."""
        raise NotImplementedError("there are no process recorders")

    def close(self) -> None:
        """Commit what waits, then end the connections."""
        if self._open is not None:
            committer, connections, _ = self._open
            committer.close()
            connections.close()

    def _parts(self) -> tuple[Committer, ConnectionPool[Connection[Any]], str]:
        if self._open is None:
            conninfo, service = self._given(CONNINFO), self._given(SERVICE)
            committer = Committer(conninfo, service)
            self._open = committer, pool(conninfo, name=f"log {service}"), service
        return self._open

    def _given(self, name: str) -> str:
        value = self.env.get(name)
        if not value:
            raise OSError(f"{name} is not set")
        return value


def _uuid(originator_id: UUID | str) -> UUID:
    return originator_id if isinstance(originator_id, UUID) else UUID(originator_id)
