"""Sealing and canonical JSON: what opens, what does not, and what the bytes never contain."""

import json
from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.contract import KINDS, OVER_THE_BUS, Group, Kind, NotPermitted, Open, Shredded
from events.contract.group import Clear, Money
from events.contract.kind import UPCASTS, Event, event
from events.log import entry as entries
from events.log.codec import Codec, Unreadable, canonical
from events.log.keys import MemoryKeys
from tests.events.log.examples import OTHER, PERSON, FixedKeys, example, newest, recorded

KIND = KINDS["intake.consultation-received.v1"]
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: (
        st.lists(inner) | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), inner)
    ),
    max_leaves=20,
)


@given(JSON)
def test_canonical_json_is_that_of_the_standard_library(value: Any) -> None:
    expected = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    assert json.loads(canonical(value)) == value
    assert canonical(value) == expected.encode()


@pytest.mark.parametrize("kind", newest(), ids=lambda kind: kind.wire)
def test_every_kind_comes_back_as_it_was_stated(kind: Kind) -> None:
    codec = Codec(MemoryKeys())
    [stored] = codec.encode([recorded(kind)])
    assert codec.decode(stored).fact == example(kind)
    assert codec.decode(stored).context == recorded(kind).context


def test_nothing_sealed_stands_in_the_bytes() -> None:
    [stored] = Codec(MemoryKeys()).encode([recorded(KIND)])
    for name in ("name", "kana", "address", "phone", "email", "story"):
        assert f"{name} 髙橋".encode() not in stored


def test_over_the_bus_only_clear_and_statistics_are_open() -> None:
    codec = Codec(FixedKeys())
    [stored] = codec.encode([recorded(KIND)])
    fact: Any = codec.decode(stored, groups=OVER_THE_BUS).fact
    assert fact.name == NotPermitted(Group.IDENTITY.code)
    assert fact.story == NotPermitted(Group.NARRATIVE.code)
    assert isinstance(fact.sex, Open)


def test_a_destroyed_key_shreds_that_person_and_nobody_else() -> None:
    keys = MemoryKeys()
    codec = Codec(keys)
    [stored] = codec.encode([recorded(KIND)])
    keys.forget(PERSON)
    fact: Any = codec.decode(stored).fact
    assert fact.name == Shredded()
    assert isinstance(fact.visitor, Open)
    assert fact.visitor.subject == OTHER


@pytest.mark.parametrize("change", [{"stream": uuid4()}, {"version": 3}, {"event_id": uuid4()}])
def test_a_sealed_part_moved_elsewhere_does_not_open(change: dict[str, Any]) -> None:
    codec = Codec(FixedKeys())
    [stored] = codec.encode([recorded(KIND)])
    moved = entries.pack(replace(entries.unpack(stored), **change))
    with pytest.raises(Unreadable):
        codec.decode(moved)


def test_a_sealed_part_under_another_group_does_not_open() -> None:
    codec = Codec(FixedKeys())
    [stored] = codec.encode([recorded(KIND)])
    entry = entries.unpack(stored)
    assert entry.sealed[0] == Group.STAT.code
    relabelled = bytes((Group.MONEY.code,)) + entry.sealed[1:]
    with pytest.raises(Unreadable):
        codec.decode(entries.pack(replace(entry, sealed=relabelled)))


def test_an_entry_that_lacks_a_clear_field_is_not_read_as_closed() -> None:
    codec = Codec(FixedKeys())
    [stored] = codec.encode([recorded(KIND)])
    lacking = entries.pack(replace(entries.unpack(stored), clear=b"{}"))
    with pytest.raises(Unreadable):
        codec.decode(lacking)


def test_an_old_version_is_read_through_its_upcast_without_touching_the_bytes() -> None:
    @event("testing.rent-paid", ja="試験", basis="試験", occurred="paid_on", version=1)
    class RentPaidV1(Event):
        paid_on: Clear[Any]
        thousand_yen: Money[int]

    @event("testing.rent-paid", ja="試験", basis="試験", occurred="paid_on", version=2)
    class RentPaid(Event):
        paid_on: Clear[Any]
        yen: Money[int]

    try:
        UPCASTS["testing.rent-paid.v1"] = ("testing.rent-paid.v2", _thousands_became_yen)
        old = replace(
            recorded(KIND),
            fact=RentPaidV1(paid_on=example(KIND).received_on, thousand_yen=Open(PERSON, 53)),
        )  # type: ignore[attr-defined]
        codec = Codec(FixedKeys())
        [stored] = codec.encode([old])
        fact: Any = codec.decode(stored).fact
        assert type(fact) is RentPaid
        assert fact.yen == Open(PERSON, 53_000)
    finally:
        del (
            KINDS["testing.rent-paid.v1"],
            KINDS["testing.rent-paid.v2"],
            UPCASTS["testing.rent-paid.v1"],
        )


def _thousands_became_yen(body: dict[str, Any]) -> dict[str, Any]:
    old = body["thousand_yen"]
    return {"paid_on": body["paid_on"], "yen": Open(old.subject, old.value * 1000)}
