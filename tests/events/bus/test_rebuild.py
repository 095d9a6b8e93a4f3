"""Beside and swap: the old table serves at every moment, appends during a rebuild appear exactly once."""

import json
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, replace
from pathlib import Path
from random import Random
from typing import Any

import psycopg
import pytest

from events.bus.catch_up import catch_up
from events.bus.follow import Follower
from events.bus.projection import Projection, replay
from events.bus.rebuild import Progress, RebuildRefused, Step, rebuild
from events.bus.source import SourceLog
from events.bus.tables import Tables
from events.host.address import Address
from events.log.keys import KeyRing
from tests.events.bus.city import (
    KINDS_USED,
    City,
    Saying,
    at_the_heads,
    eventually,
    positions,
    table,
)
from tests.events.bus.conftest import Follow
from tests.events.bus.folds import ALL, CASES, OPEN_PLANS, TALLY
from tests.events.bus.killed import KEK

ROOT = Path(__file__).parents[3]


def some(count: int, seed: int = 1) -> list[Saying]:
    random = Random(seed)  # noqa: S311 - synthetic facts
    return [
        Saying(random.choice(KINDS_USED), random.randint(1, 40), random.randint(0, 9))
        for _ in range(count)
    ]


def tables_of(city: City, *projections: Projection[Any], **options: Any) -> Tables:
    return Tables("reporting", city.address.conninfo("projector_reporting"), projections, **options)


def rebuilt(city: City, tables: Tables, projection: Projection[Any], **options: Any) -> bool:
    return rebuild(
        tables,
        projection,
        lambda source: SourceLog.to_rebuild(city.address.conninfo, "reporting", source),
        city.codec,
        **options,
    )


def names(address: Address) -> set[str]:
    with psycopg.connect(address.conninfo()) as owner:
        found = owner.execute("select tablename from pg_tables where schemaname = 'reporting_read'")
        return {name for (name,) in found}


@pytest.mark.parametrize("rows_in_memory", [1, 7, 50_000])
@pytest.mark.parametrize("positions_at_once", [3, 5_000])
def test_a_rebuild_in_bounded_memory_equals_a_replay(
    city: City, rows_in_memory: int, positions_at_once: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("events.bus.rebuild.ROWS", rows_in_memory)
    monkeypatch.setattr("events.bus.sheet.MANY", 1 if rows_in_memory == 7 else 100)
    monkeypatch.setattr("events.bus.rebuild.RANGE", positions_at_once)
    city.say_many(some(300))
    catch_up("reporting", ALL, city.address.conninfo, city.codec)
    stated = city.stated()
    for projection in ALL:
        assert rebuilt(city, tables_of(city, *ALL), projection, again=True)
        assert table(city.address, "reporting", projection) == replay(projection, stated)


def test_what_stands_as_wanted_is_filled_again_only_on_demand(city: City) -> None:
    city.say_many(some(20))
    catch_up("reporting", [TALLY], city.address.conninfo, city.codec)
    tables = tables_of(city, TALLY)
    assert not rebuilt(city, tables, TALLY)
    assert rebuilt(city, tables, TALLY, again=True)
    assert names(city.address) == {"checkpoint", "tally"}


class Busy(threading.Thread):
    """Does something again and again until it is ended; what went wrong is raised then."""

    def __init__(self, act: Callable[[], object]) -> None:
        super().__init__(daemon=True)
        self.act = act
        self.ending = threading.Event()
        self.fault: BaseException | None = None
        self.start()

    def run(self) -> None:
        try:
            while not self.ending.is_set():
                self.act()
        except BaseException as fault:  # noqa: BLE001 - handed to the test's own thread
            self.fault = fault

    def end(self) -> None:
        self.ending.set()
        self.join()
        if self.fault is not None:
            raise self.fault


@pytest.fixture
def living(city: City, follow: Follow) -> tuple[City, Follower]:
    """A city with a history, followed live."""
    city.say_many(some(3_000))
    follower = follow(*ALL)
    follower.start()
    eventually(lambda: follower.ready)
    return city, follower


def test_appends_during_a_rebuild_appear_exactly_once_and_nobody_sees_a_half_table(
    living: tuple[City, Follower],
) -> None:
    city, follower = living
    before = len(table(city.address, "reporting", TALLY))
    facts = iter(some(100_000, seed=2))
    counts: list[int] = []
    clerk = Busy(lambda: city.say(next(facts)))
    with psycopg.connect(city.address.conninfo("writer_reporting"), autocommit=True) as page:

        def look() -> None:
            counts.extend(
                page.execute("select count(*) from reporting_read.tally").fetchone() or ()
            )

        reader = Busy(look)
        for projection in (*ALL, TALLY):
            assert rebuilt(city, tables_of(city, *ALL), projection, again=True)
        reader.end()
    clerk.end()
    eventually(lambda: at_the_heads(city, *ALL))
    stated = city.stated()
    for projection in ALL:
        assert table(city.address, "reporting", projection) == replay(projection, stated)
    assert follower.ready
    assert counts[0] >= before
    assert counts == sorted(counts), "a count went back: somebody saw a table being filled"
    assert len(stated) > 3_000


def test_a_new_version_serves_the_old_table_until_the_swap(city: City) -> None:
    city.say_many(some(200))
    catch_up("reporting", [TALLY], city.address.conninfo, city.codec)
    whole = table(city.address, "reporting", TALLY)
    newer = replace(TALLY, version=2)
    steps: list[Step] = []

    def report(progress: Progress) -> None:
        steps.append(progress.step)
        if progress.step not in {Step.SWAPPED, Step.DONE}:
            assert table(city.address, "reporting", TALLY) == whole
            assert names(city.address) <= {"checkpoint", "tally", "tally__v2"}

    assert rebuilt(city, tables_of(city, newer), newer, report=report)
    assert list(dict.fromkeys(steps)) == [
        Step.PINNED, Step.CREATED, Step.FOLDING, Step.FOLDED, Step.INDEXED, Step.CAUGHT_UP,
        Step.SWAPPED, Step.DONE,
    ]  # fmt: skip
    assert table(city.address, "reporting", newer) == whole
    assert tables_of(city, newer).prepare() == []
    assert tables_of(city, TALLY).prepare() == [TALLY]


STEPS = [step.name for step in Step if step is not Step.WAITING]
AGAIN = [(step, TALLY, 1) for step in STEPS]
ANEW = [(step, CASES, 2) for step in ("FOLDING", "CAUGHT_UP", "SWAPPED")]


@pytest.mark.parametrize(("step", "projection", "version"), [*AGAIN, *ANEW])
def test_killed_at_any_step_the_table_serves_and_the_next_start_cleans_up(
    address: Address, step: str, projection: Projection[Any], version: int
) -> None:
    city = City(address, KeyRing(address.conninfo("key_keeper"), KEK))
    city.say_many(some(60))
    catch_up("reporting", ALL, address.conninfo, city.codec)
    orders = {"what": "rebuild", "projection": projection.name, "version": version, "die_at": step}
    assert run_killed(address, orders) == -signal.SIGKILL
    expected = replay(projection, city.stated())
    assert table(address, "reporting", projection) == expected
    wanted = [replace(p, version=version) if p is projection else p for p in ALL]
    catch_up("reporting", wanted, address.conninfo, city.codec)
    assert table(address, "reporting", projection) == expected
    assert names(address) == {"checkpoint", "tally", "cases", "open_plans"}
    city.say_many(some(60, seed=3))
    catch_up("reporting", wanted, address.conninfo, city.codec)
    assert table(address, "reporting", projection) == replay(projection, city.stated())
    city.close()


def run_killed(address: Address, orders: dict[str, Any]) -> int:
    return subprocess.run(
        [sys.executable, "-m", "tests.events.bus.killed"],
        input=json.dumps({"address": asdict(address), **orders}),
        text=True,
        cwd=ROOT,
        check=False,
        timeout=120,
    ).returncode


@pytest.mark.slow
def test_a_follower_killed_again_and_again_counts_everything_once(address: Address) -> None:
    city = City(address, KeyRing(address.conninfo("key_keeper"), KEK))
    city.say_many(some(500))
    random = Random(4)  # noqa: S311 - moments to kill at
    for _ in range(4):
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.events.bus.killed"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(json.dumps({"address": asdict(address), "what": "follow"}))
        process.stdin.close()
        assert process.stdout.readline() == "started\n"
        for _ in range(random.randint(1, 40)):
            city.say(*some(5, seed=random.randint(0, 10**6)))
        process.kill()
        process.wait()
        process.stdout.close()
    catch_up("reporting", ALL, address.conninfo, city.codec)
    stated = city.stated()
    for projection in ALL:
        assert table(address, "reporting", projection) == replay(projection, stated)
    city.close()


def test_two_rebuilds_take_turns(city: City) -> None:
    city.say_many(some(200))
    catch_up("reporting", [TALLY, CASES], city.address.conninfo, city.codec)

    def again(projection: Projection[Any]) -> bool:
        return rebuilt(city, tables_of(city, TALLY, CASES), projection, again=True)

    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(again, (TALLY, CASES, TALLY, CASES))) == [True] * 4
    assert table(city.address, "reporting", TALLY) == replay(TALLY, city.stated())


