"""The checks that the decisions about a concern share."""

from datetime import date

from events.contract.deciding import Refused
from services.intake.decisions.guards import happened
from services.intake.states.concern import Concern


def noted(state: Concern | None) -> Concern:
    """The concern there must be."""
    if state is None:
        raise Refused("no-concern", "気がかりの受付がありません。先に受け付けてください。")
    return state


def running(state: Concern | None) -> Concern:
    """A concern that is not over."""
    state = noted(state)
    if state.over:
        raise Refused(
            "concern-over",
            f"この気がかりは「{state.standing.ja}」です。続けるときは、先に再開してください。",
        )
    return state


def since(state: Concern, day: date, *, today: date, field: str) -> None:
    """A day that has come, and not before the office was told."""
    happened(day, today=today, field=field)
    if day < state.noted_on:
        raise Refused(
            "before-concern",
            "気がかりの受付の日より前の日付です。受付の日以後の日付を入れてください。",
            field=field,
        )


def ahead(day: date | None, *, after: date) -> None:
    """A next day, if one is given, does not lie before the day it was given on."""
    if day is not None and day < after:
        raise Refused(
            "next-before-day",
            "次の期限が記録の日より前です。記録の日以後の日付を入れてください。",
            field="next_on",
        )
