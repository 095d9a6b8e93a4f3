"""One connection that calls the two append functions: one round trip and one commit per batch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import psycopg
from psycopg import pq

from events.log.packing import PARAMETER_TYPES, PackedCommand, parameters

_TUPLES_OK: Final = pq.ExecStatus.TUPLES_OK
_PLACES: Final = ",".join(f"${n}" for n in range(1, len(PARAMETER_TYPES) + 1))
_BINARY: Final = [1] * len(PARAMETER_TYPES)


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
        result = self._call(b"append", batch)
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

    def _prepare(self, name: bytes, statement: str) -> None:
        result = self._session.pgconn.prepare(name, statement.encode(), PARAMETER_TYPES)
        if result.status != pq.ExecStatus.COMMAND_OK:
            raise psycopg.OperationalError("the append functions are missing or not permitted")

    def _call(self, name: bytes, batch: Sequence[PackedCommand]) -> pq.abc.PGresult:
        pgconn = self._session.pgconn
        try:
            result = pgconn.exec_prepared(name, parameters(batch), _BINARY, 1)
        except psycopg.OperationalError:
            self.close()
            raise Lost from None
        if result.status == _TUPLES_OK:
            return result
        if pgconn.status != pq.ConnStatus.OK:
            self.close()
            raise Lost
        sqlstate = result.error_field(pq.DiagnosticField.SQLSTATE)
        raise Failed((sqlstate or b"?????").decode())


def _value(result: pq.abc.PGresult, row: int) -> bytes:
    value = result.get_value(row, 0)
    if value is None:
        raise Lost
    return value
