"""What pages see: typed rows, sums, and their own entry in time."""

import threading
import time
from collections.abc import Iterator
from dataclasses import replace

import psycopg
import pytest

from events.bus.catch_up import catch_up
from events.bus.projection import replay
from events.bus.read_tables import NotReady, ReadTables
from events.host.address import Address
from tests.events.bus.city import DAY, City, Saying, case_id, eventually
from tests.events.bus.conftest import Follow
from tests.events.bus.folds import ALL, CASES, OPEN_PLANS, TALLY, Counted

DECIDED = Saying("planning.plan-decided", 1, 1)
DRAFTED = Saying("planning.plan-drafted", 2, 2)
RECEIVED = Saying("intake.consultation-received", 1, 3)


@pytest.fixture
def pages(address: Address) -> Iterator[ReadTables]:
    made = ReadTables("reporting", address.conninfo("writer_reporting"))
    yield made
    made.close()


def test_rows_are_those_of_a_replay(city: City, pages: ReadTables) -> None:
    city.say(DECIDED, RECEIVED, DRAFTED)
    catch_up("reporting", ALL, city.address.conninfo, city.codec)
    replayed = replay(TALLY, city.stated())
    assert pages.rows(TALLY) == [replayed[key] for key in sorted(replayed)]
    assert pages.rows(TALLY, "kind = %s and counted_on >= %s", [Counted.PLAN, DAY]) == [
        replayed[2, 1]
    ]
    assert pages.rows(TALLY, "kind = %(kind)s", {"kind": 99}) == []
    assert pages.rows(TALLY, order="counted_on desc", limit=1) == [replayed[1, 1]]
    assert pages.row(TALLY, 2, 1) == replayed[2, 1]
    assert pages.row(CASES, case_id(1)) == replay(CASES, city.stated())[case_id(1)]
    assert pages.row(CASES, case_id(77)) is None
    [plan] = pages.rows(OPEN_PLANS)
    assert pages.row(OPEN_PLANS, case_id(2), 2) == plan
    assert pages.query("select kind, count(*)::int as n from tally group by kind order by 1") == [
        {"kind": 1, "n": 1},
        {"kind": 2, "n": 1},
    ]


def test_a_table_that_is_not_there_yet_or_has_another_shape_is_not_ready(
    city: City, pages: ReadTables
) -> None:
    with pytest.raises(NotReady):
        pages.rows(TALLY)
    with pytest.raises(NotReady):
        pages.query("select 1 from tally")
    catch_up("reporting", [TALLY], city.address.conninfo, city.codec)
    assert pages.rows(TALLY) == []
    with pytest.raises(NotReady):
        pages.rows(replace(CASES, name="tally"))


def test_pages_cannot_write(city: City, pages: ReadTables) -> None:
    catch_up("reporting", [TALLY], city.address.conninfo, city.codec)
    with pytest.raises(psycopg.errors.ReadOnlySqlTransaction):
        pages.query("delete from tally returning 1 as x")


def test_a_page_waits_for_its_own_entry(city: City, pages: ReadTables, follow: Follow) -> None:
    follower = follow(TALLY)
    follower.start()
    eventually(lambda: follower.ready)
    for n in range(1, 30):
        [position] = city.say(DECIDED)
        assert pages.wait_for("tally", "planning", position, timeout=10)
        assert len(pages.rows(TALLY)) == n
    assert pages.reached("tally", "planning") == 29
    assert pages.reached("tally", "reporting") == 0


def test_waiting_ends_in_time_and_costs_others_nothing(city: City, pages: ReadTables) -> None:
    catch_up("reporting", [TALLY], city.address.conninfo, city.codec)
    begun = time.monotonic()
    answers: list[bool] = []
    waiting = [
        threading.Thread(
            target=lambda: answers.append(pages.wait_for("tally", "planning", 1, timeout=0.6))
        )
        for _ in range(30)
    ]
    for thread in waiting:
        thread.start()
    assert pages.rows(TALLY) == []
    for thread in waiting:
        thread.join()
    assert answers == [False] * 30
    assert time.monotonic() - begun >= 0.6


def test_a_lost_notification_is_found_by_looking(city: City, pages: ReadTables) -> None:
    catch_up("reporting", [TALLY], city.address.conninfo, city.codec)

    def silently() -> None:
        time.sleep(0.2)
        with psycopg.connect(city.address.conninfo()) as owner:
            owner.execute("update reporting_read.checkpoint set position = 1 where source = 2")

    thread = threading.Thread(target=silently)
    thread.start()
    assert pages.wait_for("tally", "planning", 1, timeout=10)
    thread.join()


def test_closing_lets_waiting_pages_go(address: Address, city: City) -> None:
    catch_up("reporting", [TALLY], city.address.conninfo, city.codec)
    pages = ReadTables("reporting", address.conninfo("writer_reporting"))
    answers: list[bool] = []
    waiting = threading.Thread(
        target=lambda: answers.append(pages.wait_for("tally", "planning", 1, timeout=60))
    )
    waiting.start()
    time.sleep(0.3)
    pages.close()
    waiting.join(10)
    assert answers == [False]
