"""The facts of a 転居費用補助, each in a line of the timeline; None for a fact of another matter."""

from events.contract import Event, opened
from events.contract.benefits_moving import (
    MovingBudgetFound,
    MovingCommitted,
    MovingDecided,
    MovingDrafted,
    MovingFigures,
    MovingOrdered,
    MovingOrderPassed,
    MovingPaid,
    MovingRefused,
    MovingReviewed,
)
from events.contract.sealed import Sealed
from services.benefits.screens.wording import HIDDEN_SUM, sum_label


def moving_words(fact: Event) -> str | None:  # noqa: PLR0911 - one arm per kind
    """What it says, in a line."""
    match fact:
        case MovingBudgetFound():
            return "転居が必要" if fact.needed else "転居の必要は認められない"
        case MovingDrafted():
            return f"支給 {_total(fact.figures)}" if fact.proposal else "不支給"
        case MovingReviewed():
            return opened(fact.opinion, "")
        case MovingDecided():
            return f"{fact.number} {_total(fact.figures)}、決裁 {fact.post}"
        case MovingRefused():
            return f"{fact.number} {opened(fact.reasons, '')}"
        case MovingCommitted():
            return f"{fact.fiscal_year}年度 {fact.item} {sum_label(fact.amount_yen)}"
        case MovingOrdered():
            return f"{fact.cost.ja} 命令 {fact.order_no} {sum_label(fact.amount_yen)}"
        case MovingOrderPassed():
            return fact.cost.ja
        case MovingPaid():
            return f"{fact.cost.ja} {sum_label(fact.amount_yen)}"
    return None


def _total(figures: Sealed[MovingFigures]) -> str:
    found = opened(figures, None)
    return f"{found.total_yen:,}円" if found else HIDDEN_SUM
