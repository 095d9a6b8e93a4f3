"""Months, sums, and what an order pays, as people write them."""

from typing import Final

from events.contract import opened, wareki
from events.contract.benefits_moving import MovingCost
from events.contract.sealed import Sealed
from events.contract.transfer_codes import PaidMatter

HIDDEN_SUM: Final = "(金額は開示できません)"


def month_label(month: str) -> str:
    """令和8年11月分 for 2026-11."""
    return f"{wareki.month(int(month[:4]), int(month[5:]))}分"


def period(first_month: str, months: int) -> str:
    """令和8年11月分から3か月."""
    return f"{month_label(first_month)}から{months}か月"


def paid_for(matter: PaidMatter, part: str) -> str:
    """令和8年11月分, 転居費用 礼金, 追加支給."""
    match matter:
        case PaidMatter.MOVING:
            return f"{matter.ja} {MovingCost.stored(part).ja}"
        case PaidMatter.SUPPLEMENT:
            return matter.ja
    return month_label(part)


def sum_label(yen: Sealed[int]) -> str:
    """37,000円; or that the sum may not be read here."""
    found = opened(yen, None)
    return HIDDEN_SUM if found is None else f"{found:,}円"
