"""An image as it is kept: encrypted under a key of its own, known by the SHA-256 of the ciphertext.

The key serves this one image, so the nonce may be fixed. Bound to its case: kept bytes that are shown elsewhere
do not open.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from hashlib import sha256
from typing import Final
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NONCE: Final = bytes(12)


class ImageDamaged(Exception):
    """What is kept is not what was put there."""


@dataclass(frozen=True, slots=True)
class SealedImage:
    """`kept` and `plain` = hex SHA-256 of the ciphertext and of the image; `key` in hex, never stored in the open."""

    ciphertext: bytes
    kept: str
    plain: str
    key: str


def sealed_image(content: bytes, case: UUID) -> SealedImage:
    """The image under a new key."""
    key = secrets.token_bytes(32)
    ciphertext = AESGCM(key).encrypt(NONCE, content, case.bytes)
    return SealedImage(
        ciphertext, sha256(ciphertext).hexdigest(), sha256(content).hexdigest(), key.hex()
    )


def opened_image(ciphertext: bytes, key: str, case: UUID) -> bytes:
    """The image again; ImageDamaged where the bytes or the key are others."""
    try:
        return AESGCM(bytes.fromhex(key)).decrypt(NONCE, ciphertext, case.bytes)
    except (InvalidTag, ValueError):
        raise ImageDamaged from None
