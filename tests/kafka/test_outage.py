"""A broker dies and comes back while facts are stated: nothing lost, nothing twice, on a node of its own."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from deploy.kafka import broker, jars
from events.bus.kafka.cluster import Cluster
from events.bus.projection import replay
from events.testing.broker import topics as fresh_topics
from tests.events.bus.city import eventually, table
from tests.events.bus.folds import CASES
from tests.kafka.road import QUICK, Road, running

pytestmark = pytest.mark.kafka


@pytest.fixture
def home(tmp_path):
    """A running node that this test may kill."""
    try:
        broker.up(tmp_path)
    except jars.Missing as missing:
        pytest.skip(f"kafka: {missing}")
    yield tmp_path
    broker.down(tmp_path)


@pytest.mark.slow
def test_a_broker_killed_longer_than_records_wait_loses_no_fact(home, city):
    cluster = Cluster(broker.up(home).bootstrap)
    with fresh_topics(cluster, ["intake", "planning", "benefits", "reporting"]) as topics:
        road = Road(city, cluster, topics)
        relay = road.relay(pace=replace(QUICK, delivery_s=1.5, grace_s=1))
        with road.consumer([CASES]), running(relay):
            road.say(30)
            eventually(lambda: relay.reached.position == 30)
            broker.kill(home)
            until = time.monotonic() + 4
            while time.monotonic() < until:
                road.say(3)
                time.sleep(0.2)
            assert relay.failures > 0, "the outage was longer than delivery_s"
            broker.up(home)
            road.say(30)
            end = city.head("intake")
            eventually(lambda: relay.reached.position == end, 60)
            rows = replay(CASES, city.stated())
            eventually(lambda: table(city.address, "reporting", CASES) == rows, 60)
