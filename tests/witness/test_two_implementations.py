"""The witness's own formats and the product's: what the one writes the other reads, and refuses alike."""

import random

import pytest

from events.ledger import note, tree, witnesses
from events.ledger.checkpoint import Checkpoint
from events.ledger.note_key import LOG, NoteKey, SigningKey
from tests.witness.little_log import LittleLog
from tests.witness.standing_witness import Place, as_module

ORIGIN = "yorisoi.example/intake"
KEY = SigningKey.from_seed(ORIGIN, LOG, b"k" * 32)
witness = as_module()


def edge(leaves: list[bytes]) -> tree.CompactRange:
    made = tree.CompactRange()
    made.extend(map(tree.leaf, leaves))
    return made


def subtree(leaves: list[bytes]) -> tree.Subtree:
    return lambda height, number: edge(
        leaves[number << height : (number + 1) << height]
    ).root()  # fmt: skip


def requested(old: int, leaves: list[bytes]) -> bytes:
    text = Checkpoint(ORIGIN, len(leaves), edge(leaves).root()).text
    proof = tree.consistency(old, len(leaves), subtree(leaves))
    return witnesses.request(old, proof, f"{text}\n{KEY.line(text)}")


@pytest.mark.parametrize("seed", range(30))
def test_our_proofs_convince_the_witness_and_nothing_else_does(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - the same again
    leaves = [chance.randbytes(12) for _ in range(chance.randint(1, 300))]
    old = chance.randint(0, len(leaves))
    _, proof, new = witness.request_of(requested(old, leaves))
    before = edge(leaves[:old]).root()
    assert witness.consistent(old, before, new.size, new.root, proof)
    assert witness.signed(new, {KEY.key.key_id: KEY.key.public})
    if 0 < old < len(leaves):
        other = edge([b"other", *leaves[1:old]]).root()
        assert not witness.consistent(old, other, new.size, new.root, proof)


def test_the_cosignature_is_one_we_take(tmp_path) -> None:
    place = Place.made(tmp_path, KEY.key.vkey)
    key = NoteKey.read(place.vkey)
    leaves = [bytes([n]) for n in range(20)]
    for old, size in ((0, 7), (7, 20)):
        body = requested(old, leaves[:size])
        answer = witnesses.answer(*place.add(body), size)
        assert isinstance(answer, witnesses.Cosigned)
        signed = note.read(body.partition(b"\n\n")[2]).joined(answer.lines)
        [verified] = signed.verified([key])
        assert verified.at is not None
    assert isinstance(witnesses.answer(*place.add(body), 20), witnesses.Stale)
    forked = requested(20, [b"x", *leaves[1:]])
    assert isinstance(witnesses.answer(*place.add(forked), 20), witnesses.SplitView)


def test_both_refuse_the_same_spellings() -> None:
    """Every character of a note replaced in turn: either both read it, or neither."""
    good = LittleLog(origin=ORIGIN).note(9)
    for at in range(len(good)):
        for other in "A \n=+—０\x7f\x85":
            bent = good[:at] + other + good[at + 1 :]
            assert reads(bent, ours) == reads(bent, witness.checkpoint), (at, other)


def ours(text: str) -> None:
    Checkpoint.read(note.read(text).text)


def reads(text: str, way) -> bool:
    try:
        way(text)
    except ValueError:
        return False
    return True
