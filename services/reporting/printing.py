"""Figures as the ministry prints them: exact integers, one rounding at the end, half up (statistics.md §2.3)."""

from typing import Final

DASH: Final = "－"
"""U+FF0D: a value that cannot be derived, in every table, page and file. Never 0."""
HUNDRED_THOUSAND: Final = 100_000


def quotient(numerator: int, denominator: int, decimals: int) -> str:
    """numerator / denominator, half up, as a string with that many decimals. denominator > 0."""
    scaled = numerator * 10**decimals
    whole = (2 * scaled + denominator) // (2 * denominator)
    if decimals == 0:
        return str(whole)
    digits = str(whole).rjust(decimals + 1, "0")
    return f"{digits[:-decimals]}.{digits[-decimals:]}"


def per_100k_month(count: int, months: int, population: int | None) -> str | None:
    """人口10万人・1か月当たり, 1 decimal; None without a population."""
    if not population or not months:
        return None
    return quotient(count * HUNDRED_THOUSAND, months * population, 1)


def percent(numerator: int, denominator: int, decimals: int) -> str | None:
    """A share in percent, not clamped; None for a denominator of 0."""
    return quotient(numerator * 100, denominator, decimals) if denominator else None


def shown(value: str | int | None) -> str:
    """A value in a table: thousands separated, or the dash."""
    if value is None:
        return DASH
    return f"{value:,}" if isinstance(value, int) else value
