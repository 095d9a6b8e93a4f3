"""Bringing a database up to date: twice harmless, forward only, ids that never change."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import psycopg
import pytest

from deploy.migrate import Area, MigrationRefused, migrate
from deploy.roles import SERVICES, logins
from events.host import schema
from events.host.address import Address, from_url, load
from events.testing import postgres
from tests.conftest import Servers

NATION = Area(1, "000000", "nation", None, "全国", date(2013, 4, 1), None)
CITY = Area(2, "990001", "municipality", 1, "試験市", date(2013, 4, 1), None)
NAMES = ["intake.first.v1", "intake.second.v1"]


@pytest.fixture(params=[18, 15], ids=lambda major: f"postgresql-{major}")
def empty(servers: Servers, request: pytest.FixtureRequest) -> Iterator[Address]:
    if request.param not in servers.majors:
        pytest.skip(f"PostgreSQL {request.param} is not installed")
    with postgres.created(servers.template(request.param), "empty") as made:
        yield made


def rows(address: Address, query: str) -> list[tuple[Any, ...]]:
    with psycopg.connect(address.conninfo()) as session:
        return session.execute(query.encode()).fetchall()


def everything(address: Address) -> list[tuple[Any, ...]]:
    """All tables, functions, grants and registers, as text."""
    return rows(
        address,
        "select 'table', oid::regclass::text, relacl::text from pg_class"
        " where relnamespace::regnamespace::text !~ '^(pg_|information)'"
        " union all select 'function', oid::regprocedure::text, proacl::text from pg_proc"
        " where pronamespace::regnamespace::text !~ '^(pg_|information)'"
        " union all select 'schema', nspname, nspacl::text from pg_namespace"
        " where nspname !~ '^pg_'"
        " union all select 'step', scope || number, applied_at::text from migration.applied"
        " union all select 'type', wire_name, type_id::text from intake.event_type"
        " union all select 'area', code, area_id::text from intake.area order by 1, 2, 3",
    )


def test_twice_is_harmless(empty):
    first = migrate(empty, wire_names=NAMES, areas=[NATION, CITY])
    before = everything(empty)
    assert migrate(first, wire_names=NAMES, areas=[NATION, CITY]) == first
    assert everything(empty) == before


def test_every_role_enters_with_the_password_returned(empty):
    address = migrate(empty)
    for role in logins():
        with psycopg.connect(address.conninfo(role)) as session:
            assert session.execute("select current_user").fetchone() == (role,)


def test_several_processes_may_start_at_once(empty):
    complete = empty.with_passwords_for(logins())
    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(lambda _: migrate(complete, wire_names=NAMES), range(4)))
    assert results == [complete] * 4
    assert rows(empty, "select count(*) from intake.log_head") == [(1,)]


def test_event_types_keep_their_ids_and_new_ones_follow_in_every_log(empty):
    migrate(empty, wire_names=NAMES)
    migrate(empty, wire_names=["intake.a-new-one.v1", *reversed(NAMES)])
    for service in SERVICES:
        found = rows(empty, f"select wire_name, type_id from {service}.event_type order by type_id")
        assert found == [(NAMES[0], 1), (NAMES[1], 2), ("intake.a-new-one.v1", 3)]


def test_an_area_may_end_once_and_change_in_nothing_else(empty):
    migrate(empty, areas=[NATION, CITY])
    ended = replace(CITY, until=date(2030, 3, 31))
    migrate(
        empty,
        areas=[NATION, ended, Area(3, "990001", "core_city", 1, "試験市", date(2030, 4, 1), None)],
    )
    assert rows(empty, "select until from planning.area where area_id = 2") == [(ended.until,)]
    for other in (CITY, replace(CITY, until=date(2031, 3, 31)), replace(ended, name="別名")):
        with pytest.raises(MigrationRefused, match="終了日"):
            migrate(empty, areas=[other])


def test_areas_may_come_in_any_order(empty):
    migrate(empty, areas=[CITY, NATION])
    assert rows(empty, "select count(*) from benefits.area") == [(2,)]


def test_a_step_that_was_applied_must_not_change(empty, tmp_path: Path):
    migrate(empty)
    step = tmp_path / "0001_thing.sql"
    step.write_text("create schema {service}_thing;")
    with psycopg.connect(empty.conninfo()) as session:
        done = schema.apply(session, schema.steps(tmp_path, "trial", service="x"), role="log_owner")
        assert [one.name for one in done] == ["thing"]
        again = schema.apply(
            session, schema.steps(tmp_path, "trial", service="x"), role="log_owner"
        )
        assert again == []
        step.write_text("create schema {service}_other;")
        with pytest.raises(schema.SchemaRefused, match="trial 0001 thing"):
            schema.apply(session, schema.steps(tmp_path, "trial", service="x"), role="log_owner")


def test_a_step_that_fails_leaves_nothing(empty, tmp_path: Path):
    migrate(empty)
    before = everything(empty)
    (tmp_path / "0001_good.sql").write_text("create schema half;")
    (tmp_path / "0002_bad.sql").write_text("create schema half;")
    with pytest.raises(psycopg.Error), psycopg.connect(empty.conninfo()) as session:
        schema.apply(session, schema.steps(tmp_path, "trial"), role="log_owner")
    assert everything(empty) == before


def test_one_service_alone_in_its_own_database(empty):
    address = migrate(empty, services=["benefits"], wire_names=NAMES)
    schemas = {name for (name,) in rows(empty, "select nspname from pg_namespace")}
    assert {"benefits", "benefits_read", "benefits_desk", "host", "keys"} <= schemas
    assert "intake" not in schemas
    assert "writer_benefits" in address.passwords


def test_an_owner_who_is_no_superuser_is_enough(empty):
    """A city's database administrator gives us a role that may create roles, and a database."""
    with psycopg.connect(empty.conninfo(), autocommit=True) as session:
        for role in ("log_owner", *logins()):
            exists = session.execute("select from pg_roles where rolname = %s", [role]).fetchone()
            assert exists is not None, "the server of this run knows them already"
        session.execute("create role steward login createrole password 'secret'")
        session.execute("alter database empty owner to steward")
        for role in ("log_owner", *logins()):
            session.execute(f"grant {role} to steward with admin option")
    steward = replace(empty, owner="steward", passwords={**empty.passwords, "steward": "secret"})
    try:
        migrate(steward, wire_names=NAMES)
        assert rows(empty, "select count(*) from intake.event_type") == [(2,)]
    finally:
        with psycopg.connect(empty.conninfo(), autocommit=True) as session:
            session.execute("alter database empty owner to postgres")
            session.execute("drop owned by steward")
            session.execute("drop role steward")


def test_an_address_is_kept_privately_and_whole(tmp_path: Path):
    address = Address("127.0.0.1", 5, "db", "owner", {"owner": "p'a ss\\"}, {"sslmode": "require"})
    address.save(tmp_path)
    assert load(tmp_path) == address
    assert (tmp_path / "database.json").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["database.json"]
    assert "p'a" not in repr(address)


def test_no_address_is_kept_where_nothing_was_made(tmp_path: Path):
    assert load(tmp_path) is None


def test_a_url_becomes_an_address():
    address = from_url("postgresql://steward:p%40ss@db.example:6432/yorisoi?sslmode=require")
    assert (address.host, address.port, address.dbname) == ("db.example", 6432, "yorisoi")
    assert (address.owner, address.passwords) == ("steward", {"steward": "p@ss"})
    assert "sslmode=require" in address.conninfo("writer_intake")
    assert "p@ss" not in address.conninfo("writer_intake"), "each role has a password of its own"
