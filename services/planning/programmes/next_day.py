"""The day of the next step that an entry names."""

from datetime import date

from events.contract.deciding import Refused


def ahead(next_on: date | None, *, after: date, field: str = "next_on") -> None:
    """Refuses a next day that is not after the day of the entry itself."""
    if next_on is not None and next_on <= after:
        raise Refused(
            "not-ahead", "次の予定は、この記録の日より後の日付にしてください。", field=field
        )
