"""Keys that came back after their destruction, from a table restored behind our back: told, and deleted again."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace
from typing import Any, cast
from uuid import UUID, uuid4

import psycopg
import pytest

from deploy.verification.person_keys import Decision, PersonKeys
from events.contract import KINDS
from events.contract.codes import DestructionGround
from events.contract.intake import KeyDestructionDecided
from events.host.address import Address
from events.log.codec import Codec
from events.log.keys import KeyRing
from events.log.stored import Placed
from services.intake.key_destroyer import KeyDestroyer
from tests.events.log.examples import CONTEXT, PERSON, recorded


@pytest.fixture
def ring(address: Address) -> Iterator[KeyRing]:
    made = KeyRing(address.conninfo("key_keeper"), bytes(32), "271004")
    yield made
    made.close()


def decision(person: UUID = PERSON, entry: UUID | None = None, minutes: int = 0) -> Decision:
    fact = KeyDestructionDecided(
        decided_on=CONTEXT.at.date(), person=person, others=(),
        ground=DestructionGround.SUSPENSION_OF_USE, entry=entry, number="第1号",
        proposer=uuid4(), decider=uuid4(), approved="0" * 64,
    )  # fmt: skip
    return Decision(fact, CONTEXT.at + timedelta(minutes=minutes), due=True)


def told(ring: KeyRing, *decided: Decision) -> list[str]:
    stated = recorded(KINDS["intake.consultation-received.v1"])
    [data] = Codec(ring).encode([stated])
    row = Placed(1, stated.stream, 1, 1, 1, CONTEXT.at.date(), CONTEXT.at, data)
    return list(PersonKeys(ring, {uuid4(): one for one in decided}).page([row]))


def test_a_key_that_stands_after_its_destruction_is_told(ring: KeyRing) -> None:
    assert told(ring) == []
    said = told(ring, decision(minutes=20))
    assert said
    assert all("消去が決定された個人の鍵" in one for one in said)
    assert not any(str(PERSON) in one for one in said)


def test_keys_of_later_entries_of_other_persons_and_just_decided_are_no_fault(
    ring: KeyRing,
) -> None:
    assert told(ring, decision(minutes=-1)) == [], "sealed after the decision: a new key"
    assert told(ring, decision(uuid4(), minutes=20)) == []
    assert told(ring, replace(decision(minutes=20), due=False)) == [], "not carried out yet"


def test_of_one_entry_only_its_narratives_are_ended(ring: KeyRing) -> None:
    stated = recorded(KINDS["intake.consultation-received.v1"])
    assert told(ring, decision(entry=uuid4(), minutes=20)) == []
    few = told(ring, decision(entry=stated.event_id, minutes=20))
    assert 0 < len(few) < len(told(ring, decision(minutes=20)))


def test_a_key_that_was_put_back_is_deleted_again_and_a_newer_one_stands(
    address: Address, ring: KeyRing
) -> None:
    told(ring)
    event = uuid4()
    with psycopg.connect(address.conninfo()) as session:
        session.execute(
            "insert into keys.destruction values (%s, %s, %s, now(), 'suspension_of_use', 1)",
            [event, uuid4(), PERSON],
        )
        session.execute(
            "insert into keys.destroyed select key_id, %s from keys.data_key"
            " where kind = 'group' and subject = %s",
            [event, PERSON],
        )
        [(before,)] = session.execute("select count(*) from keys.data_key").fetchall()
    nothing = SimpleNamespace(
        reading=SimpleNamespace(of_kind=lambda *_: []),
        storage=SimpleNamespace(registers=SimpleNamespace(type_id=lambda _: 1)),
        read_rows=lambda _: [],
    )
    runtime = SimpleNamespace(address=address, log=nothing, keys=ring)
    assert KeyDestroyer(cast(Any, runtime))() == 0
    with psycopg.connect(address.conninfo()) as session:
        [(after,)] = session.execute("select count(*) from keys.data_key").fetchall()
        left = session.execute(
            "select from keys.data_key join keys.destroyed using (key_id)"
        ).fetchall()
    assert (after < before, after > 0, left) == (True, True, [])
