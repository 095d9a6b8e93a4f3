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


class TopicMissing(TopicRefused):
    """Nobody has made the topic yet: the same again, later."""


class BrokerAway(Exception):
    """No broker answers now: the same again, later."""


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
        """Make what is missing, then check everything.

        Raises `TopicRefused`, or `KafkaError` for a broker that is away or unwilling.
        """
        wanted = list(services)
        with closing(cluster.admin()) as admin:
            existing = set(admin.list_topics())
            for name in (self.name(s) for s in wanted if self.name(s) not in existing):
                _create(admin, name, self._new())
        self.check(cluster, wanted)

    def provide(self, cluster: Cluster, services: Iterable[str]) -> None:
        """`create` for who does not know the client: raises `TopicRefused` or `BrokerAway` only."""
        try:
            self.create(cluster, services)
        except KafkaError as trouble:
            name = type(trouble).__name__
            raise (BrokerAway if trouble.retriable else TopicRefused)(name) from trouble

    def check(self, cluster: Cluster, services: Iterable[str]) -> None:
        """Refuse a topic that is missing or cut differently."""
        wanted = {self.name(service) for service in services}
        with closing(cluster.admin()) as admin:
            found = {topic["name"]: topic for topic in admin.describe_topics(sorted(wanted))}
        missing = [name for name in sorted(wanted) if _missing(found, name)]
        recut = [
            line for name in sorted(wanted - set(missing)) for line in self._recut(found, name)
        ]
        if recut:
            raise TopicRefused("; ".join(recut))
        if missing:
            raise TopicMissing("; ".join(f"{name} is missing" for name in missing))

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

    def _recut(self, found: dict[str, Any], name: str) -> Iterator[str]:
        count = len(found[name]["partitions"])
        if count != self.partitions:
            yield f"{name} has {count} partitions, expected {self.partitions}"


def answers(bootstrap: str) -> bool:
    """Whether a broker at this address is up and answers in earnest."""
    try:
        with closing(Cluster(bootstrap).admin(within_s=2)) as admin:
            admin.list_topics()
    except KafkaError:
        return False
    return True


def _missing(found: dict[str, Any], name: str) -> bool:
    return name not in found or bool(found[name]["error_code"])


def _create(admin: Any, name: str, form: dict[str, Any]) -> None:
    """Another process may have been first: that is what was wanted."""
    with suppress(TopicAlreadyExistsError):
        admin.create_topics({name: form}, wait_for_metadata=True)
