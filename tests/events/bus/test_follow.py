"""Followers: woken or not they deliver; at what cannot be applied they stop and say so; nothing is skipped."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import psycopg
import pytest

from events.bus.follow import Follower
from events.bus.projection import Projection, replay
from events.bus.reader import Advanced, State, Status
from events.bus.tables import FoldChanged
from events.contract.intake import CaseTriaged
from events.host.address import Address
from events.log.keys import KeyRing
from events.log.recorded import Recorded
from tests.events.bus.city import City, Saying, case_id, eventually, positions, table
from tests.events.bus.conftest import Follow
from tests.events.bus.folds import ALL, CASES, TALLY, CaseRow, case_row

RECEIVED = Saying("intake.consultation-received", 1, 1)
TRIAGED = Saying("intake.case-triaged", 1, 1)
DECIDED = Saying("planning.plan-decided", 1, 1)


def state(follower: Follower, source: str) -> State:
    return next(state for state in follower.states if state.source == source)


def shows(city: City, projection: Projection[Any], rows: int) -> bool:
    try:
        return len(table(city.address, "reporting", projection)) == rows
    except psycopg.errors.UndefinedTable:
        return False


@contextmanager
def owner(address: Address) -> Iterator[psycopg.Connection]:
    """The database's owner, who can do to a log what no service may."""
    with psycopg.connect(address.conninfo(), autocommit=True) as session:
        yield session


def put(address: Address, source: str, position: int, data: bytes, head: int | None = None) -> None:
    """Place bytes at a position, without a NOTIFY, as only the owner can."""
    with owner(address) as session, session.transaction():
        session.execute(
            f"insert into {source}.event select %s, gen_random_uuid(), 1, type_id, 1, '2026-04-01',"
            f" now(), %s from {source}.event_type where wire_name = 'planning.plan-decided.v1'".encode(),
            [position, data],
        )
        session.execute(f"update {source}.log_head set position = %s".encode(), [head or position])


def entry(city: City, said: Saying) -> bytes:
    """The bytes of a fact that no log holds yet."""
    recorded = Recorded(case_id(9), 1, case_id(9), said.fact, city.stated()[0].context)
    return city.codec.encode([recorded])[0]


def test_what_is_stated_appears_and_the_state_says_so(city: City, follow: Follow) -> None:
    follower = follow(*ALL)
    heard: list[Advanced] = []
    follower.after_batch(heard.append)
    follower.start()
    eventually(lambda: follower.ready)
    city.say(RECEIVED, TRIAGED, DECIDED)
    eventually(lambda: shows(city, TALLY, 2) and shows(city, CASES, 1))
    eventually(lambda: Advanced("reporting", "intake", 2) in heard)
    now = state(follower, "intake")
    assert (now.status, now.position, now.head, now.lag) == (Status.FOLLOWING, 2, 2, 0)
    assert now.applied_at is not None
    follower.stop()
    assert state(follower, "intake").status is Status.STOPPED


def broken(_: Advanced) -> None:
    raise RuntimeError


def test_a_callback_that_fails_stops_nothing(city: City, follow: Follow) -> None:
    follower = follow(TALLY)
    follower.after_batch(broken)
    follower.start()
    city.say(DECIDED)
    eventually(lambda: shows(city, TALLY, 1))
    city.say(DECIDED)
    eventually(lambda: shows(city, TALLY, 2))


@pytest.mark.parametrize("listening", [True, False], ids=["NOTIFY suppressed", "no LISTEN"])
def test_without_being_woken_the_poll_delivers(city: City, follow: Follow, listening: bool) -> None:
    city.say(DECIDED)
    follower = follow(TALLY, listening=listening)
    follower.start()
    eventually(lambda: shows(city, TALLY, 1))
    put(city.address, "planning", 2, entry(city, DECIDED))
    eventually(lambda: shows(city, TALLY, 2))
    put(city.address, "planning", 3, entry(city, DECIDED))
    eventually(lambda: shows(city, TALLY, 3))


def test_a_table_of_a_service_is_fed_from_its_own_log_too(city: City, follow: Follow) -> None:
    follower = follow(CASES, service="planning")
    follower.start()
    city.say(RECEIVED, DECIDED)
    eventually(
        lambda: (
            positions(city.address, "planning", "cases")
            == dict.fromkeys([(1, 0), (2, 0)], 1) | {(3, 0): 0, (4, 0): 0}
        )
    )
    assert table(city.address, "planning", CASES) == replay(CASES, city.stated())


