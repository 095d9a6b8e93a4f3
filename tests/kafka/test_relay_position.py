"""Where a relay stands: one leader, one place, moved only from where it is."""

from __future__ import annotations

from contextlib import ExitStack

import psycopg
import pytest

from events.bus.kafka.relay_position import Overtaken, Reached, Recut, RelayPosition


@pytest.fixture
def place(address):
    with ExitStack() as stack:

        def made(topic="t", partitions=3, role="projector_intake"):
            session = psycopg.connect(address.conninfo(role), autocommit=True)
            return RelayPosition(stack.enter_context(session), "intake", topic, partitions)

        yield made


def test_a_topic_never_relayed_begins_at_nothing(place):
    assert place().load() == Reached(0, {})


def test_place_and_last_ids_are_saved_together_and_found_again(place):
    one = place()
    start = one.load()
    reached = start.after_all([(1, 2), (2, 0), (3, 2)])
    one.save(start, reached)
    assert place().load() == Reached(3, {2: 3, 0: 2})


def test_a_relay_that_was_overtaken_saves_nothing(place):
    one, other = place(), place()
    start = one.load()
    other.save(start, start.after_all([(1, 0), (2, 1)]))
    with pytest.raises(Overtaken):
        one.save(start, start.after_all([(1, 0)]))
    assert place().load() == Reached(2, {0: 1, 1: 2})


def test_only_one_leads_a_topic_and_another_may_lead_another(place):
    one, other, elsewhere = place(), place(), place("other")
    assert one.lead()
    assert not other.lead()
    assert elsewhere.lead()


def test_a_topic_is_never_recut_in_place(place):
    place().load()
    with pytest.raises(Recut):
        place(partitions=4).load()


@pytest.mark.parametrize("role", ["writer_intake", "reader_intake", "projector_reporting"])
def test_nobody_but_the_own_projector_moves_a_relay(place, role):
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        place(role=role).load()
