"""Topic → tables: each fact once and in order, whatever came twice, never, late or from elsewhere."""

from __future__ import annotations

import threading
import time
from contextlib import closing
from dataclasses import replace

import psycopg
import pytest
from kafka import TopicPartition

from events.bus.envelope import headers, leaving, value
from events.bus.follow import Follower
from events.bus.kafka.consumer import Consumer
from events.bus.kafka.partition import partition_of
from events.bus.kafka.topics import TopicRefused
from events.bus.projection import replay
from events.bus.reader import Status
from tests.events.bus.city import Saying, eventually, positions, table
from tests.events.bus.folds import ALL, CASES
from tests.kafka.road import HABITS, running

pytestmark = pytest.mark.kafka


def tables(road, projections=(CASES,), service="reporting"):
    """Empty while a table is made for the first time."""
    try:
        return {p.name: table(road.city.address, service, p) for p in projections}
    except psycopg.errors.UndefinedTable:
        return {}


def expected(road, projections=(CASES,)):
    stated = road.city.stated()
    return {p.name: replay(p, stated) for p in projections}


def caught_up(road, projections=(CASES,)):
    eventually(lambda: tables(road, projections) == expected(road, projections))


def tally(consumer, source="intake"):
    return next(r for r in consumer._readers if r.source == source).tally


def records(road, service="intake"):
    """The log's facts as the relay would send them: (partition, envelope), linked."""
    last, found = {}, []
    for row in road.city.logs[service].reading.read():
        fact = leaving(
            row.data, source=service, position=row.position, previd=0, area_id=row.area_id
        )
        partition = partition_of(fact.key, road.topics.partitions)
        found.append((partition, replace(fact, previd=last.get(partition, 0))))
        last[partition] = row.position
    return found


def put(road, *facts, service="intake"):
    """By another producer: these records, as they are."""
    with closing(road.cluster.producer(delivery_s=20)) as producer:
        for partition, fact in facts:
            producer.send(
                road.topics.name(service),
                key=fact.key,
                value=value(fact),
                headers=headers(fact),
                partition=partition,
            )
        producer.flush(20)


def test_facts_of_three_services_arrive_live(road):
    with road.consumer(ALL) as consumer:
        road.say(20)
        road.city.say(*(Saying("planning.plan-drafted", n % 5, n) for n in range(10)))
        road.city.say(*(Saying("benefits.payment-made", n % 5, n) for n in range(10)))
        road.relayed()
        caught_up(road, ALL)
        assert [state.position for state in consumer.states][:3] == [20, 10, 10]
        assert {state.lag for state in consumer.states} == {0}


def test_duplicates_with_new_offsets_are_skipped_and_counted(road):
    """A relay that died between flush and saving sends again; so does a second one by mistake."""
    with road.consumer([CASES]) as consumer:
        road.say(30)
        put(road, *records(road))
        put(road, *records(road)[10:])
        road.say(5)
        put(road, *records(road)[30:])
        caught_up(road)
        found = tally(consumer)
        assert (found.duplicates, found.holes) == (20, 0)


def test_a_hole_is_found_and_filled_from_the_log(road):
    """Records 3 and 4 of a partition never came, later ones did; and re-sent late they are duplicates."""
    with road.consumer([CASES]) as consumer:
        road.say(40)
        sent = records(road)
        mine = [pair for pair in sent if pair[0] == sent[0][0]]
        lost = mine[2:4]
        put(road, *(pair for pair in sent if pair not in lost))
        caught_up(road)
        assert tally(consumer).holes == 1
        put(road, *lost)
        eventually(lambda: tally(consumer).duplicates == 2)
        caught_up(road)


def test_without_the_chain_the_same_loss_goes_unnoticed(road, monkeypatch):
    """The test above can fail: a reader that only skips ids it has seen loses the two facts."""

    def by_highest_id_only(last, arriving, _refill, _tally):
        for record in arriving:
            if record.id > last:
                yield record
                last = record.id

    monkeypatch.setattr("events.bus.kafka.topic_reader.in_order", by_highest_id_only)
    with road.consumer([CASES]) as consumer:
        road.say(40)
        sent = records(road)
        lost = [pair for pair in sent if pair[0] == sent[0][0]][2:4]
        put(road, *(pair for pair in sent if pair not in lost))
        put(road, *lost)
        road.say(7)
        put(road, *records(road)[40:])
        eventually(lambda: consumer.states[0].position == 47)
        assert tables(road) != expected(road)


def test_a_lost_last_record_is_found_by_looking_at_the_log_itself(road):
    """Nothing follows it on the topic, so no link shows it."""
    with road.consumer([CASES], habits=replace(HABITS, settle_s=0.3)):
        road.say(10)
        put(road, *records(road)[:-1])
        caught_up(road)


