"""Keeps the tables of one service up to date over the city road: one reader per source's topic."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from events.bus.follow import Feeder, Follower
from events.bus.kafka.cluster import Cluster
from events.bus.kafka.topic_reader import Habits, TopicReader
from events.bus.kafka.topics import Topics
from events.bus.projection import Projection
from events.bus.source import Conninfo, reading_role
from events.log.codec import Codec
from events.log.recorded import SOURCES


class Consumer(Follower):
    """A `Follower` whose facts come by Apache Kafka; holes and new tables are filled from the logs."""

    def __init__(
        self,
        service: str,
        projections: Iterable[Projection[Any]],
        conninfo: Conninfo,
        codec: Codec,
        *,
        cluster: Cluster,
        topics: Topics,
        habits: Habits | None = None,
    ) -> None:
        self._cluster, self._topics, self._habits = cluster, topics, habits
        cut = dict.fromkeys(SOURCES, topics.partitions)
        super().__init__(service, projections, conninfo, codec, partitions=cut)

    def _reader(self, source: str, listening: bool) -> Feeder:  # noqa: ARG002 - the embedded road's word
        return TopicReader(
            self.tables,
            source,
            self._conninfo(reading_role(self.service, source)),
            self._codec,
            cluster=self._cluster,
            topics=self._topics,
            told=self._tell,
            habits=self._habits,
        )
