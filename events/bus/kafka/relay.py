"""Log → topic: one service's facts, in order, at least once; one relay per topic at a time.

Nothing is lost: the place is saved only behind acknowledged records. What is sent twice, the
consumers' chain skips; what a client dropped in an outage, it finds and fetches (bus.md §4, §5).
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from itertools import takewhile
from threading import Event
from typing import Any, Final

import psycopg
from kafka.errors import KafkaError  # type: ignore[import-untyped]
from psycopg import Connection
from psycopg_pool import PoolTimeout

from events.bus.envelope import Envelope, headers, leaving, value
from events.bus.kafka.cluster import DELIVERY_S, Cluster, discard
from events.bus.kafka.partition import partition_of
from events.bus.kafka.relay_position import Overtaken, Reached, RelayPosition
from events.bus.kafka.topics import TopicMissing, Topics
from events.log.reading import Reading, pool
from events.log.stored import Placed

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Pace:
    """Sizes and times of a relay. `delivery_s` is how long a record may wait for a broker."""

    window: int = 1_000
    delivery_s: float = DELIVERY_S
    grace_s: float = 30.0
    """What a whole window may take beyond `delivery_s` before what is unresolved counts as failed."""
    poll_s: float = 1.0
    retry_s: float = 0.5
    retry_most_s: float = 30.0


class Unsent(Exception):
    """A record was not acknowledged: go back to it with a new producer."""


TROUBLES: Final = (KafkaError, TopicMissing, psycopg.Error, PoolTimeout, Unsent, Overtaken)
"""What is waited out."""


@dataclass(slots=True)
class Sent:
    """One record handed to the producer; `future` resolves to its acknowledgement."""

    position: int
    partition: int
    future: Any


class Relay:
    """`log` = conninfo of `reader_<service>`, `positions` = conninfo of `projector_<service>`."""

    def __init__(
        self,
        service: str,
        *,
        log: str,
        positions: str,
        cluster: Cluster,
        topics: Topics,
        pace: Pace | None = None,
    ) -> None:
        self.service = service
        self.topic = topics.name(service)
        self.leads = False
        """Gauge: whether this process holds the topic's lock now."""
        self.reached = Reached()
        """Where it stands as of the last save."""
        self.failures = 0
        """Counter: windows not acknowledged, connections lost."""
        self._log, self._positions = log, positions
        self._cluster, self._topics = cluster, topics
        self._pace = pace or Pace()

    def run(self, stop: Event) -> None:
        """Relay until told to stop; outages of broker or database are waited out.

        Raises `Gap` for a damaged log, `TopicRefused` or `Recut` for a topic cut otherwise:
        none of these heals by trying again.
        """
        pause = self._pace.retry_s
        while not stop.is_set():
            before = self.reached
            try:
                self._lead(stop)
            except TROUBLES as trouble:
                self.failures += 1
                name = type(trouble).__name__
                log.warning("relay.interrupted service=%s error=%s", self.service, name)
                moved = self.reached != before
                pause = self._pace.retry_s if moved else min(pause * 2, self._pace.retry_most_s)
                stop.wait(pause)
            finally:
                self.leads = False

    def _lead(self, stop: Event) -> None:
        """Everything from taking the lock to the first trouble or the stop."""
        self._topics.check(self._cluster, [self.service])
        with (
            closing(pool(self._log, name=f"relay {self.service}", largest=1)) as connections,
            psycopg.connect(self._positions, autocommit=True) as session,
            listening(self._log, f"{self.service}_events") as ear,
        ):
            place = RelayPosition(session, self.service, self.topic, self._topics.partitions)
            while not place.lead():
                if stop.wait(self._pace.poll_s):
                    return
            self.leads, self.reached = True, place.load()
            self._follow(Reading(connections, self.service), place, ear, stop)

    def _follow(
        self, reading: Reading, place: RelayPosition, ear: Connection[Any], stop: Event
    ) -> None:
        with self._producer() as producer:
            while not stop.is_set():
                rows = reading.page(self.reached.position, self._pace.window)
                if rows:
                    self._relay(producer, rows, place, stop)
                else:
                    hear(ear, self._pace.poll_s)

    def _relay(
        self, producer: Any, rows: Sequence[Placed], place: RelayPosition, stop: Event
    ) -> None:
        """One window. Saves what was acknowledged without a gap; `Unsent` if that is not all."""
        sent = self._handed_over(producer, rows)
        self._await(producer, sent, stop)
        kept = list(takewhile(lambda record: record.future.succeeded(), sent))
        reached = self.reached.after_all((record.position, record.partition) for record in kept)
        if kept:
            place.save(self.reached, reached)
            self.reached = reached
        if len(kept) < len(rows) and not stop.is_set():
            raise Unsent(self.topic)

    def _handed_over(self, producer: Any, rows: Sequence[Placed]) -> list[Sent]:
        """Give the window to the producer; a refused record ends it, the rest would only be holes."""
        sent: list[Sent] = []
        last = dict(self.reached.last)
        for row in rows:
            fact = leaving(
                row.data,
                source=self.service,
                position=row.position,
                previd=0,
                area_id=row.area_id,
            )
            partition = partition_of(fact.key, self._topics.partitions)
            linked = replace(fact, previd=last.get(partition, 0))
            try:
                sent.append(Sent(row.position, partition, self._send(producer, linked, partition)))
            except KafkaError as trouble:
                name = type(trouble).__name__
                log.warning("relay.refused topic=%s error=%s", self.topic, name)
                break
            last[partition] = row.position
        return sent

    def _send(self, producer: Any, fact: Envelope, partition: int) -> Any:
        return producer.send(
            self.topic,
            key=fact.key,
            value=value(fact),
            headers=headers(fact),
            partition=partition,
        )

    def _await(self, producer: Any, sent: Sequence[Sent], stop: Event) -> None:
        """Until every future is resolved, the one deadline of the window passes, or we are to stop.

        `flush` alone is not enough: it returned with futures unresolved, so each is asked.
        """
        deadline = time.monotonic() + self._pace.delivery_s + self._pace.grace_s
        while not all(record.future.is_done for record in sent):
            if stop.is_set() or time.monotonic() > deadline:
                return
            try:
                producer.flush(timeout=0.5)
            except KafkaError:
                continue

    @contextmanager
    def _producer(self) -> Iterator[Any]:
        producer = self._cluster.producer(delivery_s=self._pace.delivery_s)
        try:
            yield producer
        finally:
            discard(producer)


@contextmanager
def listening(conninfo: str, channel: str) -> Iterator[Connection[Any]]:
    """A connection that hears of new facts. Listen first, then read, then wait."""
    with psycopg.connect(conninfo, autocommit=True) as session:
        session.execute(f"listen {channel}".encode())
        yield session


def hear(session: Connection[Any], seconds: float) -> bool:
    """Wait for a word on the channel, at most so long; the words are the same, one is enough."""
    return any(True for _ in session.notifies(timeout=seconds, stop_after=1))
