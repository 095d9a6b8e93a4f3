"""The entry's own rules: sizes, strict reading, and a leaf that notices every bit."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from events.contract import KINDS
from events.log import entry as entries
from events.log.codec import Codec
from events.log.entry import LARGEST, Malformed, TooLarge, leaf_hash, pack, unpack
from events.log.signing import Signer, verify
from tests.events.log.examples import FixedKeys, recorded

SIGNER = Signer.from_seed("yorisoi.example/intake", bytes(32))
CODEC = Codec(FixedKeys(), SIGNER)
KIND = KINDS["intake.consultation-received.v1"]
[STORED] = CODEC.encode([recorded(KIND)])


def test_what_is_packed_is_read_back_and_packs_to_the_same_bytes() -> None:
    assert pack(unpack(STORED)) == STORED


def test_65535_bytes_are_accepted_and_65536_refused() -> None:
    entry = unpack(STORED)
    room = LARGEST - len(STORED)
    assert len(pack(replace(entry, blobs=b"x" * room))) == LARGEST
    with pytest.raises(TooLarge):
        pack(replace(entry, blobs=b"x" * (room + 1)))


@settings(max_examples=300, deadline=None)
@given(st.integers(0, len(STORED) * 8 - 1))
def test_any_single_bit_changes_the_leaf(bit: int) -> None:
    changed = bytearray(STORED)
    changed[bit // 8] ^= 1 << bit % 8
    assert leaf_hash(bytes(changed)) != leaf_hash(STORED)


@settings(max_examples=300, deadline=None)
@given(st.integers(0, len(STORED) - 1))
def test_a_truncated_entry_is_refused(end: int) -> None:
    with pytest.raises(Malformed):
        unpack(STORED[:end])


def test_trailing_bytes_are_refused() -> None:
    with pytest.raises(Malformed):
        unpack(STORED + b"\x00")


def test_the_signature_covers_all_entries_of_the_command_and_its_origin() -> None:
    first = recorded(KIND)
    command = [replace(first, count=2), replace(first, version=3, ordinal=2, count=2)]
    packed = CODEC.encode(command)
    bare = [pack(replace(unpack(data), signature=b"")) for data in packed]
    signature = unpack(packed[-1]).signature
    assert unpack(packed[0]).signature == b""
    assert verify(SIGNER.public, entries.signed_text(SIGNER.origin, bare), signature)
    assert not verify(SIGNER.public, entries.signed_text(SIGNER.origin, bare[::-1]), signature)
    assert not verify(
        SIGNER.public, entries.signed_text("yorisoi.example/planning", bare), signature
    )
    assert not verify(SIGNER.public, entries.signed_text(SIGNER.origin, bare[1:]), signature)
