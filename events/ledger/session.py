"""The connection of the role `ledger_<service>`: reads one log, adds checkpoints, holds the lead."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

import psycopg
from psycopg.errors import UniqueViolation

from events.ledger.checkpoints import Checkpoints, CosignedNote, Signed
from events.ledger.refused import LedgerRefused
from events.log.recorded import SOURCES

LEAD: Final = 0x796F7204
"""First half of the advisory lock's key; the second is the number of the log."""

Entries = list[tuple[int, bytes]]
"""(type id, entry) in order of position."""


class LedgerSession:
    """psycopg.OperationalError when the database is not there: close it and open another one."""

    def __init__(self, conninfo: str, service: str) -> None:
        self.service = service
        self._session = psycopg.connect(
            conninfo, autocommit=True, application_name=f"yorisoi ledger {service}"
        )
        self._session.execute("set statement_timeout = 10000; set synchronous_commit = on")
        self.checkpoints = Checkpoints(service, self.rows)

    def leads(self) -> bool:
        """Hold the lead until the connection ends; False while another process has it."""
        found = self.rows("select pg_try_advisory_lock(%s, %s)", LEAD, SOURCES[self.service])
        return bool(found[0][0])

    def rows(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        """All rows of a statement that is bounded by itself."""
        text = statement.replace("%b", "%s").encode()
        with self._session.cursor(binary=True) as cursor:
            return cursor.execute(text, values).fetchall()

    def head(self) -> int:
        """The highest position."""
        return int(self.rows(f"select position from {self.service}.log_head")[0][0])

    def page(self, after: int, limit: int) -> Entries:
        """Exactly `limit` entries behind a position; LedgerRefused where one is missing."""
        rows = self.rows(
            f"select position, type_id, data from {self.service}.event"
            " where position > %s and position <= %s order by position",
            after,
            after + limit,
        )
        for wanted, (position, _, _) in enumerate(rows, after + 1):
            if position != wanted:
                raise LedgerRefused("記録の位置が続いていません", wanted)
        if len(rows) != limit:
            raise LedgerRefused("記録の位置が続いていません", after + len(rows) + 1)
        return [(type_id, bytes(data)) for _, type_id, data in rows]

    def type_ids(self, wire_names: Iterable[str]) -> frozenset[int]:
        """Numbers of these kinds of facts in this log."""
        found = self.rows(
            f"select type_id from {self.service}.event_type where wire_name = any(%s)",
            list(wire_names),
        )
        return frozenset(int(number) for (number,) in found)

    def add(self, signed: Signed) -> None:
        """Store a checkpoint; LedgerRefused if one of this size or a larger one is stored already."""
        try:
            self._session.execute(
                f"insert into {self.service}_ledger.checkpoint values (%s, %s, %s, %s)",
                [signed.size, signed.root, signed.note, signed.at],
            )
        except UniqueViolation:
            raise LedgerRefused("同じ大きさか、より大きい確認点がすでにあります") from None

    def add_cosigned(self, cosigned: CosignedNote) -> None:
        """Store what a quorum signed; again is harmless."""
        self._session.execute(
            f"insert into {self.service}_ledger.cosigned values (%s, %s, %s) on conflict do nothing",
            [cosigned.size, cosigned.note, cosigned.at],
        )

    def close(self) -> None:
        """End the session, and the lead."""
        self._session.close()
