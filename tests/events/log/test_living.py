"""A connection from the pool works, also after the server ended what the pool kept."""

import psycopg
import pytest

from events.host.address import Address
from events.log.living import living
from events.log.reading import pool


def test_a_connection_in_order_is_not_asked_and_an_ended_one_is_refused(address: Address) -> None:
    with (
        psycopg.connect(address.conninfo(), autocommit=True) as owner,
        psycopg.connect(address.conninfo("writer_intake"), autocommit=True) as session,
    ):
        pid = session.info.backend_pid
        session.execute("select 1")
        began = "select query_start from pg_stat_activity where pid = %s"
        last = owner.execute(began, [pid]).fetchone()
        living(session)
        assert owner.execute(began, [pid]).fetchone() == last, "it was asked nothing"
        owner.execute("select pg_terminate_backend(%s, 5000)", [pid])
        for _ in range(2):
            with pytest.raises(psycopg.OperationalError):
                living(session)


def test_callers_do_not_notice_that_the_server_ended_what_the_pool_kept(address: Address) -> None:
    connections = pool(address.conninfo("writer_intake"), name="kept")
    try:
        for _ in range(3):
            with connections.connection() as one:
                [(pid,)] = one.execute("select pg_backend_pid()").fetchall()
            with psycopg.connect(address.conninfo(), autocommit=True) as owner:
                owner.execute("select pg_terminate_backend(%s, 5000)", [pid])
    finally:
        connections.close()
