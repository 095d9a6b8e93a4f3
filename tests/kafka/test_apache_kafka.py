"""What we rely on, asked of Apache Kafka itself: bus.md took it from the broker's source."""

from __future__ import annotations

from contextlib import closing, suppress
from uuid import uuid4

import pytest
from kafka import TopicPartition
from kafka.coordinator.assignors.range import RangePartitionAssignor
from kafka.errors import KafkaError
from kafka.protocol.producer import InitProducerIdRequest, ProduceRequest
from kafka.record.memory_records import MemoryRecordsBuilder
from kafka.structs import OffsetAndMetadata

from events.bus.kafka.topics import TopicRefused, Topics
from events.testing.broker import QUICK_GROUP

pytestmark = pytest.mark.kafka


def sent(cluster, topic, *values, partition=0, **words):
    with closing(cluster.producer(delivery_s=20)) as producer:
        futures = [
            producer.send(topic, value=value, key=b"k", partition=partition, **words)
            for value in values
        ]
        producer.flush(20)
        return [future.get(1).offset for future in futures]


def read(cluster, topic, count, **words):
    """The values of partition 0 from its beginning; `count` of them, then one more empty poll."""
    with closing(cluster.consumer(**words)) as consumer:
        where = TopicPartition(topic, 0)
        consumer.assign([where])
        consumer.seek_to_beginning(where)
        found = []
        for _ in range(40):
            records = consumer.poll(250).get(where, [])
            found += [record.value for record in records]
            if len(found) >= count and not records:
                return found
        return found


def test_records_come_back_in_order_with_headers(cluster, topics):
    name = topics.name("intake")
    assert sent(cluster, name, b"1", b"2", b"3", headers=[("ce_id", b"7")]) == [0, 1, 2]
    assert read(cluster, name, 3) == [b"1", b"2", b"3"]


def test_an_aborted_record_is_hidden_from_committed_readers_only(cluster, topics):
    name = topics.name("intake")
    from kafka import KafkaProducer

    words = {"bootstrap_servers": cluster.bootstrap, "transactional_id": uuid4().hex}
    with closing(KafkaProducer(**words)) as producer:
        producer.init_transactions()
        for value, end in [
            (b"aborted", producer.abort_transaction),
            (b"kept", producer.commit_transaction),
        ]:
            producer.begin_transaction()
            producer.send(name, value=value, key=b"k", partition=0)
            producer.flush(20)
            end()
    assert read(cluster, name, 1, isolation_level="read_committed") == [b"kept"]
    assert read(cluster, name, 2, isolation_level="read_uncommitted") == [b"aborted", b"kept"]


def test_a_batch_sent_again_with_the_same_sequence_is_stored_once(cluster, topics):
    name = topics.name("intake")
    with closing(cluster.admin()) as admin:
        ask = lambda request: admin._manager.run(admin._manager.send, request, 1)  # noqa: E731
        identity = ask(
            InitProducerIdRequest(
                transactional_id=None,
                transaction_timeout_ms=1_000,
                producer_id=-1,
                producer_epoch=-1,
                max_version=4,
            )
        )
        first, again = [
            ask(batch(name, identity, sequence=0)).responses[0].partition_responses[0]
            for _ in range(2)
        ]
        late = ask(batch(name, identity, sequence=5)).responses[0].partition_responses[0]
    assert (first.error_code, again.error_code) == (0, 0)
    assert first.base_offset == again.base_offset == 0
    assert late.error_code == 45, "a gap in the sequence is refused: OUT_OF_ORDER_SEQUENCE_NUMBER"
    assert read(cluster, name, 1) == [b"once"]


def batch(topic, identity, sequence):
    records = MemoryRecordsBuilder(
        magic=2,
        compression_type=0,
        batch_size=1_000,
        producer_id=identity.producer_id,
        producer_epoch=identity.producer_epoch,
        base_sequence=sequence,
    )
    records.append(timestamp=None, key=b"k", value=b"once", headers=[])
    records.close()
    data = ProduceRequest.TopicProduceData
    part = data.PartitionProduceData(index=0, records=records.buffer())
    return ProduceRequest(
        transactional_id=None,
        acks=-1,
        timeout_ms=5_000,
        topic_data=[data(name=topic, partition_data=[part])],
        max_version=9,
    )


