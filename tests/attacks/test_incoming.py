"""A writer gone wrong and the append by COPY: it still chooses no position, no version and no table."""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from psycopg import Connection
from psycopg.errors import InsufficientPrivilege, InvalidParameterValue, UniqueViolation

from deploy.migrate import migrate
from events.host.address import Address
from events.log.committer import Committer
from events.log.packing import PER_HEAD_TYPES, PackedCommand, copied, incoming, packed
from tests.events.log.committing import command, facts, row

INT4 = 23
VIEW = (
    "create temporary view incoming as select 1::bigint as i, gen_random_uuid() as stream, 1 as version,"
    " 1::smallint as type_id, 1::smallint as ward, current_date as occurred_on, now() as recorded_at,"
    " convert_to(current_user, 'utf8') as data, 1 as head"
)
"""Its columns would be worked out with the rights of whoever reads it."""


@pytest.fixture
def log(each_address: Address) -> Address:
    """With one event; migrated once more, since a copied template lacks the database's own privileges."""
    migrate(each_address)
    committer = Committer(each_address.conninfo("writer_intake"), "intake")
    committer.submit(command())
    committer.close()
    return each_address


@pytest.fixture
def writer(log: Address) -> Iterator[Connection[Any]]:
    with psycopg.connect(log.conninfo("writer_intake"), autocommit=True) as session:
        yield session


def honest() -> list[PackedCommand]:
    stream = uuid4()
    return [packed(command(row(stream, 1), row(stream, 2))), packed(command())]


def test_an_honest_batch_is_appended_behind_what_there_is(writer, log):
    writer.execute("select intake.open_incoming()")
    batch = honest()
    appended(writer, copied(batch), incoming(batch))
    assert len(facts(log)) == 4


def test_what_was_copied_and_not_moved_is_gone_with_its_transaction(writer, log):
    writer.execute("select intake.open_incoming()")
    copy(writer, copied(honest()))
    with pytest.raises(InvalidParameterValue):
        moved(writer, incoming(honest()))
    assert len(facts(log)) == 1


@pytest.mark.parametrize(
    "wrong", ["place twice", "no place", "a place beyond", "another head", "more"]
)
def test_rows_that_do_not_add_up_are_refused(writer, log, wrong):
    batch = honest()
    rows = bytearray(copied(batch))
    length = (len(rows) - 19 - 2) // 3
    places = [19 + n * length + 6 for n in range(3)]
    if wrong == "place twice":
        rows[places[1] : places[1] + 8] = (1).to_bytes(8, "big")
    elif wrong == "no place":
        rows[places[0] : places[0] + 8] = bytes(8)
    elif wrong == "a place beyond":
        rows[places[2] : places[2] + 8] = (999).to_bytes(8, "big")
    elif wrong == "another head":
        rows[19 + 2 * length + length - 4 : 19 + 3 * length] = (1).to_bytes(4, "big")
    else:
        rows[-2:-2] = rows[19 : 19 + length]
    writer.execute("select intake.open_incoming()")
    with pytest.raises(psycopg.Error) as refused:
        appended(writer, bytes(rows), incoming(batch))
    assert refused.type in {InvalidParameterValue, UniqueViolation}
    assert len(facts(log)) == 1


def test_nothing_is_moved_from_a_table_that_was_never_opened(writer, log):
    with pytest.raises(InsufficientPrivilege):
        moved(writer, incoming(honest()))
    assert len(facts(log)) == 1


@pytest.mark.parametrize("own", [VIEW, "create temporary table incoming (i bigint)"])
def test_something_of_the_writers_own_under_that_name_is_not_read(writer, log, own):
    """Even where somebody let everybody make temporary tables, as a restored database does."""
    with psycopg.connect(log.conninfo(), autocommit=True) as owner:
        owner.execute(f"grant temporary on database {log.dbname} to public".encode())
    writer.execute(own)
    with pytest.raises(InsufficientPrivilege, match="not ours"):
        moved(writer, incoming([packed(command())]))
    with pytest.raises(psycopg.errors.DuplicateTable):
        writer.execute("select intake.open_incoming()")
    assert len(facts(log)) == 1


@pytest.mark.parametrize(
    "attempt",
    [
        "select * from pg_temp.incoming",
        "update pg_temp.incoming set i = 1",
        "alter table pg_temp.incoming add column x int default 1",
        "create trigger t before insert on pg_temp.incoming execute function intake.refuse_change()",
        "drop table pg_temp.incoming",
        "create temporary table other (x int)",
    ],
)
def test_the_table_is_for_putting_in_and_nothing_else(writer, attempt):
    writer.execute("select intake.open_incoming()")
    with pytest.raises(InsufficientPrivilege):
        writer.execute(attempt.encode())


@pytest.mark.parametrize("role", ["reader_intake", "projector_intake", "writer_planning"])
def test_nobody_else_may_open_or_move(log, role):
    with psycopg.connect(log.conninfo(role), autocommit=True) as session:
        with pytest.raises(InsufficientPrivilege):
            session.execute("select intake.open_incoming()")
        with pytest.raises(InsufficientPrivilege):
            moved(session, incoming(honest()))


def test_a_namesake_in_another_schema_is_never_used(writer, log):
    with psycopg.connect(log.conninfo(), autocommit=True) as owner:
        owner.execute("create schema bait; grant all on schema bait to public")
        for table in ("log_head", "command", "stream_head", "event"):
            owner.execute(f"create table bait.{table} (like intake.{table})".encode())
            owner.execute(f"grant all on bait.{table} to public".encode())
    writer.execute("set search_path = bait, intake")
    writer.execute("select intake.open_incoming()")
    batch = honest()
    appended(writer, copied(batch), incoming(batch))
    assert len(facts(log)) == 4


def appended(session: Connection[Any], rows: bytes, arguments: list[bytes]) -> None:
    with session.transaction():
        copy(session, rows)
        moved(session, arguments)


def copy(session: Connection[Any], rows: bytes) -> None:
    with (
        session.cursor() as cursor,
        cursor.copy("copy pg_temp.incoming from stdin (format binary)") as stream,
    ):
        stream.write(rows)


def moved(session: Connection[Any], arguments: list[bytes]) -> None:
    places = ",".join(f"${n}" for n in range(1, len(arguments) + 1))
    result = session.pgconn.exec_params(
        f"select intake.append_incoming({places})".encode(),
        arguments,
        (INT4, *PER_HEAD_TYPES),
        [1] * len(arguments),
    )
    if result.status != psycopg.pq.ExecStatus.TUPLES_OK:
        raise psycopg.errors.error_from_result(result)
