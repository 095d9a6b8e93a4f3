"""Several processes fill a table: the same rows as one, as live and as a replay; killed anywhere, nothing is half."""

import multiprocessing
import signal
from collections.abc import Callable
from functools import partial
from random import Random
from typing import Any

import psycopg
import pytest

from events.bus.catch_up import catch_up
from events.bus.filling import WorkerDied, Workers
from events.bus.projection import Projection, replay
from events.bus.rebuild import Progress, Step
from events.bus.unapplicable import Unapplicable
from events.host.address import Address
from events.log.codec import Codec
from events.log.keys import KeyRing
from tests.events.bus.city import City, Saying, table
from tests.events.bus.folds import ALL, CASES, OPEN_PLANS, TALLY
from tests.events.bus.killed import KEK
from tests.events.bus.test_rebuild import names, rebuilt, run_killed, some, tables_of


@pytest.fixture(autouse=True)
def _small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("events.bus.filling.PIECE", 40)


def workers(city: City, number: int) -> Workers:
    return Workers(number, city.address.conninfo, partial(Codec, city.keys), least=1)


def as_text(city: City, projection: Projection[Any]) -> list[str]:
    """The rows as the server prints them: what byte for byte means."""
    with psycopg.connect(city.address.conninfo()) as session:
        session.execute("set timezone to 'UTC'")
        found = session.execute(
            f"select t::text from reporting_read.{projection.name} t order by 1".encode()
        )
        return [text for (text,) in found]


def test_two_and_four_processes_one_and_live_feeding_give_the_same_bytes(city: City) -> None:
    catch_up("reporting", ALL, city.address.conninfo, city.codec)
    city.say_many(some(300, seed=11))
    catch_up("reporting", ALL, city.address.conninfo, city.codec)
    live = {p.name: as_text(city, p) for p in ALL}
    stated = city.stated()
    for projection in ALL:
        assert table(city.address, "reporting", projection) == replay(projection, stated)
    for number, projections in ((1, ALL), (2, ALL), (4, (TALLY, CASES))):
        for projection in projections:
            assert rebuilt(
                city, tables_of(city, *ALL), projection, again=True, workers=workers(city, number)
            )
            assert as_text(city, projection) == live[projection.name]
    city.say_many(some(60, seed=12))
    catch_up("reporting", ALL, city.address.conninfo, city.codec)
    for projection in ALL:
        assert table(city.address, "reporting", projection) == replay(projection, city.stated())


def test_a_table_whose_key_may_join_cases_is_filled_by_one(city: City) -> None:
    city.say_many(some(100))
    catch_up("reporting", ALL, city.address.conninfo, city.codec)

    def never() -> Codec:
        raise AssertionError

    several = Workers(2, city.address.conninfo, never, least=1)
    assert rebuilt(city, tables_of(city, *ALL), OPEN_PLANS, again=True, workers=several)


def kill_a_worker(progress: Progress) -> None:
    if progress.step is Step.FOLDING:
        for process in multiprocessing.active_children():
            process.kill()


def test_a_worker_that_dies_leaves_the_old_table(city: City) -> None:
    city.say_many(some(400))
    catch_up("reporting", ALL, city.address.conninfo, city.codec)
    before = as_text(city, TALLY)
    tables = tables_of(city, *ALL)
    with pytest.raises(WorkerDied):
        rebuilt(city, tables, TALLY, again=True, workers=workers(city, 2), report=kill_a_worker)
    assert multiprocessing.active_children() == []
    assert as_text(city, TALLY) == before
    assert rebuilt(city, tables, TALLY, again=True, workers=workers(city, 2))
    assert as_text(city, TALLY) == before


def test_a_fact_no_table_can_take_is_named_through_the_processes(city: City) -> None:
    city.say_many([Saying("planning.plan-decided", 1, 1)] * 3)
    catch_up("reporting", [TALLY], city.address.conninfo, city.codec)
    with psycopg.connect(city.address.conninfo()) as owner:
        owner.execute("alter table planning.event disable trigger append_only")
        owner.execute("update planning.event set data = substr(data, 1, 90) where position = 2")
    with pytest.raises(Unapplicable, match="planning の記録 2 件目") as fault:
        rebuilt(city, tables_of(city, TALLY), TALLY, again=True, workers=workers(city, 2))
    assert fault.value.position == 2


@pytest.mark.slow
@pytest.mark.parametrize("step", ["CREATED", "FOLDING", "FOLDED"])
def test_the_rebuild_killed_with_workers_at_work_is_begun_anew(address: Address, step: str) -> None:
    city = City(address, KeyRing(address.conninfo("key_keeper"), KEK))
    city.say_many(some(400, seed=5))
    catch_up("reporting", ALL, address.conninfo, city.codec)
    expected = replay(CASES, city.stated())
    orders = {"what": "rebuild", "projection": "cases", "version": 1, "die_at": step, "workers": 2}
    assert run_killed(address, orders) == -signal.SIGKILL
    assert table(address, "reporting", CASES) == expected
    several = Workers(2, address.conninfo, opened_keys(address), least=1)
    tables = tables_of(city, *ALL)
    tables.prepare()
    assert rebuilt(city, tables, CASES, again=True, workers=several)
    assert table(address, "reporting", CASES) == expected
    assert names(address) == {"checkpoint", "tally", "cases", "open_plans"}
    city.close()


def opened_keys(address: Address) -> Callable[[], Codec]:
    return partial(codec_of, address)


def codec_of(address: Address) -> Codec:
    return Codec(KeyRing(address.conninfo("key_keeper"), KEK))


@pytest.mark.parametrize("seed", range(2))
def test_appends_while_processes_fill_appear_once(city: City, seed: int) -> None:
    city.say_many(some(200, seed=seed))
    catch_up("reporting", ALL, city.address.conninfo, city.codec)
    random = Random(seed)  # noqa: S311 - synthetic facts
    more = iter(some(10_000, seed=seed + 50))

    def report(_: Progress) -> None:
        for _ in range(random.randint(0, 3)):
            city.say(next(more))

    for projection in (TALLY, CASES):
        assert rebuilt(
            city, tables_of(city, *ALL), projection,
            again=True, workers=workers(city, 2), report=report,
        )  # fmt: skip
    catch_up("reporting", ALL, city.address.conninfo, city.codec)
    for projection in ALL:
        assert table(city.address, "reporting", projection) == replay(projection, city.stated())
