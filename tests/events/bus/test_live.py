"""Live feeding, rebuilding and replaying give the same tables, in whatever mutual order services arrive."""

from random import Random

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from events.bus.catch_up import catch_up
from events.bus.follow import Follower
from events.bus.projection import replay
from events.bus.rebuild import rebuild
from events.bus.source import SourceLog
from events.bus.tables import Batch, Tables
from events.log.recorded import SOURCES
from tests.events.bus.city import (
    City,
    Saying,
    at_the_heads,
    eventually,
    positions,
    sayings,
    table,
)
from tests.events.bus.conftest import Follow
from tests.events.bus.folds import ALL, CASES, TALLY

ONE_LOG = settings(
    max_examples=20,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
"""The examples of one test follow each other in the same growing logs."""


@pytest.fixture
def following(follow: Follow) -> Follower:
    follower = follow(*ALL)
    follower.start()
    return follower


@ONE_LOG
@given(sayings)
def test_live_tables_equal_a_replay_and_a_rebuild(
    city: City, following: Follower, said: list[Saying]
) -> None:
    city.say(*said)
    eventually(lambda: following.ready and at_the_heads(city, *ALL))
    stated = city.stated()
    live = {p.name: table(city.address, "reporting", p) for p in ALL}
    assert live == {p.name: replay(p, stated) for p in ALL}
    for projection in ALL:
        assert rebuild(
            Tables("reporting", city.address.conninfo("projector_reporting"), ALL),
            projection,
            lambda source: SourceLog.to_rebuild(city.address.conninfo, "reporting", source),
            city.codec,
            again=True,
        )
    assert {p.name: table(city.address, "reporting", p) for p in ALL} == live
    assert [state.error for state in following.states] == [""] * 4


@ONE_LOG
@given(sayings, st.integers(0, 2**32))
def test_the_mutual_order_of_services_and_the_size_of_batches_do_not_matter(
    city: City, said: list[Saying], seed: int
) -> None:
    city.say(*said)
    tables = Tables("reporting", city.address.conninfo("projector_reporting"), ALL)
    for projection in tables.prepare():
        rebuild(
            tables,
            projection,
            lambda source: SourceLog.to_rebuild(city.address.conninfo, "reporting", source),
            city.codec,
        )
        tables.admit(projection)
    assert tables.acquire()
    more = [Saying(one.wire, one.case, one.n + 1) for one in said]
    city.say(*more)
    waiting = {source: city.stated([source]) for source in SOURCES}
    at = {source: tables.after(source) or 0 for source in SOURCES}
    random = Random(seed)  # noqa: S311 - the example's own order
    while ready := [source for source in SOURCES if at[source] < len(waiting[source])]:
        source = random.choice(ready)
        upto = min(len(waiting[source]), at[source] + random.randint(1, 5))
        tables.apply(Batch(source, at[source], upto, waiting[source][at[source] : upto]))
        at[source] = upto
    tables.close()
    for projection in ALL:
        expected = replay(projection, city.stated())
        assert table(city.address, "reporting", projection) == expected


def test_catching_up_brings_every_table_to_the_heads(city: City) -> None:
    city.say_many([Saying("intake.consultation-received", n % 7, n % 9) for n in range(1_200)])
    catch_up("reporting", ALL, city.address.conninfo, city.codec)
    city.say(Saying("planning.plan-decided", 1, 1), Saying("planning.plan-drafted", 1, 1))
    catch_up("reporting", ALL, city.address.conninfo, city.codec)
    assert positions(city.address, "reporting", "tally") == {(1, 0): 1_200, (2, 0): 2, (3, 0): 0}
    for projection in ALL:
        assert table(city.address, "reporting", projection) == replay(projection, city.stated())


def test_catching_up_beside_a_running_follower_waits_for_it(city: City, follow: Follow) -> None:
    follower = follow(TALLY, CASES)
    follower.start()
    for n in range(20):
        city.say(Saying("planning.plan-decided", n, n))
        catch_up("reporting", (TALLY, CASES), city.address.conninfo, city.codec)
        assert table(city.address, "reporting", TALLY) == replay(TALLY, city.stated())
    assert [state.error for state in follower.states] == [""] * 4
