"""Which partition a case lives in: murmur2 of its id as lower-case text, as Kafka's own clients compute it."""

from __future__ import annotations

SEED = 0x9747B28C
FACTOR = 0x5BD1E995
WORD = 0xFFFFFFFF


def partition_of(key: bytes, partitions: int) -> int:
    """The partition of every fact of this case. Never changes in place: order would break."""
    return (murmur2(key) & 0x7FFFFFFF) % partitions


def murmur2(data: bytes) -> int:
    """32-bit MurmurHash2 with Kafka's seed, unsigned.

    Ours, so that a later client version cannot move a case: `previd` is recomputed from it.
    """
    digest = SEED ^ len(data)
    whole = len(data) & ~3
    for at in range(0, whole, 4):
        word = int.from_bytes(data[at : at + 4], "little") * FACTOR & WORD
        word = (word ^ word >> 24) * FACTOR & WORD
        digest = digest * FACTOR & WORD ^ word
    if rest := data[whole:]:
        digest = (digest ^ int.from_bytes(rest, "little")) * FACTOR & WORD
    digest = (digest ^ digest >> 13) * FACTOR & WORD
    return digest ^ digest >> 15
