"""What the bench counts after a run: a fact that is missing, sent by nobody, or not to be judged is told apart."""

from contextlib import closing
from uuid import uuid4

import pytest

from bench import facts, kept
from events.host.address import Address
from events.log.event_log import EventLog


@pytest.mark.parametrize(
    ("told", "unanswered", "faults"),
    [
        ((0, 1), (), 0),
        ((0, 1, 1), (), 0),
        ((0,), (), 1),
        ((0,), (1,), 0),
        ((0, 1, 2), (), 1),
        ((0, 1), (2,), 0),
        ((0, 2), (), 2),
    ],
    ids=["all", "two-clicks", "nobody's", "unanswered-stored", "lost", "unanswered-lost", "both"],
)
def test_facts_are_counted_against_what_was_acknowledged(
    address: Address, told: tuple[int, ...], unanswered: tuple[int, ...], faults: int
) -> None:
    """Commands 0 and 1 are stored, 2 never was."""
    with closing(EventLog("intake", address.conninfo("writer_intake"), facts.codec())) as log:
        log.append(facts.command([facts.triaged(facts.PERSONS[0])]))
        before = kept.heads(address, ["intake"])
        sent = [facts.command([facts.triaged(person)]) for person in facts.PERSONS[:2]]
        for command in sent:
            log.append(command)
    ids = [*(("intake", command[0].command) for command in sent), ("intake", uuid4())]
    found = kept.lost_or_doubled(
        address, before, [ids[n] for n in told], [ids[n] for n in unanswered]
    )
    assert found == faults


def test_a_command_of_two_facts_is_one_too_many(address: Address) -> None:
    with closing(EventLog("intake", address.conninfo("writer_intake"), facts.codec())) as log:
        before = kept.heads(address, ["intake"])
        twice = facts.command([facts.triaged(facts.PERSONS[0]), facts.triaged(facts.PERSONS[0])])
        log.append(twice)
    assert kept.lost_or_doubled(address, before, [("intake", twice[0].command)]) == 1
