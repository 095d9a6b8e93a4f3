"""Who may do what with the database (log.md §3.3, performance.md §2.5): every row asked of the server."""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from psycopg import Connection
from psycopg.errors import InsufficientPrivilege, InvalidParameterValue, UniqueViolation

from deploy.migrate import migrate
from deploy.roles import SERVICES
from events.host.address import Address
from events.log.committer import Committer
from events.log.packing import PARAMETER_TYPES, PackedCommand, packed, parameters
from tests.events.log.committing import command, facts, row

LOG_TABLES = ("log_head", "event", "stream_head", "command", "event_type", "area")
OUR_SCHEMAS = [f"{s}{end}" for s in SERVICES for end in ("", "_desk", "_read", "_ledger", "_scans")]
OUR_SCHEMAS += ["host", "keys", "migration"]
PLACES = {
    "counts": 1,
    "offsets": 2,
    "streams of heads": 3,
    "expected": 4,
    "reached": 5,
    "streams": 7,
    "versions": 8,
    "heads of events": 14,
}

FORBIDDEN_TO_THE_SERVICE = (
    (
        "insert into intake.event select position + 1, gen_random_uuid(), 1, type_id, ward,"
        " occurred_on, recorded_at, data from intake.event"
    ),
    "insert into intake.event (position) values (99999)",
    "update intake.event set data = 'other'",
    "update intake.event set data = 'other' where false",
    "delete from intake.event",
    "truncate intake.event",
    (
        "merge into intake.event e using intake.event f on e.position = f.position"
        " when matched then delete"
    ),
    "insert into intake.log_head values (1, 99)",
    "update intake.log_head set position = position + 1",
    "delete from intake.log_head",
    "insert into intake.stream_head values (gen_random_uuid(), 1)",
    "update intake.stream_head set version = 9",
    "delete from intake.stream_head",
    "insert into intake.command values (gen_random_uuid(), 1, 1)",
    "delete from intake.command",
    "insert into intake.event_type values (999, 'intake.forged.v1')",
    "insert into intake_ledger.checkpoint values (1, sha256('x'), 'note', now())",
    "insert into intake_ledger.cosigned values (1, 'note', now())",
    "delete from intake_ledger.checkpoint",
    "update intake.area set name = 'other'",
    "do 'begin lock table intake.event in exclusive mode; end'",
    "select position from intake.log_head for update",
    "alter table intake.event disable trigger append_only",
    "alter table intake.event disable trigger all",
    "drop trigger append_only on intake.event",
    "set session_replication_role = replica",
    "alter function intake.refuse_change() rename to nothing",
    (
        "create or replace function intake.refuse_change() returns trigger language plpgsql"
        " as 'begin return null; end'"
    ),
    "create table intake.mine (x int)",
    "create schema mine",
    "create temporary table event (x int)",
    "create table public.event (x int)",
    "create table intake_read.mine (x int)",
    "set role log_owner",
    "set role projector_intake",
    "select * from planning.event",
    "select * from intake_desk.draft",
    "select * from host.account",
    "select * from keys.person_key",
    "select * from migration.applied",
    "select rolpassword from pg_authid",
)
REFUSED_TO_EVERYBODY = (
    "update intake.event set data = 'other'",
    "update intake.event set data = 'other' where false",
    "delete from intake.event",
    "truncate intake.event",
    (
        "insert into intake.event select * from intake.event"
        " on conflict (position) do update set data = 'other'"
    ),
    (
        "merge into intake.event e using intake.event f on e.position = f.position"
        " when matched then update set data = 'other'"
    ),
    "update intake.event_type set wire_name = 'other' where type_id = 1",
    "delete from intake.event_type",
)


@pytest.fixture
def log(each_address: Address) -> Address:
    """A log with one event, migrated once more: a copy of the template lacks the database's own ACL."""
    migrate(each_address)
    committer = Committer(each_address.conninfo("writer_intake"), "intake")
    committer.submit(command())
    committer.close()
    return each_address


@pytest.fixture
def writer(log: Address) -> Iterator[Connection[Any]]:
    with psycopg.connect(log.conninfo("writer_intake"), autocommit=True) as session:
        yield session


@pytest.fixture
def owner(log: Address) -> Iterator[Connection[Any]]:
    with psycopg.connect(log.conninfo(), autocommit=True) as session:
        yield session


def test_the_service_role_cannot_do_anything_but_read_and_append(writer, log):
    assert [attempt for attempt in FORBIDDEN_TO_THE_SERVICE if not denied(writer, attempt)] == []
    assert len(facts(log)) == 1


