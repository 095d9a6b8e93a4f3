"""The relay over PostgreSQL and Apache Kafka: everything arrives, in order, linked, whatever happens."""

from __future__ import annotations

import threading
import time
from dataclasses import replace

import psycopg
import pytest
from kafka.errors import KafkaTimeoutError

from events.bus.kafka.cluster import discard
from events.bus.kafka.partition import partition_of
from events.bus.kafka.topics import TopicRefused
from events.log.reading import Gap
from tests.events.bus.city import eventually
from tests.kafka.road import QUICK, running

pytestmark = pytest.mark.kafka


def assert_all_linked(found, facts, partitions):
    """Each fact once, in the order of the log, in its case's partition, naming its predecessor."""
    assert sorted(e.id for records in found.values() for e in records) == [*range(1, facts + 1)]
    for partition, records in found.items():
        ids = [envelope.id for envelope in records]
        assert ids == sorted(ids)
        assert [envelope.previd for envelope in records] == [0, *ids[:-1]]
        assert {partition_of(envelope.key, partitions) for envelope in records} == {partition}


def test_every_fact_arrives_once_in_order_and_linked(road):
    road.say(120)
    one = road.relay()
    with running(one):
        eventually(lambda: one.reached.position == 120)
        road.say(30)
        eventually(lambda: one.reached.position == 150)
    assert_all_linked(road.on_topic(), 150, road.topics.partitions)


def test_a_fact_stated_while_the_relay_waits_is_on_the_topic_within_a_second(road):
    one = road.relay(pace=replace(QUICK, poll_s=30))
    road.say(1)
    with running(one):
        eventually(lambda: one.reached.position == 1)
        began = time.monotonic()
        road.say(1)
        eventually(lambda: one.reached.position == 2)
        assert time.monotonic() - began < 1
        one._pace = QUICK
        road.say(1)


def test_a_restarted_relay_goes_on_where_it_was_with_the_same_links(road):
    road.say(30)
    for total in (30, 55):
        one = road.relay()
        with running(one):
            eventually(lambda one=one, total=total: one.reached.position == total)
        road.say(25)
    assert_all_linked(road.on_topic(), 55, road.topics.partitions)


def test_a_relay_killed_between_flush_and_saving_sends_again_with_the_same_ids_and_links(
    road, monkeypatch
):
    """The records come twice, with new offsets; id and previd of both are equal."""
    road.say(40)

    class Killed(BaseException):
        pass

    def kill(*_):
        raise Killed

    one = road.relay()
    with monkeypatch.context() as patched:
        patched.setattr("events.bus.kafka.relay_position.RelayPosition.save", kill)
        with pytest.raises(Killed):
            one.run(threading.Event())
    two = road.relay()
    with running(two):
        eventually(lambda: two.reached.position == 40)
    twice = road.on_topic()
    for records in twice.values():
        half = len(records) // 2
        assert [(e.id, e.previd) for e in records[:half]] == [
            (e.id, e.previd) for e in records[half:]
        ]
    assert sum(map(len, twice.values())) == 80


def test_after_a_lost_record_the_relay_goes_back_to_it_with_a_new_producer(road):
    """Record 3 is lost and later ones of the same window arrive: that is what an outage can do."""
    road.say(10)
    lossy = Lossy(road.cluster, lose={3})
    one = road.relay(cluster=lossy)
    with running(one):
        eventually(lambda: one.reached.position == 10)
    assert (lossy.producers, one.failures) == (2, 1)
    found = road.on_topic()
    ids = {p: [e.id for e in records] for p, records in found.items()}
    assert sorted({i for found in ids.values() for i in found}) == [*range(1, 11)]
    links = {e.id: e.previd for records in found.values() for e in records}
    for partition, own in ids.items():
        unique = sorted(set(own))
        assert [links[i] for i in unique] == [0, *unique[:-1]], partition


