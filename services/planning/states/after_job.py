"""When a look is due after somebody started work: 1, 3 and 6 months later (programme.md, S3)."""

from calendar import monthrange
from datetime import date
from typing import Final

MONTHS: Final = (1, 3, 6)


def due_on(started_on: date, month: int) -> date:
    """The same day `month` months later, the month's last day where it is shorter."""
    year, place = divmod(started_on.year * 12 + started_on.month - 1 + month, 12)
    return date(year, place + 1, min(started_on.day, monthrange(year, place + 1)[1]))


def following(month: int) -> int | None:
    """The look after that one; None after the last. 0 asks for the first."""
    return next((one for one in MONTHS if one > month), None)
