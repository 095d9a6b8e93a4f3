"""One connection that calls the append functions: one commit per batch, much at once by COPY."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NoReturn

import psycopg
from psycopg import pq

from events.log.packing import (
    PARAMETER_TYPES,
    PER_HEAD_TYPES,
    PackedCommand,
    copied,
    incoming,
    parameters,
)

_TUPLES_OK: Final = pq.ExecStatus.TUPLES_OK
_COMMAND_OK: Final = pq.ExecStatus.COMMAND_OK
_COPY_IN: Final = pq.ExecStatus.COPY_IN
_PLACES: Final = ",".join(f"${n}" for n in range(1, len(PARAMETER_TYPES) + 1))
_INCOMING_PLACES: Final = ",".join(f"${n}" for n in range(1, len(PER_HEAD_TYPES) + 2))
COPIED_FROM: Final = 1_000
"""Events of a batch from which on its rows are sent by COPY (measured: `bench import`)."""
_INT4: Final = 23
_INCOMING_TYPES: Final = (_INT4, *PER_HEAD_TYPES)


class Lost(Exception):
    """The connection is gone; whatever was sent is stored or not."""


class Failed(Exception):
    """The database answered with an error: nothing of the batch is stored."""

    def __init__(self, sqlstate: str) -> None:
        super().__init__(sqlstate)
        self.sqlstate = sqlstate


@dataclass(frozen=True, slots=True)
class Judgement:
    """The answer per command: stored now, stored before (first position), or overtaken (None)."""

    first_position: int | None


class Appending:
    """A session of the writer role. `service` names the schema."""

    def __init__(self, conninfo: str, service: str, lock_ms: int, statement_ms: int) -> None:
        self._service = service
        self._incoming = False
        self._session = psycopg.connect(
            conninfo, autocommit=True, application_name=f"yorisoi committer {service}"
        )
        try:
            self._session.execute(
                f"set lock_timeout = {lock_ms:d}; set statement_timeout = {statement_ms:d};"
                "set synchronous_commit = on; set default_transaction_isolation = 'read committed'"
            )
            self._prepare(b"append", f"select {service}.append({_PLACES})")
            self._prepare(
                b"judge", f"select first_position from {service}.append_judged({_PLACES})"
            )
            found = self._session.execute(f"select type_id from {service}.event_type").fetchall()
        except BaseException:
            self._session.close()
            raise
        self.type_ids = frozenset(int(row[0]) for row in found)

    def append(self, batch: Sequence[PackedCommand]) -> list[int]:
        """All of them or none: the first position of each. Raises Failed or Lost."""
        if sum(command.events for command in batch) < COPIED_FROM:
            result = self._call(b"append", batch)
        else:
            result = self._copied(batch)
        position = int.from_bytes(_value(result, 0), "big") + 1
        positions = []
        for command in batch:
            positions.append(position)
            position += command.events
        return positions

    def judge(self, batch: Sequence[PackedCommand]) -> list[Judgement]:
        """Each for itself, exactly. Raises Failed or Lost."""
        result = self._call(b"judge", batch)
        values = [result.get_value(row, 0) for row in range(result.ntuples)]
        return [Judgement(None if v is None else int.from_bytes(v, "big")) for v in values]

    @property
    def alive(self) -> bool:
        """Whether the connection was in order after its last use."""
        return not self._session.closed

    def close(self) -> None:
        """End the session."""
        self._session.close()

    def _prepare(self, name: bytes, statement: str, types: Sequence[int] = PARAMETER_TYPES) -> None:
        result = self._session.pgconn.prepare(name, statement.encode(), types)
        if result.status != pq.ExecStatus.COMMAND_OK:
            raise psycopg.OperationalError("the append functions are missing or not permitted")

    def _copied(self, batch: Sequence[PackedCommand]) -> pq.abc.PGresult:
        """Rows into the session's own table, then the function that moves them; nothing on any error.

        Four calls that wait in C: psycopg's own COPY asks for the interpreter at every buffer, and beside a
        thread that packs the next commands each asking takes milliseconds.
        """
        if not self._incoming:
            self._open_incoming()
        rows, heads = copied(batch), incoming(batch)
        try:
            self._ask(b"begin; copy pg_temp.incoming from stdin (format binary)", _COPY_IN)
            self._send(rows)
            result = self._execute(b"append_incoming", heads)
            self._ask(b"commit", _COMMAND_OK)
        except Failed:
            self._ask(b"rollback", _COMMAND_OK)
            raise
        return result

    def _send(self, rows: bytes) -> None:
        """The rows of a COPY that was begun, to its end."""
        pgconn = self._session.pgconn
        try:
            pgconn.put_copy_data(rows)
            pgconn.put_copy_end()
            results = list(iter(pgconn.get_result, None))
        except psycopg.OperationalError:
            self._lost()
        for result in results:
            self._judged(result, _COMMAND_OK)

    def _ask(self, statement: bytes, wanted: pq.ExecStatus) -> None:
        try:
            result = self._session.pgconn.exec_(statement)
        except psycopg.OperationalError:
            self._lost()
        self._judged(result, wanted)

    def _open_incoming(self) -> None:
        """Made when first wanted: a temporary table is a few entries in the catalogue."""
        self._ask(f"select {self._service}.open_incoming()".encode(), _TUPLES_OK)
        statement = f"select {self._service}.append_incoming({_INCOMING_PLACES})"
        self._prepare(b"append_incoming", statement, _INCOMING_TYPES)
        self._incoming = True

    def _call(self, name: bytes, batch: Sequence[PackedCommand]) -> pq.abc.PGresult:
        return self._execute(name, parameters(batch))

    def _execute(self, name: bytes, values: list[bytes]) -> pq.abc.PGresult:
        try:
            result = self._session.pgconn.exec_prepared(name, values, [1] * len(values), 1)
        except psycopg.OperationalError:
            self._lost()
        return self._judged(result, _TUPLES_OK)

    def _judged(self, result: pq.abc.PGresult, wanted: pq.ExecStatus) -> pq.abc.PGresult:
        """The result, if it is of that status; else Failed or Lost."""
        if result.status == wanted:
            return result
        if self._session.pgconn.status != pq.ConnStatus.OK:
            self._lost()
        sqlstate = result.error_field(pq.DiagnosticField.SQLSTATE)
        raise Failed((sqlstate or b"?????").decode())

    def _lost(self) -> NoReturn:
        self.close()
        raise Lost from None


def _value(result: pq.abc.PGresult, row: int) -> bytes:
    value = result.get_value(row, 0)
    if value is None:
        raise Lost
    return value