def test_a_window_that_is_never_answered_ends_at_its_one_deadline(road):
    """Futures that stay unresolved count as failed, and a hundred of them wait no longer than one."""
    road.say(100)
    deaf = Lossy(road.cluster, unanswered=True)
    one = road.relay(cluster=deaf, pace=replace(QUICK, delivery_s=0.5, grace_s=0.5, window=100))
    began = time.monotonic()
    with running(one):
        eventually(lambda: one.failures == 1)
        assert 0.9 < time.monotonic() - began < 4
    assert one.reached.position == 0


def test_a_second_relay_waits_until_the_first_is_gone(road):
    road.say(5)
    first, second = road.relay(), road.relay()
    with running(second):
        eventually(lambda: second.leads)
        with running(first):
            eventually(lambda: second.reached.position == 5)
            time.sleep(0.5)
            assert not first.leads
    with running(first):
        eventually(lambda: first.leads and first.reached.position == 5)


def test_a_relay_whose_database_connection_dies_comes_back(road):
    road.say(5)
    one = road.relay()
    with running(one):
        eventually(lambda: one.reached.position == 5)
        with psycopg.connect(road.city.address.conninfo(), autocommit=True) as owner:
            owner.execute(
                "select pg_terminate_backend(pid) from pg_stat_activity"
                " where usename in ('projector_intake', 'reader_intake')"
            )
        road.say(5)
        eventually(lambda: one.reached.position == 10)
    assert one.failures >= 1
    assert_all_linked(road.on_topic(), 10, road.topics.partitions)


def test_a_gap_in_the_log_stops_the_relay_loudly(road):
    road.say(5)
    with psycopg.connect(road.city.address.conninfo(), autocommit=True) as owner:
        owner.execute("alter table intake.event disable trigger append_only")
        owner.execute("delete from intake.event where position = 3")
    with pytest.raises(Gap), running(road.relay()) as thread:
        thread.join(20)


def test_a_topic_cut_otherwise_is_refused_before_anything_is_sent(road):
    road.say(1)
    with (
        pytest.raises(TopicRefused),
        running(road.relay(topics=replace(road.topics, partitions=4))) as thread,
    ):
        thread.join(20)
    assert road.on_topic() == {}


def test_a_discarded_producer_ends_its_thread_and_its_records(cluster, topics):
    """Its own `close` raises while the broker is deaf, and leaves both alive."""
    producer = cluster.producer()
    producer.send(topics.name("intake"), b"x", partition=0).get(5)
    producer._sender.run_once = lambda: time.sleep(0.05)
    unsent = producer.send(topics.name("intake"), b"y", partition=0)
    with pytest.raises(KafkaTimeoutError):
        producer.close(timeout=0.2)
    assert producer._sender.is_alive()
    discard(producer)
    eventually(lambda: not producer._sender.is_alive())
    assert unsent.failed()


class Lossy:
    """A cluster whose first producer loses some records, or never answers at all."""

    def __init__(self, cluster, lose=frozenset(), *, unanswered=False):
        self._cluster, self._lose, self._unanswered = cluster, lose, unanswered
        self.producers = 0

    def admin(self, **words):
        return self._cluster.admin(**words)

    def producer(self, **words):
        self.producers += 1
        real = self._cluster.producer(**words)
        return real if self.producers > 1 else LossyProducer(real, self._lose, self._unanswered)


class LossyProducer:
    def __init__(self, real, lose, unanswered):
        self._real, self._lose, self._unanswered = real, lose, unanswered
        self._sender = real._sender

    def send(self, topic, *, headers, **words):
        if self._unanswered or int(dict(headers)["ce_id"]) in self._lose:
            return Answerless(None if self._unanswered else KafkaTimeoutError())
        return self._real.send(topic, headers=headers, **words)

    def flush(self, timeout):
        if self._unanswered:
            time.sleep(timeout)
        self._real.flush(timeout)

    def close(self, timeout):
        self._real.close(timeout)


class Answerless:
    def __init__(self, exception):
        self.is_done = exception is not None

    def succeeded(self):
        return False
