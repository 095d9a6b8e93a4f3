"""The amount of 家賃補助 (施行規則11条1項1号): S base amount, R actual rent, C cap, Y income; yen a month.

The rent is capped in the threshold but, for payment months from July 2020, not inside the difference: confusing
the two is the classic overpayment.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from events.contract.codes import AmountBranch
from services.benefits.programmes.housing_security.rounding import up
from services.benefits.programmes.housing_security.values import VALUES

CAPPED_DIFFERENCE: Final = 1


class Comparison(StrEnum):
    """How income meets the threshold: the Regulation says 以下, some cities print 未満."""

    AT_MOST = "le"
    BELOW = "lt"


@dataclass(frozen=True, slots=True, kw_only=True)
class MunicipalRule:
    """Parameters a municipality sets. The defaults are the Regulation's; `provisional` = not confirmed by the city."""

    comparison: Comparison = Comparison.AT_MOST
    amount_round_up_to: int = 1
    minimum_yen: int = 0
    threshold_round_up_to: int = 1
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class Amount:
    """What is paid a month, and the branch of the rule that gave it. 0 = no payment."""

    monthly_yen: int
    branch: AmountBranch


def threshold(base: int, rent: int, cap: int, rule: MunicipalRule) -> int:
    """T = S + min(R, C), rounded up as the municipality does."""
    return up(base + min(rent, cap), rule.threshold_round_up_to)


def income_meets(income: int, limit: int, rule: MunicipalRule) -> bool:
    """Y ≤ T, or Y < T where the municipality says 未満."""
    return income < limit if rule.comparison is Comparison.BELOW else income <= limit


def amount(
    *, base: int, rent: int, cap: int, income: int, payment_month: date, rule: MunicipalRule
) -> Amount:
    """The monthly amount of a household that meets the requirements; the formula follows the PAYMENT month."""
    if income <= base:
        return Amount(_finished(min(rent, cap), rule), AmountBranch.FULL)
    if VALUES.on("amount_formula", payment_month) == CAPPED_DIFFERENCE:
        paid, branch = base + min(rent, cap) - income, AmountBranch.PARTIAL_UNTIL_2020_06
    else:
        paid, branch = min(base + rent - income, cap), AmountBranch.PARTIAL
    finished = _finished(max(paid, 0), rule)
    return Amount(finished, branch if finished else AmountBranch.ZERO)


def _finished(paid: int, rule: MunicipalRule) -> int:
    return max(up(paid, rule.amount_round_up_to), rule.minimum_yen)
