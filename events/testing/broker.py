"""Topics of one test's own on a given Kafka cluster, gone when the test ends.

The tests' conftest starts the cluster (`deploy/kafka`) or takes the one it is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final
from uuid import uuid4

from events.bus.kafka.cluster import Cluster
from events.bus.kafka.topics import Topics

SERVICES: Final = ("intake", "planning", "benefits", "reporting")
QUICK_GROUP: Final[dict[str, Any]] = {"session_timeout_ms": 6_000, "heartbeat_interval_ms": 500}
"""Group settings of a consumer under test: a lost member is noticed within seconds."""


@contextmanager
def topics(
    cluster: Cluster, services: Sequence[str] = SERVICES, *, partitions: int = 3
) -> Iterator[Topics]:
    """Fresh topics under a prefix nobody else has."""
    own = Topics(prefix=f"t{uuid4().hex[:12]}.", partitions=partitions, retention_days=1)
    own.create(cluster, services)
    try:
        yield own
    finally:
        own.delete(cluster, services)
