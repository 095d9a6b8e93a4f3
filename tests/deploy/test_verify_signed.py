"""`yorisoi verify` holds log, checkpoints and tiles against each other, and names the place."""

from pathlib import Path

import pytest

from deploy.verification.signed import SignedLog
from events.host.address import Address
from events.ledger.checkpoints import Checkpoints
from events.ledger.generations import Generations
from events.ledger.tiles import Tiles
from events.log.reading import Reading, pool
from tests.events.ledger.logs import NOW, appended, growing, without_triggers
from tests.events.ledger.signed import LOG_KEY


@pytest.fixture
def signed(address: Address, tmp_path: Path) -> Path:
    """700 entries, signed at 300 and 600."""
    with growing(address, tmp_path) as grown:
        for _ in range(2):
            appended(address, 300)
            grown.advance(NOW)
    appended(address, 100)
    return tmp_path


def sentences(address: Address, folder: Path, page: int = 90) -> list[str]:
    with pool(address.conninfo("writer_intake"), name="verify", largest=1) as connections:
        reading = Reading(connections, "intake")
        checked = SignedLog(
            Checkpoints("intake", reading.rows), Tiles(folder), Generations((LOG_KEY.key,))
        )
        found, after = [], 0
        while rows := reading.page(after, page):
            found += checked.page(rows)
            after = rows[-1].position
        return [*found, *checked.end()]


@pytest.mark.parametrize("page", [1, 90, 256, 5000])
def test_what_was_not_touched_agrees(address: Address, signed: Path, page: int):
    assert sentences(address, signed, page) == []


def test_a_log_that_was_never_signed_agrees(address: Address, tmp_path: Path):
    appended(address, 3)
    assert sentences(address, tmp_path) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            "update intake.event set data = 'x' where position = 123",
            ["位置 123 の記録が、書かれたタイル", "300 件の確認点で署名", "600 件の確認点で署名"],
        ),
        (
            "update intake.event set data = 'x' where position = 600",
            ["600 件の確認点で署名", "位置 600 の記録が、書かれたタイル"],
        ),
        ("update intake.event set data = 'x' where position = 601", []),
        (
            (
                "delete from intake.event where position > 500;"
                "update intake.log_head set position = 500"
            ),
            ["署名した確認点（600 件）より記録が短く"],
        ),
        (
            "update intake_ledger.checkpoint set root = sha256('x') where size = 600",
            ["600 件の確認点で署名"],
        ),
        (
            "update intake_ledger.checkpoint set note = replace(note, '600', '599') where size = 600",
            ["600 件の確認点の署名"],
        ),
    ],
)
def test_a_changed_row_is_found(address: Address, signed: Path, change: str, said: list[str]):
    without_triggers(address, change)
    found = sentences(address, signed)
    assert len(found) == len(said), found
    for sentence in said:
        assert any(sentence in one for one in found), found


@pytest.mark.parametrize(
    ("tile", "said"),
    [
        ("tile/0/001", "位置 257 の記録が、書かれたタイル"),
        ("tile/entries/001", "タイル tile/entries/001 "),
        ("tile/0/002.p/88", "位置 513 の記録が"),
    ],
)
def test_a_changed_tile_is_found(address: Address, signed: Path, tile: str, said: str):
    path = signed / tile
    whole = path.read_bytes()
    path.write_bytes(whole[:4] + bytes([whole[4] ^ 1]) + whole[5:])
    (found,) = sentences(address, signed)
    assert said in found
    path.unlink()
    (found,) = sentences(address, signed)
    assert f"タイル {tile} " in found
