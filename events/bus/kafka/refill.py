"""The ids a partition missed, from the log they came from: what the topic should have carried."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

from events.bus.decoding import Stored
from events.bus.envelope import Envelope, leaving
from events.bus.kafka.partition import partition_of
from events.bus.source import PAGE, NotDense, SourceLog


class Refill:
    """Reads one source's log under `conninfo`; a connection per hole, because holes are rare."""

    def __init__(self, conninfo: str, source: str, partitions: int) -> None:
        self._conninfo = conninfo
        self._source = source
        self._partitions = partitions

    def missed(self, partition: int, last: int, upto: int) -> Iterator[Envelope]:
        """The facts of this partition with ids in (last, upto], in order."""
        for _, facts in self.pages(last, upto):
            yield from (fact for fact in facts if self.partition(fact) == partition)

    def pages(self, after: int, upto: int) -> Iterator[tuple[int, list[Envelope]]]:
        """All facts with ids in (after, upto], a page at a time: the page's last id, its facts.

        Raises NotDense for ids the log does not hold: whoever named them is not our relay.
        """
        with closing(self._opened()) as log:
            while after < upto:
                page = log.page(after, min(PAGE, upto - after))
                if not page.rows:
                    raise NotDense(self._source, after + 1, page.head)
                yield page.rows[-1].position, [self._leaving(row) for row in page.rows]
                after = page.rows[-1].position

    def lasts(self, after: int, upto: int) -> dict[int, int]:
        """Partition → its last id in (after, upto]; idle ones are missing."""
        return {
            self.partition(fact): fact.id for _, facts in self.pages(after, upto) for fact in facts
        }

    def partition(self, fact: Envelope) -> int:
        """Where the topic carries it."""
        return partition_of(fact.key, self._partitions)

    def head(self) -> int:
        """The highest id there is."""
        with closing(self._opened()) as log:
            return log.head()

    def _opened(self) -> SourceLog:
        return SourceLog.opened(self._conninfo, self._source, f"refills from {self._source}")

    def _leaving(self, row: Stored) -> Envelope:
        return leaving(
            row.data or b"",
            source=self._source,
            position=row.position,
            previd=row.position - 1,
            area_id=row.area_id,
        )
