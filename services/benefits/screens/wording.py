"""Months as people write them."""

from events.contract import wareki


def month_label(month: str) -> str:
    """令和8年11月分 for 2026-11."""
    return f"{wareki.month(int(month[:4]), int(month[5:]))}分"


def period(first_month: str, months: int) -> str:
    """令和8年11月分から3か月."""
    return f"{month_label(first_month)}から{months}か月"
