"""A broker that is away: an error in time, and nothing left behind however often it is tried."""

from __future__ import annotations

import socket
import threading

import pytest
from kafka.errors import KafkaTimeoutError

from events.bus.kafka.cluster import Cluster


@pytest.fixture
def nobody() -> str:
    """An address where nobody listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"127.0.0.1:{free.getsockname()[1]}"


@pytest.mark.parametrize("kind", ["admin", "producer", "consumer"])
def test_a_client_that_reaches_nobody_leaves_no_thread(nobody: str, kind: str) -> None:
    before = threading.active_count()
    for _ in range(3):
        with pytest.raises(KafkaTimeoutError):
            getattr(Cluster(nobody), kind)(within_s=0.2)
    assert threading.active_count() == before


def test_reachable_is_any_of_the_servers(nobody: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        assert Cluster(f"{nobody},127.0.0.1:{port}").reachable()
    assert not Cluster(nobody).reachable()
    assert not Cluster("no port").reachable()
