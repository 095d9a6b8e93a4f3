"""Months as `YYYY-MM`: they sort as text, and rules count in them."""

from datetime import date


def month_of(day: date) -> str:
    """The month of a day."""
    return day.strftime("%Y-%m")


def first_day_of(month: str) -> date:
    """The first day of `YYYY-MM`. ValueError for anything else."""
    if len(month) != len("YYYY-MM"):
        raise ValueError("a month is written YYYY-MM")
    return date.fromisoformat(f"{month}-01")


def plus(month: str, months: int) -> str:
    """So many months later (earlier where negative)."""
    first = first_day_of(month)
    count = first.year * 12 + first.month - 1 + months
    return f"{count // 12:04d}-{count % 12 + 1:02d}"


def run_of(first: str, months: int) -> tuple[str, ...]:
    """`months` months from the first on."""
    return tuple(plus(first, count) for count in range(months))


def words(month: str) -> str:
    """2025年4月, as a sentence names it."""
    first = first_day_of(month)
    return f"{first.year}年{first.month}月"
