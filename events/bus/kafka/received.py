"""Records of a partition as they came, up to the first that is none of ours."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from events.bus.envelope import Envelope, MalformedRecord, arrived


@dataclass(frozen=True, slots=True)
class Received:
    """A fact and its offset on the topic; none where it was fetched from the log."""

    envelope: Envelope
    offset: int | None = None

    @property
    def id(self) -> int:
        """Position in the source's log."""
        return self.envelope.id

    @property
    def previd(self) -> int:
        """Id of the fact before it in the partition."""
        return self.envelope.previd


def received(records: Iterable[Any]) -> tuple[list[Received], MalformedRecord | None]:
    """The client's records, and what is wrong with the one behind the last of them."""
    found: list[Received] = []
    for record in records:
        try:
            found.append(Received(arrived(record.headers, record.value), record.offset))
        except MalformedRecord as malformed:
            return found, malformed
    return found, None


def chunks(items: Iterator[Received], size: int) -> Iterator[list[Received]]:
    """The same in lists of `size` at most; where `items` fails, what came before is handed out first."""
    while True:
        chunk: list[Received] = []
        try:
            for item in islice(items, size):
                chunk.append(item)  # noqa: PERF402 - what came before a failure counts
        except Exception:
            if chunk:
                yield chunk
            raise
        if not chunk:
            return
        yield chunk
