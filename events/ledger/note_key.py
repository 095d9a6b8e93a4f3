"""Keys of signed notes: a log's own (type 0x01) and a witness's (cosignature/v1, type 0x04)."""

import hashlib
from dataclasses import dataclass
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from events.ledger.strict import base64_of, bytes_of

LOG: Final = 0x01
WITNESS: Final = 0x04
_TIME: Final = 8
_LATEST: Final = 2**63


class BadKey(ValueError):
    """A verifier key that cannot be read, or a signature that is not this key's."""


def key_name(text: str) -> str:
    """A key name as the format allows it: not empty, no spaces, no `+`, no control characters."""
    if not text or "+" in text or any(letter.isspace() or letter < " " for letter in text):
        raise BadKey("a key name has no spaces and no plus sign")
    return text


@dataclass(frozen=True, slots=True)
class NoteKey:
    """The public half: `kind` is LOG or WITNESS, `public` 32 bytes of Ed25519."""

    name: str
    kind: int
    public: bytes

    @property
    def key_id(self) -> bytes:
        """The first 4 bytes of SHA-256(name ‖ 0x0A ‖ type ‖ public key)."""
        told = self.name.encode() + b"\n" + bytes((self.kind,)) + self.public
        return hashlib.sha256(told).digest()[:4]

    @property
    def vkey(self) -> str:
        """`name+hex key id+base64(type ‖ public key)`."""
        return f"{self.name}+{self.key_id.hex()}+{base64_of(bytes((self.kind,)) + self.public)}"

    @classmethod
    def read(cls, vkey: str) -> "NoteKey":
        """The key a verifier key string names; BadKey unless it is spelt exactly as `vkey` writes it."""
        name, _, encoded = vkey.partition("+")
        try:
            raw = bytes_of(encoded.partition("+")[2], 33)
        except ValueError as error:
            raise BadKey("a verifier key is name, key id and base64") from error
        key = cls(key_name(name), raw[0], raw[1:])
        if key.vkey != vkey or key.kind not in {LOG, WITNESS}:
            raise BadKey("a verifier key of another type, or with another key id")
        return key

    def check(self, text: str, signed: bytes) -> int | None:
        """The POSIX second of a cosignature, None for a log's signature; BadKey if it is not this key's."""
        at, message = None, text.encode()
        if self.kind == WITNESS:
            at = int.from_bytes(signed[:_TIME], "big")
            message, signed = cosigned(text, at), signed[_TIME:]
        if len(signed) != 64 or (at is not None and not 0 < at < _LATEST):
            raise BadKey("a signature has 64 bytes, a cosignature a time before them")
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signed, message)
        except (InvalidSignature, ValueError) as error:
            raise BadKey("the signature is not this key's") from error
        return at


@dataclass(frozen=True)
class SigningKey:
    """The secret half of a note key."""

    key: NoteKey
    private: Ed25519PrivateKey

    @classmethod
    def from_seed(cls, name: str, kind: int, seed: bytes) -> "SigningKey":
        """From 32 secret bytes."""
        private = Ed25519PrivateKey.from_private_bytes(seed)
        public = private.public_key().public_bytes(
            serialization.Encoding.Raw, serialization.PublicFormat.Raw
        )
        return cls(NoteKey(key_name(name), kind, public), private)

    def line(self, text: str, at: int | None = None) -> str:
        """The signature line under a note's text; `at` is the POSIX second a witness cosigns at."""
        if (at is None) != (self.key.kind == LOG):
            raise BadKey("a witness signs with a time, a log without")
        before = b"" if at is None else at.to_bytes(_TIME, "big")
        message = text.encode() if at is None else cosigned(text, at)
        encoded = base64_of(self.key.key_id + before + self.private.sign(message))
        return f"\u2014 {self.key.name} {encoded}\n"


def cosigned(text: str, at: int) -> bytes:
    """What a witness signs: cosignature/v1, the time, and the whole text of the note."""
    return f"cosignature/v1\ntime {at}\n{text}".encode()
