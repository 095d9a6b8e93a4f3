"""The relay over PostgreSQL and Apache Kafka: everything arrives, in order, linked, whatever happens."""

from __future__ import annotations

import threading
import time
from collections import defaultdict
from contextlib import closing, contextmanager
from dataclasses import replace

import psycopg
import pytest
from kafka import TopicPartition
from kafka.errors import KafkaTimeoutError

from events.bus.envelope import arrived
from events.bus.kafka.cluster import discard
from events.bus.kafka.partition import partition_of
from events.bus.kafka.relay import Pace, Relay
from events.bus.kafka.topics import TopicRefused
from events.log.reading import Gap

pytestmark = pytest.mark.kafka
QUICK = Pace(window=50, delivery_s=4, grace_s=2, poll_s=0.2, retry_s=0.1, retry_most_s=0.5)


@pytest.fixture
def relay(logs, cluster, topics):
    def made(**words):
        return Relay(
            "intake",
            **{
                "log": logs.address.conninfo("reader_intake"),
                "positions": logs.address.conninfo("projector_intake"),
                "cluster": cluster,
                "topics": topics,
                "pace": QUICK,
                **words,
            },
        )

    return made


@contextmanager
def running(relay):
    """The relay in a thread; whatever ended it is raised at the end of the block."""
    stop, ended = threading.Event(), []

    def run():
        try:
            relay.run(stop)
        except Exception as error:  # noqa: BLE001 - raised again below
            ended.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    try:
        yield thread
    finally:
        stop.set()
        thread.join(20)
        assert not thread.is_alive()
    if ended:
        raise ended[0]


def until(condition, seconds=20):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "waited too long"
        time.sleep(0.02)


def on_topic(cluster, topics):
    """Everything on intake's topic: partition → envelopes in order."""
    name = topics.name("intake")
    found = defaultdict(list)
    with closing(cluster.consumer()) as consumer:
        parts = [TopicPartition(name, number) for number in range(topics.partitions)]
        consumer.assign(parts)
        consumer.seek_to_beginning(*parts)
        ends = consumer.end_offsets(parts)
        while any(consumer.position(part) < end for part, end in ends.items()):
            for part, records in consumer.poll(500).items():
                found[part.partition] += [arrived(r.headers, r.value) for r in records]
    return found


def assert_all_linked(found, facts, partitions):
    """Each fact once, in the order of the log, in its case's partition, naming its predecessor."""
    assert sorted(e.id for records in found.values() for e in records) == [*range(1, facts + 1)]
    for partition, records in found.items():
        ids = [envelope.id for envelope in records]
        assert ids == sorted(ids)
        assert [envelope.previd for envelope in records] == [0, *ids[:-1]]
        assert {partition_of(envelope.key, partitions) for envelope in records} == {partition}


def test_every_fact_arrives_once_in_order_and_linked(relay, logs, cluster, topics):
    logs.state(120)
    one = relay()
    with running(one):
        until(lambda: one.reached.position == 120)
        logs.state(30)
        until(lambda: one.reached.position == 150)
    assert_all_linked(on_topic(cluster, topics), 150, topics.partitions)


def test_a_fact_stated_while_the_relay_waits_is_on_the_topic_within_a_second(relay, logs):
    one = relay(pace=replace(QUICK, poll_s=30))
    logs.state(1)
    with running(one):
        until(lambda: one.reached.position == 1)
        began = time.monotonic()
        logs.state(1)
        until(lambda: one.reached.position == 2)
        assert time.monotonic() - began < 1
        one._pace = QUICK
        logs.state(1)


def test_a_restarted_relay_goes_on_where_it_was_with_the_same_links(relay, logs, cluster, topics):
    logs.state(30)
    for total in (30, 55):
        one = relay()
        with running(one):
            until(lambda one=one, total=total: one.reached.position == total)
        logs.state(25)
    assert_all_linked(on_topic(cluster, topics), 55, topics.partitions)