def test_facts_relayed_again_years_later_carry_the_time_of_their_arrival(cluster, topics):
    """With the producer's own time a record of 2014 was deleted by retention within seconds."""
    name = topics.name("intake")
    sent(cluster, name, b"1", timestamp_ms=1_400_000_000_000)
    sent(cluster, name, b"2")
    with closing(cluster.consumer()) as consumer:
        where = TopicPartition(name, 0)
        consumer.assign([where])
        consumer.seek_to_beginning(where)
        records = []
        while len(records) < 2:
            records += consumer.poll(1_000).get(where, [])
        arrived = [record.timestamp for record in records]
        assert min(arrived) > 1_700_000_000_000
        middle = consumer.offsets_for_times({where: arrived[1]})[where]
        assert (middle.offset, middle.timestamp) == (1, arrived[1])
        assert consumer.offsets_for_times({where: arrived[1] + 60_000})[where] is None


def test_the_groups_own_words_beside_an_offset_are_kept(cluster, topics):
    name = topics.name("intake")
    where = TopicPartition(name, 0)
    with closing(member(cluster, name)) as consumer:
        consumer.assign([where])
        consumer.commit({where: OffsetAndMetadata(3, "position 17", -1)})
        stored = consumer.committed(where, metadata=True)
    assert (stored.offset, stored.metadata) == (3, "position 17")


def test_a_static_member_comes_back_to_its_partitions_without_a_rebalance(cluster, topics):
    name = topics.name("intake")
    group = {"group_id": uuid4().hex, "group_instance_id": "reporting-1"}
    generations = []
    for _ in range(2):
        with closing(member(cluster, name, **group)) as consumer:
            consumer.subscribe([name])
            for _ in range(40):
                consumer.poll(250)
                if len(consumer.assignment()) == 3:
                    break
            assert len(consumer.assignment()) == 3
            generations.append(consumer.group_metadata().generation_id)
    assert generations[0] == generations[1]


def member(cluster, topic, **words):
    return cluster.consumer(
        **{
            "group_id": uuid4().hex,
            "partition_assignment_strategy": [RangePartitionAssignor()],
            **QUICK_GROUP,
            **words,
        }
    )


def test_topics_are_made_once_and_checked(cluster, topics):
    topics.create(cluster, ["intake"])
    other = Topics(prefix=topics.prefix, partitions=4)
    with pytest.raises(TopicRefused, match="has 3 partitions, expected 4"):
        other.create(cluster, ["intake"])
    with pytest.raises(TopicRefused, match="missing"):
        Topics(prefix="nobody.").check(cluster, ["intake"])


def test_a_topic_is_never_made_by_writing_to_it(cluster):
    with closing(cluster.producer(delivery_s=2)) as producer, suppress(KafkaError):
        producer.config["max_block_ms"] = 2_000
        producer.send("nobody.wanted.this", b"x", key=b"k").get(3)
    with closing(cluster.admin()) as admin:
        assert "nobody.wanted.this" not in admin.list_topics()


def test_partitions_can_be_added_which_is_why_the_check_refuses_them(cluster, topics):
    name = topics.name("planning")
    with closing(cluster.admin()) as admin:
        admin.create_partitions({name: 5})
        admin.wait_for_topics([name])
    with pytest.raises(TopicRefused, match="has 5 partitions, expected 3"):
        topics.check(cluster, ["planning"])


def test_facts_outlive_a_leader_that_was_not_in_sync(cluster, topics):
    from kafka.admin import ConfigResource

    name = topics.name("intake")
    with closing(cluster.admin()) as admin:
        told = admin.describe_configs([ConfigResource("TOPIC", name)], config_filter="all")
    settings = str(told)
    assert "'unclean.leader.election.enable': {'value': 'false'" in settings
    assert "'cleanup.policy': {'value': 'delete'" in settings
