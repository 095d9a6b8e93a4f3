"""The RFC 6962 tree: roots, inclusion and consistency proofs, and their checks. Pure; indexes count from 0."""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import reduce
from typing import Final

Subtree = Callable[[int, int], bytes]
"""(height, number) → root of the complete subtree over leaves number·2^height … (number + 1)·2^height − 1."""

EMPTY: Final = hashlib.sha256(b"").digest()
_LEAF: Final = hashlib.sha256(b"\x00")
_NODE: Final = hashlib.sha256(b"\x01")


class BadProof(ValueError):
    """A proof that does not lead from what is known to what is claimed."""


def leaf(entry: bytes) -> bytes:
    """SHA-256(0x00 ‖ entry)."""
    digest = _LEAF.copy()
    digest.update(entry)
    return digest.digest()


def node(left: bytes, right: bytes) -> bytes:
    """SHA-256(0x01 ‖ left ‖ right)."""
    digest = _NODE.copy()
    digest.update(left + right)
    return digest.digest()


@dataclass(slots=True)
class CompactRange:
    """The right edge of a tree: roots of its complete subtrees, largest first; at most 64 hashes."""

    size: int = 0
    edge: list[bytes] = field(default_factory=list)

    @classmethod
    def of(cls, size: int, subtree: Subtree) -> "CompactRange":
        """The right edge of a tree whose hashes are stored."""
        return cls(size, [subtree(*at) for at in covering(0, size)])

    def append(self, leaf_hash: bytes) -> None:
        """One more leaf at the right."""
        size, edge = self.size, self.edge
        while size & 1:
            leaf_hash = node(edge.pop(), leaf_hash)
            size >>= 1
        edge.append(leaf_hash)
        self.size += 1

    def extend(self, leaf_hashes: Iterable[bytes]) -> None:
        """More leaves at the right, in order."""
        for leaf_hash in leaf_hashes:
            self.append(leaf_hash)

    def root(self) -> bytes:
        """The root over all leaves so far."""
        return _folded(self.edge) if self.edge else EMPTY


def complete(hashes: Sequence[bytes]) -> bytes:
    """The root over 1, 2, 4, 8 … hashes of one level."""
    while len(hashes) > 1:
        hashes = [node(left, right) for left, right in zip(hashes[::2], hashes[1::2], strict=True)]
    return hashes[0]


def covering(begin: int, end: int) -> list[tuple[int, int]]:
    """The complete subtrees (height, number), left to right, that make up the leaves begin … end − 1.

    `begin` is a multiple of the largest of them, as it is in every proof.
    """
    found = []
    while begin < end:
        height = (end - begin).bit_length() - 1
        found.append((height, begin >> height))
        begin += 1 << height
    return found


def inclusion(index: int, size: int, subtree: Subtree) -> list[bytes]:
    """Sibling hashes from leaf `index` up to the root of the tree of `size` leaves, leaf level first."""
    if not 0 <= index < size:
        raise BadProof("the index lies outside the tree")
    begin, end, path = 0, size, []
    while end - begin > 1:
        middle = begin + _split(end - begin)
        if index < middle:
            path.append(_root(middle, end, subtree))
            end = middle
        else:
            path.append(_root(begin, middle, subtree))
            begin = middle
    return path[::-1]


def consistency(old: int, new: int, subtree: Subtree) -> list[bytes]:
    """Hashes that prove the tree of `new` leaves to begin with the tree of `old`; none if old is 0 or new."""
    if not 0 <= old <= new:
        raise BadProof("a tree cannot begin with a larger one")
    if old in {0, new}:
        return []
    begin, end, path = 0, new, []
    while end != old:
        middle = begin + _split(end - begin)
        if old <= middle:
            path.append(_root(middle, end, subtree))
            end = middle
        else:
            path.append(_root(begin, middle, subtree))
            begin = middle
    if begin:
        path.append(_root(begin, end, subtree))
    return path[::-1]


def included_root(index: int, size: int, leaf_hash: bytes, path: Sequence[bytes]) -> bytes:
    """The root that an inclusion proof leads to (RFC 9162 §2.1.3.2); BadProof if its length is wrong."""
    if not 0 <= index < size:
        raise BadProof("the index lies outside the tree")
    at, last, root = index, size - 1, leaf_hash
    for sibling in path:
        if last == 0:
            raise BadProof("the proof is too long")
        if at & 1 or at == last:
            root = node(sibling, root)
            while at and not at & 1:
                at, last = at >> 1, last >> 1
        else:
            root = node(root, sibling)
        at, last = at >> 1, last >> 1
    if last:
        raise BadProof("the proof is too short")
    return root


def check_inclusion(
    index: int, size: int, leaf_hash: bytes, path: Sequence[bytes], root: bytes
) -> None:
    """BadProof unless the leaf is number `index` of the tree of `size` leaves with this root."""
    if included_root(index, size, leaf_hash, path) != root:
        raise BadProof("the proof leads to another root")


def check_consistency(
    old: int, old_root: bytes, new: int, new_root: bytes, path: Sequence[bytes]
) -> None:
    """BadProof unless the tree of `new` leaves begins with that of `old` (RFC 9162 §2.1.4.2)."""
    if not 0 <= old <= new:
        raise BadProof("a tree cannot begin with a larger one")
    if old in {0, new}:
        known = new_root if old else EMPTY
        if path or old_root != known:
            raise BadProof("trees of one size differ, or a proof stands where none is needed")
        return
    if _walked(old, new, old_root, path) != (old_root, new_root):
        raise BadProof("the proof leads to other roots")


def _walked(old: int, new: int, old_root: bytes, path: Sequence[bytes]) -> tuple[bytes, bytes]:
    at, last = old - 1, new - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    hashes = [old_root, *path] if old & (old - 1) == 0 else list(path)
    if not hashes:
        raise BadProof("the proof is too short")
    before = after = hashes[0]
    for sibling in hashes[1:]:
        if last == 0:
            raise BadProof("the proof is too long")
        if at & 1 or at == last:
            before, after = node(sibling, before), node(sibling, after)
            while at and not at & 1:
                at, last = at >> 1, last >> 1
        else:
            after = node(after, sibling)
        at, last = at >> 1, last >> 1
    if last:
        raise BadProof("the proof is too short")
    return before, after


def _root(begin: int, end: int, subtree: Subtree) -> bytes:
    return _folded([subtree(*at) for at in covering(begin, end)])


def _folded(left_to_right: Sequence[bytes]) -> bytes:
    return reduce(lambda right, left: node(left, right), reversed(left_to_right))


def _split(width: int) -> int:
    """The largest power of two below `width`."""
    return 1 << ((width - 1).bit_length() - 1)
