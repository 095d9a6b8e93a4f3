"""The day of the next step that an entry names, and which of the days named still lie ahead."""

from collections.abc import Iterable
from datetime import date

from events.contract.deciding import Refused


def ahead(next_on: date | None, *, after: date, field: str = "next_on") -> None:
    """Refuses a next day that is not after the day of the entry itself."""
    if next_on is not None and next_on <= after:
        raise Refused(
            "not-ahead", "次の予定は、この記録の日より後の日付にしてください。", field=field
        )


def nearest(named: Iterable[date | None], entered: Iterable[date]) -> date | None:
    """The first day named that lies after the latest entry: what comes later on that day has been dealt with."""
    latest = max(entered, default=date.min)
    return min((day for day in named if day is not None and day > latest), default=None)
