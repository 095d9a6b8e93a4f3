"""The city road of one process: one relay per log, consumers instead of followers (bus.md §4, §5)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from typing import Final

from deploy.relaying import Relaying
from deploy.verb import VerbRefused
from events.bus.kafka.cluster import AWAY, Cluster
from events.bus.kafka.consumer import Consumer
from events.bus.kafka.relay import Pace, Relay
from events.bus.kafka.topics import BrokerAway, TopicRefused, Topics
from events.contract import KINDS
from events.host.address import Address
from events.host.lines import Health, Line
from events.host.runtime import Runtime
from events.host.settings import Settings
from events.log.recorded import SOURCES

FACTS: Final = frozenset(kind.stage for kind in KINDS.values())
"""Services that state facts."""
PACE: Final = Pace(retry_most_s=5.0)
"""Somebody watches 状態 until a broker is back."""


@dataclass
class CityRoad:
    """`workers` and `consumers` are those of this process, once made."""

    cluster: Cluster
    topics: Topics
    consumers: list[Consumer] = field(default_factory=list)
    relaying: Relaying | None = None

    @classmethod
    def of(cls, settings: Settings) -> CityRoad:
        """VerbRefused where no broker is named."""
        if not settings.kafka_bootstrap_servers:
            raise VerbRefused(
                "--broker には Apache Kafka の場所が要ります。"
                "YORISOI_KAFKA_BOOTSTRAP_SERVERS=ホスト:ポート を設定してください。"
            )
        topics = Topics(
            prefix=settings.topic_prefix,
            partitions=settings.topic_partitions,
            replication=settings.topic_replication,
        )
        cluster = Cluster(settings.kafka_bootstrap_servers, idempotent=settings.kafka_idempotence)
        return cls(cluster, topics)

    def provide(self) -> str:
        """Make the topics; the sentence to print. VerbRefused for topics that are not ours."""
        try:
            self.topics.provide(self.cluster, SOURCES)
        except BrokerAway:
            return f"{AWAY}（{self.cluster.bootstrap}）"
        except TopicRefused as refused:
            raise VerbRefused(
                f"Apache Kafka のトピックを使えません（{refused}）。YORISOI_TOPIC_PREFIX、"
                "YORISOI_TOPIC_PARTITIONS、YORISOI_TOPIC_REPLICATION を確かめてください。"
            ) from None
        return f"記録を Apache Kafka で配っています（{self.cluster.bootstrap}）。"

    def consumer(self, runtime: Runtime) -> Consumer:
        """What fills the tables of a service here."""
        tables = import_module(f"services.{runtime.service}.followers").TABLES
        made = Consumer(
            runtime.service,
            tables,
            runtime.address.conninfo,
            runtime.codec,
            cluster=self.cluster,
            topics=self.topics,
        )
        self.consumers.append(made)
        return made

    def relays(self, address: Address, services: Sequence[str]) -> Relaying:
        """What takes the facts of these services to their topics."""
        relays = [
            Relay(
                service,
                log=address.conninfo(f"reader_{service}"),
                positions=address.conninfo(f"projector_{service}"),
                cluster=self.cluster,
                topics=self.topics,
                pace=PACE,
            )
            for service in services
            if service in FACTS
        ]
        self.relaying = Relaying(
            relays,
            provide=lambda: self.topics.provide(self.cluster, SOURCES),
            stopped=self._halt,
        )
        return self.relaying

    def lines(self) -> Iterator[Line]:
        """For 状態: whether a broker is there, and how far each log is on its topic."""
        if self.cluster.reachable():
            yield Line("Apache Kafka", "つながっています", note=self.cluster.bootstrap)
        else:
            yield Line("Apache Kafka", "つながりません", Health.WARNING, AWAY)
        if self.relaying is not None:
            yield from self.relaying.lines()

    def _halt(self) -> None:
        """All at once, so that their waits for a broker run out together; each is joined later."""
        for consumer in self.consumers:
            consumer.halt()
