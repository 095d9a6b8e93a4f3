"""Tiles: names and widths of the specification, growth by any steps, and what damage does."""

from itertools import pairwise
from pathlib import Path
from random import Random

import pytest

from events.ledger import bundle, tile_check, tile_paths, tree
from events.ledger.tiles import TileDiffers, TileMissing, Tiles
from tests.events.ledger.signed import range_of


def entries(count: int, first: int = 0) -> list[bytes]:
    return [b"%d" % at * (at % 7) for at in range(first, first + count)]


def files(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def grown(folder: Path, *sizes: int) -> Tiles:
    tiles = Tiles(folder)
    for before, after in pairwise((0, *sizes)):
        tiles.append(before, entries(after - before, before))
    return tiles


def test_names_and_widths_of_the_specification() -> None:
    assert tile_paths.path(0, 1234067) == "tile/0/x001/x234/067"
    assert tile_paths.path("entries", 5, 17) == "tile/entries/005.p/17"
    widths = [
        tile_paths.width(level, number, 70_000)
        for level, number in [(0, 272), (0, 273), (0, 274), (1, 0), (1, 1), (2, 0), (3, 0)]
    ]
    assert widths == [256, 112, 0, 256, 17, 1, 0]


def test_a_tree_of_seventy_thousand(tmp_path: Path) -> None:
    tiles = Tiles(tmp_path)
    edge = tree.CompactRange()
    for before in range(0, 70_000, 10_000):
        fresh = [b"%d" % at for at in range(before, before + 10_000)]
        tiles.append(before, fresh)
        edge.extend(map(tree.leaf, fresh))
    root = edge.root()
    assert tile_check.checked(tiles, 70_000).root() == root
    assert tree.CompactRange.of(70_000, tiles.subtree(70_000)).root() == root
    assert (tmp_path / "tile/0/273.p/112").exists()
    assert (tmp_path / "tile/1/001.p/17").exists()
    assert (tmp_path / "tile/2/000.p/1").stat().st_size == 32
    assert (tmp_path / "tile/0/000").stat().st_size == 8192
    for index in (0, 255, 256, 65_535, 65_536, 69_999):
        path = tree.inclusion(index, 70_000, tiles.subtree(70_000))
        tree.check_inclusion(index, 70_000, tree.leaf(b"%d" % index), path, root)
    old = tree.CompactRange.of(40_000, tiles.subtree(40_000)).root()
    path = tree.consistency(40_000, 70_000, tiles.subtree(70_000))
    tree.check_consistency(40_000, old, 70_000, root, path)


@pytest.mark.parametrize("seed", range(8))
def test_steps_of_growth_leave_the_same_full_tiles(tmp_path: Path, seed: int) -> None:
    draw = Random(seed)  # noqa: S311 - reproducible, not secret
    end = draw.randint(1, 1400)
    steps = sorted({draw.randint(1, end) for _ in range(draw.randint(0, 12))} | {end})
    slow = grown(tmp_path / "slow", *steps)
    quick = grown(tmp_path / "quick", end)
    full = files(tmp_path / "quick")
    assert full.items() <= files(tmp_path / "slow").items()
    assert tile_check.checked(slow, end).edge == tile_check.checked(quick, end).edge
    wanted = range_of([tree.leaf(entry) for entry in entries(end)])
    assert tile_check.checked(slow, end) == wanted
    for size in steps:  # every size that was published can still be read
        found = [one for part in slow.leaves(size) for one in part]
        assert found == [tree.leaf(entry) for entry in entries(size)]
        number, width = divmod(size, 256)
        if width:
            assert slow.entries(number, width) == entries(width, number * 256)


def test_partial_tiles_go_once_the_full_one_is_there(tmp_path: Path) -> None:
    grown(tmp_path, 3, 200, 250)
    assert len(list((tmp_path / "tile/0/000.p").iterdir())) == 3
    Tiles(tmp_path).append(250, entries(10, 250))
    assert list((tmp_path / "tile/0/000.p").iterdir()) == []
    assert list((tmp_path / "tile/entries/000.p").iterdir()) == []
    assert Tiles(tmp_path).hashes(0, 0, 200) == [tree.leaf(entry) for entry in entries(200)]


def test_to_write_the_same_again_changes_nothing_and_other_entries_are_refused(
    tmp_path: Path,
) -> None:
    tiles = grown(tmp_path, 300)
    before = files(tmp_path)
    tiles.append(0, entries(300))
    assert files(tmp_path) == before
    with pytest.raises(TileDiffers):
        tiles.append(0, [*entries(299), b"other"])
    with pytest.raises(TileDiffers):
        tiles.append(256, [b"other"] * 44)
    assert files(tmp_path) == before


def test_every_damage_is_noticed(tmp_path: Path) -> None:
    tiles = grown(tmp_path, 66_000)
    root = tile_check.checked(tiles, 66_000).root()
    draw = Random(1)  # noqa: S311 - reproducible, not secret
    hashed = sorted(p for p in (tmp_path / "tile").rglob("*") if p.is_file())
    hashed = [path for path in hashed if "entries" not in path.parts]
    above = [path for path in hashed if path.parts[-2] != "0" or path.suffix]
    for path in [*draw.sample(hashed, 8), *draw.sample(above, 1)]:
        kept = path.read_bytes()
        at = draw.randrange(len(kept))
        flipped = kept[:at] + bytes([kept[at] ^ 1]) + kept[at + 1 :]
        path.write_bytes(draw.choice([flipped, flipped, kept[:-1], b""]))
        try:
            noticed = tile_check.checked(tiles, 66_000).root() != root
        except TileMissing:
            noticed = True
        assert noticed, path
        path.write_bytes(kept)
    assert tile_check.checked(tiles, 66_000).root() == root


def test_bundles_are_strict() -> None:
    packed = bundle.packed([b"", b"a", b"x" * 65_535])
    assert bundle.unpacked(packed) == [b"", b"a", b"x" * 65_535]
    for cut in (packed[:-1], packed + b"\0", packed + b"\0\1"):
        with pytest.raises(ValueError):
            bundle.unpacked(cut)
    with pytest.raises(OverflowError):
        bundle.packed([b"x" * 65_536])


def test_a_missing_bundle_or_tile_names_its_path(tmp_path: Path) -> None:
    tiles = grown(tmp_path, 10)
    with pytest.raises(TileMissing) as missing:
        tiles.hashes(0, 0, 11)
    assert missing.value.path == "tile/0/000.p/11"
    (tmp_path / "tile/entries/000.p/10").write_bytes(b"\0\5abc")
    with pytest.raises(TileMissing):
        tiles.append(10, [b"more"])
