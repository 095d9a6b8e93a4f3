"""Ledgers begun anew after a loss (V1): what the log itself states of it, and which old checkpoints that explains.

A renewed log goes on under `<origin>.2`, `.3` … . The fact that began it stands in the log, names what the
witness had seen, and says how far the entries that are left agree. What it does not say is not excused.
"""

import json
import re
from collections.abc import Iterator
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

from entries import entries, fields
from notes import Checkpoint, Policy, judged, unbase64

DIFFERS, PROVED = "differs", "proved"


def first(origin: str) -> str:
    """The origin before any renewal."""
    return re.sub(r"\.[0-9]+$", "", origin)


def node(left: bytes, right: bytes) -> bytes:
    return sha256(b"\1" + left + right).digest()


def begins(old: int, old_root: bytes, new: int, new_root: bytes, proof: list[bytes]) -> bool:
    """Whether the tree of `new` leaves begins with that of `old` (RFC 9162 §2.1.4.2)."""
    if not 0 < old < new:
        return old == 0 and not proof
    path = [old_root, *proof] if old & (old - 1) == 0 else proof
    at, last = old - 1, new - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    below = above = path[0] if path else b""
    for other in path[1:]:
        if last == 0:
            return False
        if at & 1 or at == last:
            below, above = node(other, below), node(other, above)
            while at and not at & 1:
                at, last = at >> 1, last >> 1
        else:
            above = node(above, other)
        at, last = at >> 1, last >> 1
    return last == 0 and (below, above) == (old_root, new_root)


class Renewal:
    """One such fact, at `index`; ValueError or LookupError where it cannot stand."""

    def __init__(self, index: int, data: bytes, policy: Policy) -> None:
        fact = json.loads(fields(data)[18])
        self.origin, self.index = fact["origin"], index
        self.kept, self.lost, self.agreed = fact["kept"], fact["lost"], fact["agreed"]
        self.agreement, self.document = fact["agreement"], fact["document"]
        self.seen = [judged(note.encode(), policy, "none") for note in fact["seen"]]
        self.proof = [unbase64(line) for line in fact["proof"]]
        self.shown = True  # whether a checkpoint of the bundle shows the agreement it claims
        if self.kept != index or not 0 <= self.agreed <= self.kept or not self.seen:
            raise ValueError("件数が場所と合いません / its figures do not fit its place")
        left = self.agreed if self.agreement == DIFFERS else self.kept
        if self.lost != self.seen[-1].size - left or self.lost < 0:
            raise ValueError("失われた件数が合いません / the loss is not what the notes say")

    def excuses(self, note: Checkpoint) -> bool:
        """Whether the loss it states explains that the log does not hold this old checkpoint."""
        within = any(n.origin == note.origin and note.size <= n.size for n in self.seen)
        open_end = self.agreed if self.agreement == DIFFERS else self.kept
        return within and note.size > open_end

    def __str__(self) -> str:
        return (
            f"台帳は番号 {self.index} で更新されました: {self.lost} 件が失われ、"
            f"{self.agreed} 件までの一致を{'示して' if self.shown else '述べて'}います"
            f"（{self.agreement}、文書 {self.document}"
            f"{'' if self.shown else '、この束の確認点では示されていません'}"
            f"{'' if len(self.seen[-1].by) > 1 else '、失われた分に証人の署名なし'}）"
            f" / renewed at index {self.index}: {self.lost} entries lost,"
            f" agreement {'shown' if self.shown else 'only claimed'} for {self.agreed}"
        )


def renewals(
    folder: Path, end: int, notes: list[Checkpoint], policy: Policy
) -> tuple[list[Renewal], list[str]]:
    """Every renewal the log states, in order, and a sentence for each that cannot stand."""
    found, wrong = list[Renewal](), list[str]()
    if all(note.origin == first(note.origin) for note in notes):
        return found, wrong
    for index, data in enumerate(entries(folder, end)):
        if b".ledger-renewed.v" in data[:120]:
            try:
                if b".ledger-renewed.v" in fields(data)[5]:
                    found.append(Renewal(index, data, policy))
            except (ValueError, LookupError, TypeError) as said:
                wrong.append(
                    f"番号 {index} の台帳の更新が成り立ちません / renewal at {index}: {said}"
                )
    return found, wrong


def misplaced(own: list[Checkpoint], stated: list[Renewal]) -> Iterator[str]:
    """A later origin stands behind the fact that began it, an older one does not reach beyond it."""
    began = {one.origin: one.index for one in stated}
    for note in own:
        if note.origin != first(note.origin) and note.origin not in began:
            yield f"{note.origin} を始めた記録がありません / nothing in the log began this origin"
            break
        if note.size <= began.get(note.origin, -1):
            yield f"{note.origin} の確認点が、始まりより前です / signed before its origin began"
    for old, new in pairwise(own):
        if old.origin != new.origin and began.get(new.origin, 0) < old.size:
            yield f"{old.origin} が、更新のあとも署名しています / an old origin signed on"


def unproved(
    found: list[Renewal], roots: dict[int, bytes], own: list[Checkpoint], seen: list[Checkpoint]
) -> Iterator[str]:
    """Proofs that lead elsewhere, and two trees among what was lost.

    `roots` = of the log, at every size a renewal speaks of; `own` and `seen` = the checkpoints there are.
    """
    held = {note.size for note in own if roots.get(note.size) == note.root}
    for one in found:
        last = one.seen[-1]
        one.shown = one.agreement == PROVED or one.agreed == 0 or one.agreed in held
        if one.agreement == PROVED and not begins(
            one.kept, roots[one.kept], last.size, last.root, one.proof
        ):
            yield f"番号 {one.index} の更新の証明が合いません / the renewal's proof leads elsewhere"
    lost = {(note.origin, note.size): note.root for one in found for note in one.seen}
    for note in own + seen:
        if lost.setdefault((note.origin, note.size), note.root) != note.root:
            yield (
                f"失われた {note.size} 件に、更新が述べるものと違う根があります / a fork in what was lost"
            )
