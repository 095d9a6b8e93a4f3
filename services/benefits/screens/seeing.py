"""How the form of a 後閲 begins."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

from events.contract import wareki
from events.contract.seeing import Taken
from events.host.answers import Missing
from events.host.capacity import to_see
from events.host.desk import Desk
from events.host.sheet import Sheet

T = TypeVar("T", bound=Taken)


def fresh(desk: Desk, waiting: Sequence[Taken]) -> Mapping[str, str]:
    """Today, over the oldest decision this person may see; else over the oldest. Missing where none waits."""
    if not waiting:
        raise Missing
    mine = to_see(desk, waiting) or waiting
    return {"seen_on": wareki.short(desk.today), "approved": mine[0].approved}


def chosen(waiting: Sequence[T], sheet: Sheet) -> T | None:
    """The decision that the form is about; None where it waits no more."""
    approved = sheet.form.value("approved")
    return next((one for one in waiting if one.approved == approved), None)
