"""The checks that several decisions on a household budget share."""

from typing import TypeVar

from events.contract.deciding import Refused
from events.contract.kind import Event
from services.planning.programmes.household_budget.record import Budget

E = TypeVar("E", bound=Event)


def spoken_of(budget: Budget, kind: type[E], number: int, *, ja: str) -> E:
    """The entry of that number and kind; refuses where it is none or was withdrawn."""
    found = budget.entry(number)
    if not isinstance(found, kind):
        raise Refused(
            "no-such-entry", f"この番号の{ja}はありません。取り消されていないか確かめてください。"
        )
    return found


def positive(amount: int, *, field: str, ja: str = "金額") -> None:
    """An amount above zero."""
    if amount <= 0:
        raise Refused("amount-missing", f"{ja}を1円以上で入れてください。", field=field)
