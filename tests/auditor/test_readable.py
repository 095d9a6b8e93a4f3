"""The readable lines of a bundle: bytes that are no entry stop no export."""

from pathlib import Path

from deploy.bundle.readable import line
from events.log.entry import leaf_hash

GOLDEN = Path(__file__).parents[1] / "golden/benefits.application-submitted.v1.hex"
NO_ENTRY = b"\1\0\1x"


def test_bytes_that_are_no_entry_leave_a_line_with_their_hash() -> None:
    assert line(7, NO_ENTRY) == {
        "index": 7,
        "name": "",
        "unreadable": True,
        "leaf": leaf_hash(NO_ENTRY).hex(),
    }


def test_an_entry_says_its_statutory_name() -> None:
    found = line(1, bytes.fromhex(GOLDEN.read_text()))
    assert found["name"] == "支給申請"
    assert "unreadable" not in found
