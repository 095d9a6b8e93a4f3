"""Tiles made again from the log: only if the log still says what was signed."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from events.ledger import durable, tree
from events.ledger.checkpoints import Signed
from events.ledger.refused import LedgerRefused
from events.ledger.session import LedgerSession
from events.ledger.tile_paths import WIDTH
from events.ledger.tiles import TileMissing, Tiles

PAGE: Final = 4 * WIDTH


def remade(session: LedgerSession, folder: Path, newest: Signed) -> tree.CompactRange:
    """New tiles up to `newest`, put in the place of the old ones; the old stand in `tile.damaged`.

    LedgerRefused, with nothing replaced, where the log leads to another root than a stored checkpoint.
    """
    beside = folder / "remaking"
    shutil.rmtree(beside, ignore_errors=True)
    fresh, edge = Tiles(beside), tree.CompactRange()
    differs = _FirstDifference(Tiles(folder), newest.size)
    signed = session.checkpoints.each()
    wanted = next(signed)
    while edge.size < newest.size:
        before = edge.size
        page = session.page(before, min(PAGE, newest.size - before))
        entries = [entry for _, entry in page]
        leaves = [tree.leaf(entry) for entry in entries]
        differs.look(before, leaves)
        for at, leaf in enumerate(leaves, 1):
            edge.append(leaf)
            if before + at == wanted.size:
                if edge.root() != wanted.root:
                    raise LedgerRefused(
                        f"記録が、{wanted.size:,} 件の確認点で署名したものと違います",
                        differs.position,
                    )
                wanted = next(signed, newest)
        fresh.append(before, entries)
    if edge.root() != newest.root:
        raise LedgerRefused("記録が、署名した確認点と違います", differs.position)
    _put(folder, beside)
    return edge


class _FirstDifference:
    """Where the log first says something else than the old tiles, as far as they can be read."""

    def __init__(self, old: Tiles, size: int) -> None:
        self._old, self._size = old, size
        self.position: int | None = None

    def look(self, before: int, leaves: list[bytes]) -> None:
        for at, (kept, leaf) in enumerate(
            zip(self._kept(before, len(leaves)), leaves, strict=True)
        ):
            if self.position is None and kept not in {b"", leaf}:
                self.position = before + at + 1

    def _kept(self, before: int, count: int) -> Iterator[bytes]:
        """Old leaf hashes, empty ones where the tile is gone; `before` is a multiple of 256."""
        for first in range(before, before + count, WIDTH):
            width = min(WIDTH, before + count - first)
            try:
                yield from self._old.hashes(0, first // WIDTH, width)
            except TileMissing:
                yield from [b""] * width


def _put(folder: Path, beside: Path) -> None:
    damaged = folder / "tile.damaged"
    if (folder / "tile").exists():
        shutil.rmtree(damaged, ignore_errors=True)
        (folder / "tile").replace(damaged)
    (beside / "tile").replace(folder / "tile")
    beside.rmdir()
    durable.sync_folders([folder])
