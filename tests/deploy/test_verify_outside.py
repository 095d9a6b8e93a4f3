"""`yorisoi verify` hears what lies outside the database: the published checkpoint, cosignatures, witnesses."""

from dataclasses import dataclass, field
from pathlib import Path

import pytest

from deploy.verification.outside import outside
from events.host.address import Address
from events.ledger import note
from events.ledger.checkpoints import CosignedNote
from events.ledger.found import Found
from events.ledger.generations import Generations
from tests.events.ledger.logs import NOW, appended, growing, session_of, without_triggers
from tests.events.ledger.signed import KANSA, LOG_KEY


@dataclass
class Looked:
    found: Found = field(default_factory=lambda: Found(own=0))

    def look(self) -> Found:
        return self.found


@pytest.fixture
def signed(address: Address, tmp_path: Path) -> Path:
    """600 entries, signed at 300 and 600, both cosigned."""
    session = session_of(address)
    with growing(address, tmp_path) as grown:
        for _ in range(2):
            appended(address, 300)
            made = grown.advance(NOW)
            assert made is not None
            given = note.read(made.signed.note)
            line = KANSA.line(given.text, 1_800_000_000)
            session.add_cosigned(CosignedNote(made.signed.size, str(given.joined([line])), NOW))
    session.close()
    return tmp_path


def sentences(address: Address, folder: Path, found: Found | None = None) -> list[str]:
    session = session_of(address)
    try:
        looked = Looked(found or Found(own=600))
        return list(outside(session.checkpoints, folder, Generations((LOG_KEY.key,)), looked))  # type: ignore[arg-type]
    finally:
        session.close()


def test_what_agrees_is_not_spoken_of(address: Address, signed: Path) -> None:
    assert sentences(address, signed) == []
    (signed / "checkpoint").unlink()
    assert sentences(address, signed) == [], "it is written again at the next start"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            (
                "delete from intake_ledger.cosigned where size = 600;"
                "delete from intake_ledger.checkpoint where size = 600"
            ),
            "公開した 600 件の確認点",
        ),
        ("update intake_ledger.cosigned set note = 'x' where size = 300", "300 件の公証"),
        (
            (
                "update intake_ledger.cosigned set note = (select note from intake_ledger.checkpoint"
                " where size = 600) where size = 600"
            ),
            "600 件の公証",
        ),
        (
            (
                "update intake_ledger.cosigned set note = (select note from intake_ledger.cosigned"
                " where size = 300) where size = 600"
            ),
            "600 件の公証",
        ),
    ],
)
def test_a_row_of_the_ledger_that_was_cut_or_forged_is_named(
    address: Address, signed: Path, change: str, said: str
) -> None:
    without_triggers(address, change)
    [found] = sentences(address, signed)
    assert said in found


def test_a_witness_that_is_away_is_said_and_is_no_difference(
    address: Address, signed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert sentences(address, signed, Found(own=600, silent=("kansa",))) == []
    assert "証人「kansa」に届かない" in capsys.readouterr().out
