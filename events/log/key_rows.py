"""The statements over the two key tables: read by id or place, add what is missing."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any, Final, NamedTuple
from uuid import UUID

from psycopg import Connection, Cursor

from events.log.key_slots import COHORT, ENTRY, GROUP, NOBODY, PERSON, Slot

ROTATION: Final = 7_003_000_305
"""Advisory lock: shared by whoever adds keys, exclusive while an epoch ends."""

_HELD: Final = "select pg_advisory_xact_lock_shared(%s)"
_STANDS: Final = "not exists (select from keys.ended_epoch e where e.epoch = fresh.epoch)"
_ADD_PERSONS: Final = f"""
insert into keys.person_key (person, key_id, wrapped, epoch)
select * from unnest(%s::uuid[], %s::uuid[], %s::bytea[], %s::text[])
    as fresh (person, key_id, wrapped, epoch)
where {_STANDS} on conflict do nothing
"""
_ADD: Final = f"""
insert into keys.data_key (kind, subject, "group", cohort, event, key_id, wrapped, epoch)
select kind, subject, nullif("group", 0), nullif(cohort, ''), event, key_id, wrapped, epoch
from unnest(%s::text[], %s::uuid[], %s::smallint[], %s::text[], %s::uuid[], %s::uuid[],
    %s::bytea[], %s::text[], %s::uuid[])
    as fresh (kind, subject, "group", cohort, event, key_id, wrapped, epoch, under)
where {_STANDS} and (under is null or exists (
    select from keys.person_key p where p.person = fresh.subject and p.key_id = fresh.under))
on conflict do nothing
"""
_COLUMNS: Final = """
select d.kind, d.subject, d."group", d.cohort, d.event, d.key_id, d.wrapped, d.epoch, p.key_id
from keys.data_key d left join keys.person_key p on d.kind = 'entry' and p.person = d.subject
"""
_PERSONS: Final = """
select 'person', person, null::smallint, null, null::uuid, key_id, wrapped, epoch, null::uuid
from keys.person_key
"""
_BY_PLACE: Final = f"""
{_COLUMNS} where d.kind = 'cohort' and d.cohort = any(%(cohorts)s::text[])
union all {_COLUMNS} join unnest(%(subjects)s::uuid[], %(groups)s::smallint[]) as w (s, g)
    on d.kind = 'group' and d.subject = w.s and d."group" = w.g
union all {_COLUMNS} join unnest(%(of)s::uuid[], %(events)s::uuid[]) as w (s, e)
    on d.kind = 'entry' and d.event = w.e and d.subject = w.s
union all {_PERSONS} where person = any(%(persons)s::uuid[])
"""
_BY_ID: Final = f"""
{_COLUMNS} where d.key_id = any(%(ids)s::uuid[])
union all {_PERSONS} where person in (
    select person from keys.person_key where key_id = any(%(ids)s::uuid[])
    union select subject from keys.data_key
        where kind = 'entry' and key_id = any(%(ids)s::uuid[]))
"""
_DESTROYED: Final = (
    "select k.key_id, d.event, d.destroyed_on, d.ground"
    " from keys.destroyed k join keys.destruction d using (event) where k.key_id = any(%s)"
)


class Row(NamedTuple):
    """A standing row. `under` = id of the person key around an entry's key; None if that is gone."""

    slot: Slot
    key_id: UUID
    wrapped: bytes
    epoch: str
    under: UUID | None


class Fresh(NamedTuple):
    """A key made for a place; `under` = the person key that an entry's key was wrapped with."""

    slot: Slot
    key_id: UUID
    wrapped: bytes
    epoch: str
    under: UUID | None = None


class Ended(NamedTuple):
    """The end of a key."""

    key_id: UUID
    event: UUID
    on: date
    ground: str


def added(session: Connection[Any], fresh: Sequence[Fresh], wanted: Collection[Slot]) -> list[Row]:
    """Add what is missing and read what stands at the wanted places: one round trip, one commit."""
    persons = sorted(f for f in fresh if f.slot.kind == PERSON)
    others = sorted(f for f in fresh if f.slot.kind != PERSON)
    with session.pipeline(), session.transaction():
        session.execute(_HELD, [ROTATION])
        if persons:
            columns = zip(*((f.slot.subject, f[1], f[2], f[3]) for f in persons), strict=True)
            session.execute(_ADD_PERSONS, [list(column) for column in columns])
        if others:
            columns = zip(*map(_as_columns, others), strict=True)
            session.execute(_ADD, [list(column) for column in columns])
        cursor = session.execute(_BY_PLACE, _places(wanted))
    return _rows(cursor)


def by_id(session: Connection[Any], key_ids: Collection[UUID]) -> list[Row]:
    """The rows of these keys, and of the persons' keys around them."""
    return _rows(session.execute(_BY_ID, {"ids": list(key_ids)}))


def ended(session: Connection[Any], key_ids: Collection[UUID]) -> list[Ended]:
    """Which of these keys were destroyed by a decision."""
    return [Ended(*row) for row in session.execute(_DESTROYED, [list(key_ids)]).fetchall()]


def _as_columns(fresh: Fresh) -> tuple[Any, ...]:
    slot = fresh.slot
    subject = None if slot.subject == NOBODY else slot.subject
    event = None if slot.event == NOBODY else slot.event
    return (slot.kind, subject, slot.group, slot.cohort, event, *fresh[1:])


def _places(wanted: Collection[Slot]) -> dict[str, list[Any]]:
    groups = [slot for slot in wanted if slot.kind == GROUP]
    entries = [slot for slot in wanted if slot.kind == ENTRY]
    return {
        "cohorts": [slot.cohort for slot in wanted if slot.kind == COHORT],
        "subjects": [slot.subject for slot in groups],
        "groups": [slot.group for slot in groups],
        "of": [slot.subject for slot in entries],
        "events": [slot.event for slot in entries],
        "persons": [slot.subject for slot in wanted if slot.kind == PERSON],
    }


def _rows(cursor: Cursor[Any]) -> list[Row]:
    return [
        Row(
            Slot(kind, subject or NOBODY, group or 0, cohort or "", event or NOBODY),
            key_id,
            bytes(wrapped),
            epoch,
            under,
        )
        for kind, subject, group, cohort, event, key_id, wrapped, epoch, under in cursor.fetchall()
    ]
