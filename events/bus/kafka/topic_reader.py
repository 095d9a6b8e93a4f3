"""One source's topic → the tables of one service: each partition strictly in order, holes filled.

The same face as `events.bus.reader.Reader`, which reads the log itself. All partitions of the topic
are read by the one process that feeds the tables; another one stands by for its lock.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from threading import Event as Flag
from typing import Any

from kafka import TopicPartition  # type: ignore[import-untyped]
from kafka.errors import KafkaError  # type: ignore[import-untyped]
from kafka.structs import OffsetAndMetadata  # type: ignore[import-untyped]

from events.bus.chain import Tally, in_order
from events.bus.checkpoints import AnotherRunner
from events.bus.kafka.cluster import AWAY, Cluster
from events.bus.kafka.feed import Feed
from events.bus.kafka.offsets import offsets
from events.bus.kafka.received import Received, chunks, received
from events.bus.kafka.refill import Refill
from events.bus.kafka.topics import TopicMissing, Topics
from events.bus.pace import RECONNECTING, Pace
from events.bus.reader import STAND_BY, TRANSIENT, Advanced, State, Status, Unapplicable
from events.bus.source import NotDense
from events.bus.tables import Behind, Tables
from events.log.codec import Codec

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Habits:
    """How a reader polls. The last two are assumed."""

    poll_s: float = 0.25
    batch: int = 1_000
    stalled_s: float = 30.0
    """So long without a record before the client is asked whether it withholds some."""
    settle_s: float = 60.0
    """So long without a record before the log itself is asked: a lost last record shows nowhere else."""


class Stalled(Exception):
    """The client brings nothing although the topic holds more: a new one may (kafka-python#3106)."""


class TopicReader:
    """`conninfo` reads the source's log, for holes only."""

    def __init__(
        self,
        tables: Tables,
        source: str,
        conninfo: str,
        codec: Codec,
        *,
        cluster: Cluster,
        topics: Topics,
        told: Callable[[Advanced], None] = lambda _: None,
        habits: Habits | None = None,
    ) -> None:
        self.source = source
        self.state = State(service=tables.service, source=source)
        self.tally = Tally()
        """Counters: duplicates skipped, holes filled, jumps."""
        self.restarts = 0
        """Counter: clients given up because they stalled."""
        self._tables, self._told = tables, told
        self._cluster, self._topics = cluster, topics
        self._habits = habits or Habits()
        name = topics.name(source)
        self._parts = [TopicPartition(name, number) for number in range(topics.partitions)]
        self._refill = Refill(conninfo, source, topics.partitions)
        self._feed = Feed(tables, source, codec, self._advanced)
        self._stopping = Flag()

    def run(self) -> None:
        """Read until stopped, or until something nobody can wait for to pass."""
        trouble = Pace(RECONNECTING)
        while not self._stopping.is_set():
            try:
                self._stand_by()
                with self._opened() as consumer:
                    trouble.moved(time.monotonic())
                    self._follow(consumer)
            except (*TRANSIENT, KafkaError, Stalled, TopicMissing) as error:
                self.restarts += isinstance(error, Stalled)
                away = isinstance(error, KafkaError | TopicMissing)
                self._is(Status.RECONNECTING, AWAY if away else type(error).__name__)
                self._stopping.wait(trouble.wait(time.monotonic()))
            except Exception as error:  # noqa: BLE001 - whatever it is, 状態 shows it and nothing is skipped
                self._fail(error)
                return
        self._is(Status.STOPPED)

    def drain(self) -> None:
        """Apply everything the source's log holds now, without the broker."""
        while True:
            try:
                head = self._feed.drain(self._refill, len(self._parts))
            except Behind:  # again, from where the table put in place meanwhile stands
                continue
            self.state = replace(self.state, head=head)
            return

    def attend(self) -> None:
        """Nothing to hurry: the broker answers a waiting poll at once."""

    def stop(self) -> None:
        """Finish the batch at hand, then end `run`."""
        self._stopping.set()

    def close(self) -> None:
        """Nothing is held after `run`."""

    def _stand_by(self) -> None:
        while not self._stopping.is_set() and not self._tables.acquire():
            self._is(Status.STANDING_BY)
            self._stopping.wait(STAND_BY)

    @contextmanager
    def _opened(self) -> Iterator[Any]:
        """A client placed behind what the tables hold: the tracked offset decides, not the group's."""
        self._topics.check(self._cluster, [self.source])
        consumer = self._cluster.consumer(group_id=f"{self._topics.prefix}{self._tables.service}")
        try:
            consumer.assign(self._parts)
            with self._tables.connected() as session:
                self._feed.offsets = offsets(session, self._tables.service, self.source)
            for part in self._parts:
                tracked = self._feed.offsets.get(part.partition)
                if tracked is None:
                    consumer.seek_to_beginning(part)
                else:
                    consumer.seek(part, tracked + 1)
            yield consumer
        finally:
            with suppress(KafkaError):
                consumer.close(autocommit=False, timeout_ms=2_000)

    def _follow(self, consumer: Any) -> None:
        heard = settled = time.monotonic()
        while not self._stopping.is_set():
            if self._tables.after(self.source, 0) is None:  # every table is still being filled
                self._is(Status.STARTING)
                self._stopping.wait(STAND_BY)
                continue
            self._is(Status.FOLLOWING)
            self._keep_up()
            now = time.monotonic()
            if self._poll(consumer):
                heard = settled = now
            if now - heard > self._habits.stalled_s:
                self._doubt(consumer)
                heard = now
            if now - settled > self._habits.settle_s:
                self.drain()
                settled = now

    def _poll(self, consumer: Any) -> bool:
        """Whether anything came."""
        found = consumer.poll(int(self._habits.poll_s * 1000), max_records=self._habits.batch)
        for part, records in found.items():
            while not self._taken(part.partition, records):
                continue  # what a table put in place meanwhile lacks is now a hole
            self._note(consumer, part, records[-1].offset + 1)
        if found:
            self._look(consumer)
        return bool(found)

    def _taken(self, partition: int, records: Sequence[Any]) -> bool:
        """False where a table was put in place meanwhile that lacks facts before these."""
        try:
            self._take(partition, records)
        except Behind:
            return False
        return True

    def _take(self, partition: int, records: Sequence[Any]) -> None:
        """One poll's records of a partition, duplicates skipped and holes filled."""
        ours, malformed = received(records)
        last = begin = self._feed.last(partition)

        def missed(after: int, upto: int) -> Iterator[Received]:
            words = "bus.hole source=%s partition=%s after=%s upto=%s"
            log.warning(words, self.source, partition, after, upto)
            return map(Received, self._refill.missed(partition, after, upto))

        for chunk in chunks(in_order(last, ours, missed, self.tally), self._habits.batch):
            self._feed.apply(partition, chunk, begin, chunk[-1].id)
            begin = chunk[-1].id
        if malformed is not None:
            after = ours[-1].id if ours else last
            raise Unapplicable(self.source, after + 1, "読取不能", malformed) from malformed

    def _keep_up(self) -> None:
        """Bring a table that was admitted meanwhile to where the others stand."""
        for partition, reached in self._feed.reached.items():
            while (begin := self._feed.last(partition)) < reached:
                with suppress(Behind):  # another one was: again, from where that one stands
                    missed = map(Received, self._refill.missed(partition, begin, reached))
                    for chunk in chunks(missed, self._habits.batch):
                        self._feed.apply(partition, chunk, begin, chunk[-1].id)
                        begin = chunk[-1].id
                    self._feed.apply(partition, [], begin, reached)

    def _advanced(self, _partition: int, upto: int) -> None:
        position = max(self.state.position, upto)
        self.state = replace(
            self.state,
            position=position,
            head=max(self.state.head, position),
            applied_at=datetime.now(UTC),
        )
        self._told(Advanced(self._tables.service, self.source, upto))

    def _note(self, consumer: Any, part: Any, offset: int) -> None:
        """Tell the group how far the tables are: for lag tools only, so nobody waits for it."""
        with suppress(KafkaError):
            consumer.commit_async({part: OffsetAndMetadata(offset, "", -1)})

    def _look(self, consumer: Any) -> None:
        """How many records wait, as the last answers of the broker told."""
        waiting = 0
        for part in self._parts:
            high = consumer.highwater(part)
            tracked = self._feed.offsets.get(part.partition)
            if high is not None:
                waiting += max(0, high if tracked is None else high - tracked - 1)
        self.state = replace(self.state, head=self.state.position + waiting)

    def _doubt(self, consumer: Any) -> None:
        """Nothing came for long: is there nothing, or does the client not bring it?"""
        ends = consumer.end_offsets(self._parts, timeout_ms=5_000)
        behind = [part for part, end in ends.items() if consumer.position(part, 5_000) < end]
        if behind:
            log.error("consumer.stalled topic=%s partitions=%s", behind[0].topic, len(behind))
            raise Stalled(self.source)

    def _fail(self, error: Exception) -> None:
        known = isinstance(error, Unapplicable | NotDense | AnotherRunner)
        text = str(error) if known else type(error).__name__
        self._is(Status.FAILED, text)
        log.error(
            "consumer.failed service=%s source=%s position=%s error=%s",
            self._tables.service, self.source, self.state.position, text,
        )  # fmt: skip

    def _is(self, status: Status, error: str = "") -> None:
        self.state = replace(self.state, status=status, error=error)
