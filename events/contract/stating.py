"""The checks of what a person states: a day that has come, words that were written."""

from datetime import date

from events.contract.deciding import Refused


def happened(
    day: date, *, today: date, field: str, not_before: date | None = None, step: str = ""
) -> None:
    """A day that has come and does not lie before the earlier `step` (its Japanese name)."""
    if day > today:
        raise Refused("future-day", "先の日付です。今日までの日付を入れてください。", field=field)
    if not_before is not None and day < not_before:
        raise Refused(
            "before-earlier-step",
            f"{step}の日より前の日付です。{step}の日以後の日付を入れてください。",
            field=field,
        )


def told(text: str, *, code: str, ja: str, field: str) -> None:
    """Some words there must be."""
    if not text.strip():
        raise Refused(code, ja, field=field)
