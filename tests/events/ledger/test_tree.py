"""T-M1: roots and proofs against the published vectors, and against `pymerkle`."""

import random
from hashlib import sha256

import pytest
from pymerkle import InmemoryTree

from events.ledger import tree
from tests.events.ledger.signed import leaves, range_of, subtrees

# the eight leaves and roots of the certificate-transparency test vectors (RFC 6962)
VECTOR = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657"]
VECTOR += ["606162636465666768696a6b6c6d6e6f"]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


def test_the_published_roots() -> None:
    growing = tree.CompactRange()
    assert growing.root() == sha256(b"").digest()
    for entry, root in zip(VECTOR, ROOTS, strict=True):
        growing.append(tree.leaf(bytes.fromhex(entry)))
        assert growing.root().hex() == root


def agrees_with_pymerkle(draw: random.Random, trees: int, largest: int) -> None:
    """`trees` random trees: root, one inclusion and one consistency proof each, made and checked."""
    entries = [draw.randbytes(draw.randint(0, 40)) for _ in range(largest)]
    theirs = InmemoryTree.init_from_entries(entries, algorithm="sha256")
    hashes = [tree.leaf(entry) for entry in entries]
    subtree = subtrees(hashes)
    for _ in range(trees):
        size = draw.randint(1, largest)
        root = tree.CompactRange.of(size, subtree).root()
        assert root == theirs.get_root(size)
        index = draw.randrange(size)
        path = tree.inclusion(index, size, subtree)
        assert path == theirs.prove_inclusion(index + 1, size).path[1:]
        tree.check_inclusion(index, size, hashes[index], path, root)
        old = draw.randint(1, size)
        path = tree.consistency(old, size, subtree)
        # their consistency proofs have another form; ours must lead from their old root to their new one
        tree.check_consistency(old, theirs.get_root(old), size, theirs.get_root(size), path)


@pytest.mark.parametrize("seed", range(4))
def test_roots_and_proofs_agree_with_another_implementation(seed: int) -> None:
    draw = random.Random(seed)  # noqa: S311 - reproducible, not secret
    agrees_with_pymerkle(draw, 150, draw.choice([7, 64, 300, 1500]))


@pytest.mark.slow
def test_ten_thousand_trees_agree() -> None:
    draw = random.Random(6962)  # noqa: S311 - reproducible, not secret
    for _ in range(50):
        agrees_with_pymerkle(draw, 200, draw.randint(1, 5000))


@pytest.mark.parametrize("size", [*range(1, 34), 255, 256, 257])
def test_every_proof_of_small_trees_and_none_that_is_altered(size: int) -> None:
    hashes = leaves(size)
    subtree, root = subtrees(hashes), range_of(hashes).root()
    for index in range(0, size, 1 if size < 40 else 37):
        path = tree.inclusion(index, size, subtree)
        tree.check_inclusion(index, size, hashes[index], path, root)
        for altered in [*altered_paths(path), [*path, root]]:
            with pytest.raises(tree.BadProof):
                tree.check_inclusion(index, size, hashes[index], altered, root)
        for other in {index - 1, index + 1, size} - {index}:
            with pytest.raises(tree.BadProof):
                tree.check_inclusion(other, size, hashes[index], path, root)
    for old in range(0, size + 1, 1 if size < 40 else 51):
        before = range_of(hashes[:old]).root()
        path = tree.consistency(old, size, subtree)
        tree.check_consistency(old, before, size, root, path)
        for altered in [*altered_paths(path), [*path, root]]:
            with pytest.raises(tree.BadProof):
                tree.check_consistency(old, before, size, root, altered)
        with pytest.raises(tree.BadProof):
            tree.check_consistency(old, b"\0" * 32, size, root, path)


def altered_paths(path: list[bytes]) -> list[list[bytes]]:
    flipped = [[*path[:at], sha256(one).digest(), *path[at + 1 :]] for at, one in enumerate(path)]
    return flipped + ([path[1:], path[:-1]] if path else [])


def test_no_proof_of_what_lies_outside() -> None:
    subtree = subtrees(leaves(4))
    for index, size in [(4, 4), (-1, 4), (0, 0)]:
        with pytest.raises(tree.BadProof):
            tree.inclusion(index, size, subtree)
    with pytest.raises(tree.BadProof):
        tree.consistency(3, 2, subtree)
    with pytest.raises(tree.BadProof):
        tree.check_consistency(3, tree.EMPTY, 2, tree.EMPTY, [])
