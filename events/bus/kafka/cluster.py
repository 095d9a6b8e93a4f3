"""The cluster as its clients see it: where it is, how to enter, and the client settings we rely on."""

from __future__ import annotations

import socket
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Final

from kafka import KafkaAdminClient, KafkaConsumer, KafkaProducer  # type: ignore[import-untyped]
from kafka.errors import KafkaError  # type: ignore[import-untyped]

DELIVERY_S = 600
"""How long a record may wait for a broker before it fails: long, because a failure can leave a hole."""

CONTACT_S = 5
"""How long a first contact may take: whoever waits for it does not hear that it is to stop."""

RECONNECT_MS = 2_000
"""Longest pause between two tries to reach a broker: the client's own 30 s would outlast the outage."""


AWAY: Final = (
    "Apache Kafka につながりません。記録は続けられます。集計は、つながりしだい追いつきます。"
)
"""The sentence on the terminal and on 状態."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """`bootstrap` = `host:port,host:port`. `entry` holds the client's own words for TLS and SASL.

    `idempotent` is off only for endpoints that refuse `InitProducerId`.
    """

    bootstrap: str
    entry: Mapping[str, Any] = field(default_factory=dict, repr=False)
    idempotent: bool = True

    def admin(self, *, within_s: float = CONTACT_S) -> Any:
        """A `KafkaAdminClient`. Raises `KafkaTimeoutError` when no broker answers in time."""
        return _opened(KafkaAdminClient, self._known(within_s))

    def producer(self, *, delivery_s: float = DELIVERY_S, within_s: float = CONTACT_S) -> Any:
        """A `KafkaProducer` that waits for all in-sync replicas.

        `enable_idempotence` is passed in so that a conflicting setting fails instead of
        switching it off in silence.
        """
        settings = {
            "enable_idempotence": self.idempotent,
            "acks": "all",
            "linger_ms": 5,
            "batch_size": 65_536,
            "max_in_flight_requests_per_connection": 5 if self.idempotent else 1,
            "delivery_timeout_ms": int(delivery_s * 1000),
            "request_timeout_ms": int(min(30, delivery_s / 2) * 1000),
            "max_block_ms": 10_000,
            "allow_auto_create_topics": False,
        }
        return _opened(KafkaProducer, self._known(within_s) | settings)

    def consumer(self, *, within_s: float = CONTACT_S, **words: Any) -> Any:
        """A `KafkaConsumer` that commits nothing by itself and starts where it is told to.

        A wanted offset that is no longer there sends it to the earliest one: the chain sees the
        hole and fills it from the source's log.
        """
        settings = {
            "auto_offset_reset": "earliest",
            "enable_auto_commit": False,
            "allow_auto_create_topics": False,
            **words,
        }
        return _opened(KafkaConsumer, self._known(within_s) | settings)

    def reachable(self, *, within_s: float = 0.5) -> bool:
        """Whether any of the bootstrap servers accepts a connection; a bare one costs a page nothing."""
        for server in self.bootstrap.split(","):
            host, _, port = server.strip().rpartition(":")
            try:
                socket.create_connection((host.strip("[]"), int(port)), within_s).close()
            except (OSError, ValueError):
                continue
            return True
        return False

    def _known(self, within_s: float) -> dict[str, Any]:
        """`within_s` bounds the first contact."""
        bootstrap = self.bootstrap.split(",")
        waits = {
            "bootstrap_timeout_ms": int(within_s * 1000),
            "reconnect_backoff_max_ms": RECONNECT_MS,
        }
        return {"bootstrap_servers": bootstrap, **waits, **self.entry}


def _opened(kind: Any, settings: dict[str, Any]) -> Any:
    """A client of this kind. One that reaches no broker leaves its thread behind: it is ended here.

    (1.5 threads a second in a process of ten readers and three relays, for as long as an outage.)
    """
    made: list[Any] = []

    def kept(*args: Any, **words: Any) -> Any:
        made.append(kind.DEFAULT_CONFIG["kafka_client"](*args, **words))
        return made[-1]

    try:
        return kind(**settings, kafka_client=kept)
    except KafkaError:
        for client in made:
            with suppress(KafkaError):
                client.close()
        raise


def discard(producer: Any) -> None:
    """End a producer for good, unsent records included.

    Its `close` flushes first; when that fails it leaves the sender's thread alive with all its
    records, so the thread is ended directly.
    """
    try:
        producer.close(timeout=1)
    except KafkaError:
        sender = producer._sender  # noqa: SLF001 - the client has no public word for it
        sender.force_close()
        sender.join(5)
        with suppress(KafkaError):
            producer.close(timeout=1)