def test_a_gap_stops_the_reader_of_that_log_alone(city: City, follow: Follow) -> None:
    follower = follow(TALLY)
    follower.start()
    city.say(DECIDED, DECIDED)
    eventually(lambda: shows(city, TALLY, 2))
    put(city.address, "planning", 4, entry(city, DECIDED))
    eventually(lambda: state(follower, "planning").status is Status.FAILED)
    assert state(follower, "planning").error == "planning の記録 3 件目がありません(4 があります)。"
    assert state(follower, "planning").position == 2
    city.say(RECEIVED)
    eventually(lambda: shows(city, TALLY, 3))
    assert state(follower, "intake").status is Status.FOLLOWING


def test_a_log_that_ends_before_its_head_is_a_gap(city: City, follow: Follow) -> None:
    follower = follow(TALLY)
    follower.start()
    city.say(DECIDED)
    eventually(lambda: shows(city, TALLY, 1))
    with owner(city.address) as session:
        session.execute("update planning.log_head set position = 3")
    eventually(lambda: state(follower, "planning").status is Status.FAILED)
    assert state(follower, "planning").error == "planning の記録 2 件目がありません(3 があります)。"


def test_a_log_shorter_than_what_was_read_is_seen(city: City, follow: Follow) -> None:
    """As after restoring an older backup of the log."""
    city.say(DECIDED, DECIDED)
    follower = follow(TALLY)
    follower.start()
    eventually(lambda: shows(city, TALLY, 2))
    with owner(city.address) as session:
        session.execute("alter table planning.event disable trigger all")
        session.execute("delete from planning.event where position = 2")
        session.execute("update planning.log_head set position = 1")
    eventually(lambda: state(follower, "planning").status is Status.FAILED)
    assert state(follower, "planning").error == "planning の記録 3 件目がありません(1 があります)。"


def test_an_entry_that_cannot_be_read_stops_the_reader_behind_the_facts_before_it(
    city: City, follow: Follow
) -> None:
    city.say(DECIDED)
    good = entry(city, DECIDED)
    put(city.address, "planning", 2, good)
    put(city.address, "planning", 3, good[:-1])
    put(city.address, "planning", 4, good)
    follower = follow(TALLY)
    follower.start()
    eventually(lambda: bool(follower.unfilled))
    assert "planning の記録 3 件目(読取不能)" in follower.unfilled["tally"]
    follower.stop()
    with owner(city.address) as session:
        session.execute("alter table planning.event disable trigger all")
        session.execute("update planning.event set data = %s where position = 3", [good])
    again = follow(TALLY)
    again.start()
    eventually(lambda: shows(city, TALLY, 4))
    put(city.address, "planning", 5, good)
    with owner(city.address) as session, session.transaction():
        session.execute(
            "insert into planning.event select 6, gen_random_uuid(), 1, type_id, ward, occurred_on,"
            " recorded_at, 'nonsense' from planning.event where position = 5"
        )
        session.execute("update planning.log_head set position = 6")
    eventually(lambda: state(again, "planning").status is Status.FAILED)
    assert "planning の記録 6 件目(読取不能)" in state(again, "planning").error
    assert shows(city, TALLY, 5)
    assert positions(city.address, "reporting", "tally")[2, 0] == 5


def test_a_new_offices_tables_stand_when_the_start_is_over(city: City, follow: Follow) -> None:
    city.say(RECEIVED, DECIDED)
    follower = follow(*ALL)
    follower.start()
    assert follower.tables.complete
    assert shows(city, CASES, 1)


