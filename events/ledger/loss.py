"""What a log has lost, measured against what the witnesses saw; every row is hashed, no tile is believed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from events.contract.renewing import Agreement
from events.ledger import note, tree
from events.ledger.checkpoint import Checkpoint
from events.ledger.policy import Policy
from events.ledger.tiles import TileMissing, Tiles


@dataclass(frozen=True, slots=True)
class Loss:
    """`kept` entries are left of `seen.size`; the first `agreed` are as witnesses signed them.

    `proof` leads from `kept` to `seen` where that could be shown.
    """

    seen: Checkpoint
    kept: int
    agreed: int
    agreement: Agreement
    proof: tuple[bytes, ...] = ()

    @property
    def lost(self) -> int:
        """Entries the witness saw that are not here, or not known to be here as it saw them."""
        left = self.agreed if self.agreement is Agreement.DIFFERS else self.kept
        return self.seen.size - left


def measured(
    seen: Checkpoint, kept: int, roots: Mapping[int, bytes], cosigned: Collection[Checkpoint],
    old: Tiles,
) -> Loss:  # fmt: skip
    """`roots` = of the log as its rows are now, at `kept`, at `seen.size` if it reaches there, and at every
    one of `cosigned`, checkpoints that enough witnesses signed; `old` = tiles as they were before the loss.
    """
    held = [one for one in cosigned if one.size <= kept]
    agreed = max((one.size for one in held if roots[one.size] == one.root), default=0)
    contradicted = any(roots[one.size] != one.root for one in held)
    if contradicted or seen.size <= kept:
        return Loss(seen, kept, agreed, Agreement.DIFFERS)
    tiles = _tiles(seen, old)
    if tiles is None:
        return Loss(seen, kept, agreed, Agreement.COSIGNED)
    try:
        proof = tree.consistency(kept, seen.size, tiles)
        tree.check_consistency(kept, roots[kept], seen.size, seen.root, proof)
    except TileMissing:
        return Loss(seen, kept, agreed, Agreement.COSIGNED)
    except tree.BadProof:
        return Loss(seen, kept, agreed, Agreement.DIFFERS)
    return Loss(seen, kept, kept, Agreement.PROVED, tuple(proof))


def _tiles(seen: Checkpoint, old: Tiles) -> tree.Subtree | None:
    """The tiles of the tree the witness saw, if they are still there."""
    try:
        subtree = old.subtree(seen.size)
        whole = tree.CompactRange.of(seen.size, subtree).root() == seen.root
    except (TileMissing, ValueError, IndexError):
        return None
    return subtree if whole else None


def roots_at(sizes: Iterable[int], entries: Iterable[bytes]) -> dict[int, bytes]:
    """Roots of the tree of these entries at these sizes; sizes beyond the last entry are left out."""
    wanted = sorted(set(sizes), reverse=True)
    found, edge = dict[int, bytes](), tree.CompactRange()
    for entry in entries:
        while wanted and wanted[-1] == edge.size:
            found[wanted.pop()] = edge.root()
        edge.append(tree.leaf(entry))
    while wanted and wanted[-1] == edge.size:
        found[wanted.pop()] = edge.root()
    return found


def believed(texts: Sequence[str], policy: Policy) -> list[Checkpoint]:
    """The checkpoints of notes that satisfy the policy; others count for nothing."""
    found = []
    for text in texts:
        try:
            found.append(policy.check(note.read(text)).checkpoint)
        except ValueError:
            continue
    return found