def test_a_page_that_reads_for_long_delays_the_swap_but_is_not_broken_off(
    city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    city.say_many(some(50))
    catch_up("reporting", [TALLY], city.address.conninfo, city.codec)
    whole = len(table(city.address, "reporting", TALLY))
    with psycopg.connect(city.address.conninfo("writer_reporting")) as page:
        page.execute("select count(*) from reporting_read.tally")
        swap = threading.Thread(
            target=rebuilt, args=[city, tables_of(city, TALLY), TALLY], kwargs={"again": True}
        )
        swap.start()
        swap.join(3)
        assert swap.is_alive()
        assert page.execute("select count(*) from reporting_read.tally").fetchone() == (whole,)
    swap.join(30)
    assert not swap.is_alive()
    assert table(city.address, "reporting", TALLY) == replay(TALLY, city.stated())


def test_a_swap_that_never_gets_its_turn_gives_up_and_changes_nothing(
    city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("events.bus.rebuild.TRIES", 1)
    city.say_many(some(50))
    catch_up("reporting", [TALLY], city.address.conninfo, city.codec)
    with psycopg.connect(city.address.conninfo("writer_reporting")) as page:
        page.execute("select count(*) from reporting_read.tally")
        with pytest.raises(RebuildRefused, match="入れ替えられません"):
            rebuilt(city, tables_of(city, TALLY), TALLY, again=True)
    assert table(city.address, "reporting", TALLY) == replay(TALLY, city.stated())


def test_after_filling_for_several_partitions_each_stands_at_the_end(city: City) -> None:
    city.say_many(some(50))
    tables = tables_of(city, OPEN_PLANS, partitions={"planning": 3})
    assert tables.prepare() == [OPEN_PLANS]
    assert rebuilt(city, tables, OPEN_PLANS)
    head = city.head("planning")
    assert positions(city.address, "reporting", "open_plans") == {(2, p): head for p in range(3)}
    other = tables_of(city, OPEN_PLANS, partitions={"planning": 3})
    assert other.acquire()
    with pytest.raises(RebuildRefused, match="止めてから"):
        rebuilt(city, tables, OPEN_PLANS, again=True)
    other.close()
    assert rebuilt(city, tables, OPEN_PLANS, again=True)