@pytest.mark.parametrize("table", LOG_TABLES)
def test_the_service_role_reads_its_own_log(writer, table):
    assert writer.execute(f"select count(*) from intake.{table}").fetchone() is not None


def test_the_service_role_appends_through_the_function(log):
    committer = Committer(log.conninfo("writer_intake"), "intake")
    assert committer.submit(command()) == 2
    committer.close()
    assert len(facts(log)) == 2


@pytest.mark.parametrize("role", ["reader_intake", "projector_intake"])
def test_followers_read_the_log_and_nothing_else(log, role):
    with psycopg.connect(log.conninfo(role), autocommit=True) as session:
        for table in ("log_head", "event", "event_type", "area", "intake_events"):
            session.execute(f"select * from intake.{table}")
        for table in ("intake.command", "intake.stream_head", "planning.event", "host.account"):
            with pytest.raises(InsufficientPrivilege):
                session.execute(f"select * from {table}")
        with pytest.raises(InsufficientPrivilege):
            call(session, "append", [packed(command())])


def test_the_projector_owns_its_read_schema_and_the_pages_read_it(log):
    with psycopg.connect(log.conninfo("projector_intake"), autocommit=True) as session:
        session.execute("create table intake_read.list (x int)")
        session.execute("insert into intake_read.list values (7)")
        session.execute("alter table intake_read.list rename to shown")
        for attempt in ("create table planning_read.list (x int)", "create table intake.x (x int)"):
            with pytest.raises(InsufficientPrivilege):
                session.execute(attempt)
    with psycopg.connect(log.conninfo("writer_intake"), autocommit=True) as session:
        assert session.execute("select x from intake_read.shown").fetchall() == [(7,)]
        with pytest.raises(InsufficientPrivilege):
            session.execute("update intake_read.shown set x = 8")
    with (
        psycopg.connect(log.conninfo("writer_planning"), autocommit=True) as session,
        pytest.raises(InsufficientPrivilege),
    ):
        session.execute("select x from intake_read.shown")


def test_the_keeper_of_drafts_has_drafts_and_the_answered_commands(log):
    with psycopg.connect(log.conninfo("drafter_intake"), autocommit=True) as session:
        session.execute(
            "insert into intake_desk.draft values (gen_random_uuid(), gen_random_uuid(), 'reception',"
            " null, 1, gen_random_uuid(), 'x', 'x', 'x', 1, now(), now() + '14 days', false)"
        )
        session.execute("update intake_desk.draft set sequence = 2")
        assert session.execute("select count(*) from intake.command").fetchone() == (1,)
        session.execute(
            "delete from intake_desk.draft d where exists"
            " (select from intake.command c where c.command_id = d.command_id)"
        )
        assert session.execute("select sequence from intake_desk.draft").fetchall() == [(2,)]
        for attempt in ("select * from intake.event", "select * from planning_desk.draft"):
            with pytest.raises(InsufficientPrivilege):
                session.execute(attempt)


def test_the_keeper_of_sign_ins_changes_no_account_but_its_password(log, owner):
    owner.execute(
        "insert into host.account (account_id, login, password_hash, person, display_name, roles)"
        " values (gen_random_uuid(), 'canary', 'old', gen_random_uuid(), 'Canary', '[]')"
    )
    with psycopg.connect(log.conninfo("sign_in_keeper"), autocommit=True) as session:
        session.execute("update host.account set password_hash = 'new' where login = 'canary'")
        session.execute(
            "insert into host.sign_in select 'token', account_id, now(), now(), now() from host.account"
        )
        session.execute("update host.sign_in set seen_at = now()")
        session.execute("insert into host.sign_in_failure values ('hash', now())")
        session.execute("delete from host.sign_in")
        session.execute("delete from host.sign_in_failure")
        for attempt in (
            "update host.account set roles = '[{}]'",
            "update host.account set login = 'other'",
            "insert into host.account select * from host.account",
            "delete from host.account",
            "select * from intake.event",
            "select * from keys.person_key",
        ):
            with pytest.raises(InsufficientPrivilege):
                session.execute(attempt)


