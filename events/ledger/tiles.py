"""The tree's hashes and entries in files, as C2SP tiles; durable before `append` returns."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from events.ledger import bundle, durable, tile_paths, tree
from events.ledger.tile_paths import ENTRIES, HEIGHT, WIDTH


class TileMissing(Exception):
    """A tile that a tree of this size has is not there, or is damaged. `path` names it."""

    def __init__(self, path: str) -> None:
        super().__init__(f"the tile {path} is missing or damaged")
        self.path = path


class TileDiffers(Exception):
    """A tile that was written before would get another content: it or the log was changed."""

    def __init__(self, path: str) -> None:
        super().__init__(f"the log does not say what the tile {path} says")
        self.path = path


class Tiles:
    """The folder of one log. Full tiles are never rewritten; partial ones go once the full one is there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def append(self, size: int, entries: Sequence[bytes]) -> None:
        """Add entries behind the first `size`; TileDiffers, TileMissing.

        To write the same entries once more, as after a crash, changes nothing.
        """
        names: set[Path] = set()
        number, width = divmod(size, WIDTH)
        before = self.entries(number, width) if width else []
        parts = _parts([*before, *entries])
        self._write(ENTRIES, number, [(bundle.packed(p), len(p)) for p in parts], names)
        level, fresh = 0, [tree.leaf(entry) for entry in entries]
        while fresh:
            number, width = divmod(tile_paths.count(level, size), WIDTH)
            before = self.hashes(level, number, width) if width else []
            parts = _parts([*before, *fresh])
            self._write(level, number, [(b"".join(p), len(p)) for p in parts], names)
            fresh = [tree.complete(part) for part in parts if len(part) == WIDTH]
            level += 1
        durable.sync_folders(names)
        self._drop_partials(size, size + len(entries))

    def hashes(self, level: int, number: int, width: int = WIDTH) -> list[bytes]:
        """The first `width` hashes of a tile; TileMissing."""
        data = self._read(level, number, width)
        if len(data) < 32 * width or len(data) % 32:
            raise TileMissing(tile_paths.path(level, number, width))
        return [data[at : at + 32] for at in range(0, 32 * width, 32)]

    def entries(self, number: int, width: int = WIDTH) -> list[bytes]:
        """The first `width` entries of a bundle; TileMissing."""
        try:
            found = bundle.unpacked(self._read(ENTRIES, number, width))
        except ValueError:
            found = []
        if len(found) < width:
            raise TileMissing(tile_paths.path(ENTRIES, number, width))
        return found[:width]

    def holds_entries(self, number: int, width: int = WIDTH) -> bool:
        """Whether this bundle, or the full one in its place, is there."""
        names = (tile_paths.path(ENTRIES, number, width), tile_paths.path(ENTRIES, number))
        return any((self.folder / name).is_file() for name in names)

    def subtree(self, size: int) -> tree.Subtree:
        """Reads the complete subtrees of a tree of `size` leaves; tiles are kept while it lives."""
        kept: dict[tuple[int, int], list[bytes]] = {}

        def read(height: int, number: int) -> bytes:
            level, within = divmod(height, HEIGHT)
            tile, at = divmod(number << within, WIDTH)
            if (level, tile) not in kept:
                width = tile_paths.width(level, tile, size)
                kept[level, tile] = self.hashes(level, tile, width)
            return tree.complete(kept[level, tile][at : at + (1 << within)])

        return read

    def leaves(self, size: int) -> Iterator[list[bytes]]:
        """Leaf hashes of a tree of `size` leaves, tile by tile; TileMissing."""
        for number in range(-(-size // WIDTH)):
            yield self.hashes(0, number, tile_paths.width(0, number, size))

    def _write(
        self, level: int | str, first: int, parts: list[tuple[bytes, int]], names: set[Path]
    ) -> None:
        for number, (content, width) in enumerate(parts, first):
            name = tile_paths.path(level, number, width)
            path = self.folder / name
            try:
                if path.read_bytes() != content:
                    raise TileDiffers(name)
            except FileNotFoundError:
                names.update(durable.made(path.parent))
                durable.write(path, content)
            names.add(path.parent)

    def _read(self, level: int | str, number: int, width: int) -> bytes:
        """The tile of this width, or the full one that took its place."""
        for name in (tile_paths.path(level, number, width), tile_paths.path(level, number)):
            try:
                return (self.folder / name).read_bytes()
            except (FileNotFoundError, NotADirectoryError):
                continue
        raise TileMissing(tile_paths.path(level, number, width))

    def _drop_partials(self, before: int, after: int) -> None:
        for level in (ENTRIES, *range(HEIGHT)):
            at = 0 if isinstance(level, str) else level
            begun, full = (tile_paths.count(at, size) for size in (before, after))
            if begun % WIDTH and begun // WIDTH < full // WIDTH:
                folder = self.folder / f"{tile_paths.path(level, begun // WIDTH)}.p"
                for path in list(folder.glob("*")):
                    path.unlink(missing_ok=True)


def _parts(joined: list[bytes]) -> list[list[bytes]]:
    return [joined[at : at + WIDTH] for at in range(0, len(joined), WIDTH)]