def test_a_consumer_stopped_and_started_goes_on_behind_its_tracked_offset(road):
    with road.consumer([CASES]):
        road.say(30)
        road.relayed("intake")
        caught_up(road)
    road.say(30)
    road.relayed("intake")
    with road.consumer([CASES]) as again:
        caught_up(road)
        assert tally(again).duplicates == 0, "it began behind what it has"


def test_a_consumer_killed_at_any_moment_applies_nothing_twice(road, monkeypatch):
    """Dead before its commit and dead behind it, in the middle of a batch of three partitions."""
    from events.bus.tables import Tables

    apply, calls = Tables.apply, []

    class Killed(BaseException):
        pass

    def dying(self, batch):
        calls.append(batch)
        if len(calls) == 2:
            raise Killed
        apply(self, batch)
        if len(calls) == 5:
            raise Killed

    monkeypatch.setattr(Tables, "apply", dying)
    monkeypatch.setattr(threading, "excepthook", lambda _: None)
    with road.consumer([CASES]):
        road.say(60)
        road.relayed("intake")
        eventually(lambda: len(calls) >= 2)
    with road.consumer([CASES]):
        road.say(60)
        road.relayed("intake")
        eventually(lambda: len(calls) >= 5)
    with road.consumer([CASES]):
        caught_up(road)


def test_wrong_or_missing_offsets_do_no_harm(road):
    """As after a topic was made anew: too far on is a hole, too far back are duplicates."""
    for wrong in (None, 3, 10_000):
        with road.consumer([CASES]):
            road.say(20)
            road.relayed("intake")
            caught_up(road)
        with psycopg.connect(road.city.address.conninfo(), autocommit=True) as owner:
            owner.execute("update reporting_read.checkpoint set topic_offset = %s", [wrong])
        road.say(20)
        road.relayed("intake")
        with road.consumer([CASES]):
            caught_up(road)


def test_a_client_that_withholds_records_is_replaced(road, monkeypatch):
    """The symptom of kafka-python#3106: polls bring nothing while the topic holds more."""
    from kafka import KafkaConsumer

    first = []
    poll = KafkaConsumer.poll

    def withholding(self, timeout_ms=0, max_records=None, update_offsets=True):
        if any(part.topic == road.topics.name("intake") for part in self.assignment()):
            first.append(self)
            if self is first[0]:
                time.sleep(0.05)
                return {}
        return poll(self, timeout_ms, max_records, update_offsets)

    monkeypatch.setattr(KafkaConsumer, "poll", withholding)
    with road.consumer([CASES], habits=replace(HABITS, stalled_s=0.5)) as consumer:
        road.say(10)
        road.relayed("intake")
        caught_up(road)
        assert [reader.restarts for reader in consumer._readers] == [1, 0, 0, 0]


def test_a_quiet_topic_is_not_a_stalled_client(road):
    with road.consumer([CASES], habits=replace(HABITS, stalled_s=0.2)) as consumer:
        road.say(3)
        road.relayed("intake")
        caught_up(road)
        before = [reader.restarts for reader in consumer._readers]
        time.sleep(1)
        assert [reader.restarts for reader in consumer._readers] == before
        assert consumer.states[0].status is Status.FOLLOWING


def test_a_record_that_is_not_ours_stops_the_reader_behind_what_was_good(road):
    with road.consumer([CASES]) as consumer:
        road.say(10)
        put(road, *records(road))
        with closing(road.cluster.producer(delivery_s=20)) as producer:
            producer.send(road.topics.name("intake"), b"{}", partition=0).get(10)
        eventually(lambda: consumer.states[0].status is Status.FAILED)
        caught_up(road)
        assert "読取不能" in consumer.states[0].error
        assert consumer.states[1].status is Status.FOLLOWING, "other sources go on"


def test_a_link_to_a_fact_the_log_does_not_hold_stops_the_reader(road):
    with road.consumer([CASES]) as consumer:
        road.say(5)
        partition, last = records(road)[-1]
        put(road, *records(road), (partition, replace(last, id=99, previd=98)))
        eventually(lambda: consumer.states[0].status is Status.FAILED)
        assert "intake の記録 6 件目がありません" in consumer.states[0].error
        assert positions(road.city.address, "reporting", "cases")[1, partition] == 5


