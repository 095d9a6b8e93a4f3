"""One key per cohort, per person and group, per narrative: what each deletion takes with it, and no more."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from cryptography.hazmat.primitives.keywrap import aes_key_unwrap, aes_key_wrap

from events.contract import KINDS, Open, Shredded
from events.host.address import Address
from events.log.codec import Codec, key_ids
from events.log.epochs import FIRST, Epochs
from events.log.keys import KeyRing
from events.log.keys_ahead import KeysAhead
from events.log.unstored import KeyDamaged
from tests.events.log.examples import OTHER, PERSON, example, recorded

KEK = bytes(range(32))
RECEIVED = KINDS["intake.consultation-received.v1"]
CONTACT = KINDS["intake.contact-recorded.v1"]


@pytest.fixture
def ring(address: Address) -> Iterator[KeyRing]:
    made = KeyRing(address.conninfo("key_keeper"), KEK, "271004")
    yield made
    made.close()


def fact(ring: KeyRing, stored: bytes) -> Any:
    ring.forget()
    return Codec(ring).decode(stored).fact


def delete(address: Address, statement: str, *values: object) -> None:
    with psycopg.connect(address.conninfo()) as session:
        assert session.execute(statement.encode(), values).rowcount


def test_each_group_has_its_own_key_and_the_person_wraps_the_narratives(
    ring: KeyRing, address: Address
) -> None:
    [stored] = Codec(ring).encode([recorded(RECEIVED)])
    with psycopg.connect(address.conninfo()) as session:
        found = session.execute(
            'select kind, subject, "group", cohort, event from keys.data_key order by 1, 3, 2'
        ).fetchall()
        persons = session.execute("select person from keys.person_key").fetchall()
    event = recorded(RECEIVED).event_id
    assert found == [
        ("cohort", None, None, "2026/271004", None),
        ("entry", PERSON, 6, None, event),
        *sorted([("group", PERSON, 2, None, None), ("group", OTHER, 2, None, None)]),
        ("group", PERSON, 3, None, None),
    ]
    assert persons == [(PERSON,)]
    assert len(key_ids([stored])) == len(found)
    assert fact(ring, stored) == example(RECEIVED)


def test_a_fiscal_year_begins_in_april(ring: KeyRing, address: Address) -> None:
    days = (date(2026, 3, 31), date(2026, 4, 1), date(2027, 3, 31))
    for day in days:
        said = replace(example(RECEIVED), received_on=day)  # type: ignore[call-arg]
        Codec(ring).encode([replace(recorded(RECEIVED), fact=said, event_id=uuid4())])
    with psycopg.connect(address.conninfo()) as session:
        found = session.execute("select cohort from keys.data_key where cohort <> '' order by 1")
        assert found.fetchall() == [("2025/271004",), ("2026/271004",)]


def test_a_person_goes_and_the_statistics_and_everybody_else_stay(
    ring: KeyRing, address: Address
) -> None:
    [stored] = Codec(ring).encode([recorded(RECEIVED)])
    delete(address, "delete from keys.data_key where subject = %s", PERSON)
    delete(address, "delete from keys.person_key where person = %s", PERSON)
    read = fact(ring, stored)
    for name in ("name", "kana", "born_on", "address", "phone", "story"):
        assert getattr(read, name) == Shredded(), name
    assert read.sex == example(RECEIVED).sex  # type: ignore[attr-defined]
    assert read.visitor == example(RECEIVED).visitor  # type: ignore[attr-defined]


def test_one_narrative_goes_and_the_person_stays(ring: KeyRing, address: Address) -> None:
    first, second = (
        Codec(ring).encode([replace(recorded(CONTACT), event_id=event)])[0]
        for event in (uuid4(), uuid4())
    )
    [gone] = key_ids([first])
    event, day = uuid4(), date(2026, 11, 22)
    delete(address, "delete from keys.data_key where key_id = %s", gone)
    delete(
        address,
        "insert into keys.destruction values (%s, %s, %s, %s, 'wrong_person', 1)",
        event,
        uuid4(),
        PERSON,
        day,
    )
    delete(address, "insert into keys.destroyed values (%s, %s)", gone, event)
    assert fact(ring, first).content == Shredded(event, day, "wrong_person")
    assert isinstance(fact(ring, second).content, Open)


def test_a_narrative_does_not_open_without_its_person_or_without_its_own_row(
    ring: KeyRing, address: Address
) -> None:
    [stored] = Codec(ring).encode([recorded(CONTACT)])
    delete(address, "delete from keys.person_key where person = %s", PERSON)
    assert fact(ring, stored).content == Shredded()
    with psycopg.connect(address.conninfo()) as session:
        [(wrapped,)] = session.execute("select wrapped from keys.data_key").fetchall()
    inner = aes_key_unwrap(KEK, bytes(wrapped))
    assert len(inner) == len(bytes(32)) + 8, "wrapped under the person's key inside"


def test_what_was_sealed_under_a_persons_one_key_stays_readable(
    ring: KeyRing, address: Address
) -> None:
    key_id, key = uuid4(), bytes(range(1, 33))
    with psycopg.connect(address.conninfo()) as session:
        session.execute(
            "insert into keys.person_key (person, key_id, wrapped) values (%s, %s, %s)",
            [PERSON, key_id, aes_key_wrap(KEK, key)],
        )

    class Old:
        def sealing(self, uses: Any) -> Any:
            return dict.fromkeys(uses, (key_id, key))

        def opening(self, _: UUID) -> bytes:
            raise AssertionError

    [stored] = Codec(Old()).encode([recorded(CONTACT)])
    assert fact(ring, stored) == example(CONTACT)
    [newer] = Codec(ring).encode([replace(recorded(CONTACT), event_id=uuid4())])
    assert fact(ring, newer) == example(CONTACT)


def test_a_damaged_key_is_that_keys_matter(ring: KeyRing, address: Address) -> None:
    good, bad = (
        Codec(ring).encode([replace(recorded(CONTACT), event_id=event)])[0]
        for event in (uuid4(), uuid4())
    )
    [damaged] = key_ids([bad])
    delete(
        address,
        "update keys.data_key set wrapped = set_byte(wrapped, 3, get_byte(wrapped, 3) # 1)"
        " where key_id = %s",
        damaged,
    )
    ring.forget()
    ring.open_all(key_ids([good, bad]))
    assert Codec(ring).decode(good).fact == example(CONTACT)
    assert ring.opening(damaged) == Shredded()
    assert ring.damaged == {damaged}


def test_nothing_is_sealed_under_another_key_where_one_is_damaged(
    ring: KeyRing, address: Address
) -> None:
    Codec(ring).encode([recorded(CONTACT)])
    delete(
        address,
        "update keys.person_key set wrapped = set_byte(wrapped, 3, get_byte(wrapped, 3) # 1)",
    )
    ring.forget()
    with pytest.raises(KeyDamaged):
        Codec(ring).encode([replace(recorded(CONTACT), event_id=uuid4())])


def test_a_person_whose_key_was_replaced_meanwhile_costs_no_entry(
    ring: KeyRing, address: Address
) -> None:
    Codec(ring).encode([recorded(CONTACT)])
    delete(address, "delete from keys.data_key")
    delete(address, "delete from keys.person_key")
    again = replace(recorded(CONTACT), event_id=uuid4())
    [stored] = Codec(ring).encode([again])
    assert fact(ring, stored) == example(CONTACT)


def test_nothing_is_wrapped_under_an_epoch_that_ended(address: Address) -> None:
    keks = {FIRST: KEK}
    ring = KeyRing(address.conninfo("key_keeper"), Epochs(keks, lambda: keks))
    delete(address, "insert into keys.ended_epoch values (%s)", FIRST)
    with pytest.raises(Exception, match="newest epoch"):
        Codec(ring).encode([recorded(CONTACT)])
    keks["2026-12"] = bytes(32)
    [stored] = Codec(ring).encode([recorded(CONTACT)])
    assert fact(ring, stored) == example(CONTACT)
    with psycopg.connect(address.conninfo()) as session:
        assert session.execute("select distinct epoch from keys.data_key").fetchall() == [
            ("2026-12",)
        ]
    ring.close()


def test_keys_made_ahead_stand_before_the_entries_are_sent(ring: KeyRing, address: Address) -> None:
    ahead = KeysAhead(ring)
    stored = [
        Codec(ahead).encode([replace(recorded(CONTACT), event_id=uuid4())])[0] for _ in range(3)
    ]
    with psycopg.connect(address.conninfo()) as session:
        assert session.execute("select count(*) from keys.data_key").fetchone() == (0,)
    ahead.store()
    assert [fact(ring, data) for data in stored] == [example(CONTACT)] * 3


def test_a_database_that_is_away_is_not_taken_for_a_destroyed_key(address: Address) -> None:
    away = KeyRing(address.conninfo("key_keeper"), KEK)
    away._pool.close()
    key_id = uuid4()
    with pytest.raises(psycopg.OperationalError):
        away.opening(key_id)
    assert key_id not in away._found
