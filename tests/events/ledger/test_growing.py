"""What is signed, what is made again, and what is refused."""

from itertools import pairwise
from pathlib import Path
from shutil import rmtree

import pytest

from events.host.address import Address
from events.ledger import note, tile_check, tree
from events.ledger.checkpoint import Checkpoint
from events.ledger.note_key import LOG, SigningKey
from events.ledger.refused import LedgerRefused
from tests.events.ledger.logs import (
    NOW,
    appended,
    entries,
    growing,
    published,
    root_of,
    session_of,
    without_triggers,
)
from tests.events.ledger.signed import LOG_KEY


def test_every_checkpoint_is_the_root_of_the_log_and_extends_the_one_before(
    address: Address, tmp_path: Path
) -> None:
    sizes = (1, 2, 255, 256, 257, 700)
    for before, size in pairwise((0, *sizes)):
        appended(address, size - before)
        with growing(address, tmp_path) as grown:  # each by another process
            made = grown.advance(NOW)
            assert made is not None
            assert made.signed.size == size
            assert grown.advance(NOW) is None, "an idle log gets no new checkpoint"
        assert published(tmp_path).root == root_of(entries(address)) == made.signed.root
    session = session_of(address)
    stored = list(session.checkpoints.each())
    session.close()
    assert [one.size for one in stored] == list(sizes)
    with growing(address, tmp_path) as grown:
        subtree = grown.tiles.subtree(700)
        for old in stored:
            path = tree.consistency(old.size, 700, subtree)
            tree.check_consistency(old.size, old.root, 700, stored[-1].root, path)


def test_an_empty_log_is_not_signed(address: Address, tmp_path: Path) -> None:
    with growing(address, tmp_path) as grown:
        assert grown.advance(NOW) is None
    assert not (tmp_path / "checkpoint").exists()


@pytest.fixture
def signed(address: Address, tmp_path: Path) -> Path:
    """600 entries under two checkpoints, 300 and 600."""
    with growing(address, tmp_path) as grown:
        for _ in range(2):
            appended(address, 300)
            grown.advance(NOW)
    return tmp_path


@pytest.mark.parametrize("lost", ["tile", "tile/0", "tile/entries", "tile/0/001", "checkpoint"])
def test_lost_files_are_made_again(address: Address, signed: Path, lost: str) -> None:
    path = signed / lost
    rmtree(path) if path.is_dir() else path.unlink()
    with growing(address, signed) as grown:
        assert tile_check.checked(grown.tiles, 600).root() == root_of(entries(address))
        appended(address, 50)
        made = grown.advance(NOW)
    assert made is not None
    assert published(signed).root == root_of(entries(address))


def test_a_damaged_tile_is_made_again_and_kept_as_evidence(address: Address, signed: Path) -> None:
    tile = signed / "tile/0/000"
    whole = tile.read_bytes()
    tile.write_bytes(b"\0" * 32 + whole[32:])
    with growing(address, signed):
        assert tile.read_bytes() == whole
    assert (signed / "tile.damaged/0/000").read_bytes() != whole


def test_after_a_crash_between_tiles_and_signature_the_same_is_signed(
    address: Address, signed: Path
) -> None:
    appended(address, 40)
    with growing(address, signed) as grown:
        grown.tiles.append(600, entries(address)[600:])
    with growing(address, signed) as grown:
        made = grown.advance(NOW)
    assert made is not None
    assert made.signed.root == root_of(entries(address))


@pytest.mark.parametrize(
    ("change", "position"),
    [
        ("update intake.event set data = 'x' where position = 123", 123),
        ("update intake.event set data = 'x' where position = 599", 599),
        ("delete from intake.event where position = 300", 300),
        ("update intake.event set data = 'x' where position = 1", 1),
    ],
)
@pytest.mark.parametrize("tiles", ["damaged", "gone", "partly gone"])
def test_a_changed_log_makes_no_new_tiles(
    address: Address, signed: Path, change: str, position: int, tiles: str
) -> None:
    """Where old leaf hashes are still there the exact position is told, else the checkpoint."""
    without_triggers(address, change)
    if tiles == "gone":
        rmtree(signed / "tile")
    elif tiles == "partly gone":
        rmtree(signed / "tile/1")
    else:
        (signed / "tile/1/000.p/2").write_bytes(b"\0" * 64)
    before = (signed / "checkpoint").read_bytes()
    with pytest.raises(LedgerRefused) as refused, growing(address, signed):
        pass
    if tiles != "gone" or "delete" in change:
        assert refused.value.position == position
    else:
        assert "300 件" in str(refused.value) or "600 件" in str(refused.value)
    assert (signed / "checkpoint").read_bytes() == before
    assert published(signed).size == 600


