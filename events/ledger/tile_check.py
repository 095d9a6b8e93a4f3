"""Do the tiles of a log agree with each other, and which root do they have?"""

from events.ledger import tile_paths, tree
from events.ledger.tile_paths import WIDTH
from events.ledger.tiles import TileMissing, Tiles


def checked(tiles: Tiles, size: int) -> tree.CompactRange:
    """The right edge of the first `size` leaves, computed from every leaf hash; TileMissing.

    Bundles of entries have to be there; whether they hold what the leaves say is `yorisoi verify`'s affair.
    A tile of a higher level that says something else than the leaves counts as damaged.
    """
    found, above = tree.CompactRange(), _Above(tiles)
    for number, leaves in enumerate(tiles.leaves(size)):
        if not tiles.holds_entries(number, len(leaves)):
            raise TileMissing(tile_paths.path(tile_paths.ENTRIES, number, len(leaves)))
        found.extend(leaves)
        if len(leaves) == WIDTH:
            above.add(1, tree.complete(leaves))
    above.end(size)
    return found


class _Above:
    """Roots of full tiles, collected level by level and held against the tiles that keep them."""

    def __init__(self, tiles: Tiles) -> None:
        self._tiles = tiles
        self._open: list[list[bytes]] = []
        self._full: list[int] = []

    def add(self, level: int, root: bytes) -> None:
        if len(self._open) < level:
            self._open.append([])
            self._full.append(0)
        roots = self._open[level - 1]
        roots.append(root)
        if len(roots) == WIDTH:
            self._same(level, self._full[level - 1], roots)
            self._full[level - 1] += 1
            self._open[level - 1] = []
            self.add(level + 1, tree.complete(roots))

    def end(self, size: int) -> None:
        for level, roots in enumerate(self._open, 1):
            if roots:
                self._same(level, tile_paths.count(level, size) // WIDTH, roots)

    def _same(self, level: int, number: int, wanted: list[bytes]) -> None:
        if self._tiles.hashes(level, number, len(wanted)) != wanted:
            raise TileMissing(tile_paths.path(level, number, len(wanted)))
