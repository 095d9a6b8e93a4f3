"""Apache Kafka of a test run: the cluster of KAFKA_BOOTSTRAP_SERVERS, else one node started here."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from deploy.kafka import broker, jars
from events.bus.kafka.cluster import Cluster
from events.bus.kafka.topics import Topics
from events.host.address import Address
from events.testing.broker import topics as fresh_topics
from tests.events.bus.city import City
from tests.kafka.road import Road


@pytest.fixture(scope="session")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """Started when the first test wants it, stopped at the end of the run."""
    if given := os.environ.get("KAFKA_BOOTSTRAP_SERVERS"):
        yield Cluster(given)
        return
    home = tmp_path_factory.mktemp("kafka")
    try:
        node = broker.up(home)
    except jars.Missing as missing:
        pytest.skip(f"kafka: {missing}")
    try:
        yield Cluster(node.bootstrap)
    finally:
        broker.down(home)


@pytest.fixture
def topics(cluster: Cluster) -> Iterator[Topics]:
    with fresh_topics(cluster) as own:
        yield own


@pytest.fixture
def city(address: Address) -> Iterator[City]:
    made = City(address)
    yield made
    made.close()


@pytest.fixture
def road(city: City, cluster: Cluster, topics: Topics) -> Road:
    return Road(city, cluster, topics)
