"""bus.md §5: duplicate, next, jump, hole; and that a reader with refill applies every record exactly once."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.bus.chain import Arrival, Tally, in_order, judge


@dataclass(frozen=True)
class Record:
    id: int
    previd: int


@pytest.mark.parametrize(
    ("last", "record", "arrival"),
    [
        (0, Record(1, 0), Arrival.NEXT),
        (0, Record(7, 0), Arrival.NEXT),
        (7, Record(9, 7), Arrival.NEXT),
        (7, Record(7, 3), Arrival.DUPLICATE),
        (7, Record(3, 0), Arrival.DUPLICATE),
        (7, Record(9, 3), Arrival.JUMP),
        (7, Record(9, 0), Arrival.JUMP),
        (7, Record(12, 9), Arrival.HOLE),
        (0, Record(12, 9), Arrival.HOLE),
    ],
)
def test_the_table_of_the_design(last: int, record: Record, arrival: Arrival) -> None:
    assert judge(last, record) is arrival


def test_a_record_cannot_follow_itself_or_a_later_one() -> None:
    for record in (Record(9, 9), Record(9, 12)):
        with pytest.raises(ValueError, match="later predecessor"):
            judge(3, record)


@st.composite
def deliveries(draw: st.DrawFn) -> tuple[list[Record], list[Record]]:
    """What a partition holds, and how it arrives: records lost, sent again from some id on, in order each time."""
    ids = sorted(draw(st.sets(st.integers(1, 60), max_size=25)))
    sent = [Record(id_, previd) for id_, previd in zip(ids, [0, *ids], strict=False)]
    arriving: list[Record] = []
    for _ in range(draw(st.integers(0, 4))):
        start = draw(st.integers(0, len(sent)))
        arriving += [record for record in sent[start:] if draw(st.booleans())]
    return sent, arriving


@given(deliveries())
def test_what_is_applied_is_the_partition_up_to_the_last_arrival(
    given_: tuple[list[Record], list[Record]],
) -> None:
    sent, arriving = given_
    tally = Tally()
    applied = list(in_order(0, arriving, lambda a, b: [r for r in sent if a < r.id <= b], tally))
    reached = max((record.id for record in arriving), default=0)
    assert applied == [record for record in sent if record.id <= reached]
    assert tally.jumps == 0
    assert len(applied) >= len(set(arriving))
    if tally.holes == 0:
        assert len(arriving) == len(applied) + tally.duplicates


@given(deliveries())
def test_without_refill_the_same_deliveries_lose_records(
    given_: tuple[list[Record], list[Record]],
) -> None:
    """The self-check: comparing ids alone, as a reader without the chain does, finds no fault at all."""
    sent, arriving = given_
    last, applied = 0, []
    for record in arriving:
        if record.id > last:
            applied.append(record)
            last = record.id
    tally = Tally()
    whole = list(in_order(0, arriving, lambda a, b: [r for r in sent if a < r.id <= b], tally))
    assert (len(applied) < len(whole)) == (tally.holes > 0)


def test_a_sender_that_publishes_more_kinds_than_before_is_a_jump_not_a_hole() -> None:
    tally = Tally()
    records = [Record(4, 0), Record(9, 2), Record(10, 9)]
    assert list(in_order(0, records, lambda *_: pytest.fail("no refill"), tally)) == records
    assert (tally.jumps, tally.holes, tally.duplicates) == (1, 0, 0)


def test_a_refill_outside_the_hole_is_refused() -> None:
    with pytest.raises(ValueError, match="not between"):
        list(in_order(5, [Record(12, 9)], lambda *_: [Record(5, 0)], Tally()))
