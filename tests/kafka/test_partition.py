"""Cases stay where Kafka's own clients would put them; no broker needed."""

from __future__ import annotations

from collections import Counter
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from kafka.partitioner.default import DefaultPartitioner
from kafka.partitioner.default import murmur2 as of_the_client

from events.bus.kafka.partition import murmur2, partition_of


@given(st.binary(max_size=80))
def test_our_murmur2_is_the_clients(data):
    assert murmur2(data) == of_the_client(data)


@pytest.mark.parametrize(
    ("text", "digest"),
    [(b"21", -973932308), (b"foobar", -790332482), (b"a-little-bit-long-string", -985981536)],
)
def test_our_murmur2_is_kafkas_own(text, digest):
    """Values of the Java client's test (Utils.murmur2), signed there."""
    assert murmur2(text) == digest % 2**32


class Metadata:
    def __init__(self, partitions):
        self.partitions = set(range(partitions))

    def topics(self):
        return {"t"}

    def partitions_for_topic(self, _):
        return self.partitions

    available_partitions_for_topic = partitions_for_topic


@given(st.uuids(), st.integers(1, 48))
def test_a_case_goes_where_the_clients_default_partitioner_sends_its_key(case, partitions):
    key = str(case).encode()
    theirs = DefaultPartitioner().partition("t", key, key, None, None, Metadata(partitions))
    assert partition_of(key, partitions) == theirs


def test_random_cases_spread_over_all_partitions():
    cases = [UUID(int=n * 0x9E3779B97F4A7C15F39CC0605CEDC835 % 2**128) for n in range(4_800)]
    found = Counter(partition_of(str(case).encode(), 48) for case in cases)
    assert set(found) == set(range(48))
    assert max(found.values()) < 2 * min(found.values())
