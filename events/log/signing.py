"""Ed25519 signatures of a service over its commands (log.md §4.1 fields 21 and 22)."""

import hashlib
from dataclasses import dataclass
from functools import cached_property

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey


def key_id(name: str, public: bytes) -> bytes:
    """C2SP key id: first 4 bytes of SHA-256(name ‖ 0x0A ‖ 0x01 ‖ public key)."""
    return hashlib.sha256(name.encode() + b"\n\x01" + public).digest()[:4]


@dataclass(frozen=True)
class Signer:
    """Signs under an origin line such as `sodan.city.example/osaka/intake`; 21 µs a command."""

    origin: str
    private: Ed25519PrivateKey
    public: bytes

    @classmethod
    def from_seed(cls, origin: str, seed: bytes) -> "Signer":
        """From the 32 secret bytes of the key file."""
        private = Ed25519PrivateKey.from_private_bytes(seed)
        raw = private.public_key().public_bytes(
            serialization.Encoding.Raw, serialization.PublicFormat.Raw
        )
        return cls(origin, private, raw)

    @cached_property
    def key_id(self) -> bytes:
        """The 4 bytes that name this key in an entry."""
        return key_id(self.origin, self.public)

    def sign(self, text: bytes) -> bytes:
        """64 bytes over the signed text of a command."""
        return self.private.sign(text)


def verify(public: bytes, text: bytes, signature: bytes) -> bool:
    """Whether the signature is this key's over this text."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, text)
    except InvalidSignature:
        return False
    return True