def test_a_fact_that_a_fold_refuses_stops_the_reader_and_names_it(road, monkeypatch):
    from events.bus.sheet import Sheet

    with road.consumer([CASES]) as consumer:
        road.say(20)
        fold = Sheet.fold

        def refusing(self, session, facts):
            facts = list(facts)
            if any(fact.position == 13 for fact in facts):
                raise ValueError
            fold(self, session, facts)

        monkeypatch.setattr(Sheet, "fold", refusing)
        put(road, *records(road))
        eventually(lambda: consumer.states[0].status is Status.FAILED)
        assert "intake の記録 13 件目(支援経過記録)" in consumer.states[0].error
        stood = positions(road.city.address, "reporting", "cases")
        assert stood[1, records(road)[12][0]] < 13


def test_one_consumer_feeds_and_a_second_stands_by(road):
    with road.consumer([CASES]) as first:
        second = Consumer(
            "reporting",
            [CASES],
            road.city.address.conninfo,
            road.city.codec,
            cluster=road.cluster,
            topics=road.topics,
            habits=HABITS,
        )
        second.start()
        try:
            eventually(lambda: second.states[0].status is Status.STANDING_BY)
            road.say(10)
            road.relayed("intake")
            caught_up(road)
            first.stop()
            road.say(10)
            road.relayed("intake")
            caught_up(road)
            assert second.states[0].status is Status.FOLLOWING
        finally:
            second.stop()


def test_a_table_of_another_version_is_filled_from_the_log_and_then_lives_on_the_topic(road):
    with road.consumer([CASES]):
        road.say(20)
        road.relayed("intake")
        caught_up(road)
    newer = replace(CASES, version=2)
    road.say(5)
    with road.consumer([newer]):
        road.say(15)
        road.relayed("intake")
        caught_up(road, [newer])


def test_topics_cut_otherwise_stop_the_reader(road):
    with pytest.raises(TopicRefused, match="expected 4"):
        replace(road.topics, partitions=4).check(road.cluster, ["intake"])
    consumer = Consumer(
        "reporting",
        [CASES],
        road.city.address.conninfo,
        road.city.codec,
        cluster=road.cluster,
        topics=replace(road.topics, partitions=4),
    )
    consumer.start()
    try:
        eventually(lambda: consumer.states[0].status is Status.FAILED)
    finally:
        consumer.stop()


def test_the_group_shows_how_far_the_tables_are(road):
    with road.consumer([CASES]):
        road.say(30)
        road.relayed("intake")
        caught_up(road)
        with closing(road.cluster.admin()) as admin:
            name = f"{road.topics.prefix}reporting"
            ends = {part: len(found) for part, found in road.on_topic().items()}

            def told():
                found = admin.list_group_offsets(name)[name]
                return {p.partition: o.offset for p, o in found.items() if p.topic == topic} == ends

            topic = road.topics.name("intake")
            eventually(told)


def test_the_same_tables_on_both_roads(road):
    """The journey: the same facts through the log itself and through Apache Kafka."""
    said = [
        Saying(wire, n % 6, n)
        for n in range(60)
        for wire in (
            "intake.consultation-received",
            "intake.contact-recorded",
            "planning.plan-drafted",
            "planning.plan-decided",
            "benefits.payment-made",
        )
    ]
    relays = [road.relay(service) for service in ("intake", "planning", "benefits")]
    embedded = Follower("planning", ALL, road.city.address.conninfo, road.city.codec)
    embedded.start()
    try:
        with (
            running(relays[0]),
            running(relays[1]),
            running(relays[2]),
            road.consumer(ALL),
        ):
            road.city.say_many(said)
            caught_up(road, ALL)
            eventually(lambda: tables(road, ALL, "planning") == expected(road, ALL))
    finally:
        embedded.stop()
    assert tables(road, ALL, "reporting") == tables(road, ALL, "planning")


def test_an_installation_may_change_its_road(road):
    """Tables are filled anew: a position of the log says nothing about one partition, nor back."""
    road.say(20)
    for _ in range(2):
        follower = Follower("reporting", [CASES], road.city.address.conninfo, road.city.codec)
        follower.start()
        road.say(5)
        caught_up(road)
        follower.stop()
        with road.consumer([CASES]):
            road.say(5)
            road.relayed("intake")
            caught_up(road)


def test_offsets_name_the_partitions_of_the_topic(road):
    with road.consumer([CASES]):
        road.say(30)
        road.relayed("intake")
        caught_up(road)
    parts = [TopicPartition(road.topics.name("intake"), n) for n in range(3)]
    with closing(road.cluster.consumer()) as client:
        ends = client.end_offsets(parts)
    with psycopg.connect(road.city.address.conninfo()) as session:
        rows = session.execute(
            "select partition, topic_offset from reporting_read.checkpoint where source = 1"
        ).fetchall()
    assert dict(rows) == {part.partition: end - 1 for part, end in ends.items() if end}
