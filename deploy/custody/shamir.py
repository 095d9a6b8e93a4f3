"""Secret sharing after Shamir (1979) over GF(256): any `needed` shares give the secret, fewer tell nothing.

Every byte is the constant term of a random polynomial of degree `needed` - 1; share x holds its values at x.
The field is that of AES (x⁸+x⁴+x³+x+1).
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Final

_POLYNOMIAL: Final = 0x11B
_GENERATOR: Final = 3
_ORDER: Final = 255


def _tables() -> tuple[list[int], list[int]]:
    powers, logs, value = [0] * _ORDER, [0] * 256, 1
    for n in range(_ORDER):
        powers[n], logs[value] = value, n
        double = value << 1
        value ^= double ^ _POLYNOMIAL if double & 0x100 else double
    return powers, logs


_POWERS, _LOGS = _tables()


def times(a: int, b: int) -> int:
    """The product of two elements of the field."""
    return _POWERS[(_LOGS[a] + _LOGS[b]) % _ORDER] if a and b else 0


def over(a: int, b: int) -> int:
    """The quotient; ZeroDivisionError for nothing."""
    if not b:
        raise ZeroDivisionError
    return _POWERS[(_LOGS[a] - _LOGS[b]) % _ORDER] if a else 0


def split(secret: bytes, needed: int, made: int) -> dict[int, bytes]:
    """Share number (1 …) → share, as long as the secret. ValueError unless 2 ≤ needed ≤ made ≤ 255."""
    if not 2 <= needed <= made <= _ORDER:
        raise ValueError("2 <= needed <= made <= 255")
    rows = [bytes((byte,)) + secrets.token_bytes(needed - 1) for byte in secret]
    return {x: bytes(_value(row, x) for row in rows) for x in range(1, made + 1)}


def join(shares: Mapping[int, bytes]) -> bytes:
    """The secret of enough shares; of too few, or of foreign ones, some other bytes."""
    if 0 in shares or len({len(share) for share in shares.values()}) != 1:
        raise ValueError("shares of one secret are equally long and numbered from 1")
    weights = {x: _weight(x, list(shares)) for x in shares}
    columns = zip(*(shares[x] for x in weights), strict=True)
    return bytes(
        _sum(times(w, y) for w, y in zip(weights.values(), c, strict=True)) for c in columns
    )


def _value(coefficients: bytes, x: int) -> int:
    """The polynomial at x, by Horner's rule."""
    result = 0
    for coefficient in reversed(coefficients):
        result = times(result, x) ^ coefficient
    return result


def _weight(x: int, others: list[int]) -> int:
    """Lagrange's weight of the point x for the value at 0."""
    result = 1
    for other in others:
        if other != x:
            result = times(result, over(other, other ^ x))
    return result


def _sum(values: object) -> int:
    result = 0
    for value in values:  # type: ignore[attr-defined]
        result ^= value
    return result
