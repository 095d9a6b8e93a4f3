"""Apache Kafka of a test run: the cluster of KAFKA_BOOTSTRAP_SERVERS, else one node started here."""

from __future__ import annotations

import os
from collections.abc import Iterator
from uuid import NAMESPACE_OID, uuid5

import pytest

from deploy.kafka import broker, jars
from events.bus.kafka.cluster import Cluster
from events.bus.kafka.topics import Topics
from events.contract import KINDS
from events.host.address import Address
from events.log.codec import Codec
from events.log.event_log import EventLog
from events.log.keys import MemoryKeys
from events.log.recorded import Recorded
from events.testing.broker import topics as fresh_topics
from tests.events.log.examples import CONTEXT, example


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
def logs(address: Address) -> Iterator[Logs]:
    made = Logs(address)
    yield made
    made.close()


class Logs:
    """Logs of one database, as their services write them; keys in memory."""

    def __init__(self, address: Address) -> None:
        self.address = address
        self.codec = Codec(MemoryKeys())
        self._open: dict[str, EventLog] = {}

    def __getitem__(self, service: str) -> EventLog:
        if service not in self._open:
            conninfo = self.address.conninfo(f"writer_{service}")
            self._open[service] = EventLog(service, conninfo, self.codec)
        return self._open[service]

    def state(self, count: int, *, service: str = "intake", cases: int = 7) -> list[Recorded]:
        """`count` more facts, one command each, over the same cases in turn."""
        return [self._stated(service, self[service].reading.head() % cases) for _ in range(count)]

    def close(self) -> None:
        for log in self._open.values():
            log.close()

    def _stated(self, service: str, ordinal: int) -> Recorded:
        case = uuid5(NAMESPACE_OID, f"case {ordinal}")
        stream = uuid5(case, service)
        version = len(self[service].reading.stream(stream)) + 1
        fact = example(KINDS[FIRST_KIND[service]])
        return self[service].append([Recorded(stream, version, case, fact, CONTEXT)]).recorded[0]


FIRST_KIND = {"intake": "intake.consultation-received.v1"}
