"""Bring one database up to date: roles, schemas, numbered SQL, event types and areas."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import psycopg
from psycopg import Connection, sql

from deploy import roles
from events.host import schema
from events.host.address import Address

SQL = Path(__file__).parent / "postgres"
OLDEST = 15_00_00


class MigrationRefused(Exception):
    """The database holds something these files must not change."""


@dataclass(frozen=True)
class Area:
    """One dated row of areas.csv; `since` and `until` are its columns `from` and `until`."""

    area_id: int
    code: str
    level: str
    parent: int | None
    name: str
    since: date
    until: date | None


def migrate(
    address: Address,
    *,
    wire_names: Iterable[str] = (),
    areas: Iterable[Area] = (),
    services: Sequence[str] = roles.SERVICES,
) -> Address:
    """Apply everything missing, as often as wanted; return the address with every role's password.

    The caller saves that address: a password lost before saving is simply replaced next time.
    All or nothing: one transaction under one advisory lock.
    """
    complete = address.with_passwords_for(roles.logins(services))
    rows = list(areas)
    with psycopg.connect(complete.conninfo()) as session:
        if session.info.server_version < OLDEST:
            raise MigrationRefused("PostgreSQL 15 以上が必要です。")
        schema.locked(session)
        roles.ensure(session, complete, services)
        _open_database(session, complete.dbname)
        for service in services:
            text = schema.filled(SQL / "read_schema.sql", service=service)
            session.execute(text.encode())
        schema.apply(session, _steps(services), role=roles.OWNER)
        session.execute(sql.SQL("set local role {}").format(sql.Identifier(roles.OWNER)))
        _register_types(session, services, list(wire_names))
        for service in services:
            _register_areas(session, service, rows)
    return complete


def _steps(services: Iterable[str]) -> Iterator[schema.Step]:
    yield from schema.steps(SQL / "shared", "shared")
    for service in services:
        yield from schema.steps(SQL / "service", service, service=service)


def _open_database(session: Connection[Any], dbname: str) -> None:
    """Only our roles enter, and only the owner of the logs makes schemas."""
    name = sql.Identifier(dbname)
    owner = sql.Identifier(roles.OWNER)
    session.execute(sql.SQL("revoke temporary on database {} from public").format(name))
    session.execute(sql.SQL("grant create, temporary on database {} to {}").format(name, owner))
    session.execute("revoke all on schema public from public")


def _register_types(
    session: Connection[Any], services: Iterable[str], wire_names: list[str]
) -> None:
    """Give new wire names the next ids, the same in every log of this database."""
    known: dict[str, int] = {}
    for service in services:
        known |= dict(session.execute(f"select wire_name, type_id from {service}.event_type"))
    for name in wire_names:
        known.setdefault(name, max(known.values(), default=0) + 1)
    for service in services:
        session.execute(
            f"insert into {service}.event_type select * from unnest(%s::smallint[], %s::text[])"
            " on conflict (type_id) do nothing",
            [list(known.values()), list(known)],
        )


def _register_areas(session: Connection[Any], service: str, areas: list[Area]) -> None:
    """Add new areas and end dates; a row that says something else than the stored one is refused."""
    found = session.execute(
        f'select area_id, code, level, parent, name, "from", until from {service}.area'
    )
    known = {row[0]: Area(*row) for row in found}
    for area in areas:
        stored = known.get(area.area_id)
        if stored is None:
            session.execute(
                f"insert into {service}.area values (%s, %s, %s, %s, %s, %s, %s)",
                list(vars(area).values()),
            )
        elif stored != area:
            _end(session, service, stored, area)


def _end(session: Connection[Any], service: str, stored: Area, area: Area) -> None:
    if stored.until is not None or {**vars(stored), "until": area.until} != vars(area):
        raise MigrationRefused(
            f"areas.csv {area.area_id}: 登録済みの地域は終了日の追記しかできません。"
        )
    session.execute(
        f"update {service}.area set until = %s where area_id = %s", [area.until, area.area_id]
    )
