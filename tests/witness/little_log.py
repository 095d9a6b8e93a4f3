"""A log in memory by the letter of RFC 6962, signing with `cryptography`: what a witness is shown in tests."""

import hashlib
from base64 import b64encode
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

ORIGIN = "yorisoi.example/intake"


def b64(raw: bytes) -> str:
    return b64encode(raw).decode()


def root_of(leaves: list[bytes]) -> bytes:
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return hashlib.sha256(b"\0" + leaves[0]).digest()
    k = split(len(leaves))
    return hashlib.sha256(b"\x01" + root_of(leaves[:k]) + root_of(leaves[k:])).digest()


def split(count: int) -> int:
    return 1 << (count - 1).bit_length() - 1


def proof(old: int, leaves: list[bytes], whole: bool = True) -> list[bytes]:
    """PROOF and SUBPROOF of RFC 6962 §2.1.2."""
    if old == len(leaves):
        return [] if whole else [root_of(leaves)]
    k = split(len(leaves))
    if old <= k:
        return [*proof(old, leaves[:k], whole), root_of(leaves[k:])]
    return [*proof(old - k, leaves[k:], False), root_of(leaves[:k])]


@dataclass
class LittleLog:
    """`mark` makes another history with the same key."""

    origin: str = ORIGIN
    mark: bytes = b""
    key: Ed25519PrivateKey = field(default_factory=Ed25519PrivateKey.generate)

    def leaves(self, size: int) -> list[bytes]:
        return [self.mark + n.to_bytes(4, "big") for n in range(size)]

    @property
    def typed_key(self) -> bytes:
        return b"\x01" + self.key.public_key().public_bytes_raw()

    @property
    def key_id(self) -> bytes:
        return hashlib.sha256(self.origin.encode() + b"\n" + self.typed_key).digest()[:4]

    @property
    def vkey(self) -> str:
        return f"{self.origin}+{self.key_id.hex()}+{b64(self.typed_key)}"

    def text(self, size: int) -> str:
        return f"{self.origin}\n{size}\n{b64(root_of(self.leaves(size)))}\n"

    def signed(self, text: str) -> str:
        return f"{text}\n— {self.origin} {b64(self.key_id + self.key.sign(text.encode()))}\n"

    def note(self, size: int) -> str:
        return self.signed(self.text(size))

    def request(self, old: int, size: int, *, proved_from: int | None = None) -> bytes:
        begun = old if proved_from is None else proved_from
        path = proof(begun, self.leaves(size)) if 0 < begun <= size else []
        return "".join(
            [f"old {old}\n", *(f"{b64(one)}\n" for one in path), "\n", self.note(size)]
        ).encode()