def test_the_keeper_of_keys_adds_keys_and_changes_none(log):
    with psycopg.connect(log.conninfo("key_keeper"), autocommit=True) as session:
        session.execute(
            "insert into keys.person_key (person, key_id, wrapped)"
            " values (%s, %s, 'x'), (gen_random_uuid(), gen_random_uuid(), 'y')",
            [uuid4(), uuid4()],
        )
        with pytest.raises(UniqueViolation):
            session.execute(
                "insert into keys.person_key select person, gen_random_uuid(), 'z'"
                " from keys.person_key limit 1"
            )
        for attempt in (
            "update keys.person_key set wrapped = 'z'",
            "delete from keys.person_key",
            "truncate keys.person_key",
            "update keys.data_key set wrapped = 'z'",
            "delete from keys.data_key",
            "insert into keys.destroyed values (gen_random_uuid(), gen_random_uuid())",
            "insert into keys.ended_epoch values ('2026-11')",
            "select * from intake.event",
            "select * from host.account",
        ):
            with pytest.raises(InsufficientPrivilege):
                session.execute(attempt)


@pytest.mark.parametrize("role", ["log_owner", "postgres"])
def test_even_the_owner_is_refused_by_the_trigger(owner, log, role):
    owner.execute(f"set role {role}")
    assert [a for a in REFUSED_TO_EVERYBODY if not denied(owner, a, "append-only")] == []
    assert len(facts(log)) == 1


def test_the_trigger_fires_for_replication_too(owner):
    owner.execute("set session_replication_role = replica")
    with pytest.raises(InsufficientPrivilege, match="append-only"):
        owner.execute("update intake.event set data = 'other'")


def test_a_role_granted_everything_on_the_table_is_refused_by_the_trigger(owner, writer):
    owner.execute("grant all on intake.event to writer_intake")
    with pytest.raises(InsufficientPrivilege, match="append-only"):
        writer.execute("delete from intake.event")


def test_the_owner_of_the_logs_cannot_log_in(owner, log):
    found = owner.execute(
        "select rolcanlogin, rolsuper, rolcreaterole, rolbypassrls from pg_roles"
        " where rolname = 'log_owner'"
    ).fetchone()
    assert found == (False, False, False, False)
    owned = owner.execute(
        "select distinct pg_get_userbyid(relowner) from pg_class"
        " where relnamespace = any(%s::text[]::regnamespace[])",
        [[*SERVICES, "host", "keys", "migration", *(f"{s}_desk" for s in SERVICES)]],
    ).fetchall()
    assert owned == [("log_owner",)]


def test_no_login_role_has_more_than_its_grants(owner):
    found = owner.execute(
        "select rolname from pg_roles where rolcanlogin and rolname <> 'postgres'"
        " and (rolsuper or rolcreaterole or rolcreatedb or rolreplication or rolbypassrls)"
    ).fetchall()
    assert found == []
    members = owner.execute(
        "select pg_get_userbyid(member) from pg_auth_members"
        " where roleid = 'log_owner'::regrole and pg_get_userbyid(member) <> 'postgres'"
    ).fetchall()
    assert members == []


def test_public_holds_nothing_in_our_schemas(owner):
    functions = owner.execute(
        "select p.oid::regprocedure::text from pg_proc p cross join lateral"
        " aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a"
        " where a.grantee = 0 and pronamespace = any(%s::text[]::regnamespace[])",
        [OUR_SCHEMAS],
    ).fetchall()
    assert functions == []
    tables = owner.execute(
        "select c.oid::regclass::text from pg_class c cross join lateral aclexplode(c.relacl) a"
        " where a.grantee = 0 and relnamespace = any(%s::text[]::regnamespace[])",
        [OUR_SCHEMAS],
    ).fetchall()
    assert tables == []
    schemas = owner.execute(
        "select nspname from pg_namespace n cross join lateral aclexplode(n.nspacl) a"
        " where a.grantee = 0 and nspname = any(%s)",
        [[*OUR_SCHEMAS, "public"]],
    ).fetchall()
    assert schemas == []


def test_the_append_functions_run_as_the_owner_with_a_fixed_path(owner):
    for service in SERVICES:
        found = owner.execute(
            "select proname, prosecdef, proconfig, pg_get_userbyid(proowner) from pg_proc"
            " where pronamespace = %s::regnamespace and (proname like 'append%%' or proname like 'open%%') and prosecdef order by 1",
            [service],
        ).fetchall()
        path = [f"search_path={service}, pg_temp"]
        assert found == [
            ("append", True, path, "log_owner"),
            ("append_incoming", True, path, "log_owner"),
            ("append_judged", True, path, "log_owner"),
            ("open_incoming", True, path, "log_owner"),
        ]


