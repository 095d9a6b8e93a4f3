"""Catching up on the road the tables are on, beside whoever feeds them, idle partitions included; no broker needed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from threading import Timer

import pytest

from events.bus import catch_up as catching
from events.bus.catch_up import NotCaughtUp, catch_up
from events.bus.kafka.feed import Feed
from events.bus.kafka.partition import partition_of
from events.bus.kafka.received import Received
from events.bus.kafka.refill import Refill
from events.bus.projection import replay
from events.bus.read_tables import ReadTables
from events.bus.rebuild import rebuild
from events.bus.source import SourceLog
from events.bus.tables import Tables
from events.log.recorded import SOURCES
from tests.events.bus.city import City, Saying, case_id, eventually, positions, table
from tests.events.bus.folds import CASES

PARTITIONS = 3
INTAKE = SOURCES["intake"]


@pytest.fixture
def cut(city: City) -> Iterator[Tables]:
    """Tables as a consumer of topics keeps them, filled and empty."""
    conninfo = city.address.conninfo
    partitions = dict.fromkeys(SOURCES, PARTITIONS)
    with closing(Tables("reporting", conninfo("projector_reporting"), [CASES], partitions)) as made:
        for stale in made.prepare():
            rebuild(
                made,
                stale,
                lambda source: SourceLog.to_rebuild(conninfo, "reporting", source),
                city.codec,
            )
            made.admit(stale)
        yield made


def partition(case: int) -> int:
    return partition_of(str(case_id(case)).encode(), PARTITIONS)


def received(city: City, *cases: int) -> list[int]:
    """A fact of each of these cases; their positions."""
    return city.say(*(Saying("intake.contact-recorded", case, 1) for case in cases))


def of_each_partition() -> list[int]:
    """A case of partition 0, one of 1, one of 2."""
    return [next(n for n in range(100) if partition(n) == p) for p in range(PARTITIONS)]


def feed(city: City, tables: Tables, *numbers: int) -> None:
    """What came by the topic: each of these partitions up to its own last fact."""
    refill = Refill(city.address.conninfo("reader_intake"), "intake", PARTITIONS)
    feeding = Feed(tables, "intake", city.codec, lambda _partition, _upto: None)
    for number in numbers:
        facts = [Received(f) for f in refill.missed(number, feeding.last(number), refill.head())]
        feeding.apply(number, facts, feeding.last(number), facts[-1].id)


def stands(city: City) -> list[int]:
    """Positions of intake's partitions in order."""
    found = positions(city.address, "reporting", "cases")
    return [found[INTAKE, number] for number in range(PARTITIONS)]


def test_where_nobody_feeds_them_tables_of_topics_stay_tables_of_topics(
    city: City, cut: Tables
) -> None:
    received(city, *range(20))
    city.say(*(Saying("planning.plan-drafted", n, n) for n in range(7)))
    catch_up("reporting", [CASES], city.address.conninfo, city.codec)
    assert table(city.address, "reporting", CASES) == replay(CASES, city.stated())
    assert set(positions(city.address, "reporting", "cases")) == {
        (number, part) for number in map(SOURCES.get, CASES.sources) for part in range(PARTITIONS)
    }
    assert stands(city) == [20] * PARTITIONS


def test_beside_a_consumer_it_waits_and_an_idle_partition_keeps_nobody(
    city: City, cut: Tables
) -> None:
    first, second, _ = of_each_partition()
    received(city, first, second, first)
    assert cut.acquire()
    later = Timer(0.5, lambda: feed(city, cut, 0, 1))
    later.start()
    catch_up("reporting", [CASES], city.address.conninfo, city.codec)
    later.join()
    assert stands(city) == [3, 2, 0], "untouched by anybody but the consumer"
    assert table(city.address, "reporting", CASES) == replay(CASES, city.stated())
    received(city, second)
    feed(city, cut, 1)
    assert stands(city) == [3, 4, 0]


def test_a_partition_that_lacks_a_fact_is_not_taken_for_an_idle_one(
    city: City, cut: Tables, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second, _ = of_each_partition()
    received(city, first, second)
    assert cut.acquire()
    feed(city, cut, 1)
    monkeypatch.setattr(catching, "PATIENCE", 0.3)
    with pytest.raises(NotCaughtUp):
        catch_up("reporting", [CASES], city.address.conninfo, city.codec)
    feed(city, cut, 0)
    catch_up("reporting", [CASES], city.address.conninfo, city.codec)


def test_a_page_waits_for_the_partition_of_its_case_only(city: City, cut: Tables) -> None:
    first, second, _ = of_each_partition()
    early, late = received(city, first, second)
    assert cut.acquire()
    feed(city, cut, 1)
    pages = ReadTables("reporting", city.address.conninfo("writer_reporting"))
    with closing(pages):
        assert pages.wait_for("cases", "intake", late, 5, case=case_id(second))
        assert not pages.wait_for("cases", "intake", early, 0.3, case=case_id(first))
        assert pages.reached("cases", "intake") == 0, "not everything up to there"
        feed(city, cut, 0)
        assert pages.wait_for("cases", "intake", early, 5, case=case_id(first))
        eventually(lambda: pages.reached("cases", "intake", case_id(second)) == late)
