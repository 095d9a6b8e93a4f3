"""Duplicate, next, jump or hole: what a record is to a reader of one partition (bus.md §5).

Every record carries `previd`, the id of the record sent before it to the same partition. Ids alone cannot
show a hole, because a partition holds only its share of them.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Protocol, TypeVar


class Arrival(Enum):
    """What a record is, seen from the last id applied."""

    DUPLICATE = "duplicate"
    NEXT = "next"
    JUMP = "jump"
    """The sender's idea of the predecessor differs (it now publishes other kinds): apply, count, warn."""
    HOLE = "hole"
    """Ids in (last, previd] never arrived: fetch them from the source's log, then go on."""


class Linked(Protocol):
    """A record with its place in the source's log and its predecessor in the partition."""

    @property
    def id(self) -> int:
        """Position in the source's log."""

    @property
    def previd(self) -> int:
        """Id of the record before it in its partition, 0 for the first."""


L = TypeVar("L", bound=Linked)


@dataclass
class Tally:
    """How often something else than the next record came."""

    duplicates: int = 0
    jumps: int = 0
    holes: int = 0


def judge(last: int, record: Linked) -> Arrival:
    """What the record is to a reader that has applied everything up to `last` (0 = nothing yet)."""
    if record.id <= last:
        return Arrival.DUPLICATE
    if record.previd >= record.id:
        raise ValueError(f"record {record.id} names a later predecessor, {record.previd}")
    if record.previd == last:
        return Arrival.NEXT
    return Arrival.JUMP if record.previd < last else Arrival.HOLE


def in_order(
    last: int, records: Iterable[L], refill: Callable[[int, int], Iterable[L]], tally: Tally
) -> Iterator[L]:
    """The records of one partition to apply, each once and in order, holes filled.

    `refill(last, previd)` answers the partition's records with ids in (last, previd], from the source's log.
    """
    for record in records:
        arrival = judge(last, record)
        if arrival is Arrival.DUPLICATE:
            tally.duplicates += 1
            continue
        if arrival is Arrival.HOLE:
            tally.holes += 1
            for missed in refill(last, record.previd):
                if not last < missed.id <= record.previd:
                    raise ValueError(
                        f"record {missed.id} is not between {last} and {record.previd}"
                    )
                yield missed
                last = missed.id
        tally.jumps += arrival is Arrival.JUMP
        yield record
        last = record.id
