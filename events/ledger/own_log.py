"""This service's own log as the tree sees it: how many entries there are, and the root of the first so many."""

from collections.abc import Callable
from typing import Final

from events.ledger import tree
from events.ledger.tile_paths import WIDTH
from events.ledger.tiles import TileMissing, Tiles
from events.log.reading import Reading

TAIL: Final = 2_000
"""Entries before the asked size that are hashed from their rows: a log that was cut and grew anew differs there."""


class OwnLog:
    """Rows of the log, and its tiles, which save hashing all of them. `tiled` = entries the tiles hold."""

    def __init__(self, reading: Reading, tiles: Tiles, tiled: Callable[[], int]) -> None:
        self._reading = reading
        self._tiles = tiles
        self._tiled = tiled

    def size(self) -> int:
        """Entries there are. Unavailable without the database."""
        return self._reading.head()

    def root(self, size: int) -> bytes:
        """Root of the first `size` entries, at most as many as there are; Unavailable, Gap.

        A few milliseconds with tiles; without them every row is hashed.
        """
        tiled = self._tiled()
        begun = max(0, min(size, tiled) - TAIL) // WIDTH * WIDTH
        try:
            edge = tree.CompactRange.of(begun, self._tiles.subtree(tiled))
        except TileMissing:
            begun, edge = 0, tree.CompactRange()
        edge.extend(tree.leaf(row.data) for row in self._reading.read(begun, size))
        return edge.root()
