"""The city road of a test: facts stated, relayed and read, each step at the test's own time."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass

from kafka import TopicPartition

from events.bus.envelope import Envelope, arrived
from events.bus.kafka.cluster import Cluster
from events.bus.kafka.consumer import Consumer
from events.bus.kafka.relay import Pace, Relay
from events.bus.kafka.topic_reader import Habits
from events.bus.kafka.topics import Topics
from events.bus.reader import Status
from tests.events.bus.city import SOURCES, City, Saying, eventually

QUICK = Pace(window=50, delivery_s=4, grace_s=2, poll_s=0.2, retry_s=0.1, retry_most_s=0.5)
HABITS = Habits(poll_s=0.1, batch=50)


@dataclass
class Road:
    city: City
    cluster: Cluster
    topics: Topics

    def say(self, count: int) -> None:
        """`count` more facts of intake, over seven cases in turn."""
        head = self.city.head("intake")
        self.city.say(
            *(Saying("intake.contact-recorded", n % 7, n % 10) for n in range(head, head + count))
        )

    def relay(self, service: str = "intake", **words) -> Relay:
        address = self.city.address
        return Relay(
            service,
            **{
                "log": address.conninfo(f"reader_{service}"),
                "positions": address.conninfo(f"projector_{service}"),
                "cluster": self.cluster,
                "topics": self.topics,
                "pace": QUICK,
                **words,
            },
        )

    def relayed(self, *services: str) -> None:
        """Everything these logs hold is on their topics."""
        for service in services or SOURCES:
            relay, end = self.relay(service), self.city.head(service)
            with running(relay):
                eventually(lambda relay=relay, end=end: relay.reached.position == end)

    @contextmanager
    def consumer(self, projections, service: str = "reporting", **words) -> Iterator[Consumer]:
        """A running consumer whose tables stand."""
        consumer = Consumer(
            service,
            projections,
            self.city.address.conninfo,
            self.city.codec,
            **{"cluster": self.cluster, "topics": self.topics, "habits": HABITS, **words},
        )
        consumer.start()
        try:
            eventually(
                lambda: (
                    not consumer.filling
                    and all(state.status is Status.FOLLOWING for state in consumer.states)
                )
            )
            yield consumer
        finally:
            consumer.stop()

    def on_topic(self, service: str = "intake") -> dict[int, list[Envelope]]:
        """Everything on a service's topic: partition → envelopes in order."""
        name = self.topics.name(service)
        found = defaultdict(list)
        with closing(self.cluster.consumer()) as consumer:
            parts = [TopicPartition(name, number) for number in range(self.topics.partitions)]
            consumer.assign(parts)
            consumer.seek_to_beginning(*parts)
            ends = consumer.end_offsets(parts)
            while any(consumer.position(part) < end for part, end in ends.items()):
                for part, records in consumer.poll(500).items():
                    found[part.partition] += [arrived(r.headers, r.value) for r in records]
        return found


@contextmanager
def running(relay: Relay) -> Iterator[threading.Thread]:
    """The relay in a thread; whatever ended it is raised at the end of the block."""
    stop, ended = threading.Event(), []

    def run() -> None:
        try:
            relay.run(stop)
        except Exception as error:  # noqa: BLE001 - raised again below
            ended.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    try:
        yield thread
    finally:
        stop.set()
        thread.join(20)
        assert not thread.is_alive()
    if ended:
        raise ended[0]
