"""A table as it would have stood when the logs were this long: folded anew, in memory, from the logs alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing
from typing import Any, Final, TypeVar

from events.bus.decoding import Decoder, Undecoded
from events.bus.projection import Projection, replay
from events.bus.source import Conninfo, NotDense, SourceLog
from events.bus.unapplicable import Unapplicable
from events.log.codec import Codec
from events.log.recorded import Recorded

Row = TypeVar("Row")
PAGE: Final = 5_000
"""Records of one read: no snapshot stays open longer."""


def as_of(
    projection: Projection[Row],
    service: str,
    conninfo: Conninfo,
    codec: Codec,
    sizes: Mapping[str, int],
) -> dict[Any, Row]:
    """The rows by key that the first `sizes[source]` records of each log give; a log not named gives none.

    Raises NotDense for a log that is shorter, Unapplicable for a record that cannot be folded.
    """
    return replay(projection, facts_until(projection, service, conninfo, codec, sizes))


def facts_until(
    projection: Projection[Any],
    service: str,
    conninfo: Conninfo,
    codec: Codec,
    sizes: Mapping[str, int],
) -> Iterator[Recorded]:
    """What the table is made of: the first `sizes[source]` records of each log, in order."""
    for source in projection.sources:
        end, after, decoder = sizes.get(source, 0), 0, Decoder(codec, source)
        with closing(SourceLog.to_rebuild(conninfo, service, source)) as log:
            log.want(projection.reads)
            while after < end:
                page = log.page(after, min(PAGE, end - after))
                if not page.rows:
                    raise NotDense(source, after + 1, page.head)
                try:
                    yield from decoder.page(page.rows)
                except Undecoded as fault:
                    raise Unapplicable(source, fault.position, "読取不能", fault.cause) from fault
                after = page.rows[-1].position
