"""What leaves on the bus, and that a reader of a topic sees the same facts as a reader of the log."""

import json
from base64 import b64decode
from collections.abc import Callable
from dataclasses import replace
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.bus.decoding import Decoder, Stored, Undecoded
from events.bus.envelope import MalformedRecord, arrived, headers, leaving, recorded, value
from events.contract import KINDS, OVER_THE_BUS, Group, Kind, Shredded
from events.log import entry as entries
from events.log.codec import Codec
from events.log.keys import MemoryKeys
from events.log.recorded import Recorded
from events.log.sealing import parts
from events.log.signing import Signer
from tests.events.log import examples

SECRET_WORDS = ("髙橋", "visitor", "story", "phone")


@pytest.fixture
def codec() -> Codec:
    return Codec(MemoryKeys(), Signer.from_seed("test/intake", bytes(range(32))))


def stored(codec: Codec, kind: Kind, causation: UUID | None = None) -> bytes:
    made = examples.recorded(kind)
    return codec.encode([replace(made, context=replace(made.context, causation=causation))])[0]


def read(codec: Codec, data: bytes, kind: Kind) -> Recorded:
    return codec.decode(data, position=41, source=kind.stage, area_id=7, groups=OVER_THE_BUS)


@pytest.mark.parametrize("kind", examples.every(), ids=lambda kind: kind.wire)
def test_both_roads_and_the_fast_reader_give_equal_facts(codec: Codec, kind: Kind) -> None:
    for causation in (None, uuid4()):
        data = stored(codec, kind, causation)
        expected = read(codec, data, kind)
        sent = leaving(data, source=kind.stage, position=41, previd=40, area_id=7)
        came = arrived(headers(sent), value(sent))
        assert came == sent
        assert recorded(came, codec) == expected
        assert Decoder(codec, kind.stage).page([Stored(41, 7, data)]) == [expected]


@pytest.mark.parametrize("kind", examples.every(), ids=lambda kind: kind.wire)
def test_nothing_but_clear_and_stat_leaves(codec: Codec, kind: Kind) -> None:
    data = stored(codec, kind)
    sent = leaving(data, source=kind.stage, position=41, previd=40, area_id=7)
    entry = entries.unpack(data)
    record = b"".join(content for _, content in headers(sent)) + value(sent)
    for part in parts(entry.sealed):
        if part.group != Group.STAT.code:
            assert part.ciphertext not in record
    body = json.loads(value(sent))
    assert set(body) == {"clear", "stat", "blobs"}
    assert json.dumps(body["clear"], sort_keys=True, ensure_ascii=False, separators=(",", ":")) == (
        entry.clear.decode()
    )
    groups = {part.group for raw in body["stat"] for part in parts(b64decode(raw))}
    assert groups <= {Group.STAT.code}
    assert bool(groups) == bool(kind.of(Group.STAT))


def test_the_headers_are_those_of_the_design(codec: Codec) -> None:
    kind = KINDS["intake.consultation-received.v1"]
    data = stored(codec, kind)
    sent = leaving(data, source="intake", position=41, previd=40, area_id=7)
    named = {name: content.decode() for name, content in headers(sent)}
    entry = entries.unpack(data)
    assert list(named) == [
        "ce_specversion", "ce_id", "ce_source", "ce_type", "ce_time", "ce_subject", "ce_partitionkey",
        "ce_caseversion", "ce_stream", "ce_eventid", "ce_context", "ce_previd", "ce_ward",
        "ce_leafhash", "ce_dataschema", "ce_traceparent", "ce_keyid", "content-type",
    ]  # fmt: skip
    assert (named["ce_id"], named["ce_previd"], named["ce_source"]) == ("41", "40", "/intake")
    assert named["ce_partitionkey"].encode() == sent.key == str(entry.case).encode()
    assert b64decode(named["ce_leafhash"]) == entries.leaf_hash(data)
    assert named["ce_time"] == "2026-11-21T01:02:03.456789+00:00"
    assert not any(word in content for content in named.values() for word in SECRET_WORDS)


