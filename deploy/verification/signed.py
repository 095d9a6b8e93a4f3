"""Does the log still say what was signed, and do the tiles say what the log says?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from events.ledger import note, tile_paths, tree
from events.ledger.checkpoint import Checkpoint
from events.ledger.checkpoints import Checkpoints, Signed
from events.ledger.generations import Generations
from events.ledger.tile_paths import WIDTH
from events.ledger.tiles import TileMissing, Tiles
from events.log.stored import Placed


class SignedLog:
    """Fed with the rows of a log in order; every stored checkpoint and tile is held against them."""

    def __init__(self, checkpoints: Checkpoints, tiles: Tiles, origins: Generations) -> None:
        newest = checkpoints.newest()
        begun = newest is not None and newest.size >= origins.begins
        self._size = newest.size if newest and begun else 0  # tiles of a generation not yet signed
        self._each = checkpoints.each()
        self._next = next(self._each, None)
        self._tiles, self._origins = tiles, origins
        self._edge = tree.CompactRange()
        self._tile: list[Placed] = []
        self._leaves: list[bytes] = []

    def page(self, rows: Sequence[Placed]) -> Iterator[str]:
        """The next rows."""
        for row in rows:
            leaf = tree.leaf(row.data)
            self._edge.append(leaf)
            if row.position <= self._size:
                self._tile.append(row)
                self._leaves.append(leaf)
                if row.position % WIDTH == 0 or row.position == self._size:
                    yield from self._tile_says()
            if self._next is not None and self._next.size <= self._edge.size:
                yield from self._checkpoint_says(self._next)
                self._next = next(self._each, None)

    def end(self) -> Iterator[str]:
        """Checkpoints behind the last row."""
        if self._next is not None:
            yield (
                f"署名した確認点（{self._next.size:,} 件）より記録が短く、{self._edge.size:,} 件しかありません。"
            )

    def _checkpoint_says(self, signed: Signed) -> Iterator[str]:
        key = self._origins.of(signed.size)
        try:
            found = note.read(signed.note)
            found.verified([key])
            told = Checkpoint.read(found.text)
        except ValueError:
            yield f"{signed.size:,} 件の確認点の署名が合いません。"
            return
        root = self._edge.root()
        if told != Checkpoint(key.name, signed.size, root) or signed.root != root:
            yield f"記録が、{signed.size:,} 件の確認点で署名したものと違います。"

    def _tile_says(self) -> Iterator[str]:
        first, width = self._tile[0].position, len(self._tile)
        number = (first - 1) // WIDTH
        try:
            kept = self._tiles.hashes(0, number, width)
            if kept != self._leaves:
                pairs = zip(kept, self._leaves, strict=True)
                at = next(n for n, (theirs, ours) in enumerate(pairs) if theirs != ours)
                yield f"位置 {first + at:,} の記録が、書かれたタイルと違います。"
            elif self._tiles.entries(number, width) != [row.data for row in self._tile]:
                name = tile_paths.path(tile_paths.ENTRIES, number, width)
                yield f"タイル {name} の内容が記録と違います。"
        except TileMissing as missing:
            yield f"タイル {missing.path} がないか、壊れています。"
        self._tile, self._leaves = [], []
