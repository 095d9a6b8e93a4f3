"""Topics: their names, how many partitions, their settings, and a check against the broker."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from typing import Any

from kafka.errors import KafkaError, TopicAlreadyExistsError  # type: ignore[import-untyped]

from events.bus.kafka.cluster import Cluster

DAY_MS = 86_400_000


class TopicRefused(Exception):
    """A topic on the broker is not the one this installation was set up with."""


@dataclass(frozen=True, slots=True)
class Topics:
    """How this installation names and cuts its topics.

    `partitions` never changes in place (a case would move and its order break): to grow, relay
    into new names. `retention_days` is assumed; the legal retention is the log's.
    """

    prefix: str = "yorisoi."
    partitions: int = 6
    replication: int = 1
    retention_days: int = 30

    def name(self, service: str) -> str:
        """The topic of one service's facts."""
        return f"{self.prefix}{service}.events.v1"

    def settings(self) -> dict[str, str]:
        """What each topic is created with.

        No compaction: it would delete a case's history. Retention counts from the arrival at the
        broker; with the producers' own times, facts relayed again years later would vanish at once.
        """
        return {
            "cleanup.policy": "delete",
            "retention.ms": str(self.retention_days * DAY_MS),
            "message.timestamp.type": "LogAppendTime",
            "min.insync.replicas": str(min(2, self.replication)),
            "unclean.leader.election.enable": "false",
        }

    def create(self, cluster: Cluster, services: Iterable[str]) -> None:
        """Make what is missing, then check everything. Raises `TopicRefused`."""
        wanted = list(services)
        with closing(cluster.admin()) as admin:
            existing = set(admin.list_topics())
            for name in (self.name(s) for s in wanted if self.name(s) not in existing):
                _create(admin, name, self._new())
        self.check(cluster, wanted)

    def check(self, cluster: Cluster, services: Iterable[str]) -> None:
        """Refuse a topic that is missing or cut differently."""
        wanted = {self.name(service) for service in services}
        with closing(cluster.admin()) as admin:
            found = {topic["name"]: topic for topic in admin.describe_topics(sorted(wanted))}
        differences = [line for name in sorted(wanted) for line in self._differs(found, name)]
        if differences:
            raise TopicRefused("; ".join(differences))

    def delete(self, cluster: Cluster, services: Iterable[str]) -> None:
        """Drop the topics: everything on them can be relayed again from the logs."""
        with closing(cluster.admin()) as admin:
            admin.delete_topics([self.name(service) for service in services])

    def _new(self) -> dict[str, Any]:
        return {
            "num_partitions": self.partitions,
            "replication_factor": self.replication,
            "configs": self.settings(),
        }

    def _differs(self, found: dict[str, Any], name: str) -> Iterator[str]:
        topic = found.get(name)
        if topic is None or topic["error_code"]:
            yield f"{name} is missing"
        elif len(topic["partitions"]) != self.partitions:
            yield f"{name} has {len(topic['partitions'])} partitions, expected {self.partitions}"


def answers(bootstrap: str) -> bool:
    """Whether a broker at this address is up and answers in earnest."""
    try:
        with closing(Cluster(bootstrap).admin(within_s=2)) as admin:
            admin.list_topics()
    except KafkaError:
        return False
    return True


def _create(admin: Any, name: str, form: dict[str, Any]) -> None:
    """Another process may have been first: that is what was wanted."""
    with suppress(TopicAlreadyExistsError):
        admin.create_topics({name: form}, wait_for_metadata=True)