def test_a_destroyed_key_leaves_the_statistics_shredded_on_every_road() -> None:
    keys = MemoryKeys()
    codec = Codec(keys)
    kind = KINDS["intake.consultation-received.v1"]
    data = stored(codec, kind)
    keys.forget()
    expected = read(codec, data, kind)
    assert expected.fact.sex == Shredded()  # type: ignore[attr-defined]
    sent = leaving(data, source="intake", position=41, previd=40, area_id=7)
    assert recorded(arrived(headers(sent), value(sent)), codec) == expected
    assert Decoder(codec, "intake").page([Stored(41, 7, data)]) == [expected]


@pytest.mark.parametrize("name", ["ce_id", "ce_source", "ce_context", "ce_leafhash", "ce_time"])
@pytest.mark.parametrize("spoilt", [None, b"", b"\xff", b"nonsense"])
def test_a_record_that_is_not_ours_is_malformed(
    codec: Codec, name: str, spoilt: bytes | None
) -> None:
    data = stored(codec, KINDS["intake.case-triaged.v1"])
    sent = leaving(data, source="intake", position=41, previd=40, area_id=7)
    named = dict(headers(sent))
    if spoilt is None:
        del named[name]
    else:
        named[name] = spoilt
    with pytest.raises(MalformedRecord):
        arrived(named.items(), value(sent))


def test_a_part_that_may_not_travel_is_refused_on_arrival(codec: Codec) -> None:
    kind = KINDS["intake.consultation-received.v1"]
    data = stored(codec, kind)
    whole = leaving(data, source="intake", position=41, previd=40, area_id=7)
    forged = replace(whole, entry=replace(whole.entry, sealed=entries.unpack(data).sealed))
    with pytest.raises(MalformedRecord, match="may not travel"):
        arrived(headers(forged), value(forged))


def test_what_came_before_an_unreadable_entry_is_kept(codec: Codec) -> None:
    good = stored(codec, KINDS["intake.case-triaged.v1"])
    rows = [Stored(1, 7, good), Stored(2, 7, None), Stored(3, 7, good[:-1]), Stored(4, 7, good)]
    with pytest.raises(Undecoded) as fault:
        Decoder(codec, "intake").page(rows)
    assert fault.value.position == 3
    assert [fact.position for fact in fault.value.before] == [1]


def test_both_readers_read_a_version_beyond_what_a_log_holds_alike(codec: Codec) -> None:
    kind = KINDS["benefits.amount-changed.v1"]
    spoilt = bytearray(stored(codec, kind))
    spoilt[39] ^= 1 << 7
    seen = Decoder(codec, kind.stage).page([Stored(41, 7, bytes(spoilt))])[0]
    assert seen.version == read(codec, bytes(spoilt), kind).version > 2**63


@given(st.sampled_from(examples.every()), st.data())
def test_the_fast_reader_takes_no_altered_entry_for_another_fact(
    kind: Kind, data: st.DataObject
) -> None:
    """It may not look inside parts that tables never open, and is stricter about missing clear fields."""
    codec = Codec(examples.FixedKeys())
    good = stored(codec, kind)
    entry = entries.unpack(good)
    at = data.draw(st.integers(0, len(good) - 1))
    spoilt = bytearray(good)
    spoilt[at] ^= 1 << data.draw(st.integers(0, 7))
    slow = answer(lambda: read(codec, bytes(spoilt), kind))
    fast = answer(lambda: Decoder(codec, kind.stage).page([Stored(41, 7, bytes(spoilt))])[0])
    clear = good.index(entry.clear)
    if slow is None and fast is not None:
        assert at >= clear + len(entry.clear)
        assert entry.sealed
    elif fast is None and slow is not None:
        assert clear <= at < clear + len(entry.clear)
    else:
        assert fast == slow


def answer(reading: Callable[[], Recorded]) -> Recorded | None:
    try:
        return reading()
    except Exception:  # noqa: BLE001 - whatever it refuses
        return None
