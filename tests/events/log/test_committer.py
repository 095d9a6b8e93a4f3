"""Group commit as its callers see it: batches, conflicts, repetitions, limits, refusals (Q3, Q5, Q8)."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any
from uuid import uuid4

import psycopg
import pytest

from events.host.address import Address
from events.log import appending
from events.log.committer import Committer, Patience
from events.log.entry import LARGEST, TooLarge
from events.log.packing import MOST_EVENTS
from events.log.stored import StoredCommand, StoredRow
from events.log.unstored import Busy, Incoherent, Overtaken, Rejected, Unavailable
from events.log.waiting import Limits
from tests.events.bus.city import eventually
from tests.events.log.committing import (
    DAY,
    INSTANT,
    Writer,
    command,
    facts,
    head_row_held,
    row,
    waits_for_the_head,
)


@pytest.fixture(params=["arrays", "copy"], autouse=True)
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """How a batch reaches the database; what callers see is the same."""
    if request.param == "copy":
        monkeypatch.setattr(appending, "COPIED_FROM", 1)
    return str(request.param)


@pytest.fixture
def opened(each_address: Address) -> Iterator[Callable[..., Committer]]:
    made: list[Committer] = []

    def open_committer(**settings: Any) -> Committer:
        made.append(Committer(each_address.conninfo("writer_intake"), "intake", **settings))
        return made[-1]

    yield open_committer
    for committer in made:
        committer.close()


@pytest.fixture
def committer(opened: Callable[..., Committer]) -> Committer:
    return opened()


def queued_together(
    address: Address, committer: Committer, commands: list[StoredCommand]
) -> list[Future[int]]:
    """Send commands while the committer is busy with another one, so that they form one batch."""
    with head_row_held(address):
        first = committer.send(command())
        waits_for_the_head(address)
        answers = [committer.send(stated) for stated in commands]
    first.result()
    return answers


def commits(address: Address) -> int:
    """How many transactions stored the events of the log."""
    with psycopg.connect(address.conninfo()) as session:
        found = session.execute("select count(distinct xmin::text) from intake.event").fetchone()
    assert found is not None
    return int(found[0])


def test_positions_are_dense_from_one(committer, each_address):
    assert committer.submit(command(row(uuid4(), 1), row(uuid4(), 1))) == 1
    assert committer.submit(command()) == 3
    assert len(facts(each_address)) == 3


def test_every_column_is_stored_as_it_was_given(committer, each_address):
    stream = uuid4()
    committer.submit(command(StoredRow(stream, 1, 2, 1, DAY, INSTANT, b"\x00\xff bytes")))
    with psycopg.connect(each_address.conninfo("writer_intake")) as session:
        stored = session.execute(
            "select stream, version, type_id, ward, occurred_on, recorded_at, data from intake.event"
        ).fetchone()
    assert stored == (stream, 1, 2, 1, DAY, INSTANT, b"\x00\xff bytes")


def test_what_waits_goes_into_one_commit(committer, each_address):
    answers = queued_together(each_address, committer, [command() for _ in range(20)])
    assert [answer.result() for answer in answers] == list(range(2, 22))
    assert commits(each_address) == 2


def test_at_most_256_commands_share_a_commit(committer, each_address):
    answers = queued_together(each_address, committer, [command() for _ in range(257)])
    assert [answer.result() for answer in answers] == list(range(2, 259))
    assert commits(each_address) == 3


def test_a_batch_keeps_within_its_bytes(opened, each_address):
    committer = opened(limits=Limits(size=3_000))
    answers = queued_together(
        each_address, committer, [command(row(uuid4(), 1, b"x" * 1_000)) for _ in range(4)]
    )
    assert [answer.result() for answer in answers] == [2, 3, 4, 5]
    assert commits(each_address) == 3


@pytest.mark.parametrize("place", [0, 3, 6], ids=["first", "middle", "last"])
def test_a_stale_version_in_a_batch_fails_alone(committer, each_address, place):
    stream = uuid4()
    committer.submit(command(row(stream, 1)))
    commands = [command(row(uuid4(), 1), row(uuid4(), 1)) for _ in range(6)]
    commands.insert(place, command(row(stream, 1)))
    answers = queued_together(each_address, committer, commands)
    assert isinstance(answers.pop(place).exception(), Overtaken)
    assert [answer.result() for answer in answers] == [3, 5, 7, 9, 11, 13]
    assert len(facts(each_address)) == 14


def test_an_old_version_of_a_known_stream_is_overtaken(committer, each_address):
    stream = uuid4()
    committer.submit(command(row(stream, 1), row(stream, 2)))
    with pytest.raises(Overtaken):
        committer.submit(command(row(stream, 2)))
    with pytest.raises(Overtaken):
        committer.submit(command(row(stream, 4)))
    with pytest.raises(Overtaken):
        committer.submit(command(row(uuid4(), 5)))
    assert committer.submit(command(row(stream, 3))) == 3
    assert len(facts(each_address)) == 3


def test_two_commands_on_one_stream_follow_each_other(committer, each_address):
    stream = uuid4()
    commands = [command(row(stream, version)) for version in (1, 2, 3)]
    answers = queued_together(each_address, committer, [*commands, command()])
    assert [answer.result() for answer in answers] == [2, 4, 5, 3]
    assert (stream, 3) in facts(each_address)


def test_two_commands_decided_on_the_same_version_store_one(committer, each_address):
    stream = uuid4()
    answers = queued_together(
        each_address, committer, [command(row(stream, 1)), command(row(stream, 1))]
    )
    assert answers[0].result() == 2
    assert isinstance(answers[1].exception(), Overtaken)


def test_a_command_over_two_streams_is_stored_whole_or_not_at_all(committer, each_address):
    case, guard = uuid4(), uuid4()
    assert committer.submit(command(row(case, 1), row(guard, 1))) == 1
    with pytest.raises(Overtaken):
        committer.submit(command(row(uuid4(), 1), row(guard, 1)))
    with pytest.raises(Overtaken):
        committer.submit(command(row(case, 2), row(guard, 1)))
    assert facts(each_address) == [(case, 1), (guard, 1)]


def test_a_repeated_command_gets_its_first_answer(committer, each_address):
    stated = command(row(uuid4(), 1), row(uuid4(), 1))
    committer.submit(command())
    assert committer.submit(stated) == 2
    committer.submit(command())
    assert committer.submit(stated) == 2
    assert len(facts(each_address)) == 4


def test_a_repetition_in_the_same_moment_gets_the_same_answer(committer, each_address):
    stated = command()
    answers = queued_together(each_address, committer, [stated, command(), stated])
    assert [answer.result() for answer in answers] == [2, 3, 2]
    assert len(facts(each_address)) == 3


def test_the_same_command_from_two_processes_is_stored_once(each_address):
    command_id = uuid4()
    conninfo = each_address.conninfo("writer_intake")
    writers = [Writer(conninfo, only=command_id) for _ in range(2)]
    with head_row_held(each_address):
        for writer in writers:
            writer.go()
        waits_for_the_head(each_address, sessions=2)
    for writer in writers:
        writer.joined()
    assert [writer.acknowledged for writer in writers] == [{command_id: 1}] * 2
    assert len(facts(each_address)) == 1


def test_the_largest_entry_fits_and_one_byte_more_does_not(committer, each_address):
    committer.submit(command(row(uuid4(), 1, b"x" * LARGEST)))
    with pytest.raises(TooLarge):
        committer.submit(command(row(uuid4(), 1, b"x" * (LARGEST + 1))))
    assert len(facts(each_address)) == 1


def test_ten_thousand_facts_fit_and_one_more_does_not(committer, each_address):
    stream = uuid4()
    rows = [row(stream, version) for version in range(1, MOST_EVENTS + 2)]
    with pytest.raises(TooLarge):
        committer.submit(command(*rows))
    assert committer.submit(command(*rows[:MOST_EVENTS])) == 1
    assert len(facts(each_address)) == MOST_EVENTS


def test_ten_thousand_facts_are_judged_as_well_as_appended(committer, each_address):
    taken, stream = uuid4(), uuid4()
    committer.submit(command(row(taken, 1)))
    rows = [row(stream, version) for version in range(1, MOST_EVENTS)]
    answers = queued_together(each_address, committer, [command(row(taken, 1)), command(*rows)])
    assert isinstance(answers[0].exception(), Overtaken)
    assert answers[1].result() == 3
    assert len(facts(each_address)) == MOST_EVENTS + 1


@pytest.mark.parametrize(
    "versions", [[], [1, 1], [1, 3], [2, 1]], ids=["none", "twice", "gap", "backwards"]
)
def test_an_incoherent_command_never_reaches_the_log(committer, each_address, versions):
    stream = uuid4()
    stated = command(*(row(stream, version) for version in versions))
    if not versions:
        stated = type(stated)(uuid4(), ())
    with pytest.raises(Incoherent):
        committer.submit(stated)
    assert facts(each_address) == []


def test_an_unknown_type_never_reaches_the_log(committer, each_address):
    with pytest.raises(ValueError, match="type"):
        committer.submit(command(StoredRow(uuid4(), 1, 999, 1, DAY, INSTANT, b"entry")))
    assert facts(each_address) == []


def test_a_full_queue_answers_busy_and_stores_nothing(opened, each_address):
    committer = opened(limits=Limits(waiting=3))
    with head_row_held(each_address):
        first = committer.send(command())
        waits_for_the_head(each_address)
        waiting = [committer.send(command()) for _ in range(3)]
        with pytest.raises(Busy):
            committer.send(command())
    assert sorted(answer.result() for answer in [first, *waiting]) == [1, 2, 3, 4]
    assert len(facts(each_address)) == 4


def test_a_pipeline_longer_than_the_queue_waits_instead_of_failing(opened, each_address):
    committer = opened(limits=Limits(bulk=500))
    answers = committer.pipelined(command() for _ in range(100))
    assert [answer.result() for answer in answers] == list(range(1, 101))
    assert len(facts(each_address)) == 100


def test_bulk_that_waits_makes_nobody_else_find_the_log_busy(opened, each_address):
    committer = opened(limits=Limits(waiting=2, bulk=1_000))
    with ThreadPoolExecutor(1) as another:
        with head_row_held(each_address):
            first = committer.send(command())
            waits_for_the_head(each_address)
            taken: list[StoredCommand] = []
            bulk = another.submit(list, committer.pipelined(noted(100, taken)))
            eventually(lambda: len(taken) > 5)
            singles = [committer.send(command()) for _ in range(2)]
            with pytest.raises(Busy):
                committer.send(command())
            assert len(taken) < 100, "bulk has a bound of its own"
        stored = [answer.result() for answer in [first, *singles, *bulk.result()]]
    assert sorted(stored) == list(range(1, 104))
    assert len(facts(each_address)) == 103


def test_much_at_once_is_one_commit_however_many_commands_it_has(opened, each_address):
    committer = opened(limits=Limits(commands=4))
    with ThreadPoolExecutor(1) as another:
        with head_row_held(each_address):
            first = committer.send(command())
            waits_for_the_head(each_address)
            taken: list[StoredCommand] = []
            bulk = another.submit(list, committer.pipelined(noted(1_500, taken)))
            eventually(lambda: len(taken) == 1_500)
        assert [answer.result() for answer in [first, *bulk.result()]] == list(range(1, 1_502))
    assert commits(each_address) == 2


def noted(number: int, taken: list[StoredCommand]) -> Iterator[StoredCommand]:
    """Commands, each written down when it is queued and the next one is asked for."""
    for _ in range(number):
        yield (stated := command())
        taken.append(stated)


@pytest.mark.parametrize(
    "patience",
    [Patience(lock_ms=100), Patience(lock_ms=0, statement_ms=100)],
    ids=["lock_timeout", "statement_timeout"],
)
def test_a_log_that_stays_locked_is_unavailable_and_stores_nothing(opened, each_address, patience):
    committer = opened(patience=patience)
    with head_row_held(each_address), pytest.raises(Unavailable):
        committer.submit(command())
    assert facts(each_address) == []
    assert committer.submit(command()) == 1


def test_a_command_the_database_rejects_does_not_fail_its_neighbours(committer, each_address):
    """The log is damaged on purpose: an event whose stream head is missing."""
    damaged = uuid4()
    committer.submit(command(row(damaged, 1)))
    with psycopg.connect(each_address.conninfo()) as session:
        session.execute("delete from intake.stream_head where stream = %s", [damaged])
    answers = queued_together(
        each_address, committer, [command(), command(row(damaged, 1)), command()]
    )
    assert isinstance(answers[1].exception(), Rejected)
    assert "23505" in str(answers[1].exception())
    assert [answers[0].result(), answers[2].result()] == [3, 4]


def test_closing_commits_what_waits_and_takes_no_more(opened, each_address):
    committer = opened()
    answers = [committer.send(command()) for _ in range(50)]
    committer.close()
    assert [answer.result() for answer in answers] == list(range(1, 51))
    with pytest.raises(Unavailable):
        committer.submit(command())
    assert len(facts(each_address)) == 50
