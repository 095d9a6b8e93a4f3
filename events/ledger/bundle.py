"""Entry bundles: entries one after the other, each behind its length as uint16 big-endian."""

from collections.abc import Sequence


def packed(entries: Sequence[bytes]) -> bytes:
    """One bundle; OverflowError for an entry of more than 65,535 bytes."""
    return b"".join([len(entry).to_bytes(2, "big") + entry for entry in entries])


def unpacked(data: bytes) -> list[bytes]:
    """The entries of a bundle; ValueError for a cut one or bytes behind the last."""
    found, at = [], 0
    while at < len(data):
        end = at + 2 + int.from_bytes(data[at : at + 2], "big")
        if end > len(data) or at + 2 > len(data):
            raise ValueError("a bundle ends inside an entry")
        found.append(data[at + 2 : end])
        at = end
    return found
