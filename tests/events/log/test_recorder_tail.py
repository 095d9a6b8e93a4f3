"""A reader that tails the log sees every position once, in order, none missing (Q2, T-A2).

The checker itself is tested with the seeded bug: positions drawn from a sequence.
"""

from collections.abc import Iterator
from threading import Thread

import psycopg
import pytest
from psycopg_pool import ConnectionPool

from events.host.address import Address
from events.log.packing import PARAMETER_TYPES, packed, parameters
from events.log.reading import Gap, Reading, pool
from tests.events.log.committing import Writer, command, facts

FROM_A_SEQUENCE = """
set local role log_owner;
create sequence intake.seeded_bug;
create or replace function intake.append(
    cid uuid[], cn int[], co int[], hs uuid[], he int[], hn int[], hc int[],
    s uuid[], v int[], t smallint[], w smallint[], o date[], r timestamptz[], d bytea[], p int[]
) returns bigint language plpgsql security definer set search_path = intake, pg_temp as $$
declare n bigint := nextval('seeded_bug');
begin
    insert into event values (n, s[1], v[1], t[1], w[1], o[1], r[1], d[1]);
    return n - 1;
end $$;
"""


@pytest.fixture
def connections(each_address: Address) -> Iterator[ConnectionPool]:
    made = pool(each_address.conninfo("reader_intake"), name="tail")
    yield made
    made.close()


@pytest.fixture
def reading(connections) -> Reading:
    return Reading(connections, "intake")


class Append:
    """One append in a transaction of its own that the test commits when it likes."""

    def __init__(self, address: Address) -> None:
        self._session = psycopg.connect(address.conninfo("writer_intake"))
        self._session.execute("select 1")  # opens the transaction
        self._thread = Thread(target=self._append)
        self._thread.start()

    def commits(self) -> None:
        self._thread.join()
        self._session.commit()
        self._session.close()

    def is_waiting(self) -> bool:
        self._thread.join(0.3)
        return self._thread.is_alive()

    def _append(self) -> None:
        places = ",".join(f"${n}" for n in range(1, len(PARAMETER_TYPES) + 1))
        result = self._session.pgconn.exec_params(
            f"select intake.append({places})".encode(),
            parameters([packed(command())]),
            param_formats=[1] * len(PARAMETER_TYPES),
        )
        assert result.ntuples == 1, result.error_message


def test_a_later_writer_cannot_commit_before_an_earlier_one(each_address, reading):
    first = Append(each_address)
    assert not first.is_waiting()
    second = Append(each_address)
    assert second.is_waiting(), "the second append waits for the first one's commit"
    assert reading.page(0) == []
    first.commits()
    assert [placed.position for placed in reading.page(0)] == [1]
    second.commits()
    assert [placed.position for placed in reading.page(1)] == [2]


def test_a_rollback_of_the_earlier_writer_leaves_no_gap(each_address, reading):
    first = Append(each_address)
    assert not first.is_waiting()
    second = Append(each_address)
    assert second.is_waiting()
    first._session.rollback()
    second.commits()
    assert [placed.position for placed in reading.page(0)] == [1]
    assert len(facts(each_address)) == 1


def test_positions_from_a_sequence_are_caught(each_address, reading):
    """The same interleaving against the seeded bug: the later number commits first."""
    with psycopg.connect(each_address.conninfo()) as session:
        session.execute(FROM_A_SEQUENCE)
    first = Append(each_address)
    assert not first.is_waiting()
    second = Append(each_address)
    assert not second.is_waiting(), "nothing orders the commits any more"
    second.commits()
    with pytest.raises(Gap):
        reading.page(0)
    first.commits()
    assert [placed.position for placed in reading.page(0)] == [1, 2], "seen only by a new reader"


def test_a_tailing_reader_misses_nothing_of_six_writers(each_address, reading):
    writers = [Writer(each_address.conninfo("writer_intake"), threads=2) for _ in range(3)]
    for writer in writers:
        writer.go()
    seen: list[int] = []
    while len(seen) < 600:
        seen += [placed.position for placed in reading.page(len(seen), 50)]
    for writer in writers:
        writer.end()
    seen += [placed.position for placed in reading.read(len(seen))]
    assert seen == list(range(1, len(facts(each_address)) + 1))
    acknowledged = sum(len(writer.acknowledged) for writer in writers)
    assert acknowledged * 2 == len(seen)
    assert all(writer.acknowledged for writer in writers)


def test_a_gap_made_by_the_owner_is_reported(each_address, reading):
    for _ in range(3):
        append = Append(each_address)
        append.commits()
    with psycopg.connect(each_address.conninfo()) as session:
        session.execute("alter table intake.event disable trigger append_only")
        session.execute("delete from intake.event where position = 2")
    with pytest.raises(Gap):
        list(reading.read())
    with psycopg.connect(each_address.conninfo()) as session:
        session.execute("delete from intake.event where position = 3")
    with pytest.raises(Gap):
        list(reading.read(until=3))


def test_reading_by_pages_gives_the_same_rows(each_address, reading):
    for _ in range(5):
        Append(each_address).commits()
    assert list(reading.read(limit=2)) == reading.page(0)
    assert [placed.position for placed in reading.read(after=2, until=4)] == [3, 4]
    assert reading.head() == 5
