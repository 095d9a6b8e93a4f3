"""What is stored is final: every kind's bytes equal those stored when it was declared, and still read."""

from pathlib import Path

import pytest

from events.contract import KINDS, Kind
from events.log.codec import Codec
from events.log.signing import Signer
from tests.events.log.examples import FixedKeys, every, example, recorded

GOLDEN = Path(__file__).parents[2] / "golden"
CODEC = Codec(
    FixedKeys(),
    Signer.from_seed("yorisoi.example/golden", bytes(range(32))),
    nonce=lambda: b"golden nonce",
)


@pytest.mark.parametrize("kind", every(), ids=lambda kind: kind.wire)
def test_the_bytes_of_every_kind_are_those_first_stored(
    kind: Kind, request: pytest.FixtureRequest
) -> None:
    path = GOLDEN / f"{kind.wire}.hex"
    [made] = CODEC.encode([recorded(kind)])
    if not path.exists() and request.config.getoption("--write-golden"):
        path.write_text(made.hex() + "\n")
    assert path.exists(), "declare a new kind with --write-golden"
    assert made.hex() == path.read_text().strip()


@pytest.mark.parametrize("path", sorted(GOLDEN.glob("*.hex")), ids=lambda path: path.stem)
def test_every_stored_entry_is_still_read(path: Path) -> None:
    read = CODEC.decode(bytes.fromhex(path.read_text()))
    kind = KINDS.get(path.stem)
    assert kind is not None, "a kind once stored stays declared, or has an upcast"
    if type(read.fact) is kind.cls:
        assert read.fact == example(kind)


def test_the_seven_facts_the_customer_named_have_their_statutory_words() -> None:
    words = {kind.ja for kind in KINDS.values()}
    assert {"相談受付", "アセスメント完了", "プラン決定", "給付支給", "終結"} <= words
