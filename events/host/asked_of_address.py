"""What an address or a hidden field asks for: a month, a day, a place in a list; anybody may change these."""

from datetime import date
from typing import Final

from events.contract import Refused, wareki

FIRST: Final = date(1873, 2, 1)
LAST: Final = date(9999, 11, 30)
"""A month before and a month after them can still be written in an era: pages turn to either side."""


def month_asked(text: str) -> date | None:
    """The first day of 2026-05; None for anything else and for months no page can turn from."""
    try:
        return _within(date.fromisoformat(f"{text}-01"))
    except ValueError:
        return None


def day_asked(text: str) -> date | None:
    """The day of R8.5.1 or 2026-05-01; None for anything else and for days no page can turn from."""
    try:
        return _within(wareki.read(text))
    except Refused:
        return None


def number_asked(text: str) -> int | None:
    """A count or a place below a billion; None for anything else, ² and １ among them."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def _within(day: date) -> date | None:
    return day if FIRST <= day <= LAST else None