def test_checkpoints_are_added_by_one_role_only_and_never_changed(log, owner):
    with psycopg.connect(log.conninfo("ledger_intake"), autocommit=True) as session:
        session.execute("select data from intake.event, intake.log_head, intake.event_type")
        session.execute("insert into intake_ledger.checkpoint values (3, sha256('x'), 'n', now())")
        session.execute("insert into intake_ledger.cosigned values (3, 'n', now())")
        for smaller in (3, 2):
            with pytest.raises(UniqueViolation):
                session.execute(
                    f"insert into intake_ledger.checkpoint values ({smaller}, sha256('y'), 'n', now())"
                )
        with pytest.raises(InsufficientPrivilege):
            call(session, "append", [packed(command())])
        for attempt in (
            "update intake_ledger.checkpoint set note = 'm'",
            "delete from intake_ledger.cosigned",
            "truncate intake_ledger.cosigned",
            "select * from intake_desk.draft",
            "select * from keys.person_key",
            "select * from planning.event",
            "insert into planning_ledger.checkpoint values (1, sha256('x'), 'n', now())",
        ):
            assert denied(session, attempt), attempt
    for table in ("checkpoint", "cosigned"):
        for attempt in ("update {} set note = 'm'", "delete from {}", "truncate {} cascade"):
            words = attempt.format(f"intake_ledger.{table}")
            assert denied(owner, words, "append-only"), words
    for reader in ("writer_intake", "reader_intake", "projector_intake"):
        with psycopg.connect(log.conninfo(reader), autocommit=True) as session:
            session.execute("select * from intake_ledger.checkpoint, intake_ledger.cosigned")


@pytest.mark.parametrize("function", ["append", "append_judged"])
def test_a_namesake_in_another_schema_is_never_used(owner, log, function):
    """Tables called as the log's are laid where a careless search path would find them first."""
    owner.execute("create schema bait; grant all on schema bait to public")
    for table in ("log_head", "command", "stream_head", "event"):
        owner.execute(f"create table bait.{table} (like intake.{table})")
        owner.execute(f"grant all on bait.{table} to public")
    owner.execute(
        "create function bait.agreed(int, int[], int[], int[], int[])"
        " returns void language plpgsql as 'begin raise exception ''bait''; end'"
    )
    with psycopg.connect(log.conninfo("writer_intake"), autocommit=True) as session:
        session.execute("set search_path = bait, intake")
        call(session, function, [packed(command())])
    assert len(facts(log)) == 2


@pytest.mark.parametrize("function", ["append", "append_judged"])
def test_a_batch_that_does_not_add_up_is_refused(writer, log, function):
    """A writer gone wrong calls the function with arrays that contradict each other."""
    stream = uuid4()
    honest = [packed(command(row(stream, 1), row(stream, 2))), packed(command())]
    other = [packed(command(row(uuid4(), 1))), packed(command(row(uuid4(), 4), row(stream, 9)))]
    for name, place in PLACES.items():
        arguments = parameters(honest)
        arguments[place] = parameters(other)[place]
        with pytest.raises(psycopg.Error) as refused:
            raw_call(writer, function, arguments)
        assert refused.type in {InvalidParameterValue, UniqueViolation}, name
    assert len(facts(log)) == 1


def denied(session: Connection[Any], attempt: str, words: str = "") -> bool:
    """Whether the server refuses the statement for want of a privilege, and with these words."""
    try:
        session.execute(attempt.encode())
    except InsufficientPrivilege as refusal:
        return words in str(refusal)
    return False


def call(session: Connection[Any], function: str, batch: list[PackedCommand]) -> None:
    raw_call(session, function, parameters(batch))


def raw_call(session: Connection[Any], function: str, arguments: list[bytes]) -> None:
    places = ",".join(f"${n}" for n in range(1, len(arguments) + 1))
    result = session.pgconn.exec_params(
        f"select * from intake.{function}({places})".encode(),
        arguments,
        PARAMETER_TYPES,
        [1] * len(arguments),
    )
    if result.status != psycopg.pq.ExecStatus.TUPLES_OK:
        raise psycopg.errors.error_from_result(result)


def test_the_destroyer_of_keys_deletes_and_reads_none(log):
    with psycopg.connect(log.conninfo("key_destroyer"), autocommit=True) as session:
        session.execute("delete from keys.person_key where person = %s", [uuid4()])
        session.execute("delete from keys.data_key where subject = %s", [uuid4()])
        for attempt in (
            "select wrapped from keys.person_key",
            "select wrapped from keys.data_key",
            "insert into keys.person_key (person, key_id, wrapped) values (gen_random_uuid(), gen_random_uuid(), 'x')",
            "update keys.data_key set wrapped = 'z'",
            "truncate keys.data_key",
            "delete from keys.destroyed",
            "select * from intake.event",
        ):
            with pytest.raises(InsufficientPrivilege):
                session.execute(attempt)
