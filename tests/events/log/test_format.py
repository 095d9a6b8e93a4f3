"""Decision 0001 stated a second time, plainly and apart from the product: both must give the same bytes."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from itertools import count
from typing import Any
from uuid import UUID, uuid5

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import given, settings
from hypothesis import strategies as st

from events.contract import KINDS, Group, Kind, NotPermitted, Open, Shredded
from events.log.codec import Codec
from events.log.entry import TooLarge
from events.log.recorded import Recorded
from events.log.signing import Signer
from tests.events.log.examples import CONTEXT, FixedKeys, every, example, recorded

SIGNER = Signer.from_seed("yorisoi.example/format", bytes(32))
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
KIND = KINDS["intake.consultation-received.v1"]
PERSONS = st.sampled_from([UUID(int=n << 100) for n in range(1, 5)])
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
ASCII = st.text(st.characters(min_codepoint=33, max_codepoint=126), max_size=12)
CONTEXTS = st.builds(
    replace,
    st.just(CONTEXT),
    area=ASCII,
    role=ASCII,
    basis=ASCII,
    actor=st.uuids(),
    causation=st.none() | st.uuids(),
    at=st.datetimes(EPOCH.replace(tzinfo=None), timezones=st.just(UTC)),
)


@st.composite
def commands(draw: st.DrawFn) -> list[Recorded]:
    """A few facts of any kinds, about several persons at once, in one context or in several."""
    kinds = draw(st.lists(st.sampled_from(every()), min_size=1, max_size=3))
    contexts = draw(st.lists(CONTEXTS, min_size=1, max_size=2))
    command = draw(st.uuids())
    return [
        Recorded(
            draw(st.uuids()), draw(st.integers(1, 2**31)), draw(st.uuids()), _fact(draw, kind),
            contexts[n % len(contexts)], draw(st.uuids()), command, n + 1, len(kinds),
        )
        for n, kind in enumerate(kinds)
    ]  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(commands(), min_size=1, max_size=3), st.sampled_from([SIGNER, None]))
def test_the_bytes_are_those_of_the_decision(
    batch: list[list[Recorded]], signer: Signer | None
) -> None:
    made = list(Codec(FixedKeys(), signer, _nonces()).encode_all(batch))
    nonce = _nonces()
    assert made == [_stated(command, signer, nonce) for command in batch]
    nonce = _nonces()
    one_by_one = Codec(FixedKeys(), signer, nonce)
    assert made == [one_by_one.encode(command) for command in batch]


@pytest.mark.parametrize("closed", [Shredded(), NotPermitted(Group.IDENTITY.code), None])
def test_what_is_not_open_cannot_be_stated(closed: Any) -> None:
    fact = replace(example(KIND), name=closed)  # type: ignore[call-arg]
    with pytest.raises(ValueError, match="name is not open"):
        Codec(FixedKeys()).encode([replace(recorded(KIND), fact=fact)])


@pytest.mark.parametrize("length", [50_000, 70_000])
def test_a_narrative_that_does_not_fit_is_too_large(length: int) -> None:
    example_fact: Any = example(KIND)
    story = Open(example_fact.story.subject, "x" * length)
    long = replace(recorded(KIND), fact=replace(example_fact, story=story))
    codec = Codec(FixedKeys())
    if length < 65_000:
        assert len(codec.encode([long])[0]) > length
    else:
        with pytest.raises(TooLarge):
            codec.encode([long])


def _fact(draw: st.DrawFn, kind: Kind) -> Any:
    fact: Any = example(kind)
    values = {}
    for field in kind.fields:
        value = getattr(fact, field.name)
        plain = value.value if isinstance(value, Open) else value
        if isinstance(plain, str) and field.type is str:
            plain = draw(TEXT)
        closed = field.group is not Group.CLEAR
        values[field.name] = Open(draw(PERSONS), plain) if closed else plain
    return kind.cls(**values)


def _nonces() -> Any:
    numbers = count()
    return lambda: next(numbers).to_bytes(12, "big")


def _stated(command: Sequence[Recorded], signer: Signer | None, nonce: Any) -> list[bytes]:
    bare = [_entry(one, signer, nonce, b"") for one in command]
    if signer is None:
        return bare
    leaves = b"".join(hashlib.sha256(b"\0" + data).digest() for data in bare)
    text = b"yorisoi-command/v1\n" + signer.origin.encode() + b"\n" + leaves
    return [*bare[:-1], bare[-1][:-2] + b"\0\x40" + signer.private.sign(text)]


def _entry(one: Recorded, signer: Signer | None, nonce: Any, signature: bytes) -> bytes:
    kind = next(kind for kind in KINDS.values() if kind.cls is type(one.fact))
    told, of = one.context, one.fact
    clear = {f.name: getattr(of, f.name) for f in kind.fields if f.group is Group.CLEAR}
    named = b"" if signer is None else signer.origin.encode() + b"\n\x01" + signer.public
    values = [
        one.event_id.bytes,
        one.stream.bytes,
        one.version.to_bytes(8, "big"),
        one.case.bytes,
        kind.wire.encode(),
        ((told.at - EPOCH) // timedelta(microseconds=1)).to_bytes(8, "big"),
        getattr(of, kind.occurred).isoformat().encode() + b"D",
        told.area.encode(),
        told.actor.bytes,
        told.role.encode(),
        told.office.encode(),
        told.operator.encode(),
        told.request.bytes,
        told.correlation.bytes,
        b"" if told.causation is None else told.causation.bytes,
        told.basis.encode(),
        one.command.bytes + one.ordinal.to_bytes(2, "big") + one.count.to_bytes(2, "big"),
        _json(clear),
        b"".join(_parts(one, kind, nonce)),
        b"",
        hashlib.sha256(named).digest()[:4] if named else b"",
        signature,
    ]
    return b"\x01" + b"".join(len(value).to_bytes(2, "big") + value for value in values)


def _parts(one: Recorded, kind: Kind, nonce: Any) -> list[bytes]:
    sealed = {f: getattr(one.fact, f.name) for f in kind.fields if f.group is not Group.CLEAR}
    made = []
    for code, person in sorted({(f.group.code, v.subject.bytes) for f, v in sealed.items()}):
        mine = {
            f.name: v.value
            for f, v in sealed.items()
            if (f.group.code, v.subject.bytes) == (code, person)
        }
        key, once = uuid5(UUID(bytes=person), "key").bytes, nonce()
        bound = one.stream.bytes + one.version.to_bytes(8, "big") + one.event_id.bytes
        closed = AESGCM(key * 2).encrypt(once, _json(mine), bound + bytes([code]))
        made.append(bytes([code]) + person + key + once + len(closed).to_bytes(2, "big") + closed)
    return made


def _json(value: Any) -> bytes:
    told = _told(value)
    return json.dumps(told, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def _told(value: Any) -> Any:
    if is_dataclass(value):
        return {field.name: _told(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, dict):
        return {name: _told(inner) for name, inner in value.items()}
    if isinstance(value, tuple):
        return [_told(inner) for inner in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value
