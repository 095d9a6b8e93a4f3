"""Months and sums as people write them."""

from typing import Final

from events.contract import opened, wareki
from events.contract.sealed import Sealed

HIDDEN_SUM: Final = "(金額は開示できません)"


def month_label(month: str) -> str:
    """令和8年11月分 for 2026-11."""
    return f"{wareki.month(int(month[:4]), int(month[5:]))}分"


def period(first_month: str, months: int) -> str:
    """令和8年11月分から3か月."""
    return f"{month_label(first_month)}から{months}か月"


def sum_label(yen: Sealed[int]) -> str:
    """37,000円; or that the sum may not be read here."""
    found = opened(yen, None)
    return HIDDEN_SUM if found is None else f"{found:,}円"
