"""T-M2: no single changed, missing or added character of a checkpoint or a proof is accepted."""

from collections.abc import Iterator

import pytest

from events.ledger import note, proof, tree
from events.ledger.checkpoint import Checkpoint
from events.ledger.policy import Policy, Unsatisfied
from tests.events.ledger.signed import (
    BINDER,
    KANSA,
    checkpoint_note,
    leaves,
    policy,
    range_of,
    subtrees,
)

LETTERS = "A0z+/= \n—"


def mutants(text: str) -> Iterator[str]:
    """Every position × 9 characters replaced, every position × 9 inserted, every character left out."""
    for at in range(len(text) + 1):
        for letter in LETTERS:
            yield text[:at] + letter + text[at + 1 :]
            yield text[:at] + letter + text[at:]
        yield text[:at] + text[at + 1 :]


def accepted(text: str, known: Policy) -> bool:
    try:
        known.check(note.read(text))
    except (ValueError, Unsatisfied):
        return False
    return True


HASHES = leaves(70)
CHECKPOINT = Checkpoint("sodan.city.example/osaka/intake", 70, range_of(HASHES).root())
SIGNED = checkpoint_note(CHECKPOINT, (KANSA, 1_790_000_000), (BINDER, 1_790_000_009))


@pytest.mark.parametrize(
    ("text", "known"),
    [(SIGNED, policy()), (checkpoint_note(CHECKPOINT), policy("none"))],
    ids=["cosigned", "log only"],
)
def test_no_mutant_of_a_checkpoint_is_accepted(text: str, known: Policy) -> None:
    assert accepted(text, known)
    assert [mutant for mutant in mutants(text) if mutant != text and accepted(mutant, known)] == []


def test_no_mutant_of_a_proof_is_accepted() -> None:
    text = str(proof.Proof(41, tuple(tree.inclusion(41, 70, subtrees(HASHES))), SIGNED))

    def proves(mutant: str) -> bool:
        try:
            found = proof.read(mutant)
            found.check(HASHES[41])
            policy().check(note.read(found.checkpoint))
        except (ValueError, Unsatisfied):
            return False
        return True

    assert proves(text)
    assert str(proof.read(text)) == text
    head = text.index("\n\n") + 3  # what follows is the checkpoint, whose mutants stand above
    assert [m for m in mutants(text[:head]) if m != text[:head] and proves(m + text[head:])] == []
    assert not proves(text.replace("\nindex", "\nextra QQ==\nindex"))