def test_a_gap_is_never_signed(address: Address, signed: Path) -> None:
    appended(address, 10)
    without_triggers(address, "delete from intake.event where position = 605")
    with growing(address, signed) as grown, pytest.raises(LedgerRefused) as refused:
        grown.advance(NOW)
    assert refused.value.position == 605
    assert published(signed).size == 600


def test_a_log_shorter_than_its_checkpoint_is_refused(address: Address, signed: Path) -> None:
    with growing(address, signed) as grown:
        without_triggers(
            address,
            "delete from intake.event where position > 500; update intake.log_head set position = 500",
        )
        with pytest.raises(LedgerRefused, match="短く"):
            grown.advance(NOW)
    with pytest.raises(LedgerRefused, match="短く"), growing(address, signed):
        pass


def test_other_entries_than_those_in_the_tiles_are_not_signed(
    address: Address, signed: Path
) -> None:
    """An older database under newer tiles: its checkpoints are gone too, the tiles still know."""
    (signed / "checkpoint").unlink()
    without_triggers(
        address,
        "delete from intake.event where position > 300; update intake.log_head set position = 300;"
        "delete from intake_ledger.checkpoint where size > 300",
    )
    appended(address, 300, "other ")
    with growing(address, signed) as grown, pytest.raises(LedgerRefused, match="タイル"):
        grown.advance(NOW)


def test_a_checkpoint_of_another_key_or_with_another_size_is_not_continued(
    address: Address, signed: Path
) -> None:
    other = SigningKey.from_seed(LOG_KEY.key.name, LOG, b"\x09" * 32)
    with pytest.raises(LedgerRefused, match="鍵"), growing(address, signed, other):
        pass
    without_triggers(
        address, "update intake_ledger.checkpoint set root = sha256('x') where size = 600"
    )
    with pytest.raises(LedgerRefused, match="根"), growing(address, signed):
        pass


def test_of_two_signers_the_later_is_refused(address: Address, signed: Path) -> None:
    with growing(address, signed) as one, growing(address, signed) as other:
        appended(address, 5)
        assert one.advance(NOW) is not None
        with pytest.raises(LedgerRefused, match="すでに"):
            other.advance(NOW)


@pytest.mark.parametrize("kept", [300, 0], ids=["some", "none"])
def test_a_published_checkpoint_larger_than_the_stored_ones_is_never_signed_over(
    address: Address, signed: Path, kept: int
) -> None:
    """Log and checkpoints cut in the database, grown again in steps that no tile remembers."""
    without_triggers(
        address,
        f"delete from intake.event where position > {kept};"
        f"update intake.log_head set position = {kept};"
        f"delete from intake_ledger.checkpoint where size > {kept}",
    )
    appended(address, 77, "other ")
    with pytest.raises(LedgerRefused, match="600 件"), growing(address, signed):
        pass
    assert published(signed).size == 600


def test_a_published_checkpoint_that_says_another_tree_is_never_replaced(
    address: Address, signed: Path, tmp_path: Path
) -> None:
    root = root_of([*entries(address)[:599], b"other"])
    text = Checkpoint(LOG_KEY.key.name, 600, root).text
    other = str(note.Note(text, (note.signature_of(LOG_KEY.line(text)),)))
    (signed / "checkpoint").write_text(other)
    with pytest.raises(LedgerRefused, match="600 件"), growing(address, signed):
        pass
    assert (signed / "checkpoint").read_text() == other


@pytest.mark.parametrize(
    "content", [b"", b"\xff", b"nonsense\n", b"o\n5\nAAAA\n\n\xe2\x80\x94 o AAAA\n"]
)
def test_a_published_file_that_says_nothing_is_replaced(
    address: Address, signed: Path, content: bytes
) -> None:
    (signed / "checkpoint").write_bytes(content)
    with growing(address, signed):
        assert published(signed).size == 600
