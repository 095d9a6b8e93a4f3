"""Secret sharing: any two of three give the secret, one tells nothing, and the field is a field."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deploy.custody import shamir

elements = st.integers(0, 255)


@given(elements, elements, elements)
def test_the_field_multiplies_as_a_field(a: int, b: int, c: int) -> None:
    assert shamir.times(a, b) == shamir.times(b, a)
    assert shamir.times(a, shamir.times(b, c)) == shamir.times(shamir.times(a, b), c)
    assert shamir.times(a, b ^ c) == shamir.times(a, b) ^ shamir.times(a, c)
    assert shamir.times(a, 1) == a
    if b:
        assert shamir.over(shamir.times(a, b), b) == a


def test_products_that_the_cipher_standard_prints() -> None:
    assert shamir.times(0x57, 0x83) == 0xC1  # FIPS 197, 4.2
    assert shamir.times(0x57, 0x13) == 0xFE


@given(st.binary(max_size=80), st.integers(2, 5), st.integers(0, 4))
def test_enough_shares_give_the_secret(secret: bytes, needed: int, more: int) -> None:
    made = shamir.split(secret, needed, needed + more)
    for chosen in combinations(made, needed):
        assert shamir.join({x: made[x] for x in chosen}) == secret
    assert shamir.join(made) == secret


def test_one_share_of_two_is_compatible_with_every_secret() -> None:
    """For each secret byte there is a polynomial through the share at hand: it tells nothing."""
    share = shamir.split(b"k", 2, 3)[1][0]
    second = {
        secret: next(
            y for y in range(256) if shamir.join({1: bytes([share]), 2: bytes([y])})[0] == secret
        )
        for secret in range(256)
    }
    assert len(set(second.values())) == 256


def test_shares_of_the_same_secret_differ_from_splitting_to_splitting() -> None:
    assert shamir.split(bytes(32), 2, 3) != shamir.split(bytes(32), 2, 3)


@pytest.mark.parametrize(("needed", "made"), [(1, 3), (3, 2), (2, 256)])
def test_senseless_numbers_are_refused(needed: int, made: int) -> None:
    with pytest.raises(ValueError, match="needed"):
        shamir.split(b"secret", needed, made)


@pytest.mark.parametrize("shares", [{0: b"a", 1: b"b"}, {1: b"a", 2: b"bc"}])
def test_shares_that_cannot_belong_together_are_refused(shares: dict[int, bytes]) -> None:
    with pytest.raises(ValueError, match="shares"):
        shamir.join(shares)
