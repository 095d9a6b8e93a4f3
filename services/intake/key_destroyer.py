"""What follows a recorded decision: the keys it names are deleted, and the drafts about the case.

The fact is stored first; a deletion that was interrupted is done at the next turn, and none is done twice,
so that keys made after a decision are never taken by it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from uuid import UUID

import psycopg
from psycopg import Connection

from events.contract import kind_of
from events.contract.intake import KeyDestructionDecided
from events.log.recorded import SOURCES, Recorded

if TYPE_CHECKING:
    from events.host.runtime import Runtime

_WIRE: Final = kind_of(KeyDestructionDecided).wire
_OF_PERSONS: Final = (
    "delete from keys.data_key where subject = any(%(subjects)s) returning key_id",
    "delete from keys.person_key where person = any(%(subjects)s) returning key_id",
)
_OF_ENTRY: Final = (
    """
    delete from keys.data_key
    where kind = 'entry' and subject = any(%(subjects)s) and event = %(entry)s returning key_id
    """,
)
_PUT_BACK: Final = (
    "delete from keys.data_key where key_id in (select key_id from keys.destroyed)",
    "delete from keys.person_key where key_id in (select key_id from keys.destroyed)",
)
_DONE: Final = (
    "insert into keys.destruction (event, case_id, person, destroyed_on, ground, keys)"
    " values (%s, %s, %s, %s, %s, %s)"
)


class KeyDestroyer:
    """Calling it does what is due; safe beside another process that does the same."""

    def __init__(self, runtime: Runtime) -> None:
        self._runtime = runtime
        self._after = 0

    def __call__(self) -> int:
        """Carry out every decision not yet carried out; how many there were."""
        if not self._after:
            self._put_back_removed()
        log = self._runtime.log
        rows = log.reading.of_kind(log.storage.registers.type_id(_WIRE), self._after)
        done = 0
        for recorded in log.read_rows(rows):
            done += self._carried_out(recorded)
            self._after = recorded.position
        return done

    def _put_back_removed(self) -> None:
        """Delete again what a table restored from an older copy brought back; by id, so never a newer key."""
        with psycopg.connect(self._runtime.address.conninfo("key_destroyer")) as session:
            for statement in _PUT_BACK:
                session.execute(statement.encode())

    def _carried_out(self, recorded: Recorded) -> bool:
        fact = recorded.fact
        assert isinstance(fact, KeyDestructionDecided)  # noqa: S101 - rows of this kind only
        with psycopg.connect(self._runtime.address.conninfo("key_destroyer")) as session:
            if _known(session, recorded.event_id):
                return False
            if fact.entry is None:
                self._forget_drafts(recorded.case)
            try:
                _delete(session, recorded, fact)
            except psycopg.errors.UniqueViolation:  # another process was first
                return False
        self._runtime.keys.forget()
        return True

    def _forget_drafts(self, case: UUID) -> None:
        """Texts somebody kept about the case, in every service."""
        for service in SOURCES:
            conninfo = self._runtime.address.conninfo(f"drafter_{service}")
            with psycopg.connect(conninfo) as session:
                session.execute(
                    f"delete from {service}_desk.draft where case_id = %s".encode(), [case]
                )


def _known(session: Connection[tuple[object, ...]], event: UUID) -> bool:
    found = session.execute("select from keys.destruction where event = %s", [event])
    return found.fetchone() is not None


def _delete(
    session: Connection[tuple[object, ...]], recorded: Recorded, fact: KeyDestructionDecided
) -> None:
    """The keys and the note of their end in one transaction."""
    given = {"subjects": [fact.person, *fact.others], "entry": fact.entry}
    statements = _OF_PERSONS if fact.entry is None else _OF_ENTRY
    gone = [row[0] for each in statements for row in session.execute(each, given).fetchall()]
    session.execute(
        _DONE,
        [
            recorded.event_id,
            recorded.case,
            fact.person,
            fact.decided_on,
            fact.ground.value,
            len(gone),
        ],
    )
    session.execute(
        "insert into keys.destroyed (key_id, event) select unnest(%s::uuid[]), %s",
        [gone, recorded.event_id],
    )
