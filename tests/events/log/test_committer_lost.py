"""A lost connection is never guessed about: the same command ids are judged again (Q4, T-A4)."""

from collections.abc import Iterator

import psycopg
import pytest

from events.log.committer import Committer, Patience
from events.log.unstored import Overtaken, Unavailable, Undecided
from tests.events.log.committing import command, facts, head_row_held, row, waits_for_the_head
from tests.events.log.cutting import Cut, Relay, relay


@pytest.fixture
def cable(each_address) -> Iterator[Relay]:
    with relay(each_address) as made:
        yield made


@pytest.fixture
def committer(cable) -> Iterator[Committer]:
    made = Committer(cable.conninfo("writer_intake"), "intake", patience=Patience(reconnect_s=5))
    yield made
    made.close()


@pytest.mark.parametrize("moment", list(Cut))
def test_a_cut_connection_leaves_one_set_of_facts_and_the_true_answer(
    committer, cable, each_address, moment
):
    committer.submit(command())
    stated = command(*(row(command().command_id, 1) for _ in range(3)))
    cable.cut_next(moment)
    assert committer.submit(stated) == 2
    assert cable.cut.is_set()
    assert committer.submit(stated) == 2
    assert committer.submit(command()) == 5
    assert len(facts(each_address)) == 5


def test_a_lost_backend_still_waiting_for_the_head_row_changes_nothing(
    committer, cable, each_address
):
    """Old and new session both wait with the same command; whichever comes first stores it."""
    stated = command()
    with head_row_held(each_address):
        cable.cut_next(Cut.AFTER_SEND)
        answer = committer.send(stated)
        waits_for_the_head(each_address, sessions=2)
    assert answer.result() == 1
    assert committer.submit(command()) == 2
    assert len(facts(each_address)) == 2


def test_a_whole_batch_survives_a_cut(committer, cable, each_address):
    with head_row_held(each_address):
        first = committer.send(command())
        waits_for_the_head(each_address)
        others = [committer.send(command()) for _ in range(10)]
        cable.cut_next(Cut.AFTER_COMMIT, answers_first=1)
    answers = [first.result(), *(answer.result() for answer in others)]
    assert cable.cut.is_set()
    assert answers == list(range(1, 12))
    assert len(facts(each_address)) == 11


def test_a_conflict_after_a_cut_is_still_a_conflict(committer, cable, each_address):
    stated = command()
    committer.submit(stated)
    cable.cut_next(Cut.BEFORE_SEND)
    with pytest.raises(Overtaken):
        committer.submit(command(row(stated.rows[0].stream, 1)))
    assert len(facts(each_address)) == 1


def test_while_nobody_answers_the_command_is_undecided_and_can_be_asked_again(cable, each_address):
    committer = Committer(
        cable.conninfo("writer_intake"), "intake", patience=Patience(reconnect_s=0.2)
    )
    stated = command()
    cable.open = False
    cable.cut_next(Cut.AFTER_SEND)
    with pytest.raises(Undecided):
        committer.submit(stated)
    with pytest.raises(Unavailable) as later:
        committer.submit(command())
    assert not isinstance(later.value, Undecided), "this one was never sent"
    cable.open = True
    assert committer.submit(stated) == 1
    assert len(facts(each_address)) == 1
    committer.close()


def test_a_backend_ended_by_the_administrator_is_replaced(committer, each_address):
    committer.submit(command())
    with psycopg.connect(each_address.conninfo(), autocommit=True) as session:
        session.execute(
            "select pg_terminate_backend(pid, 5000) from pg_stat_activity"
            " where application_name like 'yorisoi committer%'"
        )
    assert committer.submit(command()) == 2
    assert len(facts(each_address)) == 2