def test_a_long_filling_is_not_waited_for(
    city: City, follow: Follow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("events.bus.follow.FIRST", 0.1)
    follower = follow(*ALL)
    with owner(city.address) as session, session.transaction():
        session.execute("lock table intake.event in access exclusive mode")
        follower.start()
        assert not follower.tables.complete
    eventually(lambda: follower.ready)


def careful(row: CaseRow | None, recorded: Recorded) -> CaseRow | None:
    match recorded.fact:
        case CaseTriaged(decided_on=day) if day.day == 6:
            raise ValueError("this text may quote a person and must not be shown")
    return case_row(row, recorded)


CAREFUL = replace(CASES, name="careful", evolve=careful)


def test_a_fact_that_a_fold_refuses_stops_that_reader_right_before_it(
    city: City, follow: Follow
) -> None:
    follower = follow(CAREFUL, TALLY)
    follower.start()
    eventually(lambda: follower.ready)
    fine, poison = TRIAGED, replace(TRIAGED, n=5)
    city.say_many([fine, RECEIVED, poison, RECEIVED])
    eventually(lambda: state(follower, "intake").status is Status.FAILED)
    error = state(follower, "intake").error
    assert error == "intake の記録 3 件目(振り分け)を集計に反映できません: ValueError"
    assert "quote" not in error
    assert state(follower, "intake").position == 2
    assert positions(city.address, "reporting", "careful")[1, 0] == 2
    assert table(city.address, "reporting", CAREFUL) == replay(CASES, city.stated(["intake"])[:2])
    city.say(DECIDED)
    eventually(lambda: shows(city, TALLY, 2))


def test_a_follower_survives_a_database_that_goes_away(city: City, follow: Follow) -> None:
    follower = follow(TALLY, CASES)
    follower.start()
    city.say(DECIDED)
    eventually(lambda: follower.ready and shows(city, TALLY, 1))
    name = city.address.dbname
    with psycopg.connect(city.address.named("postgres").conninfo(), autocommit=True) as server:
        server.execute(f"alter database {name} allow_connections false".encode())
        server.execute(
            "select pg_terminate_backend(pid, 5000) from pg_stat_activity"
            " where datname = %s and application_name like 'yorisoi reporting%%'",
            [name],
        )
        eventually(lambda: all(s.status is Status.RECONNECTING for s in follower.states))
        assert {s.error for s in follower.states} <= {
            "AdminShutdown",
            "OperationalError",
            "InterfaceError",
        }
        server.execute(f"alter database {name} allow_connections true".encode())
    city.say(DECIDED)  # its NOTIFY may fall into the gap: read first after reconnecting
    eventually(lambda: shows(city, TALLY, 2))
    eventually(lambda: follower.ready)
    assert table(city.address, "reporting", CASES) == replay(CASES, city.stated())


def test_a_second_follower_stands_by_and_takes_over(city: City, follow: Follow) -> None:
    first, second = follow(TALLY), follow(TALLY)
    first.start()
    city.say(DECIDED)
    eventually(lambda: shows(city, TALLY, 1))
    second.start()
    eventually(lambda: all(s.status is Status.STANDING_BY for s in second.states))
    city.say(DECIDED)
    eventually(lambda: shows(city, TALLY, 2))
    first.stop()
    city.say(DECIDED)
    eventually(lambda: shows(city, TALLY, 3))
    assert state(second, "planning").status is Status.FOLLOWING


def test_a_new_version_is_filled_beside_and_the_old_runner_stops(
    city: City, follow: Follow
) -> None:
    old = follow(TALLY)
    old.start()
    city.say(DECIDED, DECIDED)
    eventually(lambda: shows(city, TALLY, 2))
    new = follow(replace(TALLY, version=2))
    new.start()
    eventually(lambda: new.tables.complete)
    assert old.ready
    city.say(DECIDED)
    eventually(lambda: state(old, "planning").status is Status.FAILED)
    assert "ほかの処理が更新しています" in state(old, "planning").error
    eventually(lambda: shows(city, TALLY, 3))
    assert table(city.address, "reporting", TALLY) == replay(TALLY, city.stated())


def test_a_changed_fold_refuses_to_start(city: City, follow: Follow) -> None:
    first = follow(CASES)
    first.start()
    eventually(lambda: first.ready)
    with pytest.raises(FoldChanged):
        follow(replace(CASES, evolve=careful)).start()


def test_stopping_finishes_the_batch_at_hand(city: City, follow: Follow) -> None:
    before = set(threading.enumerate())
    follower = follow(TALLY)
    follower.start()
    eventually(lambda: follower.ready)
    city.say_many([DECIDED] * 1_200)
    follower.stop()
    reached = positions(city.address, "reporting", "tally")[2, 0]
    assert len(table(city.address, "reporting", TALLY)) == reached
    left = set(threading.enumerate()) - before
    assert not [t for t in left if t.name.startswith("reporting ")]
    again = follow(TALLY)
    again.start()
    eventually(lambda: shows(city, TALLY, 1_200))


def test_statistics_are_opened_with_keys_from_the_ring(address: Address, follow: Follow) -> None:
    keys = KeyRing(address.conninfo("key_keeper"), bytes(32))
    sealed = City(address, keys)
    sealed.say(RECEIVED)
    keys.close()
    fresh = KeyRing(address.conninfo("key_keeper"), bytes(32))
    sealed.codec = replace(sealed.codec, keys=fresh)
    follower = Follower("reporting", [TALLY], address.conninfo, sealed.codec)
    follower.start()
    eventually(lambda: shows(sealed, TALLY, 1))
    [row] = table(address, "reporting", TALLY).values()
    assert row.topics
    follower.stop()
    sealed.close()
    fresh.close()