def test_a_relay_killed_between_flush_and_saving_sends_again_with_the_same_ids_and_links(
    relay, logs, cluster, topics, monkeypatch
):
    """The records come twice, with new offsets; id and previd of both are equal."""
    logs.state(40)

    class Killed(BaseException):
        pass

    def kill(*_):
        raise Killed

    one = relay()
    with monkeypatch.context() as patched:
        patched.setattr("events.bus.kafka.relay_position.RelayPosition.save", kill)
        with pytest.raises(Killed):
            one.run(threading.Event())
    two = relay()
    with running(two):
        until(lambda: two.reached.position == 40)
    twice = on_topic(cluster, topics)
    for records in twice.values():
        half = len(records) // 2
        assert [(e.id, e.previd) for e in records[:half]] == [
            (e.id, e.previd) for e in records[half:]
        ]
    assert sum(map(len, twice.values())) == 80


def test_after_a_lost_record_the_relay_goes_back_to_it_with_a_new_producer(
    relay, logs, cluster, topics
):
    """Record 3 is lost and later ones of the same window arrive: that is what an outage can do."""
    logs.state(10)
    lossy = Lossy(cluster, lose={3})
    one = relay(cluster=lossy)
    with running(one):
        until(lambda: one.reached.position == 10)
    assert (lossy.producers, one.failures) == (2, 1)
    found = on_topic(cluster, topics)
    ids = {p: [e.id for e in records] for p, records in found.items()}
    assert sorted({i for found in ids.values() for i in found}) == [*range(1, 11)]
    links = {e.id: e.previd for records in found.values() for e in records}
    for partition, own in ids.items():
        unique = sorted(set(own))
        assert [links[i] for i in unique] == [0, *unique[:-1]], partition


def test_a_window_that_is_never_answered_ends_at_its_one_deadline(relay, logs, cluster):
    """Futures that stay unresolved count as failed, and a hundred of them wait no longer than one."""
    logs.state(100)
    deaf = Lossy(cluster, unanswered=True)
    one = relay(cluster=deaf, pace=replace(QUICK, delivery_s=0.5, grace_s=0.5, window=100))
    began = time.monotonic()
    with running(one):
        until(lambda: one.failures == 1)
        assert 0.9 < time.monotonic() - began < 4
    assert one.reached.position == 0


def test_a_second_relay_waits_until_the_first_is_gone(relay, logs):
    logs.state(5)
    first, second = relay(), relay()
    with running(second):
        until(lambda: second.leads)
        with running(first):
            until(lambda: second.reached.position == 5)
            time.sleep(0.5)
            assert not first.leads
    with running(first):
        until(lambda: first.leads and first.reached.position == 5)


def test_a_relay_whose_database_connection_dies_comes_back(relay, logs, cluster, topics):
    logs.state(5)
    one = relay()
    with running(one):
        until(lambda: one.reached.position == 5)
        with psycopg.connect(logs.address.conninfo(), autocommit=True) as owner:
            owner.execute(
                "select pg_terminate_backend(pid) from pg_stat_activity"
                " where usename in ('projector_intake', 'reader_intake')"
            )
        logs.state(5)
        until(lambda: one.reached.position == 10)
    assert one.failures >= 1
    assert_all_linked(on_topic(cluster, topics), 10, topics.partitions)


def test_a_gap_in_the_log_stops_the_relay_loudly(relay, logs):
    logs.state(5)
    with psycopg.connect(logs.address.conninfo(), autocommit=True) as owner:
        owner.execute("alter table intake.event disable trigger append_only")
        owner.execute("delete from intake.event where position = 3")
    with pytest.raises(Gap), running(relay()) as thread:
        thread.join(20)


def test_a_topic_cut_otherwise_is_refused_before_anything_is_sent(relay, logs, cluster, topics):
    logs.state(1)
    with (
        pytest.raises(TopicRefused),
        running(relay(topics=replace(topics, partitions=4))) as thread,
    ):
        thread.join(20)
    assert on_topic(cluster, topics) == {}


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
    until(lambda: not producer._sender.is_alive())
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
