"""Facts of one source's partitions → tables: each chunk one transaction of rows, position and offset."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from events.bus.checkpoints import AnotherRunner
from events.bus.envelope import recorded
from events.bus.kafka.received import Received
from events.bus.kafka.refill import Refill
from events.bus.reader import TRANSIENT, Unapplicable
from events.bus.source import wire_names
from events.bus.tables import Batch, Behind, Tables
from events.contract import KINDS, kind_of
from events.log.codec import Codec
from events.log.recorded import Recorded


class Feed:
    """`advanced` is called with partition and id behind every commit. Kinds no table reads stay closed."""

    def __init__(
        self, tables: Tables, source: str, codec: Codec, advanced: Callable[[int, int], None]
    ) -> None:
        self.source = source
        self.reached: dict[int, int] = {}
        """Partition → id applied last by this process."""
        self.offsets: dict[int, int | None] = {}
        """Partition → offset of the last record every table has."""
        self._tables, self._codec, self._advanced = tables, codec, advanced
        kinds = tables.kinds(source)
        self._wanted = set(KINDS) if kinds is None else wire_names(kinds)

    def last(self, partition: int) -> int:
        """The id up to which every table has this partition."""
        return self._tables.after(self.source, partition) or 0

    def apply(self, partition: int, chunk: Sequence[Received], begin: int, upto: int) -> None:
        """Facts in order that complete the partition from behind `begin` up to `upto`.

        What all tables have is no work. Raises Unapplicable behind everything that could be applied, and
        Behind where a table was put in place meanwhile that lacks facts before `begin`.
        """
        after = self.last(partition)
        if after < begin:
            raise Behind(self.source, begin)
        facts, unreadable = self._decoded(chunk)
        if unreadable is not None:
            upto = max((r.id for r in chunk if r.id < unreadable.position), default=after)
        placed = [r.offset for r in chunk if r.offset is not None and r.id <= upto]
        offset = placed[-1] if placed else self.offsets.get(partition)
        if upto > after:
            self._store(Batch(self.source, after, upto, facts, partition, offset))
        if unreadable is not None:
            raise unreadable

    def drain(self, refill: Refill, partitions: int) -> int:
        """Apply everything the source's log holds now, without a broker; answers the log's head.

        Raises Behind like `apply`.
        """
        head = refill.head()
        begins = [self.last(number) for number in range(partitions)]
        for upto, facts in refill.pages(min(begins), head):
            for number, begin in enumerate(begins):
                mine = [f for f in facts if f.id > begin and refill.partition(f) == number]
                self.apply(number, [Received(fact) for fact in mine], begin, max(begin, upto))
                begins[number] = max(begin, upto)
        return head

    def _decoded(self, chunk: Sequence[Received]) -> tuple[list[Recorded], Unapplicable | None]:
        """The facts some table reads, up to the first that cannot be read."""
        facts: list[Recorded] = []
        for one in chunk:
            if one.envelope.entry.topic in self._wanted:
                try:
                    facts.append(recorded(one.envelope, self._codec))
                except Exception as cause:  # noqa: BLE001 - raised by the caller, behind the others
                    return facts, Unapplicable(self.source, one.id, "読取不能", cause)
        return facts, None

    def _store(self, batch: Batch) -> None:
        try:
            self._tables.apply(batch)
        except (*TRANSIENT, AnotherRunner, Behind):
            raise
        except Exception:  # noqa: BLE001 - found again, and named, one fact at a time
            self._store_singly(batch)
        self.offsets[batch.partition] = batch.topic_offset
        self._did(batch.partition, batch.upto)

    def _store_singly(self, batch: Batch) -> None:
        after, offset = batch.after, self.offsets.get(batch.partition)
        for fact in batch.facts:
            here = fact.position
            one = replace(batch, after=after, upto=here, facts=[fact], topic_offset=offset)
            try:
                self._tables.apply(one)
            except (*TRANSIENT, AnotherRunner, Behind):
                raise
            except Exception as cause:
                raise Unapplicable(self.source, here, kind_of(fact.fact).ja, cause) from cause
            after = here
            self._did(batch.partition, after)
        self._tables.apply(replace(batch, after=after, facts=()))

    def _did(self, partition: int, upto: int) -> None:
        self.reached[partition] = upto
        self._advanced(partition, upto)
