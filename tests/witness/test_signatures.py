"""The witness's own Ed25519 against `cryptography`, and its refusal of every second spelling."""

from random import Random

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tests.witness.standing_witness import as_module

witness = as_module()
CHANCE = Random("signatures")  # noqa: S311 - seeds of a test, the same in every run
CASES = [(CHANCE.randbytes(32), CHANCE.randbytes(n * 7)) for n in range(12)]


@pytest.mark.parametrize(("seed", "message"), CASES, ids=range(len(CASES)))
def test_both_make_and_take_the_same_signature(seed: bytes, message: bytes) -> None:
    theirs = Ed25519PrivateKey.from_private_bytes(seed)
    public = theirs.public_key().public_bytes_raw()
    signature = witness.sign(seed, message)
    assert public == witness.public_of(seed)
    assert signature == theirs.sign(message)
    assert witness.verify(public, message, signature)
    assert not witness.verify(public, message + b"!", signature)


def test_the_first_vector_of_rfc_8032() -> None:
    seed = bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
    assert witness.public_of(seed).hex() == (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"
    )
    assert witness.sign(seed, b"").hex() == (
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
        "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
    )


def test_any_single_bit_of_a_signature_matters() -> None:
    seed, message = CASES[3]
    signature = witness.sign(seed, message)
    for bit in range(0, 512, 17):
        bent = bytearray(signature)
        bent[bit // 8] ^= 1 << bit % 8
        assert not witness.verify(witness.public_of(seed), message, bytes(bent))


def test_a_second_spelling_of_s_is_refused() -> None:
    seed, message = CASES[1]
    signature = witness.sign(seed, message)
    larger = int.from_bytes(signature[32:], "little") + witness.L
    again = signature[:32] + larger.to_bytes(32, "little")
    assert not witness.verify(witness.public_of(seed), message, again)
    for short in (b"", signature[:63], signature + b"\0"):
        assert not witness.verify(witness.public_of(seed), message, short)


@pytest.mark.parametrize(
    "y",
    [
        witness.P + 1,  # the neutral point in a second spelling
        1 | 1 << 255,  # x = 0 with a sign
        2,  # no x fits
    ],
)
def test_bytes_that_are_no_point_are_refused(y: int) -> None:
    with pytest.raises(ValueError, match="point"):
        witness.unpacked(y.to_bytes(32, "little"))
