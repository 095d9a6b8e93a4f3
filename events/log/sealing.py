"""Sealed parts: AES-256-GCM over the canonical JSON of one group's fields of one subject (log.md §4.1, §4.3).

part = group code ‖ subject ‖ key id ‖ nonce ‖ uint16 length ‖ ciphertext with tag. The associated data
binds the part to its stream, version, event and group: a part moved elsewhere does not open.
"""

import os
import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from events.log.entry import LARGEST, TooLarge

HEAD: Final = struct.Struct(">B16s16s12sH")
Nonce = Callable[[], bytes]


def system_nonce() -> bytes:
    """96 random bits from the operating system; only golden tests pass fixed ones."""
    return os.urandom(12)


@dataclass(frozen=True, slots=True)
class Part:
    """One sealed part, still closed."""

    group: int
    subject: UUID
    key_id: UUID
    nonce: bytes
    ciphertext: bytes


def place_of(stream: UUID, version: int, event_id: UUID) -> bytes:
    """stream ‖ version ‖ event id: what all parts of one entry are bound to."""
    return stream.bytes + version.to_bytes(8, "big") + event_id.bytes


def associated(place: bytes, group: int) -> bytes:
    """place ‖ group: what a part is bound to."""
    return place + bytes((group,))


def seal(
    group: int, subject: UUID, key_id: UUID, key: bytes, plain: bytes, bound: bytes, nonce: bytes
) -> bytes:
    """The bytes of one part; TooLarge where its length would not fit."""
    closed = AESGCM(key).encrypt(nonce, plain, bound)
    if len(closed) > LARGEST:
        raise TooLarge("a sealed part may have 65,535 bytes at most")
    return HEAD.pack(group, subject.bytes, key_id.bytes, nonce, len(closed)) + closed


def parts(sealed: bytes) -> Iterator[Part]:
    """The parts of field 19; ValueError when the bytes do not add up."""
    at = 0
    while at < len(sealed):
        if at + HEAD.size > len(sealed):
            raise ValueError("sealed parts end inside a head")
        group, subject, key_id, nonce, length = HEAD.unpack_from(sealed, at)
        at += HEAD.size
        if at + length > len(sealed):
            raise ValueError("sealed parts end inside a ciphertext")
        yield Part(group, UUID(bytes=subject), UUID(bytes=key_id), nonce, sealed[at : at + length])
        at += length


def unseal(part: Part, key: bytes, bound: bytes) -> bytes:
    """The plaintext; cryptography's InvalidTag for a moved or altered part."""
    return AESGCM(key).decrypt(part.nonce, part.ciphertext, bound)
